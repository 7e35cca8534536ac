"""Contact without bond: the same hand, and nobody behind it."""

import numpy as np

from experiments.ablations.form import Found, Panel
from experiments.evidence.contact import PROBE, REST, SHOCK
from experiments.evidence.lab import Lab
from experiments.paired import mean_of, ratio_of
from sim.model.trajectory import RECORDED

BONDED = 0.9
"""A high bond (a definition)."""


def felt(lab: Lab, bond: float, whose: str | None) -> np.ndarray:
    """Threat felt by a under threat of shock, (couples,), at this bond: with this hand or, given none, with no hand.

    As in the studies of the hand, the partner is out of the room but for it, so that nobody makes a move.
    """
    count = min(lab.probes, lab.size)
    time_out = {"kind": "time-out", "turn": 1, "turns": REST + PROBE}
    hand = {"kind": "hand-holding", "turn": REST, "turns": PROBE, "held_by": "a", "whose": whose}
    stress = [{"turn": REST, "turns": PROBE, "who": "a", "size": SHOCK}]
    now = lab.now | {"bond": np.full(lab.size, bond)}
    given = {
        "turns": REST + PROBE,
        "life": {"stress": stress},
        "intervention": (time_out, hand) if whose else (time_out,),
    }
    made = [lab.today(i, now, **given) for i in range(count)]
    return lab.run(made, 20, turns=True).turns[REST:, RECORDED.index("threat_a")].mean(0)


def without_bond(lab: Lab) -> Found:
    """The relief that the partner's hand gives without a bond, at a high one, and that of a stranger's hand."""
    helped = {bond: felt(lab, bond, None) - felt(lab, bond, "partner") for bond in (0.0, BONDED)}
    stranger = felt(lab, BONDED, None) - felt(lab, BONDED, "stranger")
    unit = "threat"
    dots = (
        mean_of(lab, f"partner's hand, bond {BONDED:g}", helped[BONDED], at_least=0.02, unit=unit),
        mean_of(lab, "partner's hand, bond 0", helped[0.0], unit=unit),
        mean_of(lab, "a stranger's hand", stranger, unit=unit),
    )
    share = "of the hand's at high bond"
    return Found(
        (
            *dots,
            ratio_of(lab, "bond 0 against a high bond", helped[0.0], helped[BONDED], at_most=0.75, unit=share),
            ratio_of(lab, "a stranger's against the partner's", stranger, helped[BONDED], at_most=0.5, unit=share),
        ),
        Panel("threat taken away", dots=dots),
    )
