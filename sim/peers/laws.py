"""One partner's equation ``W' = a + r·W + I(H)`` with each form of the influence ``I``, and where two of them meet.

W is the partner's own score and H the other's, of one turn; W' is the score of the next, all in the scores' own unit.
Sources: Gottman, Murray, Swanson, Tyson & Swanson (2002) for the bilinear and ojive forms, repair and damping; Butler
(2011) for the linear one, a first-order vector autoregression.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from itertools import product
from typing import NamedTuple

import numpy as np

INFINITE = float("inf")


class Piece(NamedTuple):
    """``I(x) = level + slope·x`` for ``low < x <= high``."""

    low: float
    high: float
    level: float
    slope: float


@dataclass(frozen=True)
class Mean:
    """``W' = a``: the score comes back to its mean at once."""

    constant: float

    @property
    def own(self) -> float:
        """What remains of the own score after a turn."""
        return getattr(self, "inertia", 0.0)

    @property
    def set_point(self) -> float:
        """The uninfluenced steady state ``a / (1 - r)``, where the influence is 0; not-a-number for an inertia of 1."""
        return self.constant / (1.0 - self.own) if self.own != 1.0 else float("nan")

    def pieces(self) -> tuple[Piece, ...]:
        """The stretches on which the influence is a line."""
        return (Piece(-INFINITE, INFINITE, 0.0, 0.0),)

    def influence(self, other: np.ndarray | float) -> np.ndarray:
        """What the other's scores add to the own ones; a complex score stands on the side of its real part."""
        x, side = np.asarray(other), np.real(other)
        lines = [np.where((side > p.low) & (side <= p.high), p.level + p.slope * x, 0.0) for p in self.pieces()]
        return np.sum(lines, axis=0)

    def settled(self, other: np.ndarray | float) -> np.ndarray:
        """Where the own score stays while the other keeps ``other`` (the null cline); for an inertia other than 1."""
        return (self.constant + self.influence(other)) / (1.0 - self.own)

    def next(self, mine: np.ndarray | float, other: np.ndarray | float) -> np.ndarray:
        """The own scores of the next turn, without chance."""
        return self.constant + self.own * mine + self.influence(other)

    def values(self) -> np.ndarray:
        """The numbers of the equation, in the order of their fields."""
        return np.array(astuple(self))


@dataclass(frozen=True)
class Alone(Mean):
    """``W' = a + r·W``: inertia, and no influence."""

    inertia: float


@dataclass(frozen=True)
class Linear(Alone):
    """``I(x) = s·x``: with both partners' equations this is the first-order vector autoregression."""

    partner: float

    def pieces(self) -> tuple[Piece, ...]:
        return (Piece(-INFINITE, INFINITE, 0.0, self.partner),)


@dataclass(frozen=True)
class Bilinear(Alone):
    """``I(x) = s₋·(x - k)`` up to the kink k and ``s₊·(x - k)`` above it; k is 0 unless it is fitted."""

    negative: float
    positive: float
    kink: float = 0.0

    def pieces(self) -> tuple[Piece, ...]:
        k = self.kink
        below = Piece(-INFINITE, k, -self.negative * k, self.negative)
        return below, Piece(k, INFINITE, -self.positive * k, self.positive)


@dataclass(frozen=True)
class Ojive(Alone):
    """``I(x)`` is ``below`` for ``x <= low``, ``above`` for ``x > high``, and 0 between."""

    below: float
    above: float
    low: float
    high: float

    def pieces(self) -> tuple[Piece, ...]:
        return (
            Piece(-INFINITE, self.low, self.below, 0.0),
            Piece(self.low, self.high, 0.0, 0.0),
            Piece(self.high, INFINITE, self.above, 0.0),
        )


@dataclass(frozen=True)
class Repair(Alone):
    """The bilinear influence with a kink at 0, repair below one threshold and damping above another.

    ``I(x) = s·x + c_R·2(k_R - x)/(1 + k_R - x)`` for x < k_R, ``s·x - c_D·2(x - k_D)/(1 + x - k_D)`` for x > k_D, else
    ``s·x``. Both terms level off over one unit of the score, so the form depends on the unit.
    """

    negative: float
    positive: float
    repair: float
    damp: float
    repair_below: float
    damp_above: float

    def pieces(self) -> tuple[Piece, ...]:
        raise NotImplementedError("repair and damping are no lines")

    def influence(self, other: np.ndarray | float) -> np.ndarray:
        x = np.asarray(other)
        terms = self.repair * setting_in(self.repair_below - x) - self.damp * setting_in(x - self.damp_above)
        return np.where(np.real(x) > 0.0, self.positive, self.negative) * x + terms


def setting_in(past: np.ndarray) -> np.ndarray:
    """``2d/(1+d)`` where a score is d past its threshold, 0 before: what one unit of repair or of damping does."""
    past = np.where(np.real(past) > 0.0, past, 0.0)
    return 2.0 * past / (1.0 + past)


Solution = tuple[np.ndarray, tuple[float, float], tuple[int, int]]
"""A point (2,), the slopes of both influences there, and on which piece of each it lies."""


def solved(first: Mean, second: Mean) -> Iterator[Solution]:
    """Every steady state of two laws whose influences are lines in pieces."""
    for (i, p), (j, q) in product(enumerate(first.pieces()), enumerate(second.pieces())):
        system = np.array([[1.0 - first.own, -p.slope], [-q.slope, 1.0 - second.own]])
        if abs(np.linalg.det(system)) < 1e-12:
            continue
        w, h = np.linalg.solve(system, [first.constant + p.level, second.constant + q.level])
        if p.low < h <= p.high and q.low < w <= q.high:
            yield np.array([w, h]), (p.slope, q.slope), (i, j)
