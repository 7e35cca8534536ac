"""What moves an outcome most: indices by parameter, with intervals and tiers, as the design allows.

The indices are those of the point means, so what chance is left in them counts as interaction. All have the same
interval, the estimate ± 1.96 standard deviations over resamples of blocks of points and of replicates together, since
resampling itself adds noise that would shift a percentile interval.
"""

from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.sweep.report import indices
from sim.sweep.report.resampling import Compute, Draws, means_of
from sim.sweep.report.results import Results

NEGLIGIBLE = 0.01
"""A share of variance, or of the largest effect, below which parameters are not told apart, however narrow their
intervals (a definition)."""


class Method(NamedTuple):
    """One design's indices; the one that ranks; what works them out; whether by its absolute value."""

    indices: tuple[str, ...]
    ranking: str
    compute: Callable[[Results, np.ndarray], Compute]
    signed: bool = False


METHODS = {
    "sobol": Method(("first", "total"), "total", indices.sobol),
    "morris": Method(("mu_star", "mu", "sigma"), "mu_star", indices.morris),
    "latin-hypercube": Method(("prcc", "srrc"), "prcc", indices.ranks, signed=True),
}
COLUMNS = ["outcome", "arm", "parameter", "index", "estimate", "low", "high", "tier"]


def sensitivity(results: Results, draws: Draws) -> pd.DataFrame:
    """A row an outcome, arm (or difference), parameter and index; ``tier`` on the index that ranks, else missing.

    Sobol indices are shares of variance, Morris' in the outcome's unit per whole range, correlations from -1 to 1. No
    rows for a grid, whose curves and maps say it all, and none where an outcome never differs.
    """
    rows = [(outcome, arm, *row) for outcome in results.main for arm, values in results.measures(outcome).items()
            for row in _rows(results, draws, values)]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS).astype({"tier": "Int64"})


def ranked(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The rows of the index that ranks, by tier and then by ``size``: within a tier the order means nothing."""
    rows = rows[rows["index"] == METHODS[kind].ranking]
    return rows.assign(size=rows["estimate"].abs()).sort_values(["tier", "size"], ascending=[True, False])


def _rows(results: Results, draws: Draws, values: np.ndarray) -> list[tuple]:
    """Parameter, index, estimate, interval and tier of each index of one measure (points, replicates)."""
    method, means = METHODS.get(results.kind), means_of(values)
    whole = np.isfinite(means).reshape(-1, draws.block).all(1)
    points = np.repeat(whole, draws.block)
    if method is None or whole.sum() < 2 or np.ptp(means[points]) <= 1e-12 * (1 + np.nanmax(np.abs(means))):
        return []
    estimate, under = draws.resampled(values[points], method.compute(results, whole), int(whole.sum()))
    low, high = draws.around(estimate, under)
    names = [(key, index) for index in method.indices for key in results.keys]
    names += [(" × ".join(pair), "second") for pair in combinations(results.keys, 2)]
    tier, many = np.full(len(estimate), None), len(results.keys)
    ranks = slice(method.indices.index(method.ranking) * many, (method.indices.index(method.ranking) + 1) * many)
    if method.signed:
        tier[ranks] = tiers(*magnitude(low[ranks], high[ranks]))
    else:
        least = NEGLIGIBLE * (1.0 if results.kind == "sobol" else float(estimate[ranks].max()))
        tier[ranks] = tiers(np.where(high < least, 0.0, low)[ranks], np.maximum(high, least)[ranks])
    return [(*name, *row) for name, row in zip(names, zip(estimate, low, high, tier, strict=True), strict=False)]


def tiers(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The tier of each parameter, (n,), from 1 for the largest; within a tier there is no order.

    Intervals that overlap, directly or through others between them, share a tier: so every interval of a tier lies
    wholly above every one of the next. Where there is no interval (NaN), nothing is told apart.
    """
    if not np.isfinite(low).all() or not np.isfinite(high).all():
        return np.ones(len(low), int)
    order = np.argsort(-high, kind="stable")
    apart = high[order][1:] < np.minimum.accumulate(low[order])[:-1]
    numbers = np.empty(len(low), int)
    numbers[order] = np.cumsum([1, *apart])
    return numbers


def magnitude(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The interval of the absolute value of what lies between ``low`` and ``high``."""
    inside = (low <= 0) & (high >= 0)
    sizes = np.sort(np.abs(np.stack([low, high])), 0)
    return np.where(inside, 0.0, sizes[0]), sizes[1]
