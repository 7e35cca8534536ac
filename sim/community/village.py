"""A village lived through: every day of every couple, and every night between them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.checking.errors import complaint, nearest, shown
from sim.checking.settings import check_number
from sim.community.couples import Couples, couples_of
from sim.community.network import Network
from sim.community.results import Book, Village
from sim.model.ties.state import Standing
from sim.run import ENGINES, Engine
from sim.scenario.community import MAX_VILLAGE_DAYS
from sim.scenario.link import seed_of
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.community.compiled import Compiled

    Watch = Callable[[int, Book, Compiled], Any]

MAX_ROWS, USUAL_ROWS, USUAL_DAYS = 10_000_000, 2_000_000, 100
"""Couples times kept days: the most that can be kept, some two gigabytes, and what is kept where nothing is said."""
TOGETHER = Standing._fields.index("together")


def village(
    scenario: Scenario,
    seed: int = 1,
    days: int | None = None,
    every: int | None = None,
    engine: Engine = "ensemble",
    threads: int = 1,
    network: Network | None = None,
    progress: Callable[[int], Any] | None = None,
) -> Village:
    """Live a scenario's village for ``days``; see ``sim.village``."""
    if days is not None:
        check_number("village", "days", days, 1, MAX_VILLAGE_DAYS)
    if engine not in ENGINES:
        raise complaint("village", "engine", shown(engine), " or ".join(ENGINES), nearest(engine, ENGINES))
    seed = seed_of(seed, "village")
    check_number("village", "threads", threads, 1, 1024)
    return lived(couples_of(scenario, seed, days, network), every, engine, threads, progress)


def lived(
    couples: Couples,
    every: int | None = None,
    engine: Engine = "ensemble",
    threads: int = 1,
    progress: Callable[[int], Any] | None = None,
    watch: "Watch | None" = None,
) -> Village:
    """Live the days of a village's couples. A day in ``every`` is kept, and the last; without it, a hundred days at
    most, and fewer of many couples. ``progress`` is called with the number of couples as each day is over, and
    ``watch``, of the compiled engine alone, after every night with the day, what is kept so far, and the village as it
    is, which it may read and not change."""
    days, count = couples.days, len(couples)
    usual = max(1, min(USUAL_DAYS, USUAL_ROWS // count))
    step = -(-days // usual) if every is None else every
    check_number("village", "every", step, 1, MAX_VILLAGE_DAYS)
    kept = np.unique(np.append(np.arange(step, days + 1, step), days))
    if count * len(kept) > MAX_ROWS:
        given = f"{step}, which keeps {len(kept):,} days of {count:,} couples"
        raise complaint("village", "every", given, f"at least {-(-days * count // MAX_ROWS):,}")
    if engine == "mesa":
        from sim.community.model import run_by_agents

        return run_by_agents(couples, kept, progress)
    return _run_by_lanes(couples, kept, threads, progress, watch)


def _run_by_lanes(
    couples: Couples, kept: np.ndarray, threads: int, progress: Callable[[int], Any] | None, watch: "Watch | None"
) -> Village:
    """The compiled village."""
    from sim.community.compiled import Compiled

    run = Compiled(couples)
    book = Book(couples, kept, run.columns)
    with ThreadPoolExecutor(threads) as pool:
        for day in range(1, couples.days + 1):
            run.days.live(pool)
            measured = run.record(pool) if day in book.places else None
            together = run.standing[:, TOGETHER] > 0.0
            run.nights.sleep(pool)
            if measured is not None:
                book.keep(day, measured, run.standing, run.nights.strengths, together)
            for place in np.flatnonzero(together & (run.standing[:, TOGETHER] == 0.0)).tolist():
                book.ends(day, place)
            run.begin_again(day, book.begins)
            if watch:
                watch(day, book, run)
            if progress:
                progress(len(couples))
    return book.village(run.state)
