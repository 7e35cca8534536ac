"""Coupled oscillators."""

import numpy as np

from sim.checking.settings import number
from sim.peers.base import Peer


class CoupledOscillators(Peer):
    """Coupled oscillators: two affects that swing and pull at each other.

    ``y₁'' = η₁·y₁ + ζ₁·y₁' + κ₁·y₂ + ν₁·y₂'`` and symmetrically: each is drawn back to its middle (η < 0), damped
    (ζ < 0) or amplified (ζ > 0), and moved by where the other is (κ) and by where the other is going (ν).

    Known: alone each swings with the period ``2π/√(-η - ζ²/4)`` and fades or grows by ``e^(ζt/2)``. Two that are alike
    swing in two ways at once: together, with η + κ and ζ + ν, and against each other, with η - κ and ζ - ν. Sources:
    Boker & Laurenceau (2006), Butler (2011).
    """

    names = ("first", "second", "first_change", "second_change")
    unit = "affect"
    sources = ("boker2006", "butler2011")
    opening = (1.0, 0.0, 0.0, 0.0)

    first_return: float = number(-1.0, -20.0, 5.0, "1/time²", "how the first is drawn to the middle (η₁)")
    first_damping: float = number(-0.05, -5.0, 5.0, "1/time", "how the first's swing is damped (ζ₁)")
    first_pull: float = number(0.1, -5.0, 5.0, "1/time²", "how the place of the second moves the first (κ₁)")
    first_following: float = number(0.0, -5.0, 5.0, "1/time", "how the change of the second moves the first (ν₁)")
    second_return: float = number(-1.2, -20.0, 5.0, "1/time²", "how the second is drawn to the middle (η₂)")
    second_damping: float = number(-0.05, -5.0, 5.0, "1/time", "how the second's swing is damped (ζ₂)")
    second_pull: float = number(0.1, -5.0, 5.0, "1/time²", "how the place of the first moves the second (κ₂)")
    second_following: float = number(0.0, -5.0, 5.0, "1/time", "how the change of the first moves the second (ν₂)")

    def move(self, state: np.ndarray) -> np.ndarray:
        """The rate of change of both places and of both changes, (4, ...)."""
        first, second, first_speed, second_speed = state
        return np.stack([
            first_speed,
            second_speed,
            self.first_return * first + self.first_damping * first_speed
            + self.first_pull * second + self.first_following * second_speed,
            self.second_return * second + self.second_damping * second_speed
            + self.second_pull * first + self.second_following * first_speed,
        ])  # fmt: skip

    def steady_states(self) -> np.ndarray:
        """The middle, at rest, (4, 1); where ``η₁η₂ = κ₁κ₂`` a whole line goes through it."""
        return np.zeros((4, 1))
