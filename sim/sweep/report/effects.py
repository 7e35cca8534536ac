"""Elementary effects of point means along Morris' trajectories.

``e = (y(x + step) - y(x))/step`` for one parameter at a time, in units of its whole range; ``µ`` their mean, ``µ*`` the
mean of their sizes, ``σ`` their spread: curvature and interaction. Sources: Morris (1991); Campolongo, Cariboni &
Saltelli (2007). The same numbers as SALib's (Herman & Usher 2017), which has no place for replicates.
"""

from functools import partial

import numpy as np

from sim.sweep.report.resampling import Draws, Indices, block_indices
from sim.sweep.report.results import Results

LEVELS = 4
"""SALib's number of levels where the spec names none."""


def indices(results: Results, values: np.ndarray, whole: np.ndarray, draws: Draws) -> Indices:
    """``mu_star``, ``mu`` and ``sigma`` in the outcome's unit per range: estimates (D,) and resampled (D, B)."""
    who, sign = steps(results, whole)
    levels = int(results.spec["design"].get("levels", LEVELS))
    by = sign * 2.0 * (levels - 1) / levels
    return block_indices(values[np.repeat(whole, results.block)], len(who), draws, partial(_of, who=who, by=by))


def steps(results: Results, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which parameter each step of each trajectory moves, (trajectories, D), and whether up or down (1 or -1).

    Two steps of a whole number or a list can be the same value; such a step is the parameter's that moves nowhere else.
    """
    many = len(results.keys)
    places = np.stack([results.places(key) for key in results.keys], 1)
    moved = np.diff(places.reshape(len(whole), results.block, many)[whole], axis=1)
    who = np.where((moved != 0).any(2), np.abs(np.sign(moved)).argmax(2), -1)
    for trajectory in who:
        unmoved = [j for j in range(many) if j not in trajectory]
        trajectory[trajectory < 0] = unmoved[: int((trajectory < 0).sum())]
    sign = np.take_along_axis(np.sign(moved), who[:, :, None], 2)[:, :, 0]
    return who, np.where(sign == 0, 1.0, sign)


def _of(means: np.ndarray, rows: np.ndarray, who: np.ndarray, by: np.ndarray) -> dict[str, np.ndarray]:
    """Indices (D, b) from point means (N·(D + 1), b) at the trajectories drawn (n, b)."""
    many = who.shape[1]
    effects = np.diff(means.reshape(len(who), many + 1, -1), axis=1) * by[:, :, None]
    order = np.argsort(who, 1)
    effects = np.take_along_axis(effects, order[:, :, None], 1)
    drawn = [np.take_along_axis(effects[:, j], rows, 0) for j in range(many)]
    return {
        "mu_star": np.stack([np.abs(moves).mean(0) for moves in drawn]),
        "mu": np.stack([moves.mean(0) for moves in drawn]),
        "sigma": np.stack([moves.std(0, ddof=1) for moves in drawn]),
    }
