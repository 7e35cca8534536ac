"""Softening."""

from dataclasses import dataclass

from sim.checking.settings import choice, number
from sim.interventions.base import WHO, Intervention, named
from sim.model.state import NOTHING, Cues


@dataclass(frozen=True, kw_only=True)
class Softening(Intervention):
    """A partner shows the fear or the longing under the protest or the silence, and reaches from there.

    It opens primary emotion while the partner is not flooded. Met by a response it bonds; met by withdrawal or attack
    it leaves things worse. Sources: Johnson & Greenberg (1988); Bradley & Furrow (2004); Burgess Moser et al. (2016).
    """

    who: str = choice("both", WHO, "who is invited")
    invitation: float = number(1.0, 0.0, 1.0, "share", "how strongly")
    reach: float = number(0.2, 0.0, 1.0, "move", "the reach that is made on purpose")

    def cues(self) -> Cues:
        """The invitation, and the reach."""
        return NOTHING._replace(**named(self.who, "invite", self.invitation), **named(self.who, "reach", self.reach))
