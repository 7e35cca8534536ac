"""Small pictures, one panel each, as SVG text. The same table gives the same picture, to the byte."""

import io
import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.plots.style import BLUE, DASHED, GREEN, ORANGE, SOLID, styled

LOOKS = {
    "": (BLUE, SOLID, "o"),
    "without": (ORANGE, DASHED, "s"),
    "with": (BLUE, SOLID, "o"),
    "difference": (GREEN, SOLID, "o"),
}
"""Colour, line and mark of each arm; no two differ by colour alone."""
WIDE, HIGH = 4.6, 3.1
"""Inches of an ordinary panel: at its natural size its type is as large as the page's small print."""
BELOW = 0.5
"""Inches under a panel, for its ticks and one line of words."""
LETTERS, LETTER = 52, 0.073
"""Letters of a label at most; inches of one."""


class Panel:
    """One pair of axes while it is drawn, and its SVG once it is."""

    figure: Figure
    axis: Axes
    svg: str = ""


@contextmanager
def panel(
    wide: float = WIDE,
    high: float = HIGH,
    left: float = 0.88,
    right: float = 0.12,
    top: float = 0.1,
    below: float = BELOW,
) -> Iterator[Panel]:
    """A panel to draw on, with its margins in inches; when the ``with`` ends, ``svg`` is its picture, undated."""
    picture = Panel()
    with styled(**{"figure.facecolor": "white", "savefig.facecolor": "white", "lines.markersize": 4.5}):
        picture.figure = figure = Figure(figsize=(wide, high))
        picture.axis = figure.add_axes((left / wide, below / high, 1 - (left + right) / wide, 1 - (top + below) / high))
        yield picture
        text = io.StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    picture.svg = text.getvalue()


def short(text: str, most: int = LETTERS, lines: int = 1) -> str:
    """A label that fits beside an axis, cut where it is longer."""
    return "\n".join(textwrap.wrap(text, most, max_lines=lines, placeholder=" …"))


def margin(labels: Iterable[str]) -> float:
    """Inches that tick labels need beside an axis."""
    return 0.12 + LETTER * max(len(line) for label in labels for line in [*label.split("\n"), ""])
