"""A run as one picture: moves, threat, hearts and bond, under each other.

One conversation is drawn turn by turn, in minutes; a few days as their conversations one after the other; more days as
the means of each day's conversation.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.typing import LineStyleType

from sim.model.cues import CUES
from sim.model.schedule import TURN_SECONDS
from sim.model.trajectory import Trajectory
from sim.plots.drawing import heading, label, titled
from sim.plots.palette import COLOURS
from sim.plots.style import DASH_DOT, DOTTED, PARTNER_LINES, SOFT, SOLID, TEXT, styled
from sim.scenario.schema import Scenario

MOVE_DASHES: dict[str, LineStyleType] = {
    "pursue": SOLID, "withdraw": (0, (6, 1.2)), "reach": DOTTED, "respond": DASH_DOT,
}  # fmt: skip
HELP = {
    "hand": "the hand", "stranger": "a stranger's hand", "picture": "the picture", "pause": "time-out",
    "containment": "a safe room", "invite": "an invitation", "purpose": "a reach on purpose",
}  # fmt: skip
HELP |= {
    column: cue.label for name, cue in CUES.items() if not cue.trouble and (column := cue.column or name) not in HELP
}
"""What is done for the two, by the columns of a trajectory, with the words for its shade."""
MINUTE = 60.0 / TURN_SECONDS
"""Turns in a minute."""
MAX_DAYS = 7
"""Days whose conversations are drawn one after the other."""
HEIGHTS = (1.15, 1.15, 1.0, 1.0, 0.8)
"""Of the panels: the moves of a and of b, threat, heart rate, bond."""


class Course:
    """What one trajectory shows: ``x``, every column against it, and the stretches of help."""

    def __init__(self, scenario: Scenario, run: Trajectory) -> None:
        self.scenario = scenario
        self.daily = scenario.days > MAX_DAYS
        self.step = 1.0 if self.daily else 1.0 / MINUTE
        if self.daily:
            spoken = run["turn"] > 0
            days = run["day"][spoken]
            self.starts = np.flatnonzero(np.diff(days, prepend=0))
            self.x = days[self.starts].astype(float)
            sizes = np.diff(self.starts, append=len(days))
            mean = {name: np.add.reduceat(values[spoken], self.starts) / sizes for name, values in run.columns.items()}
            self.columns = mean
        else:
            self.starts = np.flatnonzero(run["turn"] == 0)
            self.x = np.arange(len(run)) / MINUTE
            self.columns = run.columns

    def __getitem__(self, name: str) -> np.ndarray:
        """One column by name."""
        return self.columns[name]

    def given(self, cue: str) -> np.ndarray:
        """Where along ``x`` a cue is given, to either partner."""
        columns = [self.columns[name] for name in (cue, f"{cue}_a", f"{cue}_b") if name in self.columns]
        return np.sum(columns, axis=0) > 0

    def spans(self, on: np.ndarray) -> list[tuple[float, float]]:
        """Start and width of each stretch of ``x`` that is on."""
        edges = np.flatnonzero(np.diff(np.concatenate(([False], on, [False])).astype(int)))
        return [(self.x[i] - self.step / 2, self.x[j - 1] - self.x[i] + self.step) for i, j in edges.reshape(-1, 2)]


def draw(runs: list[tuple[str, Scenario, Trajectory]]) -> Figure:
    """Each run as a column of panels, headed by its name; the axes are shared, so that columns can be compared."""
    courses = [(name, Course(scenario, run)) for name, scenario, run in runs]
    alone = len(runs) == 1
    wide, high, top = (9.0, 10.2, 1.4) if alone else (14.0, 10.6, 1.75)
    with styled():
        figure = Figure(figsize=(wide, high))
        grid = figure.subplots(
            len(HEIGHTS), len(runs), sharex="col", sharey="row", squeeze=False, height_ratios=HEIGHTS
        )
        figure.subplots_adjust(left=0.85 / wide, right=1 - 0.35 / wide, top=1 - top / high, bottom=0.95 / high,
                               hspace=0.42, wspace=0.09)  # fmt: skip
        shades: dict[str, str] = {}
        for i, (name, course) in enumerate(courses):
            _column(list(grid[:, i]), course, name)
            shades |= _shades(list(grid[:, i]), course)
        scenario = runs[-1][1]
        two = "   ".join(f"{label(who.name)}: anxiety {who.anxiety:g}, avoidance {who.avoidance:g}."
                         for who in (scenario.partner_a, scenario.partner_b))  # fmt: skip
        heading(figure, label(scenario.about.title), f"{two}   Bond at first {scenario.couple.bond:g}.")
        _key(figure, shades)
    return figure


def _key(figure: Figure, shades: dict[str, str]) -> None:
    """What the shades mean, once, below everything."""
    if shades:
        handles = [Patch(facecolor=colour, alpha=0.5, label=word) for word, colour in shades.items()]
        figure.legend(handles=handles, loc="lower left", bbox_to_anchor=(0.55 / figure.get_figwidth(), 0.004), ncols=8,
                      fontsize=8.5, handlelength=1.6, columnspacing=1.6)  # fmt: skip


def _column(axes: list[Axes], course: Course, name: str) -> None:
    """The panels of one run, from its partners' moves down to the bond."""
    names = {"a": label(course.scenario.partner_a.name, 10), "b": label(course.scenario.partner_b.name, 10)}
    for axis, who in zip(axes, "ab", strict=False):
        for move, dashes in MOVE_DASHES.items():
            _line(axis, course, f"{move}_{who}", COLOURS[move], dashes, move)
        _panel(axis, f"{names[who]}'s moves")
    for axis, quantity in ((axes[2], "threat"), (axes[3], "heart_rate")):
        for who, (colour, dashes) in PARTNER_LINES.items():
            _line(axis, course, f"{quantity}_{who}", colour, dashes, names[who])
    _panel(axes[2], "Threat")
    _flooding(axes[3], course.scenario)
    _panel(axes[3], "Heart rate (bpm)", share=False)
    _line(axes[4], course, "bond", TEXT, SOLID, "")
    _panel(axes[4], "Bond", legend=False)
    _along(axes, course)
    if name:
        axes[0].annotate(name, (0, 1), (0, 25), xycoords="axes fraction", textcoords="offset points", fontsize=13,
                         va="bottom", color=SOFT)  # fmt: skip


