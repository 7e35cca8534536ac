"""A published model's course as one picture: through time, and in its plane where it has one (floor F7)."""

from typing import TYPE_CHECKING

from sim.analysis.stability.basin import field
from sim.analysis.stability.points import steady
from sim.analysis.stability.published import Published
from sim.peers import Course, Peer
from sim.plots.style import BLUE, INK, LINE, RED, SOFT, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LOOKS = ((BLUE, "-"), (RED, (0, (5, 1.5))), (INK, (0, (1.5, 0.9))), (SOFT, (0, (5, 1, 1.2, 1))))


def draw(model: Peer, course: Course) -> "Figure":
    """The course, and beside it the plane with its nullclines and steady states."""
    from matplotlib.figure import Figure

    plane = len(model.names) == 2 and model.lag() == 0.0
    with styled():
        figure = Figure(figsize=(11.5, 5.4) if plane else (9.0, 5.4))
        figure.text(0.03, 0.945, model.title(), fontsize=17, fontweight="bold", va="center", color=INK)
        figure.text(0.03, 0.885, f"a published model ({model.kind()})", fontsize=9.5, va="center", color=SOFT)
        panels = figure.subplots(1, 2 if plane else 1, squeeze=False)[0]
        figure.subplots_adjust(left=0.08, right=0.97, top=0.77, bottom=0.12, wspace=0.22)
        _course(panels[0], model, course)
        if plane:
            _plane(panels[1], model, course)
    return figure


def _course(axis: "Axes", model: Peer, course: Course) -> None:
    for name, values, (colour, dashes) in zip(course.names, course.values, LOOKS, strict=False):
        axis.plot(course.times, values, color=colour, linestyle=dashes, label=name.replace("_", " "))
    axis.legend(loc="best", fontsize=8.5)
    axis.set_title("Its course", loc="left", fontsize=11, fontweight="bold", pad=8)
    axis.set_xlabel("turn" if course.clock == "turn" else "time")
    axis.set_ylabel(model.unit)


def _plane(axis: "Axes", model: Peer, course: Course) -> None:
    shape = Published(model)
    seen = field(shape)
    for drive, (colour, dashes) in zip(seen.drive, LOOKS, strict=False):
        axis.contour(seen.first, seen.second, drive, levels=[0.0], colors=colour,
                     linestyles="-" if dashes == "-" else "--")  # fmt: skip
    for name, (colour, dashes) in zip(model.names, LOOKS, strict=False):
        axis.plot([], [], color=colour, linestyle=dashes, label=f"{name.replace('_', ' ')} stands still")
    axis.plot(*course.values, color=SOFT, linewidth=1.1, label="the course")
    axis.plot(*course.values[:, 0], ".", color=SOFT, markersize=7)
    for one in steady(shape, 41).all:
        axis.plot(*one.point[:, None], "o", markersize=8, color=INK, markerfacecolor=INK if one.stable else "white",
                  markeredgewidth=1.5, zorder=5)  # fmt: skip
    (left, right), (low, high) = shape.box()
    least, most = course.values.min(1), course.values.max(1)
    axis.set_xlim(min(left, least[0]), max(right, most[0]))
    axis.set_ylim(min(low, least[1]), max(high, most[1]))
    axis.legend(loc="best", fontsize=8.3, frameon=True, facecolor="white", edgecolor=LINE, framealpha=0.9)
    axis.set_title("Its plane (filled: stable)", loc="left", fontsize=11, fontweight="bold", pad=8)
    axis.set_xlabel(model.names[0].replace("_", " "))
    axis.set_ylabel(model.names[1].replace("_", " "))
