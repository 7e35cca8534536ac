"""A study's picture: what the paper would have shown, drawn from our couples, and the figures that judge it.

Bars are means with 95 % intervals (medians on a logarithmic axis); faint points and lines are single couples. Nothing
is told by colour alone.
"""

import textwrap
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

import sim
from experiments.evidence.figures import NONE, number, texts_of, verdict
from experiments.evidence.quantity import Study
from sim.plots.style import BLUE, DASH_DOT, DASHED, DOTTED, GREEN, ORANGE, PINK, RED, SOFT, SOLID, TEXT, save, styled

WIDE, HIGH, LEFT, RIGHT = 8.0, 5.33, 0.3, 0.3
"""The picture and its margins in inches; the plot itself is set in by ``INSET`` for its labels."""
INSET, TOP, FOOT, LABELS, ROW = 0.85, 0.9, 0.36, 0.62, 0.165
"""Room for: labels left of the plot, the heading, the footer, labels below the plot, one line of figures."""
LOOKS = (
    (BLUE, SOLID, "o", ""), (ORANGE, DASHED, "^", "////"), (GREEN, DOTTED, "s", "...."), (PINK, DASH_DOT, "D", "xxxx"),
)  # fmt: skip
"""Colour, dashes, marker and hatching of the first group, the second, and so on."""
LIMIT, HIT, MISS = RED, GREEN, RED
POINTS, MANY, PATHS = 300, 600, 60
"""Single couples of a group that are drawn, at most: as points on a bar, as points in a scatter, as lines."""
COLUMNS = {"name": (0.22, ""), "ours": (2.6, "ours"), "interval": (4.1, "95 % interval"),
           "paper": (5.3, "at the paper's n"), "tolerance": (6.5, "tolerance")}  # fmt: skip
"""The figures' columns: inches from the left margin, and heads."""


def draw(study: Study, path: Path) -> None:
    """Write the study's picture as PNG or SVG, by the ending of the path."""
    with styled(**{"hatch.linewidth": 0.6}):
        figure = Figure(figsize=(WIDE, HIGH))
        FigureCanvasAgg(figure)
        _heading(figure, study)
        below = _figures(figure, study)
        panels = KINDS[study.picture["kind"]] if study.picture else _nothing
        panels(lambda count=1: _axes(figure, below, count), study)
        _room(figure)
    save(figure, path)
    if path.suffix == ".png":
        with Image.open(path) as drawn:
            small = drawn.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
        small.save(path, "PNG", optimize=True)


def _axes(figure: Figure, below: float, count: int) -> list[Axes]:
    """Axes side by side over the figures, whose top is ``below`` inches from the bottom; they share their y axis."""
    grid = figure.subplots(1, count, sharey=True, squeeze=False)
    left, right = (LEFT + INSET) / WIDE, 1 - RIGHT / WIDE
    figure.subplots_adjust(left=left, right=right, bottom=(below + LABELS) / HIGH, wspace=0.1)
    for axis in grid[0]:
        axis.tick_params(length=3)
        axis.grid(axis="x", visible=False)
    return list(grid[0])


def _room(figure: Figure) -> None:
    """Lower the plots under their highest legend."""
    legends = [axis.get_legend() for axis in figure.axes if axis.get_legend()]
    heights = [legend.get_window_extent(figure.canvas.get_renderer()).height / figure.dpi for legend in legends]
    figure.subplots_adjust(top=1 - (TOP + max(heights, default=0.0)) / HIGH)


def _heading(figure: Figure, study: Study) -> None:
    """The title, what was published, and the verdict in word and shape."""
    mark, colour, shape = ("✓", HIT, "round,rounding_size=0.9") if study.hit else ("✗", MISS, "square")
    box = {"boxstyle": f"{shape},pad=0.45", "linewidth": 1.3, "edgecolor": colour, "facecolor": "white"}
    _text(figure, LEFT, 0.34, study.title, 15.0, 6.2, fontweight="bold")
    _text(figure, LEFT, 0.66, f"{study.row}. Published: {study.published}", 9.5, WIDE - LEFT - RIGHT, color=SOFT)
    figure.text(1 - (RIGHT + 0.1) / WIDE, 1 - 0.34 / HIGH, f"{mark}  {verdict(study)}", fontsize=11, fontweight="bold",
                ha="right", va="center", color=colour, bbox=box)  # fmt: skip


