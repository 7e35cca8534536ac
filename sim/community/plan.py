"""What a village will take, from a short pilot of a smaller one of its kind on this computer."""

import time
from dataclasses import dataclass

from sim.checking.settings import check_number
from sim.community.compiled import Compiled, Here
from sim.community.couples import Couples, couples_of
from sim.community.results import CARRIED
from sim.community.village import days_kept
from sim.model.outcomes import Outcomes
from sim.scenario.community import MAX_VILLAGE_DAYS, NETWORKS
from sim.scenario.link import seed_of
from sim.scenario.schema import Scenario

PILOT, PILOT_DAYS, LONGEST = 16_384, 3, 60
"""Couples of the pilot at most, and its days: the least, and the most."""
SECONDS = 1.5
"""Seconds of its days, about."""
A_COUPLE, A_TIE = 1800, 480
"""Bytes that a couple and a tie take while they are made and lived (measured; a network by NetworkX takes most)."""
PROGRAM = 300_000_000
"""Bytes of this program with its libraries and the compiled engine, about (measured)."""
ROW = 8 * (len(Outcomes._fields) + 2 + len(CARRIED)) + 1


@dataclass(frozen=True)
class Plan:
    """What a village takes: the seconds until its couples and its network are made, and those of its days with so many
    ``threads``; the bytes of memory at most; and how many of its days are ``kept``."""

    couples: int
    ties: int
    days: int
    kept: int
    threads: int
    making: float
    living: float
    memory: int

    @property
    def seconds(self) -> float:
        """In all."""
        return self.making + self.living


def plan(
    scenario: Scenario, seed: int = 1, days: int | None = None, every: int | None = None, threads: int = 1
) -> Plan:
    """What the village of a scenario takes here; a few days of a smaller one are lived, and nothing is kept.

    Cost grows with couples and ties, and days; couples that end make it less. Raises ``ScenarioError`` as
    ``village.village`` does.
    """
    seed = seed_of(seed, "village")
    check_number("village", "threads", threads, 1, 1024)
    days = scenario.days if days is None else days
    check_number("village", "days", days, 1, MAX_VILLAGE_DAYS)
    form, made = scenario.community, scenario.community.network in NETWORKS
    kept = len(days_kept(days, form.couples, every)) if made else 0  # what cannot be is refused before any work
    start = time.perf_counter()
    few = scenario.change({"community.couples": min(form.couples, PILOT)}) if made else scenario
    couples = couples_of(few, seed, min(days, LONGEST))
    making = time.perf_counter() - start
    count = form.couples if made else len(couples)
    share = count / len(couples)
    ties = round(couples.network.ties * share)
    kept = kept or len(days_kept(days, count, every))
    return Plan(
        count, ties, days, kept, threads, making * share, _a_day(couples, threads) * share * days,
        PROGRAM + memory(count, ties, kept),
    )  # fmt: skip


def memory(couples: int, ties: int, kept: int) -> int:
    """Bytes that a village takes, besides the program, with so many days kept."""
    return A_COUPLE * couples + A_TIE * ties + kept * (ROW * couples + 8 * ties)


def _a_day(couples: Couples, threads: int) -> float:
    """Seconds of a day of the pilot; the first, in which all is read into the caches, does not count."""
    run, begun = Compiled(couples, Here(threads)), time.perf_counter()
    taken: list[float] = []
    while len(taken) < couples.days and (len(taken) < PILOT_DAYS or time.perf_counter() - begun < SECONDS):
        start = time.perf_counter()
        run.live()
        run.sleep()
        run.begin_again(len(taken) + 1, lambda *_: None)
        taken.append(time.perf_counter() - start)
    later = taken[1:] or taken
    return sum(later) / len(later)
