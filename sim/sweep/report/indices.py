"""Sensitivity indices of point means, one function a design: what works them out for the blocks that are drawn.

Each takes the results and which blocks are ``whole`` (have a run at every point), and gives a ``Compute`` whose first
axis holds the indices in the order of its docstring, each for every varied key.
"""

from itertools import combinations

import numpy as np

from sim.sweep.report.resampling import Compute
from sim.sweep.report.results import Results

MAX_SECOND = 12
"""Parameters up to which second-order indices, one a pair, are worked out."""


def sobol(results: Results, whole: np.ndarray) -> Compute:
    """``first``, ``total`` and, where sampled, ``second``: shares of variance, 0 to 1 but for sampling error.

    First order ``S_j = V(E(y|x_j))/V(y)``, total ``T_j = 1 - V(E(y|all but x_j))/V(y)``, by the estimators of Saltelli
    et al. (2010) as SALib has them (Herman & Usher 2017); second order as in Sobol (2001).
    """
    from SALib.analyze.sobol import first_order, second_order, total_order

    many, block = len(results.keys), results.spec.block
    pairs = list(combinations(range(many), 2)) if results.spec.design.second_order and many <= MAX_SECOND else []

    def compute(means: np.ndarray, rows: np.ndarray) -> np.ndarray:
        means = means - means.mean(0)
        a, *mixed, b = (np.take_along_axis(means[at::block], rows, 0) for at in range(block))
        shares = [order(a, exchanged, b) for order in (first_order, total_order) for exchanged in mixed[:many]]
        return np.stack([*shares, *(second_order(a, mixed[j], mixed[k], mixed[many + j], b) for j, k in pairs)])

    return compute


def morris(results: Results, whole: np.ndarray) -> Compute:
    """``mu_star``, ``mu`` and ``sigma``: elementary effects along trajectories, in the outcome's unit per range.

    ``e = (y(x + step) - y(x))/step`` for one parameter at a time, in units of its whole range; ``µ`` their mean, ``µ*``
    the mean of their sizes, ``σ`` their spread: curvature and interaction. Sources: Morris (1991); Campolongo, Cariboni
    & Saltelli (2007). The same numbers as SALib's (Herman & Usher 2017), which has no place for replicates.
    """
    who, sign = _steps(results, whole)
    levels = results.spec.design.levels or 0
    by, order = sign * 2.0 * (levels - 1) / levels, np.argsort(who, 1)[:, :, None]

    def compute(means: np.ndarray, rows: np.ndarray) -> np.ndarray:
        effects = np.diff(means.reshape(len(who), results.spec.block, -1), axis=1) * by[:, :, None]
        drawn = np.take_along_axis(np.take_along_axis(effects, order, 1), rows[:, None, :], 0)
        return np.concatenate([np.abs(drawn).mean(0), drawn.mean(0), drawn.std(0, ddof=1)])

    return compute


def _steps(results: Results, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which parameter each step of each trajectory moves, (trajectories, D), and whether up or down (1 or -1).

    Two steps of a whole number can be the same value; such a step is the parameter's that moves nowhere else.
    """
    many = len(results.keys)
    places = np.stack([results.places(key) for key in results.keys], 1)
    moved = np.diff(places.reshape(len(whole), results.spec.block, many)[whole], axis=1)
    who = np.where((moved != 0).any(2), np.abs(np.sign(moved)).argmax(2), -1)
    for trajectory in who:
        trajectory[trajectory < 0] = np.setdiff1d(np.arange(many), trajectory)
    sign = np.take_along_axis(np.sign(moved), who[:, :, None], 2)[:, :, 0]
    return who, np.where(sign == 0, 1.0, sign)


def ranks(results: Results, whole: np.ndarray) -> Compute:
    """``prcc`` and ``srrc``: rank regression, from -1 to 1 (``srrc`` about so).

    With all values replaced by their ranks: the correlation of each parameter with the point means once the others are
    taken out of both, and the standardised coefficients of a linear regression on all. For effects that only rise or
    only fall; one that turns is missed. Source: Marino, Hogue, Ray & Kirschner (2008).

    Both follow from the inverse ``Q`` of the matrix of correlations of parameters and outcome:
    ``-Q_jy/sqrt(Q_jj·Q_yy)``, and ``-Q_jy/Q_yy``.
    """
    from scipy.stats import rankdata  # its import takes a second, which other designs can do without

    x = rankdata(np.stack([results.places(key)[whole] for key in results.keys], 1), axis=0)

    def compute(means: np.ndarray, rows: np.ndarray) -> np.ndarray:
        spread = np.stack([np.cov(x, y, rowvar=False, fweights=np.bincount(drawn, minlength=len(x)))
                           for y, drawn in zip(rankdata(means, axis=0).T, rows.T, strict=True)])  # fmt: skip
        size = np.sqrt(np.maximum(np.diagonal(spread, axis1=1, axis2=2), 1e-300))
        inverse = np.linalg.pinv(spread / (size[:, :, None] * size[:, None, :]))
        own, last = np.diagonal(inverse, axis1=1, axis2=2)[:, :-1], inverse[:, -1:, -1]
        toward = -inverse[:, :-1, -1]
        return np.concatenate([toward / np.sqrt(np.maximum(own * last, 1e-300)), toward / last], 1).T

    return compute