def _text(figure: Figure, left: float, down: float, text: str, size: float, room: float, **style: Any) -> None:
    """A text on one line, smaller where it is long, and on two where it would be too small."""
    text = " ".join(text.split())
    label = figure.text(left / WIDE, 1 - down / HIGH, text, fontsize=size, va="center", **style)
    share = room * figure.dpi / max(1.0, label.get_window_extent(figure.canvas.get_renderer()).width)
    if share < 1:
        two = share < 0.8 and len(text) > 60
        label.set_text(textwrap.fill(text, max(20, int(len(text) * share / 0.85))) if two else text)
        label.set_fontsize(size * (0.8 if two else share))


def _figures(figure: Figure, study: Study) -> float:
    """The study's figures with intervals and tolerances, and the footer; returns their top in inches."""
    who = study.picture.get("of", "couples")
    foot = (
        f"Virtual study, n = {study.size:,} {who} (the paper's: {study.paper_size:,}). "
        f"Pas de Deux {sim.__version__}: a model of two partners, not data."
    )
    _text(figure, LEFT, HIGH - 0.17, foot, 7.5, WIDE - LEFT - RIGHT, color=SOFT)
    rows = [{name: head for name, (_, head) in COLUMNS.items()}, *map(texts_of, study.quantities)]
    ends = [*(left for left, _ in COLUMNS.values()), WIDE - LEFT - RIGHT + 0.1][1:]
    for i, line in enumerate(rows):
        down = HIGH - FOOT - ROW * (len(rows) - 0.5 - i)
        missed = line.get("verdict") == "miss"
        if line.get("verdict"):
            _text(figure, LEFT, down, "✗" if missed else "✓", 8, 1.0, color=MISS if missed else HIT)
        for (name, (left, _)), end in zip(COLUMNS.items(), ends, strict=True):
            word = line[name] or ("–" if i and name != "tolerance" else "")
            weight = "bold" if missed and name == "ours" else "normal"
            _text(figure, LEFT + left, down, word, 8, end - left - 0.1, color=TEXT if i else SOFT, fontweight=weight)
    return FOOT + ROW * len(rows)


def _nothing(axes: Any, study: Study) -> None:
    """A panel that says why there is no picture."""
    (axis,) = axes()
    axis.set_axis_off()
    axis.text(0.5, 0.5, f"Too few couples for this study (n = {study.size}): nothing to draw.", ha="center",
              va="center", fontsize=12, color=SOFT, transform=axis.transAxes)  # fmt: skip


def _legend(axis: Axes, most: int = 4) -> None:
    """The legend above the plot, where it hides nothing, in as many columns as fit."""
    for columns in range(most if axis.get_legend_handles_labels()[0] else 0, 0, -1):
        legend = axis.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=columns, fontsize=8.5,
                             handlelength=2.4, columnspacing=1.5, borderaxespad=0.2)  # fmt: skip
        if legend.get_window_extent(axis.figure.canvas.get_renderer()).width <= axis.bbox.width:
            break


def finite(values: Any) -> np.ndarray:
    """The values that are numbers."""
    values = np.asarray(values, dtype=float)
    return values[np.isfinite(values)]


def centre(values: np.ndarray, log: bool = False) -> tuple[float, float, float]:
    """Mean with its 95 % interval; on a logarithmic axis the median, with the interval of its order statistics."""
    count, half = len(values), 1.96 * len(values) ** 0.5
    if log:
        ranks = np.sort(values)
        low, high = (int(np.clip(round(rank), 0, count - 1)) for rank in ((count - half) / 2, (count + half) / 2 - 1))
        return float(np.median(values)), float(ranks[low]), float(ranks[high])
    mean, error = float(values.mean()), 1.96 * float(values.std(ddof=1)) / count**0.5 if count > 1 else 0.0
    return mean, mean - error, mean + error


