"""What stands behind the tabs of the page: each file's ``view`` takes a visit and its runs and gives plain JSON.

A view is worked out after the picture has been sent, and kept for whoever asks next. To add one: put its file here, its
picture into ``panels/`` under the same name, its line into ``visit.TABS``.
"""

import json
import logging
import threading
from collections.abc import Callable
from importlib import import_module

from cachetools import LRUCache

import sim
from sim.dashboard.state.gestures import LONGEST_OPTIONS
from sim.dashboard.state.runs import lived, run_key
from sim.dashboard.state.visit import Visit

log = logging.getLogger(__name__)
ROOM = 32_000_000
"""Characters of answers that are kept at most."""
AT_ONCE = threading.Semaphore(1)
"""One is worked out at a time, so that a whole class asking leaves room for the pictures."""
_kept: LRUCache = LRUCache(ROOM, lambda answer: len(answer[1]) + LONGEST_OPTIONS)
_lock = threading.Lock()


def key(visit: Visit) -> str:
    """What an answer depends on; nothing for the tab that needs none."""
    if visit.panel == "couple":
        return ""
    return json.dumps([visit.panel, visit.options, visit.day, visit.zoom, run_key(visit)])


def kept(visit: Visit) -> dict | None:
    """The answer, where it has been worked out before."""
    with _lock:
        return _answer(_kept.get(key(visit)))


def answer(visit: Visit, wanted: Callable[[], bool] = lambda: True) -> dict | None:
    """``{"data": …}``, or ``{"error": …}`` in words where it cannot be shown; it never raises.

    It waits for its turn; nothing when it is no longer ``wanted`` by then.
    """
    name = key(visit)
    with AT_ONCE:
        found = kept(visit)
        if found is not None or not wanted():
            return found
        try:
            data = import_module(f"{__name__}.{visit.panel}").view(visit, lived(visit))
            packed = ("data", json.dumps(data, allow_nan=False))
        except sim.ScenarioError as error:
            packed = ("error", json.dumps(str(error)))
        except Exception:  # an error must never take the page down
            log.exception("the view %s could not be worked out", visit.panel)
            return {"error": "Something went wrong while this was worked out. The rest of the page still works."}
        with _lock:
            if _kept.getsizeof(packed) <= ROOM:
                _kept[name] = packed
        return _answer(packed)


def _answer(packed: tuple[str, str] | None) -> dict | None:
    return None if packed is None else {packed[0]: json.loads(packed[1])}
