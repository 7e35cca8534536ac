"""How sure the steady states of a fitted couple are."""

from typing import NamedTuple

import numpy as np

from sim.analysis.fit.couple import Couple
from sim.analysis.fit.laws import Repair
from sim.analysis.fit.steady import solved


class Sureness(NamedTuple):
    """How often a stable state lies on the same pieces, over draws of the numbers, and where: 95 % of it, (2, 2)."""

    share: float
    low: tuple[float, float]
    high: tuple[float, float]


def sureness(couple: Couple, draws: int = 400, seed: int = 1) -> list[Sureness | None]:
    """For each steady state of a fitted couple, how sure it is: its numbers drawn anew from their estimated spread.

    Thresholds without a standard error stay. None for a form that is no lines. A ``seed`` gives the same draws.
    """
    first, second = (equation.law for equation in couple.equations)
    states = couple.steady
    if isinstance(first, Repair) or isinstance(second, Repair):
        return [None for _ in states]
    middle = np.concatenate([equation.estimates.values for equation in couple.equations])
    cover = np.nan_to_num(couple.covariance)
    drawn = np.random.default_rng(seed).multivariate_normal(middle, cover, draws, method="eigh")
    cut = len(couple.equations[0].estimates.values)
    there: dict[tuple[int, int], list[np.ndarray]] = {state.pieces: [] for state in states}
    for row in drawn:
        laws = type(first)(*row[:cut]), type(second)(*row[cut:])
        for point, slopes, pieces in solved(*laws):
            if pieces in there:
                trace, inner = laws[0].own + laws[1].own, laws[0].own * laws[1].own - slopes[0] * slopes[1]
                if abs(trace) < 1.0 + inner and inner < 1.0:  # both eigenvalues within 1 of 0
                    there[pieces].append(point)
    return [_sureness(np.array(there[state.pieces]).reshape(-1, 2), draws) for state in states]


def _sureness(points: np.ndarray, draws: int) -> Sureness:
    """Where the points (n, 2) lie; not-a-number where there are too few to say."""
    if len(points) <= 20:
        return Sureness(len(points) / draws, (np.nan, np.nan), (np.nan, np.nan))
    low, high = np.quantile(points, (0.025, 0.975), axis=0).tolist()
    return Sureness(len(points) / draws, (low[0], low[1]), (high[0], high[1]))
