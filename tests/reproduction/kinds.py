"""What a steady state of a flow in the plane is, by the trace and the determinant of its Jacobian."""

import numpy as np
from numpy.typing import ArrayLike

NEAR = 1e-12
"""What counts as zero, beside the size of what was subtracted."""


def kind_of(matrix: ArrayLike) -> str:
    """The kind of steady state that a 2 × 2 Jacobian makes. Source: Strogatz (1994).

    With trace T and determinant D: *saddle* for D < 0; for D > 0 *stable* (T < 0) or *unstable* (T > 0) *node* where
    T² > 4D, *spiral* where T² < 4D, *centre* where T = 0. On the borders: *star* and *degenerate node* (T² = 4D),
    *attracting* or *repelling line* of steady states (D = 0), *shear* (T = D = 0), *every state steady* (all zero).
    """
    (a, b), (c, d) = np.asarray(matrix, float)
    trace, across, crossing = a + d, a * d, b * c
    determinant, spread = across - crossing, (a - d) * (a - d) + 4.0 * crossing
    if abs(trace) <= NEAR * (abs(a) + abs(d)):
        trace = 0.0
    if abs(determinant) <= NEAR * (abs(across) + abs(crossing)):
        return _line(trace, any((a, b, c, d)))
    if determinant < 0.0:
        return "saddle"
    if trace == 0.0:
        return "centre"
    side = "stable" if trace < 0.0 else "unstable"
    if abs(spread) <= NEAR * ((a - d) * (a - d) + 4.0 * abs(crossing)):
        return f"{side} degenerate node" if b or c else f"{side} star"
    return f"{side} node" if spread > 0.0 else f"{side} spiral"


def _line(trace: float, moves: bool) -> str:
    if trace:
        return "attracting line" if trace < 0.0 else "repelling line"
    return "shear" if moves else "every state steady"
