"""What the other's score adds to mine: the four forms of Gottman, Murray, Swanson, Tyson & Swanson (2002).

Scores of any shape; a complex score stands on the side of its real part.
"""

import numpy as np


def bilinear(score: np.ndarray, negative: float, positive: float) -> np.ndarray:
    """A slope for each sign: ``negative·x`` for x ≤ 0, ``positive·x`` for x > 0."""
    return np.where(np.real(score) > 0.0, positive, negative) * score


def ojive(score: np.ndarray, low: float, drop: float, high: float, lift: float) -> np.ndarray:
    """Two steps: ``drop`` for x ≤ low, 0 between, ``lift`` for x > high."""
    return np.where(np.real(score) > high, lift, np.where(np.real(score) <= low, drop, 0.0)) + 0.0 * score


def repair(score: np.ndarray, negative: float, positive: float, strength: float, below: float) -> np.ndarray:
    """Bilinear, and a repair that sets in below a score k: ``+ 2c(k-x)/(1+k-x)`` for x < k; it never exceeds 2c."""
    return bilinear(score, negative, positive) + strength * setting_in(below - score)


def damping(score: np.ndarray, negative: float, positive: float, strength: float, above: float) -> np.ndarray:
    """Bilinear, and a damping that sets in above a score k: ``- 2c(x-k)/(1+x-k)`` for x > k; it never exceeds 2c."""
    return bilinear(score, negative, positive) - strength * setting_in(score - above)


def setting_in(past: np.ndarray) -> np.ndarray:
    """``2d/(1+d)`` where a score is d past its threshold, 0 before."""
    past = np.where(np.real(past) > 0.0, past, 0.0)
    return 2.0 * past / (1.0 + past)
