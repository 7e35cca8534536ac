"""What theory says of each intervention, and what was found.

Effects are against nothing unless said otherwise. Bounds are the least that would be noticed: a twentieth of the turns
of a conversation, a point on the Dyadic Adjustment Scale.
"""

from collections.abc import Callable

import numpy as np

from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity, measured
from experiments.interventions.arms import once
from experiments.interventions.effects import change, groups, unit_of
from experiments.paired import Prediction, mean_of

SOME, LITTLE = 0.05, 0.1
"""A share of turns that is noticed, and one up to which the loop counts as unchanged."""
POINT = 1.0
"""A change of satisfaction that is noticed, in DAS points."""
TRUST = 0.02
"""A change of bond or felt security that is noticed."""
SPARKED = "turns danced when the topic comes again, "


def seen(lab: Lab, name: str, version: str, arm: str, measure: str, against: str = "nothing", **bounds) -> Quantity:
    """An effect with what was predicted of it."""
    return mean_of(lab, name, change(lab, version, arm, measure, against), unit=unit_of(measure), **bounds)


def hand(lab: Lab) -> Prediction:
    """Theory's sentence on a hand that is held."""
    helped = -change(lab, "once", "hand", "threat during")
    upper = np.isin(np.arange(len(helped)), groups(lab)["bond, upper half"])

    def more(i: np.ndarray) -> float:
        high, low = helped[i][upper[i]], helped[i][~upper[i]]
        return float(high.mean() - low.mean()) if len(high) and len(low) else np.nan

    return Prediction(
        "The hand, twenty minutes",
        "while it is held, threat is scaled down by what the bond is worth, and the dance has nothing to stay in: it "
        "lets go, and calm stays after. The loop is unchanged: a week later the same topic finds the same dance.",
        (
            mean_of(lab, "turns danced in the last 5 minutes of it", once(lab, "hand").found["dance last 5 min of it"],
                    at_most=LITTLE),
            seen(lab, "threat while it lasts", "once", "hand", "threat during", at_most=-SOME),
            seen(lab, "turns danced right after", "once", "hand", "dance right after", at_most=-SOME),
            measured(lab, "threat taken away, upper less lower half of bonds", len(helped), more, at_least=0.02),
            seen(lab, SPARKED + "a week later", "once", "hand", "dance a week later", at_least=-LITTLE,
                 at_most=LITTLE),
        ),
    )  # fmt: skip


def brief_hand(lab: Lab) -> Prediction:
    """Theory's sentence on a hand that is let go too soon."""
    return Prediction(
        "The hand, let go after a minute",
        "bodies are still aroused when it is let go, so the dance comes back; the longer hand leaves more calm behind.",
        (
            seen(lab, "turns danced right after", "once", "hand, a minute", "dance right after", at_least=-LITTLE),
            seen(lab, "the same, twenty minutes less one", "once", "hand", "dance right after", "hand, a minute",
                 at_most=-SOME),
        ),
    )  # fmt: skip


def time_out(lab: Lab) -> Prediction:
    """Theory's sentence on a time-out."""
    return Prediction(
        "The time-out, twenty minutes",
        "hearts come down, so there is calm right after; nothing has been learned, so the next spark finds the same "
        "loop, that evening as a week later, and a year later nothing is left of it.",
        (
            seen(lab, "turns danced while it lasts", "once", "time-out", "dance during", at_most=-SOME),
            seen(lab, "turns danced right after", "once", "time-out", "dance right after", at_most=-SOME),
            *loop_unchanged(lab, "time-out"),
        ),
    )


def containment(lab: Lab) -> Prediction:
    """Theory's sentence on containment."""
    return Prediction(
        "Containment, twenty minutes",
        "alarm is lower for both while someone keeps the room safe. By itself it wears off: given even every evening "
        "for three weeks, a year later nothing is left of it.",
        (
            seen(lab, "threat while it lasts", "once", "containment", "threat during", at_most=-SOME),
            *loop_unchanged(lab, "containment"),
        ),
    )


def loop_unchanged(lab: Lab, arm: str) -> tuple[Quantity, ...]:
    """The same spark finds the same loop, and in the long run nothing is left."""
    bounds = {"at_least": -LITTLE, "at_most": LITTLE}
    return (
        seen(lab, SPARKED + "that evening", "once", arm, "dance topic again", **bounds),
        seen(lab, SPARKED + "a week later", "once", arm, "dance a week later", **bounds),
        seen(lab, "satisfaction a year after three weeks of it", "daily", arm, "satisfaction a year later",
             at_least=-POINT, at_most=POINT),
    )  # fmt: skip


def softening(lab: Lab) -> Prediction:
    """Theory's sentence on a softening that is heard."""

    def left(name: str, measure: str, against: str = "nothing", **bounds) -> Quantity:
        return seen(lab, name, "daily", "softening", measure, against, **bounds)

    return Prediction(
        "Softening in a contained room",
        "it changes what is slow. After three weeks of it felt security and the bond have grown, the same topic starts "
        "a dance less often, and a year later the couple is still better off, also than with containment alone.",
        (
            left("felt security a week later", "security a week later", at_least=TRUST),
            left("bond a week later", "bond a week later", at_least=TRUST),
            left(SPARKED + "a week later", "dance a week later", at_most=-SOME),
            left(SPARKED + "a year later", "dance a year later", at_most=-SOME),
            left("satisfaction a year later", "satisfaction a year later", at_least=POINT),
            left("the same, less with containment alone", "satisfaction a year later", "containment", at_least=POINT),
        ),
    )


def in_the_heat(lab: Lab) -> Prediction:
    """Theory's sentence on a softening that is rebuffed."""
    alone, flooded = "softening, not contained", once(lab, "nothing").found["flooded before"] >= lab.p.flooding_arousal
    at_once = change(lab, "once", alone, "security at the end")
    return Prediction(
        "Softening in the heat of the dance",
        "who is flooded can neither soften nor answer. A softening that is rebuffed leaves things no better or worse, "
        "and far behind one that is heard.",
        (
            mean_of(lab, "felt security that evening, a partner flooded", at_once[flooded], at_most=0.0),
            seen(lab, "felt security a week after three weeks of it", "daily", alone, "security a week later",
                 at_most=0.0),
            seen(lab, "the same, less in a contained room", "daily", alone, "security a week later", "softening",
                 at_most=-TRUST),
        ),
    )  # fmt: skip


PREDICTIONS: tuple[Callable[[Lab], Prediction], ...] = (hand, brief_hand, time_out, containment, softening, in_the_heat)
