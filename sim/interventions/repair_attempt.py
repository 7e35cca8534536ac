"""Repair attempt."""

from dataclasses import dataclass

from sim.checking.settings import choice, number
from sim.interventions.base import TURNS, WHO, Intervention, named
from sim.model.state import NOTHING, Cues


@dataclass(frozen=True, kw_only=True)
class RepairAttempt(Intervention):
    """A partner interrupts the dance: a joke, an apology, 'let us start over'.

    A short reach, made on purpose. Source: Gottman (1999); Driver & Gottman (2004).
    """

    turns: int = number(5, 1, TURNS, "turns", "how long it lasts (10 turns are a minute)")
    who: str = choice("a", WHO, "who attempts it")
    reach: float = number(0.6, 0.0, 1.0, "move", "how strongly")

    def cues(self) -> Cues:
        """A reach on purpose."""
        return NOTHING._replace(**named(self.who, "reach", self.reach))
