"""Where two fitted partners would stay, and whether they would come back there.

A steady state solves ``W = a + r₁W + I(H)`` and ``H = b + r₂H + I(W)``. Where both influences are lines in pieces, each
pair of pieces is one linear system, valid where its solution lies in those pieces: with slopes s_H and s_W through 0,
``Δ = (1-r₁)(1-r₂) - s_H·s_W``, ``W* = [s_H·b + a(1-r₂)]/Δ``, ``H* = [s_W·a + b(1-r₁)]/Δ``. Stable, both moving at once,
where the eigenvalues of ``[[r₁, s_H], [s_W, r₂]]`` lie within 1 of 0.
Source: Gottman, Murray, Swanson, Tyson & Swanson (2002).
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.peers.laws import Mean, Repair, Solution, solved
from sim.peers.roots import answering


class Steady(NamedTuple):
    """A steady ``point`` (both scores), its eigenvalues, whether it is stable, and whether scores were seen around it.

    pieces: on which piece of each influence it lies.
    """

    point: tuple[float, float]
    eigenvalues: tuple[complex, complex]
    stable: bool
    seen: bool
    pieces: tuple[int, int]


def steady_states(first: Mean, second: Mean, low: np.ndarray, high: np.ndarray) -> tuple[Steady, ...]:
    """All steady states of two laws.

    low, high: (2,), the range of scores that were seen. Forms that are no lines are searched in that range, widened by
    half of it on each side, in 4,000 steps; two states closer than a step are missed.
    """
    found = _scanned(first, second, low, high) if Repair in (type(first), type(second)) else solved(first, second)
    states = []
    for point, slopes, pieces in found:
        x, y = np.linalg.eigvals(np.array([[first.own, slopes[0]], [slopes[1], second.own]])).astype(complex)
        seen = bool(((point >= low) & (point <= high)).all())
        stable = bool(max(np.abs(x), np.abs(y)) < 1.0)
        states.append(Steady((float(point[0]), float(point[1])), (complex(x), complex(y)), stable, seen, pieces))
    return tuple(sorted(states))


def _scanned(first: Mean, second: Mean, low: np.ndarray, high: np.ndarray) -> Iterator[Solution]:
    if first.own == 1.0 or second.own == 1.0:
        return

    def slope(law: Mean, x: float, step: float = 1e-6) -> float:
        return float((law.influence(x + step) - law.influence(x - step)) / (2.0 * step))

    wide = 0.5 * (high[0] - low[0])
    for w, h in answering(first.settled, second.settled, low[0] - wide, high[0] + wide):
        yield np.array([w, h]), (slope(first, h), slope(second, w)), (0, 0)
