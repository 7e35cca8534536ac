"""A village as one picture: its network as it is in the end, and what has become of its couples day by day."""

import warnings

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from sim.community.outcomes import VillageOutcome, outcomes_of
from sim.community.results import Village
from sim.plots.drawing import heading, titled
from sim.plots.style import BLUE, DASHED, GREEN, LINE, ORANGE, RED, SKY, SOFT, TEXT, styled

MOST_DRAWN = 2000
"""Couples of the largest network that is drawn; of more, how satisfied they are is counted instead."""
SCALE = LinearSegmentedColormap.from_list("satisfaction", [RED, ORANGE, SKY, BLUE])


def draw(village: Village) -> Figure:
    """The picture."""
    with styled():
        figure = Figure(figsize=(11.5, 6.2))
        about = village.couples.scenario.about.title
        words = f"{len(village.names):,} couples, {village.network.ties:,} ties, day {village.kept[-1]:,}"
        heading(figure, about, words, down=0.3)
        grid = figure.add_gridspec(2, 2, width_ratios=[1.35, 1.0], left=0.03, right=0.97, top=0.83, bottom=0.1,
                                   wspace=0.3, hspace=0.5)  # fmt: skip
        left = figure.add_subplot(grid[:, 0])
        if len(village.names) <= MOST_DRAWN:
            _network(figure, left, village)
        else:
            _histogram(left, village)
        _lines(figure.add_subplot(grid[0, 1]), figure.add_subplot(grid[1, 1]), village)
    return figure


def places_of(village: Village) -> np.ndarray:
    """Where each couple stands in the picture, (couples, 2): near those it is tied to; the same village, the same."""
    graph = nx.empty_graph(len(village.names))
    net = village.network
    graph.add_edges_from(zip(net.first.tolist(), net.second.tolist(), strict=True))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        where = nx.spring_layout(graph, seed=1, iterations=60, k=2.2 / np.sqrt(len(graph)))
    return np.array([where[i] for i in range(len(graph))])


def _network(figure: Figure, axis: Axes, village: Village) -> None:
    places, net, together = places_of(village), village.network, village.together[-1]
    happy = village.of("satisfaction")[-1]
    strong = village.strengths[-1] if net.ties else np.zeros(0)
    lines = LineCollection(list(places[np.stack([net.first, net.second], 1)]), colors=SOFT, linewidths=1.6 * strong,
                           alpha=0.45, zorder=1)  # fmt: skip
    axis.add_collection(lines)
    size = max(6.0, min(60.0, 9000.0 / len(places)))
    drawn = axis.scatter(places[together, 0], places[together, 1], c=happy[together], cmap=SCALE, vmin=70, vmax=145,
                         s=size, zorder=2, edgecolors="white", linewidths=0.4)  # fmt: skip
    axis.scatter(
        places[~together, 0],
        places[~together, 1],
        marker="x",
        color=TEXT,
        s=size,
        linewidths=1.1,
        zorder=3,
        label="has ended",
    )
    if len(village.couples.some):
        some = village.couples.some.any(0)
        axis.scatter(places[some, 0], places[some, 1], facecolors="none", edgecolors=GREEN, s=3.2 * size,
                     linewidths=1.0, zorder=2.5, label="what comes to some, comes to them")  # fmt: skip
    axis.set_xticks([])
    axis.set_yticks([])
    axis.grid(visible=False)
    axis.spines[:].set_visible(False)
    axis.margins(0.04)
    if (~together).any() or len(village.couples.some):
        axis.legend(loc="lower left", fontsize=8.5, ncols=2, bbox_to_anchor=(0.0, -0.06))
    bar = figure.colorbar(drawn, ax=axis, fraction=0.03, pad=0.01)
    bar.ax.set_ylabel("satisfaction (DAS)")
    titled(axis, "Who is tied to whom, in the end")


def _histogram(axis: Axes, village: Village) -> None:
    happy = village.of("satisfaction")[-1, village.together[-1]]
    axis.hist(happy, bins=40, color=SKY, edgecolor="white")
    axis.axvline(village.couples.scenario.constants.das_distressed, color=RED, linestyle=DASHED, linewidth=1.0)
    titled(axis, "How satisfied they are, in the end", "DAS points (distressed left of the line)", "couples")


def _lines(above: Axes, below: Axes, village: Village) -> None:
    found = [outcomes_of(village, at) for at in range(len(village.kept))]
    days = village.kept
    mean, spread = (np.array([one[name] for one in found]) for name in ("satisfaction", "satisfaction_sd"))
    above.fill_between(days, mean - spread, mean + spread, color=LINE, linewidth=0)
    above.plot(days, mean, color=BLUE)
    titled(above, "Satisfaction: mean and spread", "day", "DAS")
    shares: dict[VillageOutcome, tuple[str, str]] = {
        "distressed": (RED, "distressed"), "ended": (TEXT, "ended"), "support": (GREEN, "support to be had"),
    }  # fmt: skip
    for name, (colour, label) in shares.items():
        below.plot(days, [one[name] for one in found], color=colour, label=label)
    below.set_ylim(0.0, 1.0)
    below.legend(loc="upper left", fontsize=8.5)
    titled(below, "Shares", "day", "share")
