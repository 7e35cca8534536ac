"""How every picture looks: colours, lines, and a style that is the same whatever the user's settings are.

No two lines of a panel differ by colour alone.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sim.plots.palette import COLOURS, PALETTE

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.typing import LineStyleType

TEXT, SOFT, LINE, PAPER = (PALETTE[name] for name in ("text", "soft", "line", "paper"))
BLUE, ORANGE, GREEN, PINK, SKY, RED = (PALETTE[name] for name in ("blue", "orange", "green", "pink", "sky", "red"))

SOLID: "LineStyleType" = "-"
DASHED: "LineStyleType" = (0, (5, 1.5))
DOTTED: "LineStyleType" = (0, (1.5, 0.9))
DASH_DOT: "LineStyleType" = (0, (5, 1, 1.2, 1))
LINES = ((BLUE, SOLID), (RED, DASHED), (GREEN, DOTTED), (PINK, DASH_DOT))
"""Colour and dashes of the lines of a panel, in order."""
PARTNER_LINES = {"a": (COLOURS["a"], SOLID), "b": (COLOURS["b"], DASHED)}
SIZE = (8.0, 16.0 / 3.0)
"""Inches of a picture that ``save`` writes as 1200 by 800 points."""
PICTURES = ("picture.png", "picture.svg")
"""The files of a picture in a folder of results."""

FAMILY = "DejaVu Sans"
STYLE = {
    "font.size": 9.5, "text.color": TEXT, "axes.labelcolor": SOFT, "axes.edgecolor": SOFT,
    "xtick.color": SOFT, "ytick.color": SOFT, "axes.spines.top": False, "axes.spines.right": False,
    "axes.grid": True, "grid.color": LINE, "grid.linewidth": 0.7, "axes.axisbelow": True, "axes.facecolor": "white",
    "figure.facecolor": PAPER, "savefig.facecolor": PAPER, "legend.frameon": False, "lines.linewidth": 1.7,
    "lines.solid_capstyle": "round", "axes.linewidth": 0.7, "xtick.major.width": 0.7, "ytick.major.width": 0.7,
    "svg.hashsalt": "pas-de-deux", "svg.fonttype": "path", "text.parse_math": False,
}  # fmt: skip


FALLBACKS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Noto Sans JP", "Noto Sans KR", "Source Han Sans",
    "WenQuanYi Zen Hei", "Hiragino Sans", "PingFang SC", "Apple SD Gothic Neo", "Yu Gothic", "Microsoft YaHei",
    "Malgun Gothic", "Noto Sans Devanagari", "Nirmala UI", "Noto Sans Thai", "Leelawadee UI", "Arial Unicode MS",
    "Noto Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Symbola",
)  # fmt: skip
"""Families that may have what the first one lacks; none is needed."""


@cache
def families() -> tuple[str, ...]:
    """The family of all pictures, and those of ``FALLBACKS`` that are installed."""
    from matplotlib.font_manager import fontManager

    return (FAMILY, *sorted({font.name for font in fontManager.ttflist} & {*FALLBACKS}))


@cache
def drawn(letter: str) -> bool:
    """Whether any of the families has a letter."""
    from matplotlib.font_manager import findfont, get_font

    return any(get_font(findfont(family)).get_char_index(ord(letter)) for family in families())


@contextmanager
def styled(**more: Any) -> Iterator[None]:
    """Matplotlib's own style, ours on it, and ``more`` on that: the same run gives the same picture."""
    import matplotlib

    # A font cache that is being built is no concern of whoever runs a scenario.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    defaults = {key: value for key, value in matplotlib.rcParamsDefault.items() if "backend" not in key}
    with matplotlib.rc_context(cast(Any, {**defaults, **STYLE, "font.family": list(families()), **more})):
        yield


def save(figure: "Figure", path: Path) -> None:
    """Write the figure as PNG or SVG, by the name's ending; the same figure gives the same bytes."""
    form = path.suffix.removeprefix(".")
    # Opened here: Matplotlib compresses by some endings.
    with styled(), warnings.catch_warnings(), path.open("wb") as file:
        # A font may say that it lacks a letter which another one has: no reason to fill the terminal.
        warnings.simplefilter("ignore")
        figure.savefig(file, format=form, dpi=150, metadata={"Date": None} if form == "svg" else {"Software": None})
