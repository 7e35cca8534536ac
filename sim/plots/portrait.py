"""A couple's portrait as one picture: where it rests, what ends the dance, and what it comes to in years."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.portrait import DAILY, Portrait
from sim.analysis.stability.basin import basins, field
from sim.analysis.stability.day import ROWS, Day
from sim.analysis.stability.tipping import is_calm
from sim.model.trajectory import STATE
from sim.plots.drawing import boxed_legend, heading, nullclines, steady_state, titled
from sim.plots.palette import COLOURS
from sim.plots.style import GREEN, LINES, ORANGE, SOFT, SOLID, styled

YEARS, PATHS = 4, 5
WORDS = {"security": "both partners' felt security", "hand": "how firmly the hand is held"}


def draw(portrait: Portrait) -> Figure:
    """Four panels: the plane of the two threats, two constants that make and unmake the dance, and the years."""
    names, scenario = portrait.names, portrait.scenario
    with styled():
        figure = Figure(figsize=(11.5, 10.2))
        panels = figure.subplots(2, 2)
        figure.subplots_adjust(left=0.075, right=0.975, top=0.835, bottom=0.085, hspace=0.42, wspace=0.2)
        heading(figure, f"What tips {names['a']} and {names['b']}",
                f"{scenario.about.title} ({scenario.name}), chance and story left out. Filled: stable; open: tipping "
                "point.")  # fmt: skip
        _plane(panels[0, 0], portrait)
        _branches(panels[0, 1], portrait, "security")
        _branches(panels[1, 0], portrait, "hand")
        _years(panels[1, 1], portrait)
        for panel in panels.flat:
            panel.set(xlim=(-0.02, 1.02), ylim=(-0.02, 1.02))
    return figure


def _plane(axis: Axes, portrait: Portrait) -> None:
    """Where every start ends, by shade, and the lines on which a threat stands still."""
    starts, names = basins(portrait.moment, portrait.points, 161), portrait.names
    calm = [i for i, point in enumerate(portrait.points.all) if point.stable and is_calm(point)]
    kind = np.where(starts.rest < 0, 2, np.where(np.isin(starts.rest, calm), 0, 1))
    shades = [COLOURS[name] for name in ("calm", "dance", "neither")]
    axis.contourf(starts.first, starts.second, kind, levels=[-0.5, 0.5, 1.5, 2.5], colors=shades, zorder=0)
    nullclines(axis, field(portrait.moment), {names["a"]: LINES[0], names["b"]: LINES[1]})
    for point in portrait.points.all:
        steady_state(axis, float(point.point[0]), float(point.point[1]), point.stable)
    for shade, words in zip(shades, ("ends calm", "ends in the dance"), strict=False):
        axis.fill_between([], [], color=shade, label=words)
    axis.grid(False)
    boxed_legend(axis)
    titled(axis, "Where they rest", f"{names['a']}'s threat", f"{names['b']}'s threat",
           "every start, and the lines on which one partner's threat stands still")  # fmt: skip


def _branches(axis: Axes, portrait: Portrait, name: str) -> None:
    """Steady states while one thing moves, and the folds in which two of them vanish."""
    lines = ((True, "stable", COLOURS["stable"], SOLID), (False, "tipping point", COLOURS["tipping"], (0, (2, 1.5))))
    for branch in portrait.swept[name]:
        for stable, _, colour, dashes in lines:
            values = _only(branch.points[0], branch.stable == stable)
            axis.plot(branch.values, values, color=colour, linestyle=dashes)
        for fold in branch.folds:
            place, colour = (fold.value, float(fold.point[0])), COLOURS["fold"]
            axis.plot(*place, "D", color=colour, markersize=5.5, zorder=5)
            axis.annotate(f"{fold.value:.3f}", place, (7, -3), textcoords="offset points", fontsize=8.5, color=colour)
    here = 0.0 if name == "hand" else float(portrait.moment.state[STATE.index("security_a")])
    axis.axvline(here, color=SOFT, linewidth=0.9, linestyle=(0, (1, 2)))
    right = here > 0.8
    axis.annotate("here now", (here, 1.0), (-4 if right else 4, -9), textcoords="offset points", fontsize=8.3,
                  color=SOFT, ha="right" if right else "left")  # fmt: skip
    for _, words, colour, dashes in lines:
        axis.plot([], [], color=colour, linestyle=dashes, label=words)
    axis.legend(loc="upper right", fontsize=8.3, bbox_to_anchor=(1.0, 0.9))
    title = "What felt security does" if name == "security" else "What the hand does"
    titled(axis, title, WORDS[name], f"{portrait.names['a']}'s threat",
           f"steady states while one thing moves: {WORDS[name]}")  # fmt: skip


def _only(values: np.ndarray, shown: np.ndarray) -> np.ndarray:
    """The values where they are shown and one beyond, so that pieces of a line touch."""
    wide = shown | np.roll(shown, 1)
    wide[0] = shown[0]
    return np.where(wide, values, np.nan)


def _years(axis: Axes, portrait: Portrait) -> None:
    """What years of the same days make of bond and trust, from a grid of starts."""
    day = Day(portrait.scenario, DAILY)
    bond, trust = ROWS.index(STATE.index("bond")), [ROWS.index(STATE.index(f"security_{who}")) for who in "ab"]
    grid = np.linspace(0.05, 0.95, PATHS)
    slow = np.repeat(day.start[list(ROWS), None], PATHS * PATHS, 1)
    slow[bond], slow[trust] = np.tile(grid, PATHS), np.repeat(grid, PATHS)
    course = [slow]
    for _ in range(YEARS * 12):
        course.append(day.after(course[-1], 30))
    path = np.stack(course)
    lines = {True: (GREEN, "-", "the bond grows"), False: (ORANGE, "--", "the bond fades")}
    for i in range(path.shape[2]):
        x, y = path[:, bond, i], path[:, trust, i].mean(1)
        colour, dashes, _ = lines[bool(x[-1] > x[0])]
        axis.plot(x, y, color=colour, linewidth=0.9, linestyle=dashes)
        axis.plot(x[0], y[0], ".", color=SOFT, markersize=3)
    for lasting in portrait.lasting:
        values = lasting.values
        steady_state(axis, values["bond"], 0.5 * (values["security_a"] + values["security_b"]), lasting.stable)
    for colour, dashes, words in lines.values():
        axis.plot([], [], color=colour, linewidth=0.9, linestyle=dashes, label=words)
    boxed_legend(axis)
    titled(axis, "What years make of it", "bond", "felt security, mean of both",
           f"{YEARS} years from {PATHS * PATHS} starts, the same trouble every day")  # fmt: skip
