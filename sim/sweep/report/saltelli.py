"""Sobol indices of point means.

First order ``S_j = V(E(y|x_j))/V(y)``, total ``T_j = 1 - V(E(y|all but x_j))/V(y)``, by the estimators of Saltelli et
al. (2010) as SALib has them (Herman & Usher 2017); second order as in Sobol (2001).
"""

import itertools

import numpy as np

from sim.sweep.report.resampling import Draws, means_of
from sim.sweep.report.results import Results

Indices = dict[str, tuple[np.ndarray, np.ndarray]]
"""Estimates and resampled estimates by the index's name."""
MAX_SECOND = 12
"""Parameters up to which second-order indices, one a pair, are worked out."""


def indices(results: Results, values: np.ndarray, whole: np.ndarray, draws: Draws) -> Indices:
    """``first``, ``total`` and, where sampled, ``second``: estimates (D,) and resampled (D, B).

    ``values`` (points, replicates) in Saltelli's order; ``whole`` (blocks,) are the blocks that have a run at every
    point. Shares of variance: from 0 to 1 but for sampling error.
    """
    many, block = len(results.keys), results.block
    pairs = results.second_order and many <= MAX_SECOND
    kept = values[np.repeat(whole, block)]
    rows = np.arange(int(whole.sum()))[:, None]
    estimate = _of(means_of(kept)[:, None], rows, many, block, pairs)
    found: dict[str, list[np.ndarray]] = {name: [] for name in estimate}
    chosen = draws.rows(int(whole.sum()))
    for part, means in draws.over(kept):
        for name, one in _of(means, chosen[:, part], many, block, pairs).items():
            found[name].append(one)
    return {name: (one[:, 0], np.concatenate(found[name], 1)) for name, one in estimate.items()}


def _of(means: np.ndarray, rows: np.ndarray, many: int, block: int, pairs: bool) -> dict[str, np.ndarray]:
    """Indices (D, b) from point means (N·block, b) at the blocks drawn (n, b)."""
    from SALib.analyze.sobol import first_order, second_order, total_order

    means = means - means.mean(0)
    a, b = (np.take_along_axis(means[at::block], rows, 0) for at in (0, block - 1))
    mixed = [np.take_along_axis(means[1 + j :: block], rows, 0) for j in range(many)]
    found = {
        "first": np.stack([first_order(a, one, b) for one in mixed]),
        "total": np.stack([total_order(a, one, b) for one in mixed]),
    }
    if pairs:
        other = [np.take_along_axis(means[1 + many + j :: block], rows, 0) for j in range(many)]
        found["second"] = np.stack([second_order(a, mixed[j], mixed[k], other[j], b)
                                    for j, k in itertools.combinations(range(many), 2)])  # fmt: skip
    return found
