"""How every picture looks: colours, lines, and a style that is the same whatever the user's settings are (floor F2).

No two lines of a panel differ by colour alone.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.plots.palette import PALETTE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, SOFT, LINE, PAPER = (PALETTE[name] for name in ("text", "soft", "line", "paper"))
BLUE, ORANGE, GREEN, PINK, SKY, RED = (PALETTE[name] for name in ("blue", "orange", "green", "pink", "sky", "red"))

STYLE = {
    "font.family": "DejaVu Sans", "font.size": 9.5, "text.color": INK, "axes.labelcolor": SOFT, "axes.edgecolor": SOFT,
    "xtick.color": SOFT, "ytick.color": SOFT, "axes.spines.top": False, "axes.spines.right": False,
    "axes.grid": True, "grid.color": LINE, "grid.linewidth": 0.7, "axes.axisbelow": True, "axes.facecolor": "white",
    "figure.facecolor": PAPER, "savefig.facecolor": PAPER, "legend.frameon": False, "lines.linewidth": 1.7,
    "lines.solid_capstyle": "round", "axes.linewidth": 0.7, "xtick.major.width": 0.7, "ytick.major.width": 0.7,
    "svg.hashsalt": "pas-de-deux", "svg.fonttype": "path", "text.parse_math": False,
}  # fmt: skip


@contextmanager
def styled(**more: Any) -> Iterator[None]:
    """Matplotlib's own style, ours on it, and ``more`` on that: the same run gives the same picture."""
    import matplotlib

    # A font cache that is being built is no concern of whoever runs a scenario.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    defaults = {key: value for key, value in matplotlib.rcParamsDefault.items() if "backend" not in key}
    with matplotlib.rc_context({**defaults, **STYLE, **more}):
        yield


def save(figure: "Figure", path: Path) -> None:
    """Write the figure as PNG or SVG, by the name's ending; the same figure gives the same bytes."""
    with styled(), warnings.catch_warnings():
        form = path.suffix.removeprefix(".")
        # A letter that the font does not have is drawn as a box: no reason to fill the terminal.
        warnings.simplefilter("ignore")
        figure.savefig(path, format=form, dpi=150, metadata={"Date": None} if form == "svg" else {"Software": None})
