"""The studies of the village as one picture, a panel each."""

from typing import TYPE_CHECKING

from experiments import panels
from experiments.evidence.quantity import Quantity
from experiments.paired import Prediction
from sim.plots.drawing import heading, titled
from sim.plots.style import styled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WORDS = "Dots are what was found, bars 95 % intervals over villages; green is what was predicted."
WIDE, COLUMNS, TOP, HIGH = 16.0, 3, 1.2, 3.8
"""Inches of the picture and its title, panels beside each other, and inches a row of them."""


def row(q: Quantity) -> tuple:
    """One dot; without an interval its bar has no length."""
    return q.name, q.value, q.interval or (q.value, q.value), q.at_least, q.at_most


def draw(predictions: list[Prediction]) -> "Figure":
    """A panel for each study."""
    from matplotlib.figure import Figure

    with styled():
        rows = -(-len(predictions) // COLUMNS)
        high = TOP + HIGH * rows
        figure = Figure(figsize=(WIDE, high))
        grid = figure.subplots(rows, COLUMNS, squeeze=False)
        figure.subplots_adjust(left=0.03, right=0.975, top=1 - (TOP + 0.35) / high, bottom=0.55 / high, hspace=0.55,
                               wspace=0.16)  # fmt: skip
        heading(figure, "The village", WORDS)
        for axis, prediction in zip(grid.flat, predictions, strict=False):
            titled(axis, prediction.title, words=prediction.verdict, size=10.5)
            panels.dots(axis, [row(q) for q in prediction.quantities])
        for axis in list(grid.flat)[len(predictions) :]:
            axis.set_visible(False)
    return figure
