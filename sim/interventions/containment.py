"""Containment."""

from sim.checking.settings import number
from sim.interventions.base import Intervention
from sim.model.cues import NOTHING, Cues


class Containment(Intervention):
    """Someone keeps the room safe: a therapist, a friend.

    Alarm is lower for both, so that it is safe to soften; who is invited to may lean on them instead of on the other,
    and the other's answer is helped along. By itself it wears off. Sources: Johnson (2019); Bowlby (1988).
    """

    label = "safe room"
    says = "Someone they trust keeps the room safe."
    evidence = ("a-safe-room", "safety-before-softening", "therapist-lends-security", "answer-helped-along")

    strength: float = number(0.7, 0.0, 1.0, "share", "the share of alarm that is contained")

    def cues(self) -> Cues:
        """Alarm is contained for both."""
        return NOTHING._replace(containment=self.strength)
