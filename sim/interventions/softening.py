"""Softening."""

from sim.checking.settings import choice, number
from sim.interventions.base import Intervention, Who
from sim.model.cues import NOTHING, Cues, cues_for


class Softening(Intervention):
    """A partner shows the fear or the longing under the protest or the silence, and reaches from there.

    It opens primary emotion as far as the partner trusts the other, or someone who keeps the room safe, and is not
    flooded; avoidance holds it back. Met by a response it bonds; met by withdrawal or attack it leaves things worse.
    While open one hears more kindly and hopes for more, and what one brought along may be revised. Sources: Johnson &
    Greenberg (1988); Bradley & Furrow (2004); Johnson & Talitman (1997); Burgess Moser et al. (2016).
    """

    says = "What lies under the protest or the silence is shown: the fear, the longing."
    evidence = (
        "softening-changes-couples",
        "faith-before-softening",
        "safety-before-softening",
        "softening-met-bonds",
        "softening-rebuffed-injures",
        "open-is-hopeful",
        "working-models-open",
    )

    who: Who = choice("both", "who is invited")
    invitation: float = number(1.0, 0.0, 1.0, "share", "how strongly")
    reach: float = number(0.2, 0.0, 1.0, "move", "the reach that is made on purpose")

    def cues(self) -> Cues:
        """The invitation, and the reach."""
        return NOTHING._replace(
            **cues_for(self.who, "invite", self.invitation), **cues_for(self.who, "reach", self.reach)
        )
