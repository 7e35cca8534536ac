"""The cycle: who does what after whom, and the loop that the two are caught in.

One evening is too short to tell a loop from chance, so the evening on view is lived many times over: the same morning,
plan and story, other chance. ``sim.analysis.cycle`` reads the loop out of them as a study would out of coded tapes.
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.checking.errors import one_line
from sim.wording.numbers import whole_percent

if TYPE_CHECKING:
    import networkx as nx

    from sim.analysis.cycle import Found
    from sim.analysis.evening import Evening

EVENINGS, FEWEST, TURNS = 192, 64, 45_000
"""Evenings that are lived, and the fewest of them where they are long: some ``TURNS`` in all."""
STRONGEST = 10
"""Transitions in the table."""


def view(visit: Any, life: Any) -> dict:
    """The loop of the day on view, and that of the run it is compared with, on the same places.

    It takes no options. Raises ``ScenarioError`` for a conversation in which nothing can follow anything.
    """
    from sim.plots.cycle_layout import boxes

    scenario, day = visit.scenario, life.run.day(visit.day)
    names = tuple(one_line(one.name) for one in (scenario.partner_a, scenario.partner_b))
    found = {"run": _found(_evening(scenario, day), visit.seed)}
    if life.ghost is not None and life.other is not None and len(other := life.ghost.day(visit.day)):
        found["ghost"] = _found(_evening(life.other, other), visit.seed)
    places = boxes(_union([one.graph for one in found.values()]))
    drawn = {name: _picture(one, places, names) for name, one in found.items()}
    labels = _labels(life)
    return {
        "day": visit.day,
        "evenings": found["run"].couples,
        "labels": labels,
        "run": drawn["run"],
        "ghost": drawn.get("ghost"),
        "compared": _compared(found["run"], found["ghost"], labels) if "ghost" in found else "",
        "alone": _alone(day, found["run"], visit.seed, names),
    }


def _evening(scenario: Any, day: Any) -> "Evening":
    from sim.analysis.evening import Evening

    return Evening.of(scenario, day)


def _found(evening: "Evening", seed: int) -> "Found":
    """The loops in many such evenings."""
    from sim.analysis.cycle import find, sequences_of_many

    count = max(FEWEST, min(EVENINGS, TURNS // evening.lengths[0]))
    return find(sequences_of_many(evening, count, seed=seed))


def _union(graphs: list["nx.DiGraph"]) -> "nx.DiGraph":
    """Every move that any of the graphs has, so that a move keeps its place."""
    import networkx as nx

    return nx.compose_all(graphs)


def _ring(found: "Found") -> list[tuple[str, str]]:
    """The steps of the strongest loop, as pairs of nodes; none where there is none."""
    from sim.analysis.cycle import node

    moves = [node(*move) for move in found.dominant.moves] if found.dominant else []
    return list(zip(moves, moves[1:] + moves[:1], strict=True))


def _picture(found: "Found", places: dict, names: tuple[str, str]) -> dict:
    """One graph: moves, arrows from one partner to the other, the loop, and words."""
    from sim.plots.cycle_layout import shapes
    from sim.wording.cycle import describe

    graph, ring, one = found.graph, _ring(found), found.dominant
    cross = {
        (start, end): of
        for start, end, of in graph.edges(data=True)
        if of["kind"] == "cross" and (of["sign"] or (start, end) in ring)
    }
    made = shapes(list(cross), places, set(ring))
    analyst = describe(found).replace(" couples", " evenings")
    return {
        "name": one.name if one else "",
        "title": _title(found, names),
        "sentence": _sentence(found, names),
        "nodes": [_node(graph, name, places[name]) for name in graph],
        "edges": [
            {
                **_step(graph, edge, of),
                "sign": of["sign"],
                "loop": edge in ring,
                "shape": np.round(made[edge], 3).tolist(),
            }
            for edge, of in sorted(cross.items(), key=lambda one: one[1]["probability"])
        ],
        "table": _table(graph, names),
        "told": [part for part in analyst.split("\n\n") if part],
    }


def _title(found: "Found", names: tuple[str, str]) -> str:
    one = found.dominant
    if one is None:
        return "No loop stands above chance"
    name = one.name or "A loop without a name"
    return f"{name}: {names['ab'.index(one.pursuer)]} pursues" if one.pursuer else name


def _sentence(found: "Found", names: tuple[str, str]) -> str:
    """The loop in plain words with its numbers."""
    from sim.analysis.cycle import node
    from sim.analysis.cycle.graphs import VERBS

    one = found.dominant
    if one is None:
        most = []
        for who, name in zip("ab", names, strict=True):
            moves = [of for _, of in found.graph.nodes(data=True) if of["who"] == who]
            top = max(moves, key=lambda of: of["count"], default=None)
            most.append(f"{name} makes no move" if top is None else
                        f"{name} {VERBS[top['move']]} most ({whole_percent(top['share'])} of turns)")  # fmt: skip
        return f"What one of the two does tells nothing sure about what the other does next. {most[0]}, {most[1]}."
    following = (*one.moves[1:], one.moves[0])
    steps = [
        f"when {node(*first, names)}, {node(*second, names)} a turn later in {round(100 * p)} of 100 times "
        f"(chance alone: {round(100 * chance)})"
        for first, second, p, chance in zip(one.moves, following, one.probabilities, one.chances, strict=True)
    ]
    said = "; ".join(steps)
    return said[0].upper() + said[1:] + "."


def _made(found: "Found", ring: list[tuple[str, str]]) -> float:
    """How many steps of a loop are made in an evening."""
    steps = [found.graph.edges[edge]["count"] for edge in ring if edge in found.graph.edges]
    return sum(steps) / max(1, found.couples)


def _labels(life: Any) -> dict[str, str]:
    """What the run and the one it is compared with are called, by what only one of the two has."""
    if not life.lacks:
        return {"run": "in this run", "ghost": "in the other run"}
    words = [f"with {life.lacks}", f"without {life.lacks}"]
    return dict(zip(("ghost", "run") if life.more else ("run", "ghost"), words, strict=True))


def _compared(run: "Found", ghost: "Found", labels: dict[str, str]) -> str:
    """How often the loop of the other run turns in this one."""
    from sim.analysis.cycle.naming import POLKA, SECURE

    ring = _ring(ghost) or _ring(run)
    if not ring:
        return "In neither run does a loop stand above chance."
    one = ghost.dominant or run.dominant
    name = f"the {one.name}" if one.name == POLKA else one.name or "the loop"
    here, there = _made(run, ring), _made(ghost, ring)
    ends = "more often" if here > 1.1 * there else "less often" if here < 0.9 * there else "about as often"
    last = "The loop lets go." if here < 0.5 * there and one.name != SECURE else f"The loop turns {ends}."
    return (
        f"The steps of {name} are made {_times(here)} in an evening {labels['run']}, and {_times(there)} "
        f"{labels['ghost']}. {last}"
    )


def _times(count: float) -> str:
    whole = round(count)
    return ("never or hardly ever", "once", "twice")[whole] if whole < 3 else f"{whole} times"


def _node(graph: "nx.DiGraph", name: str, place: tuple[float, float]) -> dict:
    """A move, where it stands, and how often it is made and gone on with."""
    of = graph.nodes[name]
    again = graph.edges.get((name, name))
    return {
        "who": of["who"], "move": of["move"], "share": round(of["share"], 3),
        "again": None if again is None else round(again["probability"], 3),
        "x": place[0], "y": place[1],
    }  # fmt: skip


def _step(graph: "nx.DiGraph", edge: tuple[str, str], of: dict) -> dict:
    """A transition as plain numbers."""
    one, other = (graph.nodes[name] for name in edge)
    times = of["probability"] / of["chance"] if of["chance"] > 0.0 else 1.0
    return {
        "from": f"{one['who']}_{one['move']}", "to": f"{other['who']}_{other['move']}",
        "probability": round(of["probability"], 3), "chance": round(of["chance"], 3), "times": round(times, 2),
    }  # fmt: skip


def _table(graph: "nx.DiGraph", names: tuple[str, str]) -> list[dict]:
    """The transitions from one partner to the other that are surest to be no chance, in words and numbers."""
    from sim.analysis.cycle import node

    cross = [(start, end, of) for start, end, of in graph.edges(data=True) if of["kind"] == "cross" and of["sign"]]
    cross.sort(key=lambda one: -abs(one[2]["z"]))
    made = []
    for start, end, of in cross[:STRONGEST]:
        one, other = graph.nodes[start], graph.nodes[end]
        made.append({"after": node(one["who"], one["move"], names), "then": node(other["who"], other["move"], names),
                     **_step(graph, (start, end), of)})  # fmt: skip
    return made


def _alone(day: Any, many: "Found", seed: int, names: tuple[str, str]) -> str:
    """What this one evening shows by itself."""
    from sim.analysis.cycle import find, sequences_of

    one = find(sequences_of(day, np.random.default_rng([seed, 7, 0]), names))
    same = many.dominant is not None and any(each.moves == many.dominant.moves for each in one.cycles)
    if same:
        return "On this one evening alone the same loop stands above chance as well."
    if one.dominant is not None:
        return "On this one evening alone another loop stands above chance; one evening is little to go by."
    if many.dominant is None:
        return "On this one evening alone no loop stands above chance either."
    return (
        f"On this one evening alone ({one.turns} turns) the loop cannot be told from chance: it takes many to see it."
    )
