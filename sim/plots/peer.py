"""A published model's course as one picture: through time, and in its plane where it has one."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.analysis.stability.basin import field
from sim.analysis.stability.points import steady
from sim.analysis.stability.published import Published
from sim.peers import Course, Peer
from sim.plots.drawing import boxed_legend, heading, nullclines, steady_state, titled
from sim.plots.style import LINES, SOFT, styled


def draw(model: Peer, course: Course) -> Figure:
    """The course, and beside it the plane with its nullclines and steady states."""
    plane = len(model.names) == 2 and model.lag() == 0.0
    with styled():
        figure = Figure(figsize=(11.5, 5.4) if plane else (9.0, 5.4))
        heading(figure, model.title, f"a published model ({model.kind})", down=0.3)
        panels = figure.subplots(1, 2 if plane else 1, squeeze=False)[0]
        figure.subplots_adjust(left=0.08, right=0.97, top=0.77, bottom=0.12, wspace=0.22)
        _course(panels[0], model, course)
        if plane:
            _plane(panels[1], model, course)
    return figure


def _course(axis: Axes, model: Peer, course: Course) -> None:
    for name, values, (colour, dashes) in zip(course.names, course.values, LINES, strict=False):
        axis.plot(course.times, values, color=colour, linestyle=dashes, label=name.replace("_", " "))
    axis.legend(loc="best", fontsize=8.5)
    titled(axis, "Its course", "turn" if course.clock == "turn" else "time", model.unit)


def _plane(axis: Axes, model: Peer, course: Course) -> None:
    shape = Published(model)
    names = [name.replace("_", " ") for name in model.names]
    nullclines(axis, field(shape), dict(zip(names, LINES, strict=False)))
    axis.plot(*course.values, color=SOFT, linewidth=1.1, label="the course")
    axis.plot(*course.values[:, 0], ".", color=SOFT, markersize=7)
    for state in steady(shape, 41).all:
        steady_state(axis, float(state.point[0]), float(state.point[1]), state.stable)
    (left, right), (low, high) = shape.box()
    least, most = course.values.min(1), course.values.max(1)
    axis.set_xlim(min(left, least[0]), max(right, most[0]))
    axis.set_ylim(min(low, least[1]), max(high, most[1]))
    boxed_legend(axis, "best")
    titled(axis, "Its plane (filled: stable)", names[0], names[1])
