"""The interventions from the command line."""

import sys
from collections.abc import Callable
from typing import Any

from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity
from experiments.interventions.arms import ARMS, EVENINGS, daily, dancers, once
from experiments.interventions.effects import by_group, effects, everything, who_is_helped
from experiments.interventions.picture import draw
from experiments.interventions.predictions import PREDICTIONS
from experiments.paired import Report, as_markdown, command, finite, paragraph, to_dict

ABOUT = """\
Distressed couples who are caught in a dance six minutes into a conversation about a disagreement. All ways to help \
meet the same couples on the same chance: the hand, the time-out, containment, and softening for twenty minutes each. \
Softening is given in a contained room, as a therapist would, so that it can be heard; the last way is softening \
without that. Ten minutes later the topic is raised again. In the repeated version topic and help come every evening \
for {evenings} days. A week and a year later the topic is raised once more, and nothing is done about it."""
LEGEND = "Effects are means over couples of the difference to nothing; ± is half of the 95 % bootstrap interval."


def work(lab: Lab, step: Callable[[], Any]) -> Report:
    """Every arm, then what was predicted of it and what was found."""
    for arm in ARMS:
        once(lab, arm)
        step()
        daily(lab, arm)
        step()
    predictions = tuple(prediction(lab) for prediction in PREDICTIONS)
    size = f"{len(dancers(lab))} couples from a community of {lab.size}; seed {lab.seed}."
    text = "\n\n".join([
        "# Interventions", paragraph(f"{ABOUT.format(evenings=EVENINGS)} {size}"), *map(as_markdown, predictions),
        "## All effects", LEGEND, everything(lab), "## Who is helped, and who is not", who_is_helped(lab),
    ])  # fmt: skip
    numbers = {
        "couples": len(dancers(lab)),
        "predictions": [to_dict(prediction) for prediction in predictions],
        "effects": [row(q, version=v, measure=m, arm=a) for (v, m, a), q in effects(lab).items()],
        "by_group": [row(q, version=v, measure=m, group=g, arm=a) for (v, m, g, a), q in by_group(lab).items()],
    }
    return Report(predictions, text, numbers, {name: lambda: draw(lab) for name in PICTURES})


def row(effect: Quantity, **where: str) -> dict[str, Any]:
    """An effect for JSON."""
    interval = effect.interval and [finite(edge) for edge in effect.interval]
    return {**where, "effect": finite(effect.value), "interval": interval}


PICTURES = ["interventions.png", "interventions.svg"]

if __name__ == "__main__":
    sys.exit(command("interventions", "Ways to help that differ in kind.", 2 * len(ARMS), work, PICTURES))
