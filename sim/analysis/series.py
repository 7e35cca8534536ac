"""Two partners' scores, turn by turn: inertia and coordination.

Source: Butler (2011) and Kuppens, Allen & Sheeber (2010) for the first-order vector autoregression.
"""

import numpy as np


def coordination(mine: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Inertia and coordination of many couples: ``mine' = α + φ·mine + β·others``, by least squares.

    mine, others: (turns, couples), at least 4 turns. Gives φ and β, (couples,) each; 0 where a series does not vary.
    """
    x, z, y = mine[:-1], others[:-1], mine[1:]
    x, z, y = (series - series.mean(0) for series in (x, z, y))
    xx, zz, xz, xy, zy = (x * x).sum(0), (z * z).sum(0), (x * z).sum(0), (x * y).sum(0), (z * y).sum(0)
    whole = xx * zz - xz * xz
    fair = whole > 1e-12 * np.maximum(xx * zz, 1e-300)
    safe = np.where(fair, whole, 1.0)
    return np.where(fair, (xy * zz - zy * xz) / safe, 0.0), np.where(fair, (zy * xx - xy * xz) / safe, 0.0)
