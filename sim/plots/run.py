"""A run as one picture: moves, threat, hearts and bond, under each other (floor F7).

One conversation is drawn turn by turn, in minutes; a few days as their conversations one after the other; more days as
the means of each day's conversation.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.checking.errors import one_line
from sim.model.trajectory import Trajectory
from sim.plots.palette import COLOURS
from sim.plots.style import INK, SOFT, styled
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PARTNERS = {"a": (COLOURS["a"], "-"), "b": (COLOURS["b"], (0, (5, 1.5)))}
MOVE_STYLES = {
    "pursue": (COLOURS["pursue"], "-"),
    "withdraw": (COLOURS["withdraw"], (0, (6, 1.2))),
    "reach": (COLOURS["reach"], (0, (1.5, 0.9))),
    "respond": (COLOURS["respond"], (0, (5, 1, 1.2, 1))),
}
HELP = {
    "hand": ("the hand", COLOURS["hand"]),
    "stranger": ("a stranger's hand", "#d9cba3"),
    "picture": ("the picture", "#e8b98a"),
    "pause": ("time-out", "#b8bdc9"),
    "containment": ("a safe room", "#9fd3c0"),
    "invite": ("an invitation", "#e3b1cd"),
    "purpose": ("a reach on purpose", "#7fceb8"),
}
"""What is done for the two, by the columns of a trajectory, with the words and the colour of its shade."""
STRESS = ("stress", COLOURS["threat"])
RATE = 10.0
"""Turns in a minute."""
FEW = 7
"""Days whose conversations are drawn one after the other."""
HEIGHTS = (1.15, 1.15, 1.0, 1.0, 0.8)
"""Of the panels: the moves of a and of b, threat, heart rate, bond."""


class Drawn:
    """What one trajectory shows: ``x``, every column against it, and the stretches of help."""

    def __init__(self, scenario: Scenario, run: Trajectory) -> None:
        self.scenario = scenario
        self.daily = scenario.days > FEW
        self.step = 1.0 if self.daily else 1.0 / RATE
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
            self.x = np.arange(len(run)) / RATE
            self.columns = run.columns

    def __getitem__(self, name: str) -> np.ndarray:
        return self.columns[name]

    def given(self, cue: str) -> np.ndarray:
        """Where along ``x`` a cue is given, to either partner."""
        return sum(self.columns[name] for name in (cue, f"{cue}_a", f"{cue}_b") if name in self.columns) > 0

    def spans(self, on: np.ndarray) -> list[tuple[float, float]]:
        """Start and width of each stretch of ``x`` that is on."""
        edges = np.flatnonzero(np.diff(np.concatenate(([False], on, [False])).astype(int)))
        return [(self.x[i] - self.step / 2, self.x[j - 1] - self.x[i] + self.step) for i, j in edges.reshape(-1, 2)]


def draw(runs: list[tuple[str, Scenario, Trajectory]]) -> "Figure":
    """Each run as a column of panels, headed by its name; the axes are shared, so that columns can be compared."""
    from matplotlib.figure import Figure

    drawn = [(name, Drawn(scenario, run)) for name, scenario, run in runs]
    with styled():
        wide, high = (9.0 if len(runs) == 1 else 14.0), (10.2 if len(runs) == 1 else 10.6)
        figure = Figure(figsize=(wide, high))
        grid = figure.subplots(
            len(HEIGHTS), len(runs), sharex="col", sharey="row", squeeze=False, height_ratios=HEIGHTS
        )
        top = 1.4 if len(runs) == 1 else 1.75
        figure.subplots_adjust(left=0.85 / wide, right=1 - 0.35 / wide, top=1 - top / high, bottom=0.95 / high,
                               hspace=0.42, wspace=0.09)  # fmt: skip
        shades: dict[str, str] = {}
        for i, (name, one) in enumerate(drawn):
            _column(list(grid[:, i]), one, name)
            shades |= _shades(list(grid[:, i]), one)
        _title(figure, drawn[-1][1].scenario)
        _key(figure, shades)
    return figure


def _title(figure: "Figure", scenario: Scenario) -> None:
    left, inch = 0.3 / figure.get_figwidth(), 1 / figure.get_figheight()
    a, b = scenario.partner_a, scenario.partner_b
    two = "   ".join(f"{_plain(one.name)}: anxiety {one.anxiety:g}, avoidance {one.avoidance:g}." for one in (a, b))
    lines = (
        (0.42, _plain(scenario.about.title), 17.0, {"fontweight": "bold"}),
        (0.75, f"{two}   Bond at first {scenario.couple.bond:g}.", 9.5, {"color": SOFT}),
    )
    for down, text, size, style in lines:
        fitting = 110 * figure.get_figwidth() / len(text)
        figure.text(left, 1 - down * inch, text, fontsize=min(size, fitting), va="center", **style)


def _plain(text: str) -> str:
    """A text that is drawn on one line; a label with a leading underscore would be hidden."""
    text = one_line(text)
    return f" {text}" if text.startswith("_") else text


def _key(figure: "Figure", shades: dict[str, str]) -> None:
    """What the shades mean, once, below everything."""
    from matplotlib.patches import Patch

    if shades:
        handles = [Patch(facecolor=colour, alpha=0.5, label=word) for word, colour in shades.items()]
        figure.legend(handles=handles, loc="lower left", bbox_to_anchor=(0.55 / figure.get_figwidth(), 0.004), ncols=8,
                      fontsize=8.5, handlelength=1.6, columnspacing=1.6)  # fmt: skip


def _column(axes: list["Axes"], one: Drawn, name: str) -> None:
    """The panels of one run, from its partners' moves down to the bond."""
    two = {"a": _plain(one.scenario.partner_a.name)[:24], "b": _plain(one.scenario.partner_b.name)[:24]}
    for axis, who in zip(axes, "ab", strict=False):
        for move, (colour, dashes) in MOVE_STYLES.items():
            _line(axis, one, f"{move}_{who}", colour, dashes, move)
        _panel(axis, f"{two[who]}'s moves")
    for axis, quantity in ((axes[2], "threat"), (axes[3], "heart_rate")):
        for who, (colour, dashes) in PARTNERS.items():
            _line(axis, one, f"{quantity}_{who}", colour, dashes, two[who])
    _panel(axes[2], "Threat")
    _flooding(axes[3], one.scenario)
    _panel(axes[3], "Heart rate (bpm)", share=False)
    _line(axes[4], one, "bond", INK, "-", "")
    _panel(axes[4], "Bond", legend=False)
    _along(axes, one)
    if name:
        axes[0].annotate(name, (0, 1), (0, 25), xycoords="axes fraction", textcoords="offset points", fontsize=13,
                         va="bottom", color=SOFT)  # fmt: skip