def bars(axes: Any, study: Study) -> None:
    """A bar a group, with its interval, single couples, and the published figure where there is one."""
    (axis,), picture = axes(), study.picture
    log, published, words = picture.get("log", False), picture.get("published", {}), []
    if log:
        axis.set_yscale("log")
        axis.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axis.yaxis.set_minor_formatter(lambda value, _: "")
    rng = np.random.default_rng(0)
    for i, (name, group) in enumerate(picture["bars"].items()):
        values, colour = finite(group), LOOKS[i % len(LOOKS)][0]
        if len(values):
            middle, low, high = centre(values, log)
            base = 1.0 if log else 0.0
            axis.bar(i, middle - base, 0.5, base, color=colour, alpha=0.35, edgecolor=colour, linewidth=1.2)
            some = values[:POINTS]
            axis.scatter(i + rng.uniform(-0.2, 0.2, len(some)), some, s=7, color=colour, alpha=0.4, linewidths=0,
                         label=None if i else "one couple", clip_on=False)  # fmt: skip
            axis.errorbar(i, middle, [[middle - low], [high - middle]], color=TEXT, capsize=5, linewidth=1.5,
                          marker="_", label=None if i else f"{'median' if log else 'mean'}, 95 % interval")  # fmt: skip
        if name in published:
            axis.plot(i + 0.32, published[name], "D", color="white", markeredgecolor=TEXT, markersize=7, clip_on=False,
                      linestyle="none", label="published" if name == next(iter(published)) else None)  # fmt: skip
        words.append(f"{name}\n{number(middle) if len(values) else NONE}  (n = {len(values):,})")
    axis.axhline(1.0 if log else 0.0, color=SOFT, linewidth=0.8)
    axis.set_xticks(range(len(words)), words)
    axis.set_xlim(-0.6, len(words) - 0.4)
    axis.set_ylabel(picture["what"])
    _legend(axis)


def scatter(axes: Any, study: Study) -> None:
    """Points with regression line and r; a panel for each x, a marker for each y, or two groups with their medians."""
    picture = study.picture
    along, up = picture["what"]
    xs = picture["x"] if isinstance(picture["x"], dict) else {"": picture["x"]}
    ys = picture["y"] if isinstance(picture["y"], dict) else {"": picture["y"]}
    marked = picture.get("marked")
    for panel, (axis, (word, x)) in enumerate(zip(axes(len(xs)), xs.items(), strict=True)):
        if marked is None:
            for i, (name, y) in enumerate(ys.items()):
                _regression(axis, np.asarray(x, float), np.asarray(y, float), name, i + panel)
        else:
            for i, name in enumerate(picture.get("names", ("not marked", "marked"))):
                here = np.asarray(marked, bool) == bool(i)
                _cloud(axis, np.asarray(x)[here], np.asarray(picture["y"])[here], name, i)
        axis.set_xlabel(f"{along}: {word}" if word else along)
        axis.margins(0.04)
        _legend(axis, 1 if len(xs) > 1 or len(ys) > 1 else 4)
        axis.set_ylabel("" if panel else up)


def _regression(axis: Axes, x: np.ndarray, y: np.ndarray, name: str, i: int) -> None:
    """Points, their regression line, and r with its 95 % interval (Fisher's z)."""
    both = np.isfinite(x) & np.isfinite(y)
    x, y = x[both], y[both]
    colour, dashes, marker, _ = LOOKS[i]
    axis.scatter(x[:MANY], y[:MANY], s=14, color=colour, alpha=0.4, linewidths=0, marker=marker)
    before = f"{name}: " if name else ""
    if len(x) > 3 and x.std() > 0 and y.std() > 0:
        r = float(np.corrcoef(x, y)[0, 1])
        low, high = np.tanh(np.arctanh(np.clip(r, -0.999999, 0.999999)) + np.array([-1.96, 1.96]) / (len(x) - 3) ** 0.5)
        ends = np.array([x.min(), x.max()])
        line = y.mean() + r * y.std() / x.std() * (ends - x.mean())
        axis.plot(ends, line, color=TEXT, linestyle=dashes, marker=marker, markerfacecolor=colour, markeredgewidth=0.8,
                  label=f"{before}r = {r:.2f}  (95 %: {low:.2f} to {high:.2f})")  # fmt: skip
    else:
        axis.plot([], [], label=f"{before}no r")


