"""A couple's moves and what follows what, as one picture.

A's moves stand on the left, B's on the right. An arrow is a transition that differs from chance: solid where it is more
likely, dashed where it is less; the wider, the more probable. The dominant cycle stands on a bright band, with its
probabilities. Nothing differs by colour alone.
"""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch
from matplotlib.path import Path
from matplotlib.typing import LineStyleType

from sim.analysis.coding import VERBS, WHO, node
from sim.analysis.cycle.findings import Findings
from sim.plots.cycle_layout import HIGH, SIDE, WIDE, Point, Shape, boxes, shapes
from sim.plots.drawing import heading, label
from sim.plots.palette import COLOURS
from sim.plots.style import LINE, PAPER, SIZE, SOFT, TEXT, styled
from sim.wording.text import counted

BAND = COLOURS["dominant"]
LOOKS: dict[int, tuple[str, LineStyleType]] = {
    1: (COLOURS["likelier"], "-"), -1: (COLOURS["unlikelier"], (0, (3.0, 1.6))),
}  # fmt: skip
"""Colour and dashes of what follows more often than by chance, and less."""


def draw(found: Findings) -> Figure:
    """The picture of what was found; ``sim.plots.style.save`` writes it as PNG or SVG."""
    with styled():
        figure = Figure(figsize=SIZE)
        axis = figure.add_axes((0.0, 0.105, 1.0, 0.735))
        axis.set_axis_off()
        places = boxes(found.graph)
        lowest = min((y for _, y in places.values()), default=0.0)
        axis.set_xlim(-0.72, 1.72)
        axis.set_ylim(lowest - 0.42, 0.75)
        _arrows(axis, found, places)
        _boxes(axis, found, places)
        _heading(figure, found)
        _key(figure)
    return figure


def _boxes(axis: Axes, found: Findings, places: dict[str, Point]) -> None:
    """The moves, each with its share of the partner's turns and how often it goes on, under the partner's name."""
    for name, (x, y) in places.items():
        of = found.graph.nodes[name]
        axis.add_patch(FancyBboxPatch(
            (x - WIDE / 2, y - HIGH / 2), WIDE, HIGH, boxstyle="round,pad=0,rounding_size=0.05", facecolor="white",
            edgecolor=TEXT, linewidth=1.1, zorder=5, mutation_aspect=2.4,
        ))  # fmt: skip
        again = found.graph.edges.get((name, name), {"sign": 0})
        lines = [(VERBS[of["move"]], 10.5, TEXT), (f"{_percent(of['share'])} of turns", 7.5, SOFT)]
        if again["sign"]:
            word = "more" if again["sign"] > 0 else "less"
            lines.append((f"again {_percent(again['probability'])} ({word})", 7.5, LOOKS[again["sign"]][0]))
        for down, (text, size, colour) in zip((0.14, -0.06, -0.21) if len(lines) > 2 else (0.07, -0.14), lines,
                                              strict=True):  # fmt: skip
            axis.text(x, y + down, text, ha="center", va="center", fontsize=size, color=colour, zorder=6)
    for who, name in zip(WHO, found.names, strict=True):
        axis.text(SIDE[who], 0.56, label(name, 24), ha="center", va="center", fontsize=12, fontweight="bold")


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.005 else "<1%"


def _arrows(axis: Axes, found: Findings, places: dict[str, Point]) -> None:
    """The transitions that differ from chance, the less probable ones on top."""
    dominant = found.dominant
    ring = [node(*move) for move in dominant.moves] if dominant else []
    steps = set(zip(ring, ring[1:] + ring[:1], strict=True))
    drawn = {(start, end): edge for start, end, edge in found.graph.edges(data=True) if edge["sign"]}
    made = shapes(list(drawn), places, steps)
    for edge, shape in sorted(made.items(), key=lambda item: -drawn[item[0]]["probability"]):
        of, bright = drawn[edge], edge in steps
        if bright:
            _arrow(axis, shape, BAND, "-", _width(of) + 9.0, 1.0)
        _arrow(axis, shape, *LOOKS[of["sign"]], _width(of), 4.0 if bright else 3.0)
        if bright:
            _write(axis, shape, f"{of['probability']:.2f}")


def _width(of: dict[str, Any]) -> float:
    """An arrow's width in points."""
    return 0.9 + 5.0 * of["probability"]


def _arrow(axis: Axes, shape: Shape, colour: str, dashes: Any, width: float, above: float) -> None:
    """One bent arrow, the same shape whatever its width."""
    path = Path(shape, [Path.MOVETO, Path.CURVE3, Path.CURVE3])
    head = f"-|>,head_length={0.35 + 0.03 * width:.3f},head_width={0.14 + 0.025 * width:.3f}"
    band = colour == BAND
    axis.add_patch(FancyArrowPatch(
        path=path, arrowstyle="-" if band else head, mutation_scale=14, color=colour, linestyle=dashes,
        linewidth=width, zorder=above, capstyle="round" if band else "butt", joinstyle="miter",
    ))  # fmt: skip


def _write(axis: Axes, shape: Shape, text: str) -> None:
    """A number at a third of an arrow, where opposite arrows stand apart."""
    t = 0.30
    x, y = ((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c for a, b, c in zip(*shape, strict=True))
    axis.text(x, y, text, ha="center", va="center", fontsize=9, fontweight="bold", zorder=7,
              bbox={"facecolor": PAPER, "edgecolor": LINE, "linewidth": 0.6, "boxstyle": "round,pad=0.22"})  # fmt: skip


def _heading(figure: Figure, found: Findings) -> None:
    """The dominant cycle's name, and what was read."""
    cycle = found.dominant
    title = "No cycle stands above chance" if cycle is None else cycle.name or "A cycle without a name"
    if cycle is not None and cycle.pursuer:
        title += f": {label(found.names[WHO.index(cycle.pursuer)], 24)} pursues"
    lag = "a turn later" if found.lag == 1 else f"{found.lag} turns later"
    size = f"{counted(found.couples, 'couple')}, {counted(found.turns, 'turn')}"
    words = f"What follows a move {lag}, where it differs from chance. {size}."
    heading(figure, title, words, down=0.36)


def _key(figure: Figure) -> None:
    """What the arrows mean."""
    lines: list[tuple[str, LineStyleType, float, str]]
    lines = [(*LOOKS[1], 2.6, "more likely than chance"), (*LOOKS[-1], 2.6, "less likely"),
             (BAND, "-", 9.0, "dominant cycle")]  # fmt: skip
    lines += [(SOFT, "-", _width({"probability": p}), f"probability {p:g}") for p in (0.1, 0.5, 0.9)]
    handles = [Line2D([], [], color=colour, linestyle=dashes, linewidth=width, label=word, solid_capstyle="butt")
               for colour, dashes, width, word in lines]  # fmt: skip
    figure.legend(handles=handles, loc="lower center", ncols=6, fontsize=7.5, handlelength=2.2, columnspacing=1.3,
                  handletextpad=0.5, bbox_to_anchor=(0.5, 0.015))  # fmt: skip
