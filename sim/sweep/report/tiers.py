"""No ranking where intervals overlap: parameters in tiers that can be told apart."""

import numpy as np


def tiers(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The tier of each parameter, (n,), from 1 for the largest; within a tier there is no order.

    Intervals that overlap, directly or through others between them, share a tier: so every interval of a tier lies
    wholly above every one of the next. Where there is no interval (NaN), nothing is told apart.
    """
    if not np.isfinite(low).all() or not np.isfinite(high).all():
        return np.ones(len(low), int)
    order = np.argsort(-high, kind="stable")
    numbers, tier, floor = np.empty(len(low), int), 1, np.inf
    for i, at in enumerate(order):
        if i and high[at] < floor:
            tier += 1
        numbers[at] = tier
        floor = min(floor, low[at])
    return numbers


def magnitude(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The interval of the absolute value of what lies between ``low`` and ``high``."""
    inside = (low <= 0) & (high >= 0)
    sizes = np.sort(np.abs(np.stack([low, high])), 0)
    return np.where(inside, 0.0, sizes[0]), sizes[1]