def _cloud(axis: Axes, x: np.ndarray, y: np.ndarray, name: str, i: int) -> None:
    """One group's points, and a large marker at the medians."""
    colour, _, marker, _ = LOOKS[i]
    axis.scatter(x[:MANY], y[:MANY], s=14, color=colour, alpha=0.4, linewidths=0, marker=marker)
    if len(x):
        axis.plot(np.median(x), np.median(y), marker, color=colour, markeredgecolor=TEXT, markersize=12,
                  linestyle="none", label=f"{name}, n = {len(x):,} (large: medians)")  # fmt: skip


def histogram(axes: Any, study: Study) -> None:
    """Groups over each other with means, published mean and threshold; a panel for each group of groups."""
    picture, groups = study.picture, study.picture["groups"]
    published = picture.get("published", {})
    panels = groups if isinstance(next(iter(groups.values())), dict) else {"": groups}
    for panel, (axis, (word, inside)) in enumerate(zip(axes(len(panels)), panels.items(), strict=True)):
        found = {name: finite(values) for name, values in inside.items()}
        edges = np.histogram_bin_edges(np.concatenate(list(found.values())), 32)
        for i, (name, values) in enumerate(found.items()):
            colour, _, _, hatch = LOOKS[i]
            if len(values):
                axis.hist(values, edges, weights=np.full(len(values), 1 / len(values)), histtype="stepfilled",
                          facecolor=(colour, 0.25), edgecolor=colour, hatch=hatch, linewidth=1.4,
                          label=f"{name}: mean {number(values.mean())}, sd {number(values.std())}")  # fmt: skip
            if name in published:
                axis.axvline(published[name], color=colour, linestyle=LOOKS[i + 1][1],
                             label=f"{name}, published: {published[name]:g}")  # fmt: skip
        if word in published:
            axis.axvline(published[word], color=TEXT, linestyle=LOOKS[1][1], label=f"published: {published[word]:g}")
        _limit(axis, picture, axis.axvline)
        axis.set_xlabel(f"{picture['what']}: {word}" if word else picture["what"])
        axis.set_ylabel("" if panel else f"share of {picture.get('of', 'couples')}")
        _legend(axis, 1 if len(panels) > 1 else 2 if len(found) > 1 else 3)


def _limit(axis: Axes, picture: dict[str, Any], line: Any) -> None:
    """The threshold, where the picture has one."""
    if "limit" in picture:
        line(picture["limit"], color=LIMIT, linewidth=1.3, linestyle=(0, (2, 2)), zorder=1.5,
             label=f"{picture.get('limit_is', 'threshold')} {picture['limit']:g}")  # fmt: skip


def lines(axes: Any, study: Study) -> None:
    """Means over time with 95 % intervals and single couples, or a series in minutes with the range of most couples."""
    (axis,), picture = axes(), study.picture
    along, up = picture["what"]
    stages = picture.get("at")
    for i, (name, given) in enumerate(picture["lines"].items()):
        values = np.asarray(given, dtype=float).reshape(len(given), -1)
        colour, dashes, marker, _ = LOOKS[i]
        style = {"color": colour, "linestyle": dashes}
        x = np.arange(len(values)) + 0.04 * i if stages else np.arange(1, len(values) + 1) / 10
        if not stages:
            if values.shape[1] > 1:
                axis.fill_between(x, *np.nanquantile(values, [0.1, 0.9], axis=1), color=colour, alpha=0.2, linewidth=0,
                                  label="8 in 10 couples")  # fmt: skip
            axis.plot(x, values.mean(1), **style, label=f"{name}: mean")
            continue
        if values.shape[1] > 1:
            paths = axis.plot(x, values[:, :PATHS], **style, alpha=0.18, linewidth=0.8)
            paths[0].set_label(None if i else "one couple")
        middle, low, high = np.array([centre(row) for row in values]).T
        axis.errorbar(x, middle, [middle - low, high - middle], **style, marker=marker, capsize=4, linewidth=2.4,
                      markersize=7, label=f"{name}: mean, 95 % interval")  # fmt: skip
    if stages:
        axis.set_xticks(range(len(stages)), stages)
        axis.set_xlim(-0.25, len(stages) - 0.75)
    else:
        axis.set_xlim(0, x[-1])
    _limit(axis, picture, axis.axhline)
    axis.set_xlabel(along)
    axis.set_ylabel(up)
    _legend(axis)


KINDS = {"bars": bars, "scatter": scatter, "histogram": histogram, "lines": lines}
