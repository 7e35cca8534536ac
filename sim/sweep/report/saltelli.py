"""Sobol indices of point means.

First order ``S_j = V(E(y|x_j))/V(y)``, total ``T_j = 1 - V(E(y|all but x_j))/V(y)``, by the estimators of Saltelli et
al. (2010) as SALib has them (Herman & Usher 2017); second order as in Sobol (2001).
"""

import itertools
from functools import partial

import numpy as np

from sim.sweep.report.resampling import Draws, Indices, block_indices
from sim.sweep.report.results import Results

MAX_SECOND = 12
"""Parameters up to which second-order indices, one a pair, are worked out."""


def indices(results: Results, values: np.ndarray, whole: np.ndarray, draws: Draws) -> Indices:
    """``first``, ``total`` and, where sampled, ``second``: estimates (D,) and resampled (D, B).

    ``values`` (points, replicates) in Saltelli's order; ``whole`` (blocks,) are the blocks that have a run at every
    point. Shares of variance: from 0 to 1 but for sampling error.
    """
    many, block = len(results.keys), results.block
    pairs = results.second_order and many <= MAX_SECOND
    compute = partial(_of, many=many, block=block, pairs=pairs)
    return block_indices(values[np.repeat(whole, block)], int(whole.sum()), draws, compute)


def _of(means: np.ndarray, rows: np.ndarray, many: int, block: int, pairs: bool) -> dict[str, np.ndarray]:
    """Indices (D, b) from point means (N·block, b) at the blocks drawn (n, b)."""
    from SALib.analyze.sobol import first_order, second_order, total_order

    means = means - means.mean(0)
    a, b = (np.take_along_axis(means[at::block], rows, 0) for at in (0, block - 1))
    mixed = [np.take_along_axis(means[1 + j :: block], rows, 0) for j in range(many)]
    shares = {
        "first": np.stack([first_order(a, exchanged, b) for exchanged in mixed]),
        "total": np.stack([total_order(a, exchanged, b) for exchanged in mixed]),
    }
    if pairs:
        other = [np.take_along_axis(means[1 + many + j :: block], rows, 0) for j in range(many)]
        shares["second"] = np.stack([second_order(a, mixed[j], mixed[k], other[j], b)
                                    for j, k in itertools.combinations(range(many), 2)])  # fmt: skip
    return shares
