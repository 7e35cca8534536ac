"""Doing the work: stretches of runs go out to a pool, and come back as parts (floor F6)."""

import math
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from itertools import chain

from sim.sweep.execution.disk import Interrupted
from sim.sweep.execution.pools import Pool
from sim.sweep.execution.work import Lived, Work, live_stretch
from sim.sweep.spec.design import Points

LANES = 64
LEAST, MOST = LANES, 32_768
"""Runs of the shortest and of the longest part."""
PARTS = 400
"""In how many parts a sweep comes, if that makes them neither too short nor too long."""
SHORT, LONG = 1e8, 4e9
"""Partner-turns of a part: half a second's work at least, half a minute's at most."""
TRIES = 5
"""How often in a row workers may break before it is no accident."""

Stretch = tuple[int, int]


def size(runs: int, turns: float, slots: int) -> int:
    """How many runs make a part, for so many runs of so many turns each, over so many workers."""
    work = 2.0 * max(1.0, turns)
    wanted = min(max(runs * work / PARTS, SHORT), LONG) / work
    fair = runs / (3 * slots)
    return LANES * math.ceil(min(max(LEAST, min(wanted, fair)), MOST) / LANES)


def cut(stretches: Iterable[Stretch], most: int) -> Iterator[Stretch]:
    """The same stretches, at most so many runs at a time; cuts fall on whole groups of lanes where they can."""
    for start, stop in stretches:
        while start < stop:
            end = min(stop, (start // most + 1) * most)
            yield start, end
            start = end


def execute(
    work: Work, points: Points, stretches: Iterable[Stretch], pool: Pool, done: Callable[[int, Lived], None]
) -> None:
    """Live every stretch, and hand each to ``done`` as it comes, in this thread.

    A few stretches are out at a time, so memory does not grow. What was out when workers broke goes out again. Raises
    ``Interrupted`` when they break again and again.
    """
    waiting: dict[Future, Stretch] = {}
    more, tries = iter(stretches), 0
    while True:
        for stretch in more:
            waiting[_send(pool, work, points, stretch)] = stretch
            if len(waiting) >= 2 * pool.slots:
                break
        if not waiting:
            return
        finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
        lost = []
        for one in finished:
            stretch = waiting.pop(one)
            try:
                lived = one.result()
            except (BrokenExecutor, CancelledError) as error:
                lost.append((stretch, error))
                continue
            except Exception as error:
                if not _killed(error):
                    raise
                lost.append((stretch, error))
                continue
            tries = 0
            done(stretch[0], lived)
        if lost:
            tries += 1
            if tries > TRIES:
                raise Interrupted(f"the workers broke {tries} times in a row ({lost[0][1] or 'killed'})")
            time.sleep(0.1 * tries)
            pool.executor = pool.renew()
            more = chain([one for one, _ in lost], waiting.values(), more)
            waiting = {}


def _send(pool: Pool, work: Work, points: Points, stretch: Stretch) -> Future:
    """Send a stretch out, with the values of its points only."""
    first, last = work.span(*stretch)
    own = {name: values[first:last] for name, values in points.items()}
    asked = (pool.going,) if pool.going else ()
    try:
        return pool.executor.submit(live_stretch, work, *stretch, own, *asked)
    except BrokenExecutor as error:
        broken: Future = Future()
        broken.set_exception(error)
        return broken


def _killed(error: Exception) -> bool:
    """Whether a cluster says that a worker died, or that it is itself no longer there."""
    return type(error).__module__.startswith("distributed")
