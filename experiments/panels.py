"""Pictures of paired experiments: lines with bands, and effects as dots with intervals, in small panels."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.plots.drawing import heading
from sim.plots.palette import PALETTE
from sim.plots.style import LINES, SOFT, TEXT

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

EXPECTED = PALETTE["green-pale"]
"""The shade of what was predicted."""


COLUMNS, TOP = 3, 1.2
"""Panels beside each other, and inches of a sheet's title."""


def sheet(title: str, words: str, count: int, wide: float, high: float) -> "tuple[Figure, list[Axes]]":
    """A picture ``wide`` inches wide with ``count`` empty panels, ``high`` inches a row; to be called styled."""
    from matplotlib.figure import Figure

    rows = -(-count // COLUMNS)
    whole = TOP + high * rows
    figure = Figure(figsize=(wide, whole))
    grid = list(figure.subplots(rows, COLUMNS, squeeze=False).flat)
    figure.subplots_adjust(left=0.04, right=0.972, top=1 - (TOP + 0.35) / whole, bottom=0.55 / whole, hspace=0.5,
                           wspace=0.16)  # fmt: skip
    heading(figure, title, words)
    for axis in grid[count:]:
        axis.set_visible(False)
    return figure, grid[:count]


def lines(axis: "Axes", drawn: dict[str, tuple[np.ndarray, ...]], dotted: bool = False) -> None:
    """Lines by name, each where, height and interval; ``dotted`` where they are seen at a few times only."""
    for (name, (x, middle, low, high)), (colour, dashes) in zip(drawn.items(), LINES, strict=False):
        axis.fill_between(x, low, high, color=colour, alpha=0.18, linewidth=0)
        axis.plot(x, middle, color=colour, linestyle=dashes, label=name, marker="o" if dotted else None, markersize=4)
    axis.margins(x=0.03)
    axis.legend(loc="best", fontsize=8.5, handlelength=2.6)


def dots(axis: "Axes", rows: Sequence[tuple], looks: Sequence[tuple[str, str]] | None = None,
         named: bool = True) -> None:  # fmt: skip
    """Effects from top to bottom, each a name, a value, an interval, and what was predicted at least and at most.

    The zero is drawn; what was predicted is shaded where there is a bound. ``looks`` are colours and markers; ``named``
    writes each name above its dot, else they stand along the axis.
    """
    edges = [edge for _, value, (low, high), *_ in rows for edge in (value, low, high) if np.isfinite(edge)] + [0.0]
    room = 0.12 * (max(edges) - min(edges) or 1.0)
    left, right = min(edges) - room, max(edges) + room
    for i, (name, value, (low, high), least, most) in enumerate(rows):
        colour, marker = looks[i] if looks else (LINES[0][0], "o")
        if np.isfinite(least) or np.isfinite(most):
            start, end = max(left, least), min(right, most)
            axis.broken_barh([(start, end - start)], (i - 0.22, 0.44), color=EXPECTED, linewidth=0, zorder=0.5)
        axis.plot([low, high], [i, i], color=colour, linewidth=2.2, solid_capstyle="butt", zorder=2)
        axis.plot([value], [i], marker, color=colour, markersize=5, zorder=3)
        if named:
            axis.annotate(name, (0, i), (0, 13), xycoords=("axes fraction", "data"), textcoords="offset points",
                          fontsize=8.5, color=TEXT, va="bottom", zorder=4,
                          bbox={"facecolor": "white", "linewidth": 0, "pad": 1.0})  # fmt: skip
    axis.axvline(0.0, color=SOFT, linewidth=0.8, zorder=1)
    axis.set_xlim(left, right)
    axis.set_ylim(len(rows) - 0.5, -0.85 if named else -0.6)
    axis.set_yticks(range(len(rows)), ["" if named else name for name, *_ in rows], fontsize=8.5)
    axis.tick_params(axis="y", length=0)
    axis.locator_params(axis="x", nbins=6 if named else 4)
    axis.grid(axis="y", visible=False)
    axis.spines["left"].set_visible(False)
