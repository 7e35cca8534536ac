"""The pursue-distance loop."""

import numpy as np

from sim.checking.settings import number
from sim.peers.base import Peer, in_order
from sim.peers.roots import saturating


class PursueDistance(Peer):
    """The pursue-distance loop, bare.

    ``P' = -λ_P·P + g_P·tanh D``, ``D' = -λ_D·D + g_D·tanh P``: each one's way of being near or far fades by itself and
    is fed by the other's; the answer saturates. Both signs turned around is the same dance with the roles exchanged.

    Known: a *positive* loop, so it never cycles. The origin is stable where ``g_P·g_D < λ_P·λ_D``; beyond, a pitchfork:
    the couple polarises into one of two opposite states. The form is that of Liebovitch et al. (2008) without
    constants; the dance is that of Christensen & Heavey (1990).
    """

    names = ("pursuit", "distance")
    unit = "strength"
    people = ("pursuer", "distancer")
    sources = ("christensen1990", "liebovitch2008")
    opening = (0.2, 0.1)
    extent = (-3.0, 3.0)

    pursuer_decay: float = number(1.0, 0.05, 5.0, "1/time", "how fast pursuit fades by itself")
    pursuer_gain: float = number(1.5, 0.0, 5.0, "1/time", "how strongly distance calls forth pursuit")
    distancer_decay: float = number(1.0, 0.05, 5.0, "1/time", "how fast distance fades by itself")
    distancer_gain: float = number(1.2, 0.0, 5.0, "1/time", "how strongly pursuit calls forth distance")

    def move(self, state: np.ndarray) -> np.ndarray:
        """The rate of change of pursuit and distance, (2, ...)."""
        pursuit, distance = state
        return np.stack([
            -self.pursuer_decay * pursuit + self.pursuer_gain * np.tanh(distance),
            -self.distancer_decay * distance + self.distancer_gain * np.tanh(pursuit),
        ])  # fmt: skip

    def steady_states(self) -> np.ndarray:
        """The origin, and beyond the pitchfork one state on either side of it, (2, states)."""
        answers = self.pursuer_gain / self.pursuer_decay, self.distancer_gain / self.distancer_decay
        return in_order(saturating((0.0, answers[0]), (0.0, answers[1])))