def _line(axis: Axes, course: Course, column: str, colour: str, dashes: LineStyleType, words: str) -> None:
    """One line; conversations of different days are not joined."""
    x, values = course.x, course[column].astype(float)
    if not course.daily:
        x, values = (np.insert(row, course.starts[1:], np.nan) for row in (x, values))
    axis.plot(x, values, color=colour, linestyle=dashes, label=words)


def _flooding(axis: Axes, scenario: Scenario) -> None:
    """The line above which a partner is flooded, in sight whatever the hearts do."""
    p = scenario.constants
    axis.axhline(p.flooding_heart_rate, color=COLOURS["flooding"], linewidth=1.2, linestyle=(0, (2, 2)), zorder=1.5,
                 label=f"flooded above {p.flooding_heart_rate:g}")  # fmt: skip
    lowest, highest = axis.get_ylim()
    axis.set_ylim(min(lowest, p.resting_heart_rate - 3), max(highest, p.flooding_heart_rate + 12))


def _along(axes: list[Axes], course: Course) -> None:
    """The axis of time: minutes, days one after the other, or days."""
    last = axes[-1]
    if course.daily:
        last.set_xlabel("day (each the mean of its conversation)")
        last.set_xlim(course.x[0] - 0.5, course.x[-1] + 0.5)
    elif course.scenario.days > 1:
        starts = course.x[course.starts]
        last.set_xlabel("the conversations of the days, one after the other")
        last.set_xticks(starts, [f"day {day}" for day in range(1, course.scenario.days + 1)], ha="left")
        last.set_xlim(0, course.x[-1])
        for axis in axes:
            axis.grid(axis="x", color=SOFT, linewidth=0.8)
    else:
        last.set_xlabel("minutes of the conversation")
        last.set_xlim(0, course.x[-1])


def _panel(axis: Axes, title: str, share: bool = True, legend: bool = True) -> None:
    titled(axis, title, size=10.5)
    if share:
        axis.set_ylim(-0.02, 1.02)
        axis.set_yticks((0.0, 0.5, 1.0), ("0", "½", "1"))
    axis.tick_params(length=3)
    if legend:
        axis.legend(loc="lower right", bbox_to_anchor=(1.0, 0.97), ncols=4, fontsize=8.5, handlelength=2.6,
                    columnspacing=1.4, borderaxespad=0.2)  # fmt: skip


def _shades(axes: list[Axes], course: Course) -> dict[str, str]:
    """Shade what is done for the two, and what strains them, over all panels; gives the words and colours used.

    Kinds of help that are given at the same time share the height, so that each keeps its colour.
    """
    given = {cue: on for cue in HELP if (on := course.given(cue)).any()}
    if "purpose" in given and "invite" in given and np.array_equal(given["purpose"], given["invite"]):
        del given["purpose"]  # the reach that belongs to an invitation
    shared = len(given) > 0 and np.sum(list(given.values()), axis=0).max() > 1
    share = 1 / len(given) if shared else 1
    bands = [
        (HELP[cue], COLOURS.get(cue, COLOURS["calm"]), on, (k * share if shared else 0, share), 0.45)
        for k, (cue, on) in enumerate(given.items())
    ]
    if (strained := course.given("stress")).any():
        bands.append(("stress", COLOURS["stress"], strained, (0, 1), 0.13))
    for _, colour, on, heights, alpha in bands:
        for axis in axes:
            axis.broken_barh(course.spans(on), heights, transform=axis.get_xaxis_transform(), color=colour, alpha=alpha,
                             linewidth=0, zorder=0.4)  # fmt: skip
    return {word: colour for word, colour, *_ in bands}
