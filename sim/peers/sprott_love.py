"""Sprott's love affair."""

from itertools import product

import numpy as np
from numpy.polynomial import Polynomial

from sim.checking.settings import number
from sim.peers.base import Peer, in_order


class SprottLove(Peer):
    """Sprott's love affair: too much of the other's love repels.

    ``R' = a·R + b·J(1 - |J|)``, ``J' = c·R(1 - |R|) + d·J``: linear love for small feelings; beyond 1 the other's love,
    or hate, has the opposite effect. Where its size is 1 it has none.

    Known: near indifference it is the linear affair with the same a, b, c, d. Without answers to oneself (a = d = 0)
    nine steady states with R and J among -1, 0, 1; at indifference and at (±1, ±1) centres where bc < 0, saddles
    where bc > 0, and the reverse at the four others. Source: Sprott (2004).
    """

    names = ("romeo", "juliet")
    unit = "love"
    sources = ("sprott2004",)
    opening = (0.5, 0.2)

    romeo_own: float = number(-0.3, -5.0, 5.0, "1/time", "how his love answers to itself (a)")
    romeo_other: float = number(1.0, -5.0, 5.0, "1/time", "how his love answers to hers, while that is small (b)")
    juliet_own: float = number(-0.3, -5.0, 5.0, "1/time", "how her love answers to itself (d)")
    juliet_other: float = number(1.0, -5.0, 5.0, "1/time", "how her love answers to his, while that is small (c)")

    def move(self, state: np.ndarray) -> np.ndarray:
        """The rate of change of both loves, (2, ...)."""
        romeo, juliet = state
        return np.stack([
            self.romeo_own * romeo + self.romeo_other * _felt(juliet),
            self.juliet_other * _felt(romeo) + self.juliet_own * juliet,
        ])  # fmt: skip

    def steady_states(self) -> np.ndarray:
        """The isolated steady states, (2, states), from a polynomial for each pair of signs; indifference is one."""
        a, b, c, d = self.romeo_own, self.romeo_other, self.juliet_other, self.juliet_own
        found = [(0.0, 0.0)]
        for romeo_side, juliet_side in product((1.0, -1.0), repeat=2):
            his, hers = Polynomial([0.0, c, -c * romeo_side]), Polynomial([0.0, b, -b * juliet_side])
            if a:
                pairs = [(_whole(-hers(j) / a), j) for j in _real(his(-hers / a) + Polynomial([0.0, d]))]
            else:
                pairs = [(r, j) for j in _real(hers) for r in _real(his + d * j)]
            found += [(r, j) for r, j in pairs if r * romeo_side >= 0.0 and j * juliet_side >= 0.0]
        return in_order(found)


def _felt(love: np.ndarray) -> np.ndarray:
    """What the other's love does: ``x(1 - |x|)``."""
    return love * (1.0 - np.where(np.real(love) < 0.0, -love, love))


def _real(polynomial: Polynomial) -> list[float]:
    """The real roots."""
    roots = polynomial.trim().roots()
    return [_whole(root) for root in np.real(roots[np.abs(np.imag(roots)) < 1e-9])]


def _whole(value: float) -> float:
    """Zero for what is zero to rounding: its sign says nothing."""
    return 0.0 if abs(value) < 1e-12 else float(value)
