"""The moves of two partners as a directed graph."""

from pathlib import Path
from typing import TYPE_CHECKING

from sim.analysis.coding import CODES
from sim.analysis.cycle.chance import Links
from sim.analysis.cycle.counting import Transitions
from sim.checking.errors import one_line

if TYPE_CHECKING:
    import networkx as nx

WHO = "ab"
KIND = {True: "own", False: "cross"}
VERBS = {"pursue": "pursues", "withdraw": "withdraws", "reach": "reaches", "respond": "responds"}
"""What each move is called in a node's name, and everywhere else."""


def node(who: str, move: str, names: tuple[str, str] = ("A", "B")) -> str:
    """A move of one partner in words: ``A pursues``."""
    return f"{names[WHO.index(who)]} {VERBS[move]}"


def graph(transitions: Transitions, links: Links) -> "nx.DiGraph":
    """Nodes are moves that were made; an edge is there where its transition could have happened by chance and not.

    Node: ``who`` (a or b), ``move``, ``label`` (with the partner's name), ``count`` (times), ``share`` (of that
    partner's codes). Edge: ``kind`` (``cross`` to the other partner, ``own`` to the same), ``count`` of ``given``
    times, ``probability`` in ``low`` to ``high``, ``chance``, ``z``, ``p``, ``holm``, ``q`` in ``q_low`` to ``q_high``,
    ``tested``, ``sign`` (see ``Links``). Graph: ``lag`` (turns), ``couples``, ``turns``, ``resampled``. All are plain
    values. A neutral code is no move: it is counted, and has no node.
    """
    import networkx as nx

    made = nx.DiGraph(lag=transitions.lag, couples=transitions.couples, turns=transitions.turns,
                      resampled=links.resampled)  # fmt: skip
    for i, who in enumerate(WHO):
        coded = int(transitions.made[i].sum())
        for code, move in enumerate(CODES):
            if move in VERBS and (count := int(transitions.made[i, code])):
                label = one_line(node(who, move, transitions.names))
                made.add_node(node(who, move), who=who, move=move, label=label, count=count, share=count / coded)
    moves = list(made.nodes.items())
    for start, first in moves:
        for end, second in moves:
            giver, taker = WHO.index(first["who"]), WHO.index(second["who"])
            place = giver, taker, CODES.index(first["move"]), CODES.index(second["move"])
            if links.known[place]:
                made.add_edge(start, end, kind=KIND[giver == taker], **_numbers(links, place))
    return made


def _numbers(links: Links, place: tuple[int, int, int, int]) -> dict[str, float | int | bool]:
    """One transition's numbers as plain values."""
    whole = {name: int(getattr(links, name)[place]) for name in ("count", "given", "sign")}
    parts = ("probability", "low", "high", "chance", "z", "p", "holm", "q", "q_low", "q_high")
    return {
        **whole,
        **{name: float(getattr(links, name)[place]) for name in parts},
        "tested": bool(links.tested[place]),
    }


def to_graphml(made: "nx.DiGraph", path: str | Path) -> None:
    """Write the graph as GraphML; reading it back gives the same nodes, edges and values."""
    import networkx as nx

    nx.write_graphml(made, path, encoding="utf-8")
