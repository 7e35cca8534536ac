"""The studies of the village as one picture, a panel each."""

from typing import TYPE_CHECKING

from experiments import panels
from experiments.evidence.quantity import Quantity
from experiments.paired import Prediction
from sim.plots.drawing import titled
from sim.plots.style import styled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WORDS = "Dots are what was found, bars 95 % intervals over villages; green is what was predicted."
WIDE, HIGH = 16.0, 3.8
"""Inches of the picture, and of a row of panels."""


def row(q: Quantity) -> tuple:
    """One dot; without an interval its bar has no length."""
    return q.name, q.value, q.interval or (q.value, q.value), q.at_least, q.at_most


MOST = 6
"""Figures of a panel."""


def pieces(prediction: Prediction) -> list[tuple[Quantity, ...]]:
    """Its figures by panel: those of one unit together, and few enough to be read."""
    units = dict.fromkeys(q.unit for q in prediction.quantities) if len(prediction.quantities) > MOST else {None: None}
    by_unit = [[q for q in prediction.quantities if unit in (None, q.unit)] for unit in units]
    return [tuple(each[at : at + MOST]) for each in by_unit for at in range(0, len(each), MOST)]


def draw(predictions: list[Prediction]) -> "Figure":
    """A panel for each study, or several where it has many figures, or figures of several units."""
    parts = [(prediction, some) for prediction in predictions for some in pieces(prediction)]
    with styled():
        figure, axes = panels.sheet("The village", WORDS, len(parts), WIDE, HIGH)
        for axis, (prediction, some) in zip(axes, parts, strict=True):
            titled(axis, prediction.title, words=prediction.verdict, size=10.5)
            panels.dots(axis, [row(q) for q in some])
    return figure
