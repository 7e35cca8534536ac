"""The cycle: who does what after whom, and the loop that the two are caught in.

One evening is too short to tell a loop from chance, so the evening on view is run many times over: the same morning,
plan and story, other chance. ``sim.analysis.cycle`` reads the loop out of them as a study would out of coded tapes.
"""

from typing import Any, cast

import networkx as nx
import numpy as np

from sim.analysis.coding import node
from sim.analysis.cycle import Findings, find, sequences_of, sequences_of_many
from sim.analysis.evening import Evening
from sim.dashboard.state.runs import PageRuns
from sim.dashboard.state.visit import Visit, names_of
from sim.model.trajectory import Trajectory
from sim.plots.cycle_layout import boxes, shapes
from sim.scenario.schema import Scenario
from sim.wording import cycle as words

MAX_EVENINGS, MIN_EVENINGS, TURNS = 400, 64, 60_000
"""Evenings that are run, and the fewest of them where they are long: some ``TURNS`` in all."""
TABLE_ROWS = 10
"""Transitions in the table."""


def view(visit: Visit, runs: PageRuns) -> dict:
    """The loop of the day on view, and that of the comparison run, on the same places.

    It takes no options. Raises ``ScenarioError`` for a conversation in which nothing can follow anything.
    """
    day, names, other = runs.run.day(visit.day), names_of(visit), runs.alternative
    cycles = {"run": _cycles(visit.scenario, day, visit.seed)}
    if runs.comparison is not None and other is not None and len(evening := runs.comparison.day(visit.day)):
        cycles["comparison"] = _cycles(other.scenario, evening, visit.seed)
    # Every move that any of the graphs has, so that a move keeps its place.
    places = boxes(nx.compose_all([findings.graph for findings in cycles.values()]))
    pictures = {name: _picture(findings, places, names) for name, findings in cycles.items()}
    labels = words.labels(other.what, other.more) if other else words.labels("", False)
    return {
        "front": words.title(cycles["run"], names),
        "day": visit.day,
        "evenings": cycles["run"].couples,
        "labels": labels,
        "run": pictures["run"],
        "comparison": pictures.get("comparison"),
        "compared": _compared(cycles["run"], cycles["comparison"], labels) if "comparison" in cycles else "",
        "alone": words.single_evening(_single(day, visit.seed, names), cycles["run"]),
    }


def _cycles(scenario: Scenario, day: Trajectory, seed: int) -> Findings:
    """The loops in many evenings such as this one."""
    evening = Evening.of(scenario, day)
    count = max(MIN_EVENINGS, min(MAX_EVENINGS, TURNS // evening.lengths[0]))
    return find(sequences_of_many(cast(Scenario, evening), count, seed=seed))


def _single(day: Trajectory, seed: int, names: tuple[str, str]) -> Findings:
    """The loops in this evening alone."""
    return find(sequences_of(day, np.random.default_rng([seed, 7, 0]), names))


def _ring(findings: Findings) -> list[tuple[str, str]]:
    """The steps of the strongest loop, as pairs of nodes; none where there is none."""
    moves = [node(*move) for move in findings.dominant.moves] if findings.dominant else []
    return list(zip(moves, moves[1:] + moves[:1], strict=True))


def _compared(run: Findings, comparison: Findings, labels: dict[str, str]) -> str:
    """How often the loop of the comparison run turns in this one."""
    ring = _ring(comparison) or _ring(run)

    def made(findings: Findings) -> float:
        steps = [findings.graph.edges[edge]["count"] for edge in ring if edge in findings.graph.edges]
        return sum(steps) / max(1, findings.couples)

    return words.comparison(comparison.dominant or run.dominant, made(run), made(comparison), labels)


def _picture(findings: Findings, places: dict, names: tuple[str, str]) -> dict:
    """One graph: moves, arrows from one partner to the other, the loop, and words."""
    graph, ring = findings.graph, _ring(findings)
    cross = {
        (start, end): link
        for start, end, link in graph.edges(data=True)
        if link["kind"] == "cross" and (link["sign"] or (start, end) in ring)
    }
    arrows = shapes(list(cross), places, set(ring))
    return {
        "name": findings.dominant.name if findings.dominant else "",
        "title": words.title(findings, names),
        "sentence": words.sentence(findings, names),
        "nodes": [
            {"who": move["who"], "move": move["move"], "share": round(move["share"], 3), "x": x, "y": y}
            for name, move in graph.nodes(data=True)
            for x, y in [places[name]]
        ],
        "edges": [
            {
                **_step(graph, edge, link),
                "sign": link["sign"],
                "loop": edge in ring,
                "shape": np.round(arrows[edge], 3).tolist(),
            }
            for edge, link in sorted(cross.items(), key=lambda item: item[1]["probability"])
        ],
        "table": _table(graph, names),
        "description": [part for part in words.describe(findings, of_evenings=True).split("\n\n") if part],
    }


def _step(graph: nx.DiGraph, edge: tuple[str, str], link: dict[str, Any]) -> dict:
    """A transition as plain numbers."""
    start, end = (graph.nodes[name] for name in edge)
    times = link["probability"] / link["chance"] if link["chance"] > 0.0 else 1.0
    return {
        "from": f"{start['who']}_{start['move']}",
        "to": f"{end['who']}_{end['move']}",
        "probability": round(link["probability"], 3),
        "chance": round(link["chance"], 3),
        "times": round(times, 2),
    }


def _table(graph: nx.DiGraph, names: tuple[str, str]) -> list[dict]:
    """The transitions from one partner to the other that are surest to be no chance, in words and numbers."""

    def called(name: str) -> str:
        return words.move(graph.nodes[name]["who"], graph.nodes[name]["move"], names)

    cross = [edge for edge in graph.edges(data=True) if edge[2]["kind"] == "cross" and edge[2]["sign"]]
    cross.sort(key=lambda edge: -abs(edge[2]["z"]))
    return [
        {"after": called(start), "then": called(end), **_step(graph, (start, end), link)}
        for start, end, link in cross[:TABLE_ROWS]
    ]
