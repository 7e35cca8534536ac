"""What several pictures draw in the same way: headings, titles of panels, legends, steady states, nullclines."""

from typing import TYPE_CHECKING, Any, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.checking.errors import JOINERS, one_line
from sim.plots.style import LINE, SOFT, TEXT, drawn

if TYPE_CHECKING:
    from sim.analysis.stability.basin import Field


UNSEEN = JOINERS + "\ufe0e\ufe0f"


def label(text: str, most: int | None = None) -> str:
    """A user's text on one line, cut after ``most`` letters; a label that begins with an underscore would be hidden.

    A letter that no font here has is told by its number, and what only joins signs is left out, as they are not joined.
    """
    text = "".join(letter if drawn(letter) else f"U+{ord(letter):04X}" for letter in one_line(text)
                   if letter not in UNSEEN)  # fmt: skip
    text = text if most is None or len(text) <= most else text[: most - 1] + "…"
    return f" {text}" if text.startswith("_") else text


def heading(figure: Figure, title: str, words: str, size: float = 17.0, down: float = 0.4) -> None:
    """A title at the top left, its middle so many inches ``down``, and a line below it; each shrinks to fit."""
    wide, high = figure.get_figwidth(), figure.get_figheight()

    def line(text: str, size: float, down: float, **style: Any) -> None:
        text = label(text)
        size = min(size, 110 * wide / max(1, len(text)))
        figure.text(0.3 / wide, 1 - down / high, text, fontsize=size, va="center", **style)

    line(title, size, down, fontweight="bold")
    line(words, 9.5, down + 0.32, color=SOFT)


def titled(axis: Axes, title: str, x: str = "", y: str = "", words: str = "", size: float = 11.0) -> None:
    """A panel's title with ``words`` below it, and what its axes show."""
    axis.set_title(title, loc="left", fontweight="bold", fontsize=size, pad=24 if words else 0.6 * size)
    if words:
        axis.annotate(words, (0, 1), (0, 8), xycoords="axes fraction", textcoords="offset points", fontsize=8.7,
                      color=SOFT)  # fmt: skip
    axis.set_xlabel(x)
    axis.set_ylabel(y)


def boxed_legend(axis: Axes, place: Literal["lower right", "best"] = "lower right") -> None:
    """A legend on a ground of its own, for a panel that is full of lines."""
    axis.legend(loc=place, fontsize=8.3, frameon=True, facecolor="white", edgecolor=LINE, framealpha=0.92)


def steady_state(axis: Axes, x: float, y: float, stable: bool, colour: str = TEXT) -> None:
    """A dot: filled where the state is stable, open where it is not."""
    axis.plot([x], [y], "o", markersize=8, color=colour, markerfacecolor=colour if stable else "white",
              markeredgewidth=1.6, clip_on=False, zorder=5)  # fmt: skip


def nullclines(axis: Axes, field: "Field", lines: dict[str, tuple[str, Any]]) -> None:
    """The lines on which each variable stands still; ``lines`` has who that is, and colour and dashes."""
    for drive, (who, (colour, dashes)) in zip(field.drive, lines.items(), strict=True):
        axis.contour(field.first, field.second, drive, levels=[0.0], colors=colour, linestyles=[dashes])
        axis.plot([], [], color=colour, linestyle=dashes, label=f"{who} stands still")
