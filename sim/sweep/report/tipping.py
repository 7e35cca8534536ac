"""Tipping lines: where, along a varied number, the dance takes over half of the turns.

Between two neighbouring levels the mean is taken to run straight (in the number's logarithm where its levels are
spread so); where it passes one half is the tipping value. Its interval is that of the same value under resampled
replicates: chance, not what a finer grid would show.
"""

import numpy as np
import pandas as pd

from sim.sweep.report.curves import Cells
from sim.sweep.report.resampling import Draws
from sim.sweep.report.results import Results

HALF = 0.5
SURE = 0.95
"""Share of resamples that must pass one half at all; below it, that there is a tipping value is itself not sure."""


def passes(at: np.ndarray, means: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where means (n, …) over places (n,) pass one half, rising and falling, each (n - 1, …); NaN where they do not."""
    first, second = means[:-1] - HALF, means[1:] - HALF
    gap = np.where(second == first, np.nan, second - first)
    shape = (-1,) + (1,) * (means.ndim - 1)
    crossed = at[:-1].reshape(shape) + np.diff(at).reshape(shape) * (-first / gap)
    return (np.where((first < 0) & (second >= 0), crossed, np.nan),
            np.where((first >= 0) & (second < 0), crossed, np.nan))  # fmt: skip


def crossings(at: np.ndarray, mean: np.ndarray, under: np.ndarray, draws: Draws) -> list[tuple]:
    """Each tipping value of one line: (value, low, high, share of resamples that have one, whether it rises there).

    ``at`` (n,), ``mean`` (n,), ``under`` (n, B). Of a resample's values in the same direction the nearest counts.
    """
    crossed = []
    for rises, (own, drawn) in zip((True, False), zip(passes(at, mean), passes(at, under), strict=True), strict=True):
        for value in own[np.isfinite(own)]:
            away = np.where(np.isfinite(drawn), np.abs(drawn - value), np.inf)
            nearest = np.take_along_axis(drawn, away.argmin(0)[None], 0)[0]
            there = np.isfinite(nearest)
            low, high = draws.quantiles(nearest[there]) if there.any() else (np.nan, np.nan)
            crossed.append((value, float(low), float(high), float(there.mean()), rises))
    return sorted(crossed)


def tipping(results: Results, draws: Draws, cells: list[Cells]) -> pd.DataFrame:
    """A row a tipping value of a grid: along each number alone, and along the first of each pair at each of the other.

    ``at``, ``low`` and ``high`` in the unit of ``along``; ``found`` is the share of resamples that have it; ``rises``
    whether the outcome grows past one half there. Means are over all that else was varied.
    """
    rows: list[tuple] = []
    shares = [name for name, line in results.spec.lines.items() if line.is_share and name in results.outcomes]
    for outcome in shares if results.kind == "grid" else ():
        for arm in results.spec.arms:
            for key in filter(results.numeric, results.varying):
                levels = results.levels(key)
                mean, under = draws.grouped(results.outcomes[outcome][arm], [level.points for level in levels])
                rows += _rows((outcome, arm, key, "", ""), results, [level.low for level in levels], mean, under, draws)
        for pair in cells:
            rows += _along(results, pair, outcome)
    columns = ["outcome", "arm", "along", "across", "across_level", "at", "low", "high", "found", "rises"]
    return pd.DataFrame(rows, columns=columns)


def _along(results: Results, pair: Cells, outcome: str) -> list[tuple]:
    """The tipping values of a pair in every arm, along whichever has one at more of the other's levels."""
    means = {arm: pair.means(results.outcomes[outcome][arm]) for arm in results.spec.arms}
    tried = []
    for along, across, steps, levels, turned in (
        (pair.x, pair.y, pair.across, pair.up, False), (pair.y, pair.x, pair.up, pair.across, True),
    ):  # fmt: skip
        rows, at = [], [level.low for level in steps]
        for arm, (mean, under) in means.items() if results.numeric(along) else ():
            m, u = (mean.T, under.transpose(1, 0, 2)) if turned else (mean, under)
            for i, level in enumerate(levels):
                rows += _rows((outcome, arm, along, across, level.label), results, at, m[i], u[i], pair.draws)
        tried.append((len(rows) / len(levels), rows))
    return max(tried, key=lambda share_and_rows: share_and_rows[0])[1]


def _rows(
    start: tuple, results: Results, at: list[float], mean: np.ndarray, under: np.ndarray, draws: Draws
) -> list[tuple]:
    logarithmic = results.logarithmic(start[2])
    places = np.log(at) if logarithmic else np.array(at)
    back = np.exp if logarithmic else float
    return [(*start, *(float(back(value)) for value in crossing[:3]), *crossing[3:])
            for crossing in crossings(places, mean, under, draws)]  # fmt: skip
