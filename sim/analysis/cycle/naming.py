"""Cycles that stand above chance, and their names.

Sources: Johnson (2008) for the Protest Polka, Find the Bad Guy and Freeze and Flee; Johnson (2019) for a secure pair's
reach and response.
"""

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from sim.analysis.coding import CODES
from sim.analysis.cycle.graphs import node

if TYPE_CHECKING:
    import networkx as nx

POLKA, BAD_GUY, FREEZE, SECURE = "Protest Polka", "Find the Bad Guy", "Freeze and Flee", "Secure Reach"
MAX_MOVES = 4
"""Moves of the longest cycle that is looked for."""

Move = tuple[str, str]
"""Who (a or b), and a code."""


@dataclass(frozen=True)
class Name:
    """A cycle's name by theory, and who pursues in it; both empty where there is none."""

    name: str = ""
    pursuer: str = ""


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


def named(moves: tuple[Move, ...]) -> Name:
    """What theory calls a cycle of moves.

    One only pursues and the other only withdraws: the Protest Polka. Both only pursue: Find the Bad Guy. Both only
    withdraw: Freeze and Flee. Reaches and responses only, a reach among them: Secure Reach. Anything else has no name.
    """
    made = {who: {move for partner, move in moves if partner == who} for who in "ab"}
    together = made["a"] | made["b"]
    if not made["a"] or not made["b"]:
        return Name()
    if together == {"pursue"}:
        return Name(BAD_GUY)
    if together == {"withdraw"}:
        return Name(FREEZE)
    if "reach" in together and together <= {"reach", "respond"}:
        return Name(SECURE)
    if together == {"pursue", "withdraw"} and len(made["a"]) == len(made["b"]) == 1:
        return Name(POLKA, "a" if made["a"] == {"pursue"} else "b")
    return Name()


def cycles(made: "nx.DiGraph") -> tuple[Cycle, ...]:
    """Every cycle of two or four moves in which partners take turns and each step is more likely than chance.

    The strongest first. Strength is the geometric mean of the steps' probabilities: their product is how often a round
    is closed once its first move was made, and the root makes rounds of two and of four steps comparable. (A round of
    three moves cannot alternate between two partners.)
    """
    import networkx as nx

    cross = [(start, end) for start, end, edge in made.edges(data=True) if edge["kind"] == "cross" and edge["sign"] > 0]
    rounds = nx.simple_cycles(made.edge_subgraph(cross), length_bound=MAX_MOVES)
    found = [_cycle(made, _turned([(made.nodes[n]["who"], made.nodes[n]["move"]) for n in nodes])) for nodes in rounds]
    return tuple(sorted(found, key=lambda cycle: (-cycle.strength, cycle.moves)))


def _turned(moves: list[Move]) -> tuple[Move, ...]:
    """The same round, beginning with its first move in the order of codes, and with a before b."""
    at = min(range(len(moves)), key=lambda i: (CODES.index(moves[i][1]), moves[i][0]))
    return tuple(moves[at:] + moves[:at])


def _cycle(made: "nx.DiGraph", moves: tuple[Move, ...]) -> Cycle:
    """The cycle of these moves, with its numbers."""
    following = (*moves[1:], moves[0])
    steps = [made.edges[node(*first), node(*second)] for first, second in zip(moves, following, strict=True)]
    probabilities, chances, zs, counts = (
        tuple(step[key] for step in steps) for key in ("probability", "chance", "z", "count")
    )
    called = named(moves)
    strength = prod(sorted(probabilities)) ** (1.0 / len(steps))  # sorted: swapped partners give the same bits
    return Cycle(moves, called.name, called.pursuer, strength, probabilities, chances, zs, counts)
