"""Hand-holding."""

from typing import Literal

from sim.checking.settings import choice
from sim.interventions.base import Intervention, Who
from sim.model.cues import NOTHING, Cues, cues_for
from sim.model.parameters import Parameters
from sim.model.schedule import Block

REACHING = 3
"""Turns that the reach for a hand takes (assumed)."""
OTHER_HANDS = {
    "stranger": ("stranger's hand", "the stranger's hand"),
    "picture": ("the other's picture", "the picture"),
}
"""Label and phrase of what is not the partner's hand."""


class HandHolding(Intervention):
    """A hand is offered, and held as far as both take it.

    The partner's hand takes away ``touch·[base + (1 - base)·bond·security]`` of the alarm while it is held, speeds
    calming, lets two bodies settle toward each other, and is an answer to the one who reached; who is flooded, or
    stung by the other, or holds closeness off, pulls away. A stranger's hand and the partner's picture do a little,
    and nobody refuses them. Who offers the hand may make a reach as well. Sources: Coan, Schaefer & Davidson (2006);
    Coan et al. (2017), replicated in part; Debrot et al. (2021) and van Raalte et al. (2020) for the offer; Jakubiak &
    Feeney (2019) for a quarrel; Master et al. (2009) for the picture; Grewen et al. (2003).
    """

    label = "hand offered"
    phrase = "the hand"
    says = "A hand is offered; as far as both take it, danger is less dangerous while it lasts."
    evidence = (
        "bond-decides-the-hand",
        "hand-in-a-quarrel",
        "two-bodies-settle",
        "hand-is-an-offer",
        "avoidant-take-it-less",
        "hand-lowers-threat",
        "partner-before-stranger",
        "stranger-does-little",
        "picture-helps-a-little",
        "contact-before-stress",
        "hand-after-therapy",
        "hand-speeds-calming",
        "let-go-too-soon",
    )

    whose: Literal["partner", "stranger", "picture"] = choice("partner", "whose hand, or the partner's picture")
    held_by: Who = choice("both", "who holds the stranger's hand, or sees the picture")
    reaches: Literal["a", "b", "both", "nobody"] = choice("nobody", "who reaches for the partner's hand")

    def names(self) -> tuple[str, str]:
        """Label and phrase, by whose hand it is."""
        return OTHER_HANDS.get(self.whose, super().names())

    def cues(self) -> Cues:
        """The contact of one turn."""
        if self.whose == "partner":
            return NOTHING._replace(hand=1.0)
        return NOTHING._replace(**cues_for(self.held_by, self.whose))

    def blocks(self, p: Parameters) -> tuple[Block, ...]:
        """The contact, and the reach that began it."""
        held = (self.block(self.cues(), p),)
        if self.whose != "partner" or self.reaches == "nobody":
            return held
        reach = NOTHING._replace(**cues_for(self.reaches, "reach", 0.5))
        return (*held, self.block(reach, p, min(REACHING, self.turns)))
