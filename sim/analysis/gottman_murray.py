"""The Gottman-Murray equations fitted to two partners' scores (floor F6).

``W' = a + r₁·W + I(H)``, ``H' = b + r₂·H + I(W)``, the influence ``I`` linear on each side of 0. Source: Gottman,
Murray, Swanson, Tyson & Swanson (2002).
"""

from typing import NamedTuple

import numpy as np


class Influence(NamedTuple):
    """One partner's equation: constant, inertia, and the slopes of the other's influence below and above 0."""

    constant: float
    inertia: float
    negative: float
    positive: float

    @property
    def set_point(self) -> float:
        """The uninfluenced steady state ``constant / (1 - inertia)``."""
        return self.constant / (1.0 - self.inertia)

    def influence(self, other: float) -> float:
        """What the other's score adds to mine."""
        return (self.positive if other > 0.0 else self.negative) * other


def fit(mine: np.ndarray, others: np.ndarray) -> Influence:
    """Fit one partner's equation by least squares to two series of scores, (turns,) each, turn by turn.

    Raises ``ValueError`` where there are fewer than 8 turns, or a score is no number.
    """
    mine, others = np.asarray(mine, float), np.asarray(others, float)
    if mine.shape != others.shape or mine.ndim != 1 or len(mine) < 8:
        raise ValueError(f"fit: given series of {mine.shape} and {others.shape}; allowed: two of one length, 8 or more")
    if not (np.isfinite(mine).all() and np.isfinite(others).all()):
        raise ValueError("fit: given a score that is no number; allowed: finite scores")
    x, z = mine[:-1], others[:-1]
    design = np.stack([np.ones_like(x), x, np.minimum(z, 0.0), np.maximum(z, 0.0)], 1)
    return Influence(*map(float, np.linalg.lstsq(design, mine[1:], rcond=None)[0]))
