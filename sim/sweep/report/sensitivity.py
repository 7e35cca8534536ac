"""What moves an outcome most: indices by parameter, with intervals and tiers, as the design allows.

The indices are those of the point means, so what chance is left in them counts as interaction. All have the same
interval, the estimate ± 1.96 standard deviations over resamples of blocks of points and of replicates together, since
resampling itself adds noise that would shift a percentile interval.
"""

import itertools
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.sweep.report import effects, ranks, saltelli
from sim.sweep.report.resampling import Draws, Indices, around, means_of
from sim.sweep.report.results import Results
from sim.sweep.report.tiers import magnitude, tiers

NEGLIGIBLE = 0.01
"""A share of variance, or of the largest effect, below which parameters are not told apart, however narrow their
intervals (a definition)."""


class Method(NamedTuple):
    """One design's indices; the one that ranks; whether by its absolute value; and what works them out."""

    indices: tuple[str, ...]
    ranking: str
    compute: Callable[[Results, np.ndarray, np.ndarray, Draws], Indices]
    signed: bool = False


METHODS = {
    "sobol": Method(("first", "total"), "total", saltelli.indices),
    "morris": Method(("mu_star", "mu", "sigma"), "mu_star", effects.indices),
    "latin-hypercube": Method(("prcc", "srrc"), "prcc", ranks.indices, signed=True),
}
COLUMNS = ["outcome", "arm", "parameter", "index", "estimate", "low", "high", "tier"]


def sensitivity(results: Results, draws: Draws) -> pd.DataFrame:
    """A row an outcome, arm (or difference), parameter and index; ``tier`` on the index that ranks, else missing.

    Sobol indices are shares of variance, Morris' in the outcome's unit per whole range, correlations from -1 to 1. No
    rows for a grid, whose curves and maps say it all, and none where an outcome never differs.
    """
    method = METHODS.get(results.kind)
    tables = [_of(results, draws, method, outcome, arm) for outcome in results.main
              for arm in results.measures(outcome)] if method else []  # fmt: skip
    tables = [table for table in tables if len(table)]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)


def ranked(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The rows of the index that ranks, by tier and then by ``size``: within a tier the order means nothing."""
    rows = rows[rows["index"] == METHODS[kind].ranking]
    return rows.assign(size=rows["estimate"].abs()).sort_values(["tier", "size"], ascending=[True, False])


def _of(results: Results, draws: Draws, method: Method, outcome: str, arm: str) -> pd.DataFrame:
    values = results.measures(outcome)[arm]
    means = means_of(values)
    whole = np.isfinite(means).reshape(-1, results.block).all(1)
    if whole.sum() < 2 or np.ptp(means[np.repeat(whole, results.block)]) <= 1e-12 * (1 + np.nanmax(np.abs(means))):
        return pd.DataFrame(columns=COLUMNS)
    rows: list[tuple] = []
    for index, (estimate, under) in method.compute(results, values, whole, draws).items():
        low, high = around(estimate, under, draws)
        names = results.keys if index != "second" else [" × ".join(two) for two in
                                                        itertools.combinations(results.keys, 2)]  # fmt: skip
        tier = [None] * len(names)
        if index == method.ranking:
            ends = magnitude(low, high) if method.signed else (low, high)
            if not method.signed:
                least = NEGLIGIBLE * (1.0 if results.kind == "sobol" else float(estimate.max()))
                ends = np.where(high < least, 0.0, low), np.maximum(high, least)
            tier = tiers(*ends).tolist()
        rows += zip(itertools.repeat(outcome), itertools.repeat(arm), names, itertools.repeat(index), estimate, low,
                    high, tier)  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS).astype({"tier": "Int64"})
