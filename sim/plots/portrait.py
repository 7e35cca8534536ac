"""A couple's portrait as one picture: where it rests, what ends the dance, and what it comes to in years (floor F7)."""

from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.portrait import DAILY, Portrait
from sim.analysis.stability.basin import basins, field
from sim.analysis.stability.branch import Branch
from sim.analysis.stability.day import ROWS, Day
from sim.model.trajectory import STATE
from sim.plots.style import BLUE, GREEN, INK, LINE, ORANGE, RED, SOFT, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CALM, DANCE, NEITHER = "#dcefe7", "#fbe6c4", "#eeeeee"
"""The shades of starts that come to rest in calm, in the dance, and in neither within five hours."""
YEARS, PATHS = 4, 5
WORDS = {"security": "both partners' felt security", "bond": "bond, the hand held", "touch": "touch, the hand held"}


def draw(one: Portrait) -> "Figure":
    """Four panels: the plane of the two threats, two constants that make and unmake the dance, and the years."""
    from matplotlib.figure import Figure

    with styled():
        figure = Figure(figsize=(11.5, 10.2))
        panels = figure.subplots(2, 2)
        figure.subplots_adjust(left=0.075, right=0.975, top=0.835, bottom=0.085, hspace=0.42, wspace=0.2)
        figure.text(0.03, 0.962, f"What tips {one.names['a']} and {one.names['b']}", fontsize=17, fontweight="bold",
                    va="center", color=INK)  # fmt: skip
        figure.text(0.03, 0.93, f"{one.scenario.about.title} ({one.scenario.name}), chance and story left out. Filled: "
                    "stable; open: tipping point.", fontsize=9.5, va="center", color=SOFT)  # fmt: skip
        _plane(panels[0, 0], one)
        _branches(panels[0, 1], one, "security")
        _branches(panels[1, 0], one, "bond")
        _years(panels[1, 1], one)
    return figure


def _headed(axis: "Axes", title: str, words: str, x: str, y: str) -> None:
    axis.set_title(title, loc="left", fontsize=11, fontweight="bold", pad=24)
    axis.annotate(words, (0, 1), (0, 8), xycoords="axes fraction", textcoords="offset points", fontsize=8.7, color=SOFT)
    axis.set_xlabel(x)
    axis.set_ylabel(y)


def _dot(axis: "Axes", x: float, y: float, stable: bool) -> None:
    axis.plot([x], [y], "o", markersize=8.5, color=INK, markerfacecolor=INK if stable else "white",
              markeredgewidth=1.6, clip_on=False, zorder=5)  # fmt: skip


def _plane(axis: "Axes", one: Portrait) -> None:
    found = basins(one.moment, one.points, 161)
    calm = {i for i, each in enumerate(one.points.all) if each.stable and one.name(each) == "calm"}
    kind = np.where(found.rest < 0, 2, np.where(np.isin(found.rest, list(calm)), 0, 1))
    axis.contourf(
        found.first, found.second, kind, levels=[-0.5, 0.5, 1.5, 2.5], colors=[CALM, DANCE, NEITHER], zorder=0
    )
    drawn = field(one.moment)
    for drive, colour, dashes, who in ((0, BLUE, "-", "a"), (1, RED, "--", "b")):
        axis.contour(drawn.first, drawn.second, drawn.drive[drive], levels=[0.0], colors=colour, linestyles=dashes)
        axis.plot([], [], color=colour, linestyle=dashes, label=f"{one.names[who]} stands still")
    for each in one.points.all:
        _dot(axis, *each.point, each.stable)
    axis.fill_between([], [], color=CALM, label="ends calm")
    axis.fill_between([], [], color=DANCE, label="ends in the dance")
    axis.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    axis.grid(False)
    axis.legend(loc="lower right", fontsize=8.3, frameon=True, facecolor="white", edgecolor=LINE, framealpha=0.92)
    _headed(axis, "Where they rest", "every start, and the lines on which one partner's threat stands still",
            f"{one.names['a']}'s threat", f"{one.names['b']}'s threat")  # fmt: skip


