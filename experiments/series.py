"""Two partners' scores, turn by turn: inertia, coordination and influence.

Sources: Gottman, Murray, Swanson, Tyson & Swanson (2002) for the bilinear equations; Butler (2011) and Kuppens, Allen &
Sheeber (2010) for the first-order vector autoregression.
"""

import numpy as np

from sim.analysis.fit.gottman_murray import sides
from sim.peers.laws import Bilinear


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


def partner(mine: np.ndarray, others: np.ndarray) -> Bilinear:
    """One partner's bilinear equation from two series of scores, (turns,) each, turn by turn, the kink at 0.

    Raises ``ValueError`` where there are fewer than 8 turns, or a score is no number.
    """
    mine, others = np.asarray(mine, float), np.asarray(others, float)
    if mine.shape != others.shape or mine.ndim != 1 or len(mine) < 8:
        raise ValueError(f"given series of {mine.shape} and {others.shape}; allowed: two of one length, 8 or more")
    if not (np.isfinite(mine).all() and np.isfinite(others).all()):
        raise ValueError("given a score that is no number; allowed: finite scores")
    return Bilinear(*map(float, np.linalg.lstsq(sides(mine[:-1], others[:-1], 0.0), mine[1:], rcond=None)[0]))
