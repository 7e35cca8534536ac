"""What is told to a visitor of a village that is being lived beside the page, as it goes on.

Pictures are sent anew when there is twice as much to see as before, so that all of them together are no more than twice
the last; words whenever they change.
"""

import contextlib
import logging
import threading
from collections.abc import Callable
from typing import Any

from sim.dashboard.payload.village import Compared, lived, other_village, told
from sim.dashboard.state.village import Village
from sim.dashboard.state.village_lives import FAILED, Life, Sample, life_at, sample_at
from sim.dashboard.state.visit import Visit
from sim.wording.language import say, speaking

log = logging.getLogger(__name__)
LOOK = 0.1
"""Seconds between two looks."""
FIRST_PICTURE = 1.0
"""Seconds for which a village that a page opens on leaves the cores to the page's first picture."""
Tell = Callable[[dict[str, Any]], Any]


def follow(visit: Visit, gone: threading.Event, show: Tell, tell: Tell) -> None:
    """Tell of the village on view, and of the one it is compared with, until all is lived or the visitor ``gone``."""
    home = visit.village
    if home is None or visit.evening:
        return
    with speaking(visit.language):
        _follow(visit, home, gone, show, tell)


def _follow(visit: Visit, home: Village, gone: threading.Event, show: Tell, tell: Tell) -> None:
    key = home.key[:16]
    if not visit.answered and gone.wait(FIRST_PICTURE):
        return
    try:
        with contextlib.ExitStack() as looks:
            compared = other_village(visit)
            life = looks.enter_context(life_at(home))
            other = looks.enter_context(life_at(compared.village)) if compared else None
            sample = None
            seen, heard = (-1, -1), None
            while not gone.is_set():
                over = life.done.is_set() and (other is None or other.done.is_set())
                error = life.error or (other.error if other else "")
                now = life.months, other.months if other else 0
                if now != seen and (over or any(new >= 2 * max(1, old) for new, old in zip(now, seen, strict=True))):
                    seen = now
                    show({"key": key, "own": lived(life), "other": lived(other) if other and other.months else None})
                if compared and over and not error and sample is None:
                    sample = looks.enter_context(sample_at(home, compared.village))
                ready = sample is None or sample.done.is_set()
                state = (now, over, error, len(sample.found) if sample else -1)
                if state != heard:
                    heard = state
                    tell({"key": key, **_words(visit, compared, life, other, sample, over, error)})
                if over and ready:
                    return
                gone.wait(LOOK)
    except Exception:  # it must never take the page down
        log.exception("a village could not be told")
        tell({"key": key, "error": say(FAILED)})


def _words(
    visit: Visit, compared: Compared | None, life: Life, other: Life | None, sample: Sample | None, over: bool,
    error: str,
) -> dict[str, Any]:  # fmt: skip
    """How far it has been lived, and what the change comes to."""
    share = (life.day + (other.day if other else 0)) / (life.couples.days * (2 if other else 1))
    said: dict[str, Any] = {"error": say(error), "share": round(share, 2), "over": over, "sentences": []}
    if compared and other and over and not error:
        said["sentences"] = told(visit, compared, life, other, sample)
        said["sample"] = [len(sample.found), sample.count] if sample else [0, 0]
    return said
