"""What is found in coded conversations: the cycles, the strongest first, and the graph they stand in."""

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.analysis.cycle.chance import links
from sim.analysis.cycle.counting import transitions
from sim.analysis.cycle.graphs import graph, node
from sim.analysis.cycle.naming import Cycle, cycles
from sim.analysis.cycle.sequences import Sequences

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Findings:
    """A couple's cycles, or those of many couples taken together.

    ``cycles``: the strongest first. ``graph``: as ``sim.analysis.cycle.graph`` makes it. ``turns``: coded turns;
    ``transitions``: pairs of turns that were counted from one partner to the other.
    """

    names: tuple[str, str]
    lag: int
    couples: int
    turns: int
    transitions: int
    cycles: tuple[Cycle, ...]
    graph: "nx.DiGraph" = field(compare=False, repr=False)

    @property
    def dominant(self) -> Cycle | None:
        """The strongest cycle that has a name, else the strongest, else none."""
        return next((cycle for cycle in self.cycles if cycle.name), self.cycles[0] if self.cycles else None)


def find(sequences: Sequences, lag: int = 1, rng: np.random.Generator | None = None) -> Findings:
    """The cycles in coded conversations, at a lag in turns. Raises ``ScenarioError`` as ``transitions`` does."""
    counted = transitions(sequences, lag)
    made = graph(counted, links(counted, rng))
    pairs = int(counted.counts[:, 0, 1].sum() + counted.counts[:, 1, 0].sum())
    return Findings(counted.names, counted.lag, counted.couples, counted.turns, pairs, cycles(made), made)


def to_dict(found: Findings) -> dict[str, Any]:
    """What was found, for programs: only texts, numbers, lists and tables."""
    dominant = found.dominant
    edges = [{"from": start, "to": end, **edge} for start, end, edge in found.graph.edges(data=True)]
    return {
        "names": {"a": found.names[0], "b": found.names[1]},
        "lag": found.lag, "couples": found.couples, "turns": found.turns, "transitions": found.transitions,
        "dominant": None if dominant is None else _cycle_dict(dominant),
        "cycles": [_cycle_dict(cycle) for cycle in found.cycles],
        "moves": [{"node": name, **move} for name, move in found.graph.nodes(data=True)],
        "edges": edges,
    }  # fmt: skip


def _cycle_dict(cycle: Cycle) -> dict[str, Any]:
    """A cycle as a table; its moves as texts."""
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(cycle).items()}
    return {**values, "moves": [node(*move) for move in cycle.moves]}
