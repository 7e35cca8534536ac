"""Repair attempt."""

from sim.checking.settings import choice, number
from sim.interventions.base import LASTS, Intervention, Who
from sim.model.cues import NOTHING, Cues, cues_for
from sim.model.schedule import MAX_TURNS


class RepairAttempt(Intervention):
    """A partner interrupts the dance: a joke, an apology, 'let us start over'.

    A short reach, made on purpose. Source: Gottman (1999); Driver & Gottman (2004).
    """

    label = "repair"
    says = "One of them interrupts the dance: a joke, an apology."
    evidence = ("repair-attempts", "a-reach-disarms", "protest-is-a-reach", "bids-are-answered")

    turns: int = number(5, 1, MAX_TURNS, "turns", LASTS)
    who: Who = choice("a", "who attempts it")
    reach: float = number(0.6, 0.0, 1.0, "move", "how strongly")

    def cues(self) -> Cues:
        """A reach on purpose."""
        return NOTHING._replace(**cues_for(self.who, "reach", self.reach))
