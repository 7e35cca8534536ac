"""One partner's equation ``W' = a + r·W + I(H)`` with each form of the influence ``I``.

W is the partner's own score and H the other's, of one turn; W' is the score of the next, all in the scores' own unit.
Sources: Gottman, Murray, Swanson, Tyson & Swanson (2002) for the bilinear and ojive forms, repair and damping; Butler
(2011) for the linear one, a first-order vector autoregression.
"""

from dataclasses import astuple, dataclass
from typing import NamedTuple

import numpy as np

from sim.peers._solvers.influence import bilinear, setting_in

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
        """What the other's scores add to the own ones."""
        x = np.asarray(other, float)
        lines = [np.where((x > p.low) & (x <= p.high), p.level + p.slope * x, 0.0) for p in self.pieces()]
        return np.sum(lines, axis=0)

    def next(self, mine: np.ndarray | float, other: np.ndarray | float) -> np.ndarray:
        """The own scores of the next turn, without chance."""
        return self.constant + self.own * np.asarray(mine, float) + self.influence(other)

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
        x = np.asarray(other, float)
        terms = self.repair * setting_in(self.repair_below - x) - self.damp * setting_in(x - self.damp_above)
        return bilinear(x, self.negative, self.positive) + terms
