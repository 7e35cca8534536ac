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


def draw(predictions: list[Prediction]) -> "Figure":
    """A panel for each study."""
    with styled():
        figure, axes = panels.sheet("The village", WORDS, len(predictions), WIDE, HIGH)
        for axis, prediction in zip(axes, predictions, strict=True):
            titled(axis, prediction.title, words=prediction.verdict, size=10.5)
            panels.dots(axis, [row(q) for q in prediction.quantities])
    return figure
