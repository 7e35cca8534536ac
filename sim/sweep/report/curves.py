"""Response curves and heat maps: an outcome by one varied key, and by two, over all that else was varied."""

import itertools

import numpy as np
import pandas as pd

from sim.sweep.report.memory import keys_at_once
from sim.sweep.report.resampling import Draws
from sim.sweep.report.results import Level, Results

BANDS = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
"""What the 90 % band (q05 to q95) and the 50 % band (q25 to q75) are made of."""
MAX_PAIRS = 45
"""Pairs of keys whose cells are worked out: those of ten varied keys."""


def curves(results: Results, draws: Draws) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Curves, a row an outcome, arm (or difference), key and level; and their ends against each other. In its unit.

    ``mean`` is the mean over the level's points (with what else was varied), ``low`` and ``high`` its 95 % bootstrap
    interval; ``q05`` to ``q95`` are quantiles over the level's single runs: chance, and in a sweep of several keys also
    what else was varied. ``from`` and ``to`` are the level's value, or the limits of its bin; NaN for words. The second
    table has the last level's mean less the first's, with its interval on shared chance: narrower than the two seem.
    """
    rows: dict[tuple[str, str], list[tuple]] = {}
    ends: dict[tuple[str, str], list[tuple]] = {}
    many = keys_at_once(results.spec)
    for start in range(0, len(results.keys), many):
        levels = {key: results.levels(key) for key in results.keys[start : start + many]}
        groups = [level.points for each in levels.values() for level in each]
        for outcome in results.main:
            for arm, values in results.measures(outcome).items():
                mean, under = draws.grouped(values, groups)
                low, high = draws.quantiles(under)
                mine, at = rows.setdefault((outcome, arm), []), 0
                for key, each in levels.items():
                    for i, level in enumerate(each, at):
                        mine.append((outcome, arm, key, level.label, level.low, level.high, mean[i], low[i], high[i],
                                     *_band(values[level.points])))  # fmt: skip
                    first, at = at, at + len(each)
                    if len(each) > 1 and results.numeric(key):
                        span = draws.quantiles(under[at - 1] - under[first])
                        ends.setdefault((outcome, arm), []).append(
                            (outcome, arm, key, each[0].label, each[-1].label, mean[first], mean[at - 1],
                             mean[at - 1] - mean[first], *map(float, span)))  # fmt: skip
    columns = ["outcome", "arm", "parameter", "level", "from", "to", "mean", "low", "high", *BANDS, "runs"]
    contrasts = ["outcome", "arm", "parameter", "first_level", "last_level", "first", "last", "difference", "low",
                 "high"]  # fmt: skip
    tables = [list(itertools.chain.from_iterable(table.values())) for table in (rows, ends)]
    return pd.DataFrame(tables[0], columns=columns), pd.DataFrame(tables[1], columns=contrasts)


def _band(runs: np.ndarray) -> tuple[float, ...]:
    """The quantiles of a level's completed runs, and how many there are."""
    runs = runs[np.isfinite(runs)]
    return (*(np.quantile(runs, list(BANDS.values())) if len(runs) else [np.nan] * len(BANDS)), len(runs))


class Cells:
    """The cells of a pair of keys in a grid: means (rows of ``y``, columns of ``x``), and under each resample."""

    def __init__(self, results: Results, draws: Draws, x: str, y: str) -> None:
        self.x, self.y = x, y
        self.across: list[Level] = results.levels(x)
        self.up: list[Level] = results.levels(y)
        self.groups = [np.intersect1d(a.points, b.points, assume_unique=True) for b in self.up for a in self.across]
        self.draws = draws

    def means(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Means (y, x) and resampled means (y, x, B); NaN where a cell holds no run."""
        mean, under = self.draws.grouped(values, self.groups)
        shape = (len(self.up), len(self.across))
        return mean.reshape(shape), under.reshape(*shape, -1)


def pairs(results: Results, draws: Draws) -> list[Cells]:
    """The pairs of keys of a grid; none in other designs."""
    if results.kind != "grid":
        return []
    chosen = itertools.islice(itertools.combinations(results.varying, 2), MAX_PAIRS)
    return [Cells(results, draws, *_laid(results, *pair)) for pair in chosen]


def _laid(results: Results, x: str, y: str) -> tuple[str, str]:
    """The pair with words upright, so that a line can run along numbers."""
    return (y, x) if results.numeric(y) and not results.numeric(x) else (x, y)


def maps(results: Results, cells: list[Cells]) -> pd.DataFrame:
    """A row an outcome, arm, pair and cell: the cell's mean and its 95 % bootstrap interval, in the outcome's unit."""
    rows = []
    for outcome in results.main:
        for arm, values in results.measures(outcome).items():
            for pair in cells:
                mean, under = pair.means(values)
                low, high = pair.draws.quantiles(under)
                for i, j in np.ndindex(mean.shape):
                    rows.append((outcome, arm, pair.x, pair.y, pair.across[j].label, pair.up[i].label,
                                 pair.across[j].low, pair.up[i].low, mean[i, j], low[i, j], high[i, j]))  # fmt: skip
    columns = ["outcome", "arm", "x", "y", "x_level", "y_level", "x_value", "y_value", "mean", "low", "high"]
    return pd.DataFrame(rows, columns=columns)
