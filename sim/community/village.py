"""A village lived through: every day of every couple, and every night between them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.checking.errors import complaint, nearest, shown
from sim.checking.settings import check_number
from sim.community.couples import Couples, couples_of
from sim.community.network import Network
from sim.community.results import Book, Village
from sim.run import ENGINES, Engine
from sim.scenario.community import MAX_VILLAGE_DAYS
from sim.scenario.link import seed_of
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.community.compiled import Compiled, Hands

    Watch = Callable[[int, Book, Compiled], Any]

MAX_ROWS, USUAL_ROWS, USUAL_DAYS = 10_000_000, 2_000_000, 100
"""Couples times kept days: the most that can be kept, some two gigabytes, and what is kept where nothing is said."""


def village(
    scenario: Scenario,
    seed: int = 1,
    days: int | None = None,
    every: int | None = None,
    engine: Engine = "ensemble",
    threads: int = 1,
    network: Network | None = None,
    progress: Callable[[int], Any] | None = None,
    hands: "Hands | None" = None,
) -> Village:
    """Live a scenario's village for ``days``; see ``sim.village``."""
    if days is not None:
        check_number("village", "days", days, 1, MAX_VILLAGE_DAYS)
    if engine not in ENGINES:
        raise complaint("village", "engine", shown(engine), " or ".join(ENGINES), nearest(engine, ENGINES))
    if engine == "mesa" and hands is not None:
        raise complaint(
            "village", "--on", "it with the engine mesa", "the compiled engine, which can be cut into parts"
        )
    seed = seed_of(seed, "village")
    check_number("village", "threads", threads, 1, 1024)
    return lived(couples_of(scenario, seed, days, network), every, engine, threads, progress, hands)


def lived(
    couples: Couples,
    every: int | None = None,
    engine: Engine = "ensemble",
    threads: int = 1,
    progress: Callable[[int], Any] | None = None,
    hands: "Hands | None" = None,
    watch: "Watch | None" = None,
) -> Village:
    """Live the days of a village's couples. A day in ``every`` is kept, and the last; without it, a hundred days at
    most, and fewer of many couples. ``progress`` is called with the number of couples as each day is over. The compiled
    engine works here, or in other ``hands``; its village as it is after every night can be watched (see ``live``)."""
    kept = days_kept(couples.days, len(couples), every)
    if engine == "mesa":
        from sim.community.model import run_by_agents

        return run_by_agents(couples, kept, progress)
    return lived_on(couples, kept, threads, progress, hands, watch)


def days_kept(days: int, count: int, every: int | None = None) -> np.ndarray:
    """The days that are kept of so many days of so many couples. Raises ``ScenarioError`` for more than can be."""
    usual = max(1, min(USUAL_DAYS, USUAL_ROWS // count))
    step = -(-days // usual) if every is None else every
    check_number("village", "every", step, 1, MAX_VILLAGE_DAYS)
    kept = np.unique(np.append(np.arange(step, days + 1, step), days))
    if count * len(kept) > MAX_ROWS:
        given = f"{step}, which keeps {len(kept):,} days of {count:,} couples"
        raise complaint("village", "every", given, f"at least {-(-days * count // MAX_ROWS):,}")
    return kept


def lived_on(
    couples: Couples, kept: np.ndarray, threads: int = 1, progress: Callable[[int], Any] | None = None,
    hands: "Hands | None" = None, watch: "Watch | None" = None,
) -> Village:  # fmt: skip
    """Live the days of a village's couples by the compiled engine; those that are ``kept``, in their order."""
    from sim.community.compiled import Here, live

    return live(couples, kept, hands or Here(threads), progress, watch)
