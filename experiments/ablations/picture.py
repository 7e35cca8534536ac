"""The ablations as one picture, a panel each."""

from typing import TYPE_CHECKING

from experiments import panels
from experiments.ablations.form import Panel
from experiments.paired import Prediction
from sim.plots.drawing import heading, titled
from sim.plots.style import SOFT, styled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WORDS = """\
One mechanism taken out: the same couples on the same chance. Bands and bars are 95 % bootstrap intervals over \
couples; green is what was predicted."""
WIDE, COLUMNS, TOP, HIGH = 14.0, 3, 1.2, 3.6
"""Inches of the picture and its title, panels beside each other, and inches a row of them."""


def draw(predictions: list[Prediction], drawn: list[Panel]) -> "Figure":
    """A panel for each ablation: with and without, or effects; green is what was predicted."""
    from matplotlib.figure import Figure

    with styled():
        rows = -(-len(drawn) // COLUMNS)
        high = TOP + HIGH * rows
        figure = Figure(figsize=(WIDE, high))
        grid = figure.subplots(rows, COLUMNS, squeeze=False)
        figure.subplots_adjust(left=0.04, right=0.972, top=1 - (TOP + 0.35) / high, bottom=0.55 / high, hspace=0.5,
                               wspace=0.16)  # fmt: skip
        heading(figure, "Ablations", WORDS)
        for axis, prediction, panel in zip(grid.flat, predictions, drawn, strict=False):
            titled(axis, prediction.title, words=f"{panel.what}  ({prediction.verdict})", size=10.5)
            if panel.lines:
                panels.lines(axis, panel.lines, bool(panel.ticks))
                if panel.what == "threat":
                    axis.set_ylim(-0.03, 1.03)
                axis.set_xlabel(panel.along, fontsize=8.5, color=SOFT)
                if panel.ticks:
                    axis.set_xticks(list(panel.ticks), list(panel.ticks.values()))
            else:
                panels.dots(axis, [(q.name, q.value, q.interval, q.at_least, q.at_most) for q in panel.dots])
        for axis in list(grid.flat)[len(drawn) :]:
            axis.set_visible(False)
    return figure
