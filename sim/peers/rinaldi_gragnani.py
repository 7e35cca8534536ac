"""Rinaldi and Gragnani's secure couple."""

import numpy as np

from sim.checking.settings import number
from sim.peers.base import Peer


class RinaldiGragnani(Peer):
    """Secure individuals, linear (Rinaldi and Gragnani).

    ``x₁' = -α₁·x₁ + β₁·x₂ + γ₁·A₂``, ``x₂' = -α₂·x₂ + β₂·x₁ + γ₂·A₁``: love is forgotten (α), answers the other's love
    (β), and is fed by the other's appeal (A, by an instinct γ).

    Known: stable where ``β₁β₂ < α₁α₂``, at ``x₁* = (α₂γ₁A₂ + β₁γ₂A₁)/(α₁α₂ - β₁β₂)`` and symmetrically; then, among
    people with appeal, love is mutual and grows with the appeal of either. Source: Rinaldi & Gragnani (1998).
    """

    unit = "love"
    sources = ("rinaldi1998",)
    opening = (0.0, 0.0)
    extent = (-1.0, 5.0)

    first_forgetting: float = number(1.0, 0.01, 5.0, "1/time", "how fast the first's love fades (α₁)")
    first_answer: float = number(0.5, 0.0, 5.0, "1/time", "how strongly the first answers the second's love (β₁)")
    first_instinct: float = number(1.0, 0.0, 5.0, "1/time", "how strongly the second's appeal moves the first (γ₁)")
    first_appeal: float = number(1.0, -5.0, 5.0, "appeal", "the first's appeal to the second (A₁)")
    second_forgetting: float = number(1.0, 0.01, 5.0, "1/time", "how fast the second's love fades (α₂)")
    second_answer: float = number(0.5, 0.0, 5.0, "1/time", "how strongly the second answers the first's love (β₂)")
    second_instinct: float = number(1.0, 0.0, 5.0, "1/time", "how strongly the first's appeal moves the second (γ₂)")
    second_appeal: float = number(1.0, -5.0, 5.0, "appeal", "the second's appeal to the first (A₂)")

    def move(self, state: np.ndarray) -> np.ndarray:
        """The rate of change of both loves, (2, ...)."""
        first, second = state
        return np.stack([
            -self.first_forgetting * first + self.first_answer * second + self.first_instinct * self.second_appeal,
            -self.second_forgetting * second + self.second_answer * first + self.second_instinct * self.first_appeal,
        ])  # fmt: skip

    def steady_states(self) -> np.ndarray:
        """``x₁* = (α₂γ₁A₂ + β₁γ₂A₁)/(α₁α₂ - β₁β₂)`` and symmetrically, (2, 1); none, or a line, where that is 0/0."""
        margin = self.first_forgetting * self.second_forgetting - self.first_answer * self.second_answer
        if margin == 0.0:
            return np.empty((2, 0))
        to_first, to_second = self.first_instinct * self.second_appeal, self.second_instinct * self.first_appeal
        first = self.second_forgetting * to_first + self.first_answer * to_second
        second = self.first_forgetting * to_second + self.second_answer * to_first
        return np.array([[first], [second]]) / margin
