"""True against estimated, in small multiples: a row a way of observing, a column a value."""

from typing import TYPE_CHECKING

import numpy as np

from experiments.recovery.arms import Arm
from experiments.recovery.inference import RANGES, VALUES
from sim.plots.drawing import heading
from sim.plots.style import BLUE, ORANGE, SOFT, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SHOWN = {
    "anxiety": ("anxiety_a", "anxiety_b"), "avoidance": ("avoidance_a", "avoidance_b"),
    "felt security": ("security_a", "security_b"), "bond": ("bond",), "hardship": ("hardship",),
}  # fmt: skip
MAX_DRAWN = 200
"""Couples that are drawn."""
LOOKS = ((BLUE, "o"), (ORANGE, "^"))
"""Partner A and the couple; partner B."""


def draw(arms: list[Arm]) -> "Figure":
    """The picture: dots are medians, a diagonal is where they would be if the data told all."""
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    with styled(**{"font.size": 8.5}):
        figure = Figure(figsize=(10.0, 1.3 + 2.05 * len(arms)))
        height = figure.get_figheight()
        axes = figure.subplots(len(arms), len(SHOWN), squeeze=False)
        figure.subplots_adjust(left=0.098, right=0.985, top=1 - 1.25 / height, bottom=0.55 / height, hspace=0.28,
                               wspace=0.28)  # fmt: skip
        for arm, line in zip(arms, axes, strict=True):
            for (title, names), axis in zip(SHOWN.items(), line, strict=True):
                _panel(axis, arm, names)
                if arm is arms[0]:
                    axis.set_title(title, fontsize=10.5, fontweight="bold", pad=7)
                if arm is arms[-1]:
                    axis.set_xlabel("true")
            line[0].set_ylabel("estimated")
            line[0].annotate(arm.short, (0, 0.5), (-50, 0), xycoords="axes fraction", textcoords="offset points",
                             rotation=90, ha="center", va="center", fontsize=9.5, fontweight="bold")  # fmt: skip
        heading(figure, "What a conversation tells about a couple",
                f"True value and estimate (median) of {min(MAX_DRAWN, len(arms[0].truths))} couples a row. On the "
                "line: found again; a level cloud: nothing told.")  # fmt: skip
        handles = [Line2D([], [], color=colour, marker=marker, linestyle="", markersize=4) for colour, marker in LOOKS]
        figure.legend(handles, ("partner A, or the couple", "partner B"), loc="upper right",
                      bbox_to_anchor=(0.99, 1 - 0.1 / height), handletextpad=0.2)  # fmt: skip
    return figure


def _panel(axis: "Axes", arm: Arm, names: tuple[str, ...]) -> None:
    low, high = RANGES[names[0]]
    axis.plot([low, high], [low, high], color=SOFT, linewidth=0.9, zorder=1.5)
    every, true, guess = slice(0, MAX_DRAWN), [], []
    for name, (colour, marker) in zip(names, LOOKS, strict=False):
        true.append(arm.truths[:, VALUES.index(name)])
        guess.append([posterior[name].median for posterior in arm.found])
        axis.plot(true[-1][every], guess[-1][every], marker, color=colour, alpha=0.45, markersize=2.8,
                  markeredgewidth=0, zorder=2)  # fmt: skip
    r = np.corrcoef(np.concatenate(true), np.concatenate(guess))[0, 1]
    axis.text(0.04, 0.95, f"r = {r:.2f}".replace("-", "−"), transform=axis.transAxes, va="top", fontsize=8.5, zorder=4,
              bbox={"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1.5})  # fmt: skip
    room = 0.03 * (high - low)
    axis.set_xlim(low - room, high + room)
    axis.set_ylim(low - room, high + room)
    ticks = np.linspace(low, high, 3) if high == 1.0 else np.arange(low, high + 1)
    axis.set_xticks(ticks)
    axis.set_yticks(ticks)
