"""Rank regression on a random sample of points.

With all values replaced by their ranks: the standardised coefficients of a linear regression of the point means on all
parameters (``srrc``), and the correlation of each with the means once the others are taken out of both (``prcc``). For
effects that only rise or only fall; one that turns is missed. Source: Marino, Hogue, Ray & Kirschner (2008).
"""

import numpy as np
import pandas as pd

from sim.sweep.report.resampling import Draws, Indices, means_of
from sim.sweep.report.results import Results


def indices(results: Results, values: np.ndarray, whole: np.ndarray, draws: Draws) -> Indices:
    """``prcc`` and ``srrc``, from -1 to 1 (``srrc`` about so): estimates (D,) and resampled (D, B)."""
    x = _ranks(np.stack([results.places(key)[whole] for key in results.keys], 1))
    values, points = values[whole], len(values)
    estimates = _of(x, _ranks(means_of(values)[:, None]), np.ones((len(values), 1)))
    parts = []
    for part, means in draws.over(values):
        parts.append(_of(x, _ranks(means), draws.weights(part, points)[whole]))
    under = [np.concatenate(found, 1) for found in zip(*parts, strict=True)]
    return {name: (estimates[i][:, 0], under[i]) for i, name in enumerate(("prcc", "srrc"))}


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks down each column, the mean of those that tie."""
    return pd.DataFrame(values).rank().to_numpy()


def _of(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Partial correlations and standardised coefficients, (D, b) each, of ranks x (P, D) and y (P, b), weighted (P, b).

    Both follow from the inverse ``Q`` of the matrix of correlations of parameters and outcome:
    ``-Q_jy/sqrt(Q_jj·Q_yy)``, and ``-Q_jy/Q_yy``.
    """
    many = x.shape[1]
    partial, standard = np.empty((many, y.shape[1])), np.empty((many, y.shape[1]))
    for b in range(y.shape[1]):
        both = np.column_stack([x, y[:, b]])
        both = both - np.average(both, axis=0, weights=weights[:, b])
        inner = (both * weights[:, b, None]).T @ both
        size = np.sqrt(np.maximum(np.diag(inner), 1e-300))
        inverse = np.linalg.pinv(inner / np.outer(size, size))
        partial[:, b] = -inverse[:-1, -1] / np.sqrt(np.maximum(np.diag(inverse)[:-1] * inverse[-1, -1], 1e-300))
        standard[:, b] = -inverse[:-1, -1] / inverse[-1, -1]
    return partial, standard
