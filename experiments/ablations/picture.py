"""The ablations as one picture, a panel each."""

from typing import TYPE_CHECKING

from experiments import panels
from experiments.ablations.form import Panel
from experiments.paired import Prediction
from sim.plots.drawing import titled
from sim.plots.style import SOFT, styled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WORDS = """\
One mechanism taken out: the same couples on the same chance. Bands and bars are 95 % bootstrap intervals over \
couples; green is what was predicted."""
WIDE, HIGH = 14.0, 3.6
"""Inches of the picture, and of a row of panels."""


def draw(predictions: list[Prediction], drawn: list[Panel]) -> "Figure":
    """A panel for each ablation: with and without, or effects; green is what was predicted."""
    with styled():
        figure, axes = panels.sheet("Ablations", WORDS, len(drawn), WIDE, HIGH)
        for axis, prediction, panel in zip(axes, predictions, drawn, strict=True):
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
    return figure
