"""How much of what differs between runs is chance within a point.

With point means ``m_p`` of R replicates, ``y_pr = mean + point_p + chance_r + rest_pr``. The chance common to all
points moves all means together and leaves their differences alone; the rest, of variance ``V_rest``, does not.
Source: a two-way analysis of variance without repetition (Searle, Casella & McCulloch 1992).
"""

from typing import NamedTuple

import numpy as np

from sim.sweep.report.resampling import Draws, means_of


class Noise(NamedTuple):
    """Variances in the outcome's unit squared; shares from 0 to 1; NaN where one replicate says nothing.

    ``share`` is ``within / (between + within)``, the share of a single run's variance that is chance, with its 95 %
    interval; ``common`` the part of ``within`` that all points share; ``in_means`` the share of the variance of *point
    means* that is what is left of chance in them, ``(V_rest/R) / var(m_p)``.
    """

    between: float
    within: float
    common: float
    share: float
    low: float
    high: float
    in_means: float


NOTHING = Noise(*(float("nan"),) * 7)


def noise(values: np.ndarray, draws: Draws) -> Noise:
    """The parts of the variance of ``values`` (points, replicates), NaN where a run is missing."""
    means = means_of(values)
    if not np.isfinite(means).all():
        values, means = values[np.isfinite(means)], means[np.isfinite(means)]
    there = np.isfinite(values)
    counts = there.sum(1)
    points, replicates = values.shape
    if replicates < 2 or points < 2 or not (counts > 1).any():
        return NOTHING
    off = np.where(there, values - means[:, None], 0.0)
    within = float((off**2).sum() / (counts - 1).sum())
    common = off.sum(0) / np.maximum(there.sum(0), 1)
    # What is left is made in the place of what it is made of: these are the largest arrays of the analysis.
    rest = np.subtract(off, common, out=off)
    rest[~there] = 0.0
    left = float(np.square(rest, out=rest).sum() / max(1, there.sum() - points - replicates + 1))
    del off, rest, there
    per_mean = left / float(counts.mean())
    spread = float(means.var(ddof=1))
    between = max(0.0, spread - per_mean)
    total = between + within
    share = within / total if total > 0 else float("nan")
    low, high = draws.around(np.array(share), _resampled(values, draws)) if total > 0 else (share, share)
    in_means = min(1.0, per_mean / spread) if spread > 0 else float("nan")
    return Noise(between, within, max(0.0, within - left), share,
                 max(0.0, float(low)), min(1.0, float(high)), in_means)  # fmt: skip


def _resampled(values: np.ndarray, draws: Draws) -> np.ndarray:
    """The share under each resample, as ``(E y² - m²) / (the same + var m)``: its spread is what is wanted of it."""

    def share(both: np.ndarray, rows: np.ndarray) -> np.ndarray:
        means, squares = np.split(both, 2)
        weights = draws.weights(rows) if len(rows) * draws.block == len(means) else np.ones_like(means)
        sums = weights.sum(0)
        centre = (weights * means).sum(0) / sums
        outer = (weights * (means - centre) ** 2).sum(0) / sums
        inside = np.maximum(0.0, (weights * (squares - means**2)).sum(0) / sums)
        return inside / np.maximum(inside + outer, 1e-300)

    return draws.resampled(values, share, len(values) // draws.block, squares=True)[1]
