"""What is found in coded conversations: moves as a directed graph, and the cycles in it that stand above chance."""

from dataclasses import asdict, dataclass, field
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from sim.analysis.coding import CODES, VERBS, WHO, node
from sim.analysis.cycle.chance import WHOLE, Links, links
from sim.analysis.cycle.counting import Transitions, transitions
from sim.analysis.cycle.sequences import Sequences
from sim.analysis.cycle_names import Move, named
from sim.checking.errors import one_line

NUMBERS = ("count", "given", "sign", "probability", "low", "high", "chance", "z", "p", "holm", "q", "q_low", "q_high",
           "tested")  # fmt: skip
"""Of a transition, as they stand on its edge."""
MAX_MOVES = 4
"""Moves of the longest cycle that is looked for."""


@dataclass(frozen=True)
class Cycle:
    """A round of moves, each answered by the other partner, all more likely than chance.

    ``moves`` in order, from the pursuit or the reach where there is one; the last one leads back to the first. Of each
    step, from its move to the next: ``probabilities``, ``chances``, ``zs``, ``counts``. ``strength``: the geometric
    mean of the probabilities, 0 to 1.
    """

    moves: tuple[Move, ...]
    name: str
    pursuer: str
    strength: float
    probabilities: tuple[float, ...]
    chances: tuple[float, ...]
    zs: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Findings:
    """A couple's cycles, or those of many couples taken together.

    ``cycles``: the strongest first. ``graph``: as ``sim.analysis.cycle.graph`` makes it. ``turns``: coded turns;
    ``transitions``: pairs of turns that were counted from one partner to the other. ``table``: as in ``Links``.
    ``notes``: what was done to the user's own codes.
    """

    names: tuple[str, str]
    lag: int
    couples: int
    turns: int
    transitions: int
    cycles: tuple[Cycle, ...]
    table: str
    graph: nx.DiGraph = field(compare=False, repr=False)
    notes: tuple[str, ...] = ()

    @property
    def dominant(self) -> Cycle | None:
        """The strongest cycle that has a name, else the strongest, else none."""
        return next((cycle for cycle in self.cycles if cycle.name), self.cycles[0] if self.cycles else None)


def find(sequences: Sequences, lag: int = 1, rng: np.random.Generator | None = None, table: str = WHOLE) -> Findings:
    """The cycles in coded conversations, at a lag in turns, by the ``table`` of ``links``.

    Raises ``ScenarioError`` as ``transitions`` and ``links`` do.
    """
    counted = transitions(sequences, lag)
    linked = links(counted, rng, table=table)
    made = graph(counted, linked)
    pairs = int(counted.counts[:, 0, 1].sum() + counted.counts[:, 1, 0].sum())
    return Findings(counted.names, counted.lag, counted.couples, counted.turns, pairs, cycles(made), linked.table,
                    made, sequences.notes)  # fmt: skip


def to_dict(found: Findings) -> dict[str, Any]:
    """What was found, for programs: only texts, numbers, lists and tables."""
    dominant = found.dominant
    edges = [{"from": start, "to": end, **edge} for start, end, edge in found.graph.edges(data=True)]
    return {
        "names": {"a": found.names[0], "b": found.names[1]},
        "lag": found.lag, "table": found.table, "notes": list(found.notes), "couples": found.couples,
        "turns": found.turns, "transitions": found.transitions,
        "dominant": None if dominant is None else _cycle_dict(dominant),
        "cycles": [_cycle_dict(cycle) for cycle in found.cycles],
        "moves": [{"node": name, **move} for name, move in found.graph.nodes(data=True)],
        "edges": edges,
    }  # fmt: skip


def _cycle_dict(cycle: Cycle) -> dict[str, Any]:
    """A cycle as a table; its moves as texts."""
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(cycle).items()}
    return {**values, "moves": [node(*move) for move in cycle.moves]}


def to_graphml(made: nx.DiGraph, path: str | Path) -> None:
    """Write the graph as GraphML; reading it back gives the same nodes, edges and values."""
    with Path(path).open("wb") as file:
        nx.write_graphml(made, file, encoding="utf-8")


def graph(transitions: Transitions, links: Links) -> nx.DiGraph:
    """Nodes are moves that were made; an edge is there where its transition could have happened by chance and not.

    Node: ``who`` (a or b), ``move``, ``label`` (with the partner's name), ``count`` (times), ``share`` (of that
    partner's codes). Edge: ``kind`` (``cross`` to the other partner, ``own`` to the same), ``count`` of ``given``
    times, ``probability`` in ``low`` to ``high``, ``chance``, ``z``, ``p``, ``holm``, ``q`` in ``q_low`` to ``q_high``,
    ``tested``, ``sign`` (see ``Links``). Graph: ``lag`` (turns), ``couples``, ``turns``, ``resampled``. All are plain
    values. A neutral code is no move: it is counted, and has no node.
    """
    made = nx.DiGraph(lag=transitions.lag, couples=transitions.couples, turns=transitions.turns,
                      resampled=links.resampled)  # fmt: skip
    for i, who in enumerate(WHO):
        coded = int(transitions.made[i].sum())
        for code, move in enumerate(CODES):
            if move in VERBS and (count := int(transitions.made[i, code])):
                label = one_line(node(who, move, transitions.names))
                made.add_node(node(who, move), who=who, move=move, label=label, count=count, share=count / coded)
    for (start, first), (end, second) in product(list(made.nodes.items()), repeat=2):
        giver, taker = WHO.index(first["who"]), WHO.index(second["who"])
        place = giver, taker, CODES.index(first["move"]), CODES.index(second["move"])
        if links.known[place]:
            numbers = {name: getattr(links, name)[place].item() for name in NUMBERS}
            made.add_edge(start, end, kind="own" if giver == taker else "cross", **numbers)
    return made


def cycles(made: nx.DiGraph) -> tuple[Cycle, ...]:
    """Every cycle of two or four moves in which partners take turns and each step is more likely than chance.

    The strongest first. Strength is the geometric mean of the steps' probabilities: their product is how often a round
    is closed once its first move was made, and the root makes rounds of two and of four steps comparable. (A round of
    three moves cannot alternate between two partners.)
    """
    cross = [(start, end) for start, end, edge in made.edges(data=True) if edge["kind"] == "cross" and edge["sign"] > 0]
    rounds = nx.simple_cycles(made.edge_subgraph(cross), length_bound=MAX_MOVES)
    found = [_cycle(made, _turned([(made.nodes[n]["who"], made.nodes[n]["move"]) for n in nodes])) for nodes in rounds]
    return tuple(sorted(found, key=lambda cycle: (-cycle.strength, cycle.moves)))


def _turned(moves: list[Move]) -> tuple[Move, ...]:
    """The same round, beginning with its first move in the order of codes, and with a before b."""
    at = min(range(len(moves)), key=lambda i: (CODES.index(moves[i][1]), moves[i][0]))
    return tuple(moves[at:] + moves[:at])


def _cycle(made: nx.DiGraph, moves: tuple[Move, ...]) -> Cycle:
    """The cycle of these moves, with its numbers."""
    following = (*moves[1:], moves[0])
    steps = [made.edges[node(*first), node(*second)] for first, second in zip(moves, following, strict=True)]
    probabilities, chances, zs, counts = (
        tuple(step[key] for step in steps) for key in ("probability", "chance", "z", "count")
    )
    strength = prod(sorted(probabilities)) ** (1.0 / len(steps))  # sorted: swapped partners give the same bits
    return Cycle(moves, *named(moves), strength, probabilities, chances, zs, counts)
