"""The studies of the village from the command line: ``uv run python -m experiments.village``."""

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from experiments.evidence.lab import Lab
from experiments.paired import Prediction, Report, as_markdown, command, paragraph, to_dict
from experiments.village.ablations import removals
from experiments.village.picture import draw
from experiments.village.stationarity import stationarity
from experiments.village.studies import buffering, clustering, endings, helping, popularity, support, the_shock
from experiments.village.villages import COUPLES, Place

STUDIES = (buffering, support, endings, clustering, popularity, helping, the_shock, stationarity, removals)
PICTURES = ["village.png", "village.svg"]
ABOUT = """\
Virtual villages, each with its own couples, network and chance. Each prediction comes from theory or from published \
findings and is stated first; an interval draws whole villages anew: couples who are tied are not independent."""


def work(lab: Lab, step: Callable[[], Any]) -> Report:
    """Every study, in order."""
    place = Place(replace(lab, threads=min(lab.threads, 2)))
    predictions: list[Prediction] = []
    for study in STUDIES:
        predictions.append(study(place))
        step()
    size = f"{place.count} villages of {COUPLES} couples; seed {lab.seed}."
    text = "\n\n".join(["# The village", paragraph(f"{ABOUT} {size}"), *map(as_markdown, predictions)])
    numbers = {"villages": place.count, "studies": [to_dict(prediction) for prediction in predictions]}
    return Report(tuple(predictions), text, numbers, {name: lambda: draw(predictions) for name in PICTURES})


if __name__ == "__main__":
    sys.exit(command("village", "What ties between couples must show.", len(STUDIES), work, PICTURES))
