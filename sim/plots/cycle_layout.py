"""Where moves and arrows stand in the picture of a cycle.

The columns stand 1 apart, and so do the moves of a column. Arrows reach a box in an order in which they cross least.
"""

from collections.abc import Callable, Set
from functools import partial
from itertools import accumulate

import networkx as nx

from sim.analysis.coding import VERBS, WHO, node

Point = tuple[float, float]
Edge = tuple[str, str]
Shape = tuple[Point, Point, Point]
"""Where an arrow begins, where it is bent toward, and where it ends."""

SIDE = {"a": 0.0, "b": 1.0}
WIDE, HIGH = 0.32, 0.66
"""Of a box."""
PORTS = 0.5
"""How much of a box's side arrows reach."""
ROOM = 2.5
"""How much of that side an arrow takes that needs room, where the others take 1."""
BULGE = 0.17
"""How far out an arrow around the outside is bent, for each move that it passes."""


def boxes(made: nx.DiGraph) -> dict[str, Point]:
    """The middle of each move's box: a's on the left, b's on the right, each move at its own height."""
    used = [move for move in VERBS if any(node(who, move) in made for who in WHO)]
    both = [(who, move, -float(i)) for i, move in enumerate(used) for who in WHO]
    return {node(who, move): (SIDE[who], y) for who, move, y in both if node(who, move) in made}


def shapes(edges: list[Edge], places: dict[str, Point], roomy: Set[Edge] = frozenset()) -> dict[Edge, Shape]:
    """Each arrow's shape: straight across from one partner to the other, or around the outside of a column.

    Those that are ``roomy`` keep more room between them and the others.
    """
    across = [edge for edge in edges if places[edge[0]][0] != places[edge[1]][0]]
    around = [edge for edge in edges if edge not in across and edge[0] != edge[1]]
    ends = _ports(across, places, _height, roomy) | _ports(around, places, _nesting, roomy)
    return {edge: _across(edge, places, ends) for edge in across} | {
        edge: _around(edge, places, ends) for edge in around
    }


def _ports(
    edges: list[Edge], places: dict[str, Point], key: Callable, roomy: Set[Edge]
) -> dict[tuple[Edge, str], float]:
    """The height at which each arrow leaves or reaches a box, by arrow and box, spread over the box's side."""
    made = {}
    for name, (_, y) in places.items():
        here = sorted((edge for edge in edges if name in edge), key=partial(key, name=name, places=places))
        rooms = [ROOM if edge in roomy else 1.0 for edge in here]
        for edge, room, passed in zip(here, rooms, accumulate(rooms), strict=True):
            made[edge, name] = y + PORTS * (0.5 - (passed - room / 2.0) / sum(rooms))
    return made


def _height(edge: Edge, name: str, places: dict[str, Point]) -> tuple[float, float]:
    """From the top: arrows to and from what stands higher; of two between the same boxes, a's."""
    other = edge[1] if edge[0] == name else edge[0]
    return -places[other][1], places[edge[0]][0]


def _reach(edge: Edge, places: dict[str, Point]) -> float:
    """How far an arrow goes around; of two between the same boxes, the one that goes up is the outer one."""
    up = places[edge[1]][1] - places[edge[0]][1]
    return abs(up) + (0.4 if up > 0.0 else 0.0)


def _nesting(edge: Edge, name: str, places: dict[str, Point]) -> float:
    """From the top: arrows to and from above, the inner ones first; then those from below, the outer ones first."""
    other = edge[1] if edge[0] == name else edge[0]
    above = places[other][1] > places[name][1]
    return _reach(edge, places) - 100.0 if above else -_reach(edge, places)


def _across(edge: Edge, places: dict[str, Point], ends: dict[tuple[Edge, str], float]) -> Shape:
    """From the inner side of one box to that of the other."""
    (x, _), (u, _) = (places[name] for name in edge)
    y, v = (ends[edge, name] for name in edge)
    inward = WIDE / 2.0 if u > x else -WIDE / 2.0
    return (x + inward, y), ((x + u) / 2.0, (y + v) / 2.0), (u - inward, v)


def _around(edge: Edge, places: dict[str, Point], ends: dict[tuple[Edge, str], float]) -> Shape:
    """From the outer side of one box to that of another in the same column."""
    x = places[edge[0]][0]
    y, v = (ends[edge, name] for name in edge)
    out = -1.0 if x < 0.5 else 1.0
    side = x + out * WIDE / 2.0
    return (side, y), (side + out * BULGE * _reach(edge, places), (y + v) / 2.0), (side, v)
