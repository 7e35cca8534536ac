"""Handing the work out: stretches of runs go to a pool, and come back as results."""

import math
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from itertools import chain

from sim.engines.lanes import LANES
from sim.sweep.execution.faults import Interrupted
from sim.sweep.execution.pools import Pool
from sim.sweep.execution.work import Result, Unfit, Work, run_stretch

MAX_PART = 32_768
"""Runs of the longest part; the shortest fills the lanes once."""
PARTS = 400
"""In how many parts a sweep comes, if that makes them neither too short nor too long."""
SHORT, LONG = 1e8, 4e9
"""Partner-turns of a part: half a second's work at least, half a minute's at most."""
PULSE = 1.0
"""Seconds after which the workers are looked after though none has come back."""
MAX_FAILURES = 5
"""How often in a row workers may break before it is no accident."""

Stretch = tuple[int, int]


def part_size(runs: int, turns: float, slots: int, least: int = LANES) -> int:
    """How many runs make a part, for so many runs of so many turns each, over so many workers: a multiple of
    ``least``."""
    work = 2.0 * max(1.0, turns)
    wanted = min(max(runs * work / PARTS, SHORT), LONG) / work
    fair = runs / (3 * slots)
    return least * math.ceil(min(max(least, min(wanted, fair)), MAX_PART) / least)


def split(stretches: Iterable[Stretch], size: int) -> Iterator[Stretch]:
    """The same stretches, at most ``size`` runs at a time; cuts fall on whole groups of lanes where they can."""
    for start, stop in stretches:
        while start < stop:
            end = min(stop, (start // size + 1) * size)
            yield start, end
            start = end


def dispatch(
    work: Work,
    stretches: Iterable[Stretch],
    pool: Pool,
    receive: Callable[[int, Result], None],
    days: int | None = None,
) -> None:
    """Have every stretch run, and hand each result to ``receive`` as it comes, in this thread; see ``Task`` for days.

    A few stretches are out at a time, so memory does not grow. What was out when workers broke, or became others, goes
    out again. Raises ``Interrupted`` when they break again and again, and whatever a worker raises: no couple does.
    """
    waiting: dict[Future, Stretch] = {}
    todo, breaks = iter(stretches), 0
    while True:
        for stretch in todo:
            waiting[_submit(pool, work, stretch, days)] = stretch
            if len(waiting) >= 2 * pool.slots:
                break
        if not waiting:
            return
        finished, _ = wait(waiting, timeout=PULSE, return_when=FIRST_COMPLETED)
        lost: list[tuple[Stretch, BaseException]] = []
        for future in finished:
            stretch = waiting.pop(future)
            error = CancelledError() if future.cancelled() else future.exception()
            if error is None:
                breaks = 0
                receive(stretch[0], future.result())
            elif isinstance(error, BrokenExecutor | CancelledError | Unfit) or _is_of_cluster(error):
                lost.append((stretch, error))
            else:
                raise error
        if lost:
            breaks += 1
            if breaks > MAX_FAILURES:
                raise Interrupted(f"the workers broke {breaks} times in a row ({lost[0][1] or 'killed'})")
            time.sleep(0.1 * breaks)
        if pool.changed() or lost:
            pool.executor = pool.renew()
            todo = chain([stretch for stretch, _ in lost], waiting.values(), todo)
            waiting = {}


def _submit(pool: Pool, work: Work, stretch: Stretch, days: int | None) -> Future:
    """Send a stretch out, with the values of its points only."""
    task = work.task._replace(days=days)
    going = (pool.going,) if pool.going else ()
    try:
        return pool.executor.submit(run_stretch, task, *stretch, work.points_of(*stretch), *going)
    except BrokenExecutor as error:
        broken: Future = Future()
        broken.set_exception(error)
        return broken


def _is_of_cluster(error: BaseException) -> bool:
    """Whether a cluster says that a worker died, or that it is itself no longer there."""
    return type(error).__module__.startswith("distributed")
