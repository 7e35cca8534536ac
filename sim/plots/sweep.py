"""The report's pictures, one panel each, as SVG text: curves, heat maps with tipping lines, indices with intervals.

The same table gives the same picture, to the byte.
"""

import io
import textwrap
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Colormap, LinearSegmentedColormap
from matplotlib.figure import Figure

from sim.plots.palette import COLOURS
from sim.plots.style import BLUE, DASHED, GREEN, ORANGE, RED, SOFT, SOLID, TEXT, styled
from sim.sweep.report.sensitivity import METHODS, ranked
from sim.sweep.report.study import Study
from sim.sweep.report.tipping import HALF
from sim.wording.numbers import figure
from sim.wording.sweep_labels import INDICES, Labels

MAX_TICKS, MAX_NUMBERS, MAX_DOTS = 9, 8, 24
MAX_LOG_TICKS = 6
MAX_SHAPES = 400
"""Cells of the largest map whose cells are shapes of their own."""
SEQUENCE = tuple(COLOURS[name] for name in ("cream", "blue-mist", "sky", "blue", "blue-night"))
AGAINST = tuple(COLOURS[name] for name in ("rust", "orange", "cream", "sky", "blue-dusk"))
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


def curve(study: Study, labels: Labels, outcome: str, key: str, arms: tuple[str, ...]) -> str:
    """One or two arms by a key's levels: mean, its 95 % interval as bars, and bands of half and nine tenths of runs."""
    table = study.tables["curves"]
    rows = table[(table["outcome"] == outcome) & (table["parameter"] == key)]
    # Single runs of these are 0 or 1: bands over runs would say nothing.
    yes_or_no = labels.one == "couple" and labels.lines[outcome].unit == "share of couples"
    with panel() as picture:
        axis = picture.axis
        for arm in arms:
            mine = rows[rows["arm"] == arm]
            colour, dashes, mark = LOOKS[arm]
            numbers = mine["from"].notna().all()
            x = (0.5 * (mine["from"] + mine["to"])).to_numpy() if numbers else np.arange(len(mine), dtype=float)
            if numbers and not yes_or_no:
                for low, high, alpha in (("q05", "q95", 0.13), ("q25", "q75", 0.22))[len(arms) - 1 :]:
                    axis.fill_between(x, mine[low], mine[high], color=colour, alpha=alpha, linewidth=0)
            off = mine["mean"].to_numpy()
            bars = np.nan_to_num(np.abs(np.stack([off - mine["low"], mine["high"] - off])))
            axis.errorbar(x, off, yerr=bars, color=colour, linestyle=dashes if numbers else "none", marker=mark,
                          elinewidth=1.1, capsize=2.2, label=arm)  # fmt: skip
            if not numbers:
                axis.set_xticks(x, [short(level, 16, 2) for level in mine["level"]])
                axis.margins(x=0.15)
        if study.results.logarithmic(key):
            _logarithmic(axis, rows[rows["arm"] == arms[0]])
        if arms == ("difference",):
            axis.axhline(0.0, color=TEXT, linewidth=0.9)
        elif labels.lines[outcome].is_share:
            axis.axhline(HALF, color=SOFT, linewidth=0.9, linestyle=(0, (1, 2)))
        if len(arms) > 1:
            axis.legend(fontsize=8.5, loc="best")
        axis.set_xlabel(short(labels.key(key)))
        words = "with less without" if arms == ("difference",) else labels.outcome(outcome)
        axis.set_ylabel(f"{short(words, 34)}\n({labels.lines[outcome].unit})")
    return picture.svg


