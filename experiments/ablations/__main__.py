"""The ablations from the command line."""

import sys
from collections.abc import Callable
from typing import Any

from experiments.ablations import ABLATIONS
from experiments.ablations.picture import draw
from experiments.evidence.lab import Lab
from experiments.paired import Prediction, Report, as_markdown, command, paragraph, to_dict

ABOUT = """\
The same couples on the same chance, with a mechanism and without it. Each prediction comes from theory and is \
stated first; effects are means over couples, with their bootstrap interval."""


def work(lab: Lab, step: Callable[[], Any]) -> Report:
    """Every ablation, in order."""
    predictions, panels = [], []
    for ablation in ABLATIONS:
        found = ablation.study(lab)
        predictions.append(Prediction(ablation.title, ablation.sentence, found.quantities))
        panels.append(found.panel)
        step()
    size = f"{lab.size} couples in the community, {int((~lab.satisfied).sum())} of them distressed; seed {lab.seed}."
    text = "\n\n".join(["# Ablations", paragraph(f"{ABOUT} {size}"), *map(as_markdown, predictions)])
    numbers = {"ablations": [to_dict(prediction) for prediction in predictions]}
    return Report(tuple(predictions), text, numbers, {
        name: lambda: draw(predictions, panels) for name in PICTURES
    })  # fmt: skip


PICTURES = ["ablations.png", "ablations.svg"]

if __name__ == "__main__":
    sys.exit(command("ablations", "One mechanism taken out, and what must follow.", len(ABLATIONS), work, PICTURES))