def _line(axis: "Axes", one: Drawn, column: str, colour: str, dashes: Any, label: str) -> None:
    """One line; conversations of different days are not joined."""
    values = one[column].astype(float)
    if not one.daily:
        values = np.insert(values, one.starts[1:], np.nan)
    axis.plot(one.x if one.daily else np.insert(one.x, one.starts[1:], np.nan), values, color=colour,
              linestyle=dashes, label=label)  # fmt: skip


def _flooding(axis: "Axes", scenario: Scenario) -> None:
    """The line above which a partner is flooded, in sight whatever the hearts do."""
    p = scenario.constants
    axis.axhline(p.flooding_heart_rate, color=COLOURS["threat"], linewidth=1.2, linestyle=(0, (2, 2)), zorder=1.5,
                 label=f"flooded above {p.flooding_heart_rate:g}")  # fmt: skip
    lowest, highest = axis.get_ylim()
    axis.set_ylim(min(lowest, p.resting_heart_rate - 3), max(highest, p.flooding_heart_rate + 12))


def _along(axes: list["Axes"], one: Drawn) -> None:
    """The axis of time: minutes, days one after the other, or days."""
    last = axes[-1]
    if one.daily:
        last.set_xlabel("day (each the mean of its conversation)")
        last.set_xlim(one.x[0] - 0.5, one.x[-1] + 0.5)
    elif one.scenario.days > 1:
        starts = one.x[one.starts]
        last.set_xlabel("the conversations of the days, one after the other")
        last.set_xticks(starts, [f"day {day}" for day in range(1, one.scenario.days + 1)], ha="left")
        last.set_xlim(0, one.x[-1])
        for axis in axes:
            axis.grid(axis="x", color=SOFT, linewidth=0.8)
    else:
        last.set_xlabel("minutes of the conversation")
        last.set_xlim(0, one.x[-1])


def _panel(axis: "Axes", title: str, share: bool = True, legend: bool = True) -> None:
    axis.set_title(title, loc="left", fontsize=10.5, fontweight="bold", pad=6)
    if share:
        axis.set_ylim(-0.02, 1.02)
        axis.set_yticks((0.0, 0.5, 1.0), ("0", "½", "1"))
    axis.tick_params(length=3)
    if legend:
        axis.legend(loc="lower right", bbox_to_anchor=(1.0, 0.97), ncols=4, fontsize=8.5, handlelength=2.6,
                    columnspacing=1.4, borderaxespad=0.2)  # fmt: skip


def _shades(axes: list["Axes"], one: Drawn) -> dict[str, str]:
    """Shade what is done for the two, and what strains them, over all panels; gives the words and colours used.

    Kinds of help that are given at the same time share the height, so that each keeps its colour.
    """
    given = {cue: on for cue in HELP if (on := one.given(cue)).any()}
    if "purpose" in given and np.array_equal(given["purpose"], given.get("invite")):
        del given["purpose"]  # the reach that belongs to an invitation
    share = 1 / len(given) if given and sum(map(np.asarray, given.values()), np.zeros(len(one.x))).max() > 1 else 1
    bands = [
        (*HELP[cue], on, (k * share if share < 1 else 0, share), 0.45) for k, (cue, on) in enumerate(given.items())
    ]
    if (strained := one.given("stress")).any():
        bands.append((*STRESS, strained, (0, 1), 0.13))
    for _, colour, on, heights, alpha in bands:
        for axis in axes:
            axis.broken_barh(one.spans(on), heights, transform=axis.get_xaxis_transform(), color=colour, alpha=alpha,
                             linewidth=0, zorder=0.4)  # fmt: skip
    return {word: colour for word, colour, *_ in bands}