def _logarithmic(axis: Axes, rows: pd.DataFrame) -> None:
    """A logarithmic axis whose ticks are a few of the levels themselves, in plain figures."""
    axis.set_xscale("log")
    middles = (0.5 * (rows["from"] + rows["to"])).to_numpy()
    middles = middles[:: max(1, -(-len(middles) // MAX_LOG_TICKS))]
    axis.set_xticks(middles, [f"{middle:.3g}" for middle in middles])
    axis.set_xticks([], minor=True)


def heat(study: Study, labels: Labels, rows: pd.DataFrame, limits: tuple[float, float], alone: bool = False) -> str:
    """The cells of one outcome, arm and pair; for shares, the line on which one half is passed, and its interval's.

    ``limits`` of the shades are shared by all maps of an outcome; differences have their own, even about zero. Where
    there are arms, maps are small, to stand three in a row, but for one that stands ``alone``.
    """
    first = rows.iloc[0]
    across, up = rows["x_level"].unique(), rows["y_level"].unique()
    mean, low, high = (rows[name].to_numpy().reshape(len(up), len(across)) for name in ("mean", "low", "high"))
    difference = first["arm"] == "difference"
    most = float(np.nanmax(np.abs(mean))) or 1.0
    limits = (-most, most) if difference else limits
    small = len(study.results.spec.arms) > 1 and not alone
    named = [short(level, 12, 2) for level in up]
    with panel(*((3.7, 3.2) if small else (WIDE, 3.6)), left=0.34 + margin(named), right=0.85) as picture:
        axis = picture.axis
        shades = LinearSegmentedColormap.from_list("pdd", AGAINST if difference else SEQUENCE)
        drawn = _cells(axis, mean, shades, limits)
        box, wide = axis.get_position(), picture.figure.get_figwidth()
        side = picture.figure.add_axes((box.x1 + 0.08 / wide, box.y0, 0.09 / wide, box.height))
        bar = picture.figure.colorbar(drawn, cax=side)
        bar.outline.set_visible(False)
        bar.set_label(labels.lines[first["outcome"]].unit, fontsize=8.5)
        if max(len(across), len(up)) <= (MAX_NUMBERS // 2 if small else MAX_NUMBERS):
            _numbers(axis, mean, drawn)
        if labels.lines[first["outcome"]].is_share and not difference:
            for values, width, dashes in ((low, 1.0, "dotted"), (high, 1.0, "dotted"), (mean, 2.2, "solid")):
                if min(mean.shape) > 1 and np.nanmin(values) < HALF < np.nanmax(values):
                    for colour, more in (("white", 1.6), (RED, 0.0)):
                        axis.contour(np.arange(len(across)), np.arange(len(up)), values, levels=[HALF],
                                     colors=colour, linewidths=width + more, linestyles=dashes if not more else "solid",
                                     alpha=1.0 if not more else 0.6)  # fmt: skip
        _ticks(axis.set_xticks, across)
        _ticks(axis.set_yticks, up)
        axis.grid(False)
        axis.set(xlabel=short(labels.key(first["x"])), ylabel=short(labels.key(first["y"]), 34))
    return picture.svg


def _cells(axis: Axes, mean: np.ndarray, shades: Colormap, limits: tuple[float, float]) -> ScalarMappable:
    """The cells, each a shape with a white edge; very many are drawn as one image, in a fifth of the time."""
    rows, columns = mean.shape
    if mean.size > MAX_SHAPES:
        return axis.imshow(
            mean, shades, aspect="auto", interpolation="none", vmin=limits[0], vmax=limits[1], origin="lower"
        )
    return axis.pcolormesh(np.arange(columns + 1) - 0.5, np.arange(rows + 1) - 0.5, mean, cmap=shades, vmin=limits[0],
                           vmax=limits[1], edgecolors="white", linewidth=0.4)  # fmt: skip


def _ticks(put: Callable, levels: np.ndarray) -> None:
    shown = np.arange(0, len(levels), max(1, -(-len(levels) // MAX_TICKS)))
    put(shown, [short(levels[i], 12, 2) for i in shown])


def _numbers(axis: Axes, mean: np.ndarray, drawn: ScalarMappable) -> None:
    for (i, j), value in np.ndenumerate(mean):
        if np.isfinite(value):
            red, green, blue, _ = drawn.cmap(drawn.norm(value))
            dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.55
            axis.annotate(
                figure(value), (j, i), ha="center", va="center", fontsize=7.8, zorder=6, color="white" if dark else TEXT
            )


def indices(study: Study, labels: Labels, rows: pd.DataFrame, most: int = MAX_DOTS) -> str:
    """A line a parameter: its indices with intervals, the largest ``most`` on top, tiers apart by a line."""
    method = METHODS[study.results.kind]
    main = ranked(rows, study.results.kind)[:most]
    shown = [name for name in method.indices if name != "mu"]
    named = [short(labels.key(key), 24, 2) for key in main["parameter"]]
    with panel(high=0.75 + 0.27 * len(main), left=margin(named), top=0.3, below=0.3) as picture:
        axis = picture.axis
        place = {key: i for i, key in enumerate(main["parameter"])}
        for offset, name in zip(np.linspace(-0.14, 0.14, len(shown)), sorted(shown, key=lambda n: n != method.ranking),
                                strict=True):  # fmt: skip
            mine = rows[(rows["index"] == name) & rows["parameter"].isin(list(place))]
            y = mine["parameter"].map(place).to_numpy() + offset
            x = mine["estimate"].to_numpy()
            bars = np.nan_to_num(np.stack([x - mine["low"], mine["high"] - x]))
            ranking = name == method.ranking
            axis.errorbar(x, y, xerr=bars, linestyle="none", marker="o" if ranking else "D", elinewidth=1.2,
                          color=BLUE if ranking else ORANGE, markerfacecolor=BLUE if ranking else "white",
                          label=INDICES[name])  # fmt: skip
        tiers = main["tier"].to_numpy()
        for i in np.flatnonzero(np.diff(tiers.astype(int))):
            axis.axhline(i + 0.5, color=SOFT, linewidth=0.8)
        axis.axvline(0.0, color=TEXT, linewidth=0.8)
        axis.set_yticks(range(len(place)), named, linespacing=0.9)
        axis.set_ylim(len(place) - 0.4, -0.6)
        axis.grid(axis="y", visible=False)
        picture.figure.legend(loc="upper right", ncols=2, fontsize=8.2, borderpad=0.2, handletextpad=0.3)
    return picture.svg