def _branches(axis: "Axes", one: Portrait, name: str) -> None:
    for line in one.swept[name]:
        height = line.points[0]
        for stable, look in ((True, {"linestyle": "-"}), (False, {"linestyle": (0, (2, 1.5))})):
            axis.plot(line.values, _only(height, line.stable == stable), color=INK if stable else ORANGE, **look)
        for fold in line.folds:
            _fold(axis, fold.value, float(fold.point[0]), line)
    here = float(one.moment.state[STATE.index("bond" if name == "bond" else "security_a")])
    axis.axvline(here, color=SOFT, linewidth=0.9, linestyle=(0, (1, 2)))
    right = here > 0.8
    axis.annotate("here now", (here, 1.0), (-4 if right else 4, -9), textcoords="offset points", fontsize=8.3,
                  color=SOFT, ha="right" if right else "left")  # fmt: skip
    axis.plot([], [], color=INK, label="stable")
    axis.plot([], [], color=ORANGE, linestyle=(0, (2, 1.5)), label="tipping point")
    axis.legend(loc="upper right", fontsize=8.3, bbox_to_anchor=(1.0, 0.9))
    axis.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    what = "What felt security does" if name == "security" else "What the hand does, by bond"
    _headed(
        axis, what, f"steady states while one thing moves: {WORDS[name]}", WORDS[name], f"{one.names['a']}'s threat"
    )


def _only(values: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """The values where they are shown and one beyond, so that pieces of a line touch."""
    wide = shown | np.roll(shown, 1)
    wide[0] = shown[0]
    return np.where(wide, values, np.nan)


def _fold(axis: "Axes", value: float, height: float, line: Branch) -> None:
    axis.plot([value], [height], "D", color=RED, markersize=5.5, zorder=5)
    axis.annotate(f"{value:.3f}", (value, height), (7, -3), textcoords="offset points", fontsize=8.5, color=RED)


def _years(axis: "Axes", one: Portrait) -> None:
    day = Day(one.scenario, DAILY)
    bond, trust = ROWS.index(STATE.index("bond")), [ROWS.index(STATE.index(f"security_{who}")) for who in "ab"]
    grid = np.linspace(0.05, 0.95, PATHS)
    slow = np.repeat(day.start[list(ROWS), None], PATHS * PATHS, 1)
    slow[bond], slow[trust] = np.tile(grid, PATHS), np.repeat(grid, PATHS)
    course = [slow]
    for _ in range(YEARS * 12):
        course.append(day.after(course[-1], 30))
    path = np.stack(course)
    for i in range(path.shape[2]):
        x, y = path[:, bond, i], path[:, trust, i].mean(1)
        axis.plot(x, y, color=GREEN if y[-1] > 0.5 else ORANGE, linewidth=0.9, linestyle="-" if y[-1] > 0.5 else "--")
        axis.plot(x[0], y[0], ".", color=SOFT, markersize=3)
    for each in one.lasting:
        seen = each.values
        _dot(axis, seen["bond"], 0.5 * (seen["security_a"] + seen["security_b"]), each.stable)
    axis.plot([day.start[STATE.index("bond")]], [float(slow[trust].mean())], alpha=0)
    axis.plot([], [], color=GREEN, linewidth=0.9, label="toward safety")
    axis.plot([], [], color=ORANGE, linewidth=0.9, linestyle="--", label="toward its loss")
    axis.legend(loc="lower right", fontsize=8.3, frameon=True, facecolor="white", edgecolor=LINE, framealpha=0.92)
    axis.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    _headed(axis, "What years make of it", f"{YEARS} years from {PATHS * PATHS} starts, the same trouble every day",
            "bond", "felt security, mean of both")  # fmt: skip
