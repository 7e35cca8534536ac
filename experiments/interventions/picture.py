"""The interventions as one picture: a column each, from the evening itself down to who is helped."""

from typing import TYPE_CHECKING

import numpy as np

from experiments import panels
from experiments.evidence.lab import Lab
from experiments.interventions.arms import ARMS, END, HELP, SECOND, START, TOPIC, dancers, once
from experiments.interventions.effects import by_group, effects, groups
from sim.plots.drawing import heading, titled
from sim.plots.style import BLUE, RED, SOFT, TEXT, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WORDS = """\
distressed couples in the middle of a dance, all on the same chance. Each column is one way to help, against nothing. \
Bars are 95 % bootstrap intervals over couples."""
WIDE, HIGH = 16.0, 13.2
ONCE, DAILY = (BLUE, "o"), (RED, "s")
"""Colour and marker of help on one evening, and on every evening for three weeks."""
DANCE = (
    ("while it lasts", "once", "dance during"), ("right after", "once", "dance right after"),
    ("topic again that evening", "once", "dance topic again"), ("topic a week later", "once", "dance a week later"),
    ("topic a year later", "once", "dance a year later"), ("topic a week later", "daily", "dance a week later"),
    ("topic a year later", "daily", "dance a year later"),
)  # fmt: skip
SLOW = tuple((when, version, f"satisfaction {when}") for version in ("once", "daily")
             for when in ("a week later", "a year later"))  # fmt: skip
ROWS = ("share of couples dancing", "change of turns danced", "change of satisfaction, DAS",
        "the same a week after three weeks of it, by group (couples)")  # fmt: skip
SPLIT = ("daily", "satisfaction a week later")


def draw(lab: Lab) -> "Figure":
    """Every intervention against nothing, over time and by group."""
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    with styled():
        figure = Figure(figsize=(WIDE, HIGH))
        grid = figure.subplots(4, len(HELP), height_ratios=(1.0, 1.25, 0.8, 1.6))
        figure.subplots_adjust(left=0.14, right=0.985, top=1 - 1.75 / HIGH, bottom=0.55 / HIGH, hspace=0.5, wspace=0.1)
        heading(figure, "What helps, and how", f"{len(dancers(lab))} {WORDS}")
        for column, arm in enumerate(HELP):
            evening(grid[0, column], lab, arm)
            changes(grid[1, column], lab, arm, DANCE)
            changes(grid[2, column], lab, arm, SLOW)
            helped(grid[3, column], lab, arm)
            for row, words in enumerate(ROWS):
                titled(grid[row, column], "" if row else arm.capitalize(), words=" " if column else words, size=10.5)
                if column:
                    grid[row, column].tick_params(labelleft=False)
        for row in grid[1:]:
            aligned(row)
        handles = [
            Line2D([], [], color=ONCE[0], marker=ONCE[1], label="help on one evening"),
            Line2D([], [], color=DAILY[0], marker=DAILY[1], label="help every evening for three weeks"),
            Line2D([], [], color=SOFT, linestyle=(0, (2, 1.5)), label="nothing is done"),
        ]
        figure.legend(handles=handles, loc="upper left", bbox_to_anchor=(0.2 / WIDE, 1 - 0.85 / HIGH), ncols=3,
                      fontsize=9)  # fmt: skip
    return figure


def evening(axis: "Axes", lab: Lab, arm: str) -> None:
    """The share of couples dancing through the evening, with the help and without."""
    minutes = np.arange(1, len(once(lab, arm).dancing) + 1) / 10.0
    ends = (START - 1 + ARMS[arm][0]["turns"]) / 10.0
    axis.axvspan((START - 1) / 10.0, ends, color=panels.EXPECTED, linewidth=0, zorder=0.4)
    axis.plot(minutes, once(lab, "nothing").dancing, color=SOFT, linewidth=1.2, linestyle=(0, (2, 1.5)),
              zorder=3)  # fmt: skip
    axis.plot(minutes, once(lab, arm).dancing, color=ONCE[0])
    for turn in (TOPIC, SECOND):
        axis.plot([turn / 10.0], [-0.04], "^", color=TEXT, markersize=5, clip_on=False)
    axis.set_ylim(-0.04, 1.04)
    axis.set_yticks((0.0, 0.5, 1.0), ("0", "½", "1"))
    axis.set_xticks((0, (START - 1) / 10, END / 10, (SECOND - 1) / 10))
    axis.set_xlabel("minutes (▲ the topic)", fontsize=8.5, color=SOFT)


def changes(axis: "Axes", lab: Lab, arm: str, rows: tuple[tuple[str, str, str], ...]) -> None:
    """Effects by when they are measured."""
    found = [(words, version, effects(lab)[version, measure, arm]) for words, version, measure in rows]
    panels.dots(
        axis, [(words, q.value, q.interval, -np.inf, np.inf) for words, _, q in found],
        [ONCE if version == "once" else DAILY for _, version, _ in found], named=False,
    )  # fmt: skip


def helped(axis: "Axes", lab: Lab, arm: str) -> None:
    """The effect of three weeks of it on satisfaction, by group."""
    found = {group: q for (*what, group, other), q in by_group(lab).items() if tuple(what) == SPLIT and other == arm}
    rows = [(f"{group} ({len(groups(lab)[group])})", q.value, q.interval, -np.inf, np.inf)
            for group, q in found.items()]  # fmt: skip
    panels.dots(axis, rows, [DAILY] * len(rows), named=False)


def aligned(axes: "np.ndarray") -> None:
    """One scale for all panels of a row, so that they can be compared."""
    edges = np.array([axis.get_xlim() for axis in axes])
    for axis in axes:
        axis.set_xlim(edges[:, 0].min(), edges[:, 1].max())
        axis.tick_params(axis="y", length=0)
