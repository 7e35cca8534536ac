"""The villages that the studies look at: several on one laboratory's seed, so that an interval is over villages.

Couples who are tied are not independent; so the unit that is drawn anew for an interval is a whole village.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

import sim
from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity
from sim.community.couples import Couples, couples_of
from sim.community.results import Village
from sim.community.village import lived
from sim.scenario.schema import Scenario

COUPLES = 100
"""Couples of a village."""
YEAR = 365
WAVE_DAYS = 3 * YEAR
"""Days of a wave, in which a study asks who has ended since it asked last."""
Statistic = Callable[[Sequence[Any]], float]


@dataclass(frozen=True)
class Place:
    """As many villages as a laboratory has room for, each with its own couples, network and chance."""

    lab: Lab

    @property
    def count(self) -> int:
        """How many villages there are, four at least."""
        return max(4, self.lab.size // COUPLES)

    def couples(self, scenario: Scenario, years: float, **changes: Any) -> list[Couples]:
        """The couples of every village, with keys of ``[community]`` changed."""
        given = {"community.couples": COUPLES, **{f"community.{name}": value for name, value in changes.items()}}
        made = scenario.change(given, "study")
        return [couples_of(made, self.lab.seed * 1000 + i, round(years * YEAR)) for i in range(self.count)]

    def live(self, couples: Sequence[Couples], every: float = 1.0) -> list[Village]:
        """Every village, seen every so many years; several side by side."""
        with ThreadPoolExecutor(self.lab.threads) as pool:
            return list(pool.map(lambda each: lived(each, round(every * YEAR)), couples))

    def ordinary(self, years: float, every: float = 1.0, **changes: Any) -> list[Village]:
        """Ordinary villages."""
        return self.live(self.couples(sim.scenario("village"), years, **changes), every)

    @cached_property
    def fifteen(self) -> list[Village]:
        """Ordinary villages for fifteen years."""
        return self.ordinary(15.0)

    def found(self, name: str, parts: Sequence[Any], of: Statistic, **more: Any) -> Quantity:
        """A figure over villages: ``of`` maps a list of their parts to it; the interval draws villages anew."""
        value = float(of(list(parts)))
        if not self.lab.resamples:
            return Quantity(name, value, **more)
        rng = np.random.default_rng([self.lab.seed, 97])
        drawn = np.array([of([parts[i] for i in rng.integers(0, len(parts), len(parts))])
                          for _ in range(min(400, self.lab.resamples))])  # fmt: skip
        there = drawn[np.isfinite(drawn)]
        interval = (float(np.quantile(there, 0.025)), float(np.quantile(there, 0.975))) if len(there) else None
        return Quantity(name, value, interval=interval, **more)


def pooled(parts: Sequence[Any]) -> np.ndarray:
    """Parts of villages, (couples, …) each, as those of one."""
    return np.concatenate(list(parts))


def mean(parts: Sequence[Any]) -> float:
    """The mean over all couples of all villages."""
    values = pooled(parts)
    return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")


def slope(parts: Sequence[Any]) -> float:
    """The slope of the second column on the first, over couples."""
    x, y = pooled(parts).T
    return float(np.cov(x, y)[0, 1] / np.var(x, ddof=1))


def correlation(parts: Sequence[Any]) -> float:
    """The correlation of two columns, over couples."""
    x, y = pooled(parts).T
    return float(np.corrcoef(x, y)[0, 1]) if x.std() > 0.0 and y.std() > 0.0 else 0.0


def staying(*villages: Village) -> np.ndarray:
    """The couples that have not ended in any of these, (couples,) of bool."""
    return np.all([village.ended == 0 for village in villages], 0)
