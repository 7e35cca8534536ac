"""A thousand tomorrows: what becomes of one couple, day by day, when only chance differs.

Every run starts from the same couple with the same story and plan; noise, sparks and life events are its own. Two
scenarios with one seed share their chance run by run, so that what differs between their runs is what was changed.

Sources: Wilson (1927) for the interval of a share; Student's t for a mean of paired differences.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from sim.analysis.intervals import of_mean, wilson
from sim.checking.settings import check_number
from sim.engines.ensemble import CHUNK, Runs, run_each
from sim.engines.lanes import outcomes_of
from sim.model.outcomes import Outcomes
from sim.scenario.schema import Scenario

MEASURES = ("satisfaction", "bond", "dance")
"""Satisfaction in DAS points; bond, 0 to 1; the share of the day's turns in which both are caught in the dance."""
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
MAX_REPLICATES = 100_000
"""Replicates at most: their days are held in memory."""


@dataclass(frozen=True)
class Estimate:
    """A value and its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Fan:
    """What became of one scenario's runs.

    bands: (quantiles, days) by measure, at each conversation's end; ends: (runs,) by measure and for ``distressed`` (0
    or 1), at the end of the last conversation, as ``sim.model.outcomes.read`` has them.
    """

    bands: dict[str, np.ndarray]
    ends: dict[str, np.ndarray]

    @property
    def ends_distressed(self) -> Estimate:
        """The share of runs that end distressed, with Wilson's interval."""
        ends = self.ends["distressed"]
        low, high = wilson(ends.sum(), np.array(float(len(ends))))
        return Estimate(float(ends.mean()), float(low), float(high))


def fans(scenarios: Sequence[Scenario], replicates: int = 1000, seed: int = 1, threads: int = 1) -> list[Fan]:
    """The fan of each scenario, all on the same chance; the values do not depend on ``threads``.

    Raises ``ScenarioError`` for a number of replicates that is out of its range.
    """
    check_number("tomorrows", "replicates", replicates, 1, MAX_REPLICATES)
    groups = [range(start, min(start + CHUNK, replicates)) for start in range(0, replicates, CHUNK)]
    parts = [Runs(scenario, seed, group) for scenario in scenarios for group in groups]
    with ThreadPoolExecutor(threads) as pool:
        values = list(pool.map(_measures, parts))
        whole = [np.concatenate(values[i : i + len(groups)], 2) for i in range(0, len(parts), len(groups))]
        return list(pool.map(_fan, whole))


def difference(without: Fan, with_: Fan, name: str) -> Estimate:
    """The mean of ``with_`` less ``without`` at the end, run by run, and its t interval at 95 %.

    ``name`` is a measure, or ``distressed``: then it is a difference of shares. One run alone says nothing about
    chance: its interval is all that there is.
    """
    differences = with_.ends[name] - without.ends[name]
    return Estimate(float(differences.mean()), *of_mean(differences))


def each_day(scenario: Scenario, seed: int = 1, replicate: int = 0) -> list[Outcomes]:
    """What the observer reads at the end of each of one run's conversations; the last is the run's own outcome."""
    days = range(1, scenario.days + 1)
    rows = run_each([Runs(scenario, seed, range(replicate, replicate + 1))], days=days).days[:, :, 0]
    return [Outcomes(*values) for values in np.stack(outcomes_of(rows.T, scenario.constants), axis=1).tolist()]


def _measures(runs: Runs) -> np.ndarray:
    """The measures, and whether a couple is distressed, at each conversation's end: (measures + 1, days, runs)."""
    rows = run_each([runs], days=range(1, runs.scenario.days + 1)).days.swapaxes(0, 1)
    outcomes = outcomes_of(rows, runs.scenario.constants_on(runs.base))
    return np.stack([getattr(outcomes, name) for name in (*MEASURES, "distressed")])


def _fan(values: np.ndarray) -> Fan:
    """From the values of ``_measures`` for all runs."""
    bands = np.quantile(values[:-1], QUANTILES, axis=2).swapaxes(0, 1)
    ends = dict(zip((*MEASURES, "distressed"), values[:, -1], strict=True))
    return Fan(dict(zip(MEASURES, bands, strict=True)), ends)
