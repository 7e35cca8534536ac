"""Felmlee and Greenberg's dyad."""

import numpy as np

from sim.checking.settings import number
from sim.peers.base import Peer


class FelmleeGreenberg(Peer):
    """One's own ideal and the partner's example (Felmlee and Greenberg).

    ``x' = a₁(x° - x) + a₂(y - x)``, ``y' = b₁(y° - y) + b₂(x - y)``: each is drawn to an ideal of one's own
    (a₁, b₁) and adjusts to the other (a₂, b₂ > 0), or away from the other where that is negative.

    Known: ``x* = [a₁x°(b₁+b₂) + a₂b₁y°]/(a₁b₁ + a₁b₂ + a₂b₁)`` and symmetrically, stable for all drives above 0, then
    between the two ideals, without oscillation where both adjust in one direction. Source: Felmlee & Greenberg (1999).
    """

    unit = "behaviour"
    sources = ("felmlee1999",)
    opening = (0.0, 0.0)
    extent = (-5.0, 5.0)

    first_drive: float = number(0.5, 0.0, 5.0, "1/time", "how strongly the first's own ideal draws (a₁)")
    first_ideal: float = number(2.0, -10.0, 10.0, "behaviour", "the first's ideal (x°)")
    first_adjusting: float = number(0.3, -5.0, 5.0, "1/time", "how strongly the first adjusts to the second (a₂)")
    second_drive: float = number(0.5, 0.0, 5.0, "1/time", "how strongly the second's own ideal draws (b₁)")
    second_ideal: float = number(-1.0, -10.0, 10.0, "behaviour", "the second's ideal (y°)")
    second_adjusting: float = number(0.3, -5.0, 5.0, "1/time", "how strongly the second adjusts to the first (b₂)")

    def move(self, state: np.ndarray) -> np.ndarray:
        """The rate of change of both behaviours, (2, ...)."""
        first, second = state
        return np.stack([
            self.first_drive * (self.first_ideal - first) + self.first_adjusting * (second - first),
            self.second_drive * (self.second_ideal - second) + self.second_adjusting * (first - second),
        ])  # fmt: skip

    def steady_states(self) -> np.ndarray:
        """``x* = [a₁x°(b₁+b₂) + a₂b₁y°]/(a₁b₁ + a₁b₂ + a₂b₁)`` and symmetrically, (2, 1); none where that is 0/0."""
        a1, a2, b1, b2 = self.first_drive, self.first_adjusting, self.second_drive, self.second_adjusting
        whole = a1 * b1 + a1 * b2 + a2 * b1
        if whole == 0.0:
            return np.empty((2, 0))
        first = a1 * self.first_ideal * (b1 + b2) + a2 * b1 * self.second_ideal
        second = b1 * self.second_ideal * (a1 + a2) + b2 * a1 * self.first_ideal
        return np.array([[first], [second]]) / whole
