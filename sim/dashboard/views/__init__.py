"""What stands behind the tabs of the page: each file's ``view`` takes a visit and its runs and gives plain JSON.

A view is worked out after the picture has been sent, and kept for whoever asks next. To add one: put its file here, its
picture into ``panels/`` under the same name, its line into ``sim.lessons.schema.PANELS``.
"""

import json
import logging
import threading
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from cachetools import LRUCache

import sim
from sim.dashboard.state.gestures import MAX_OPTIONS
from sim.dashboard.state.runs import run_key, runs_of
from sim.dashboard.state.visit import TABS, Visit
from sim.wording.language import say, speaking

log = logging.getLogger(__name__)
FRONTS_KEPT = 4_000
"""Fronts of drawers that are kept at most."""
MAX_CHARACTERS = 32_000_000
"""Characters of answers that are kept at most."""
AT_ONCE = threading.Semaphore(1)
"""One is worked out at a time, so that a whole class asking leaves room for the pictures."""
_cache: LRUCache = LRUCache(MAX_CHARACTERS, lambda answer: len(answer[1]) + MAX_OPTIONS)
_fronts: LRUCache = LRUCache(FRONTS_KEPT)
_lock = threading.Lock()
FIRST, *BEHIND = TABS
"""The tab that needs no view, and those that have one."""
OF_NO_RUN = ("lesson", "evidence")
"""Tabs that ask nothing of a run, and so have an answer where a village is on view."""
for _name in BEHIND:
    for _file in (f"views/{_name}.py", f"panels/{_name}.vue"):
        if not (Path(__file__).parents[1] / _file).is_file():
            raise ImportError(f"the tab {_name!r} lacks sim/dashboard/{_file}")


def key(visit: Visit) -> str:
    """What an answer depends on; nothing for the tab that needs none."""
    if visit.panel == FIRST or (visit.scenario.is_village and visit.panel not in OF_NO_RUN):
        return ""
    return json.dumps([visit.panel, visit.options, visit.day, visit.zoom, visit.language, run_key(visit)])


def known(visit: Visit) -> dict | None:
    """The answer, where it has been worked out before."""
    with _lock:
        return _unpacked(_cache.get(key(visit)))


def fronts(visit: Visit) -> dict[str, str]:
    """What stands on the front of each drawer whose answer has been found, for this day of this run."""
    of = _moment(visit)
    with _lock:
        found = {name: _fronts.get((name, *of)) for name in BEHIND}
    return {name: front for name, front in found.items() if front}


def _moment(visit: Visit) -> tuple[int, str, str, str]:
    return visit.day, visit.zoom, visit.language, run_key(visit)


def answer(visit: Visit, wanted: Callable[[], bool] = lambda: True) -> dict | None:
    """``{"data": …}``, or ``{"error": …}`` in words where it cannot be shown; it never raises.

    It waits for its turn; nothing when it is no longer ``wanted`` by then.
    """
    name = key(visit)
    with AT_ONCE:
        before = known(visit)
        if before is not None or not wanted():
            return before
        try:
            with speaking(visit.language):
                data = import_module(f"{__name__}.{visit.panel}").view(visit, runs_of(visit))
            front = data.pop("front", "")
            packed = ("data", json.dumps(data, allow_nan=False))
        except sim.ScenarioError as error:
            packed = ("error", json.dumps(str(error)))
        except Exception:  # an error must never take the page down
            log.exception("the view %s could not be worked out", visit.panel)
            return {"error": say("Something went wrong while this was worked out. The rest of the page still works.")}
        with _lock:
            if packed[0] == "data" and front:
                _fronts[visit.panel, *_moment(visit)] = front
            if _cache.getsizeof(packed) <= MAX_CHARACTERS:
                _cache[name] = packed
        return _unpacked(packed)


def _unpacked(packed: tuple[str, str] | None) -> dict | None:
    return None if packed is None else {packed[0]: json.loads(packed[1])}
