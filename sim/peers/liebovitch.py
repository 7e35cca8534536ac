"""Liebovitch's two actors."""

import numpy as np

from sim.checking.settings import number
from sim.peers.base import Peer, in_order
from sim.peers.roots import saturating


class Liebovitch(Peer):
    """Cooperation and competition of two actors (Liebovitch and colleagues).

    ``x' = m₁·x + b₁ + c₁·tanh y``, ``y' = m₂·y + b₂ + c₂·tanh x``: a mood fades (m < 0), has a bent of its own (b), and
    answers the other's: in kind where c > 0 (cooperation), in opposition where c < 0 (competition).

    Known: with b = 0 neutrality is stable where ``c₁c₂ < m₁m₂``. For m = -1 and equal c: beyond c = 1 both end at the
    same x* = c·tanh x*, both warm or both hostile; below c = -1 one at x* and the other at -x*. One to three steady
    states. The flow contracts areas at the rate m₁ + m₂ everywhere, so there is no limit cycle in any case (Bendixson).
    Source: Liebovitch et al. (2008).
    """

    unit = "mood"
    sources = ("liebovitch2008",)
    opening = (0.4, 0.1)
    extent = (-3.0, 3.0)

    first_inertia: float = number(-1.0, -5.0, -0.05, "1/time", "how fast the first's mood fades by itself (m₁)")
    first_bent: float = number(0.0, -5.0, 5.0, "1/time", "what feeds the first's mood by itself (b₁)")
    first_influence: float = number(1.5, -5.0, 5.0, "1/time", "how strongly the second's mood moves the first (c₁)")
    second_inertia: float = number(-1.0, -5.0, -0.05, "1/time", "how fast the second's mood fades by itself (m₂)")
    second_bent: float = number(0.0, -5.0, 5.0, "1/time", "what feeds the second's mood by itself (b₂)")
    second_influence: float = number(1.5, -5.0, 5.0, "1/time", "how strongly the first's mood moves the second (c₂)")

    def move(self, state: np.ndarray) -> np.ndarray:
        """The rate of change of both moods, (2, ...)."""
        first, second = state
        return np.stack([
            self.first_inertia * first + self.first_bent + self.first_influence * np.tanh(second),
            self.second_inertia * second + self.second_bent + self.second_influence * np.tanh(first),
        ])  # fmt: skip

    def steady_states(self) -> np.ndarray:
        """One to three, (2, states)."""
        first = self.first_bent / -self.first_inertia, self.first_influence / -self.first_inertia
        second = self.second_bent / -self.second_inertia, self.second_influence / -self.second_inertia
        return in_order(saturating(first, second))
