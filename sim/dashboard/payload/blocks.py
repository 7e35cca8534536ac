"""What is placed, as blocks for the score. Pure."""

from typing import Any

import numpy as np

from sim.checking.placeable import Placeable
from sim.dashboard.state import placing
from sim.dashboard.state.visit import Visit
from sim.interventions import Intervention
from sim.model.cues import COLUMNS
from sim.model.parameters import Parameters
from sim.model.trajectory import Trajectory
from sim.wording.language import say
from sim.wording.names import block_title

MIN_ROOM = 4
"""Turns, or days, that a block keeps free from its start on, however short it is."""


def blocks(visit: Visit, run: Trajectory) -> list[dict]:
    """Each block: where on its axis (``at``, ``span``), on which track, whose, and its settings.

    A triggered plan stands where it was given, and cannot be dragged (``loose``). ``span`` 0 is a moment.
    """
    own = placing.mine(visit.scenario, visit.start)
    placed = []
    for key, thing in placing.things(visit.scenario).items():
        block = {
            "id": key,
            "kind": thing.kind,
            "title": block_title(thing),
            "mine": key in own,
            "loose": True,
            "values": dict(thing),
        }
        places = _in_season if visit.zoom == "season" else _in_conversation
        placed += [{**block, **place} for place in places(visit, thing, run)]
    return _tracked(placed)


def _in_season(visit: Visit, thing: Placeable, run: Trajectory) -> list[dict[str, Any]]:
    """A thing's place among the days."""
    if thing.day > visit.scenario.days:
        return []
    last = min(thing.last_day, visit.scenario.days)
    return [{"at": thing.day, "span": last - thing.day + 1 if hasattr(thing, "days") else 0}]


def _in_conversation(visit: Visit, thing: Placeable, run: Trajectory) -> list[dict[str, Any]]:
    """A thing's places among the turns of the day on view."""
    if not thing.is_on(visit.day):
        return []
    turn = min(getattr(thing, "turn", 0), visit.scenario.lengths[visit.day - 1])
    if not isinstance(thing, Intervention) or thing.when == "scheduled":
        loose = hasattr(thing, "turn") and not thing.is_course
        return [{"at": turn, "span": getattr(thing, "turns", 0), "loose": loose}]
    stretches = _given(thing, run.day(visit.day), visit.scenario.constants)
    if not stretches:
        return [
            {"at": turn, "span": 0, "loose": False, "title": say("{thing}: not called for", thing=block_title(thing))}
        ]
    return [{"at": at, "span": span, "loose": False} for at, span in stretches]


def _given(plan: Intervention, day: Trajectory, p: Parameters) -> list[tuple[int, int]]:
    """When a triggered plan was really given: (first turn, turns) of each stretch, read from the run's cues."""
    cues: set[str] = set()
    for block in plan.blocks(p):
        strengths: dict[str, float] = dict(zip(COLUMNS, block.cues, strict=True))
        cues |= {name for name, strength in strengths.items() if strength}
    on = np.any([day[name] > 0 for name in cues], axis=0) if cues else np.zeros(len(day), bool)
    edges = np.diff(np.concatenate([[0], on.astype(int), [0]]))
    starts, ends = np.flatnonzero(edges > 0), np.flatnonzero(edges < 0)
    return [(int(start), int(end - start)) for start, end in zip(starts, ends, strict=True)]


def _tracked(placed: list[dict]) -> list[dict]:
    """Blocks with the row that each stands in, so that none lies over another; moments have room around them."""
    ends: list[float] = []
    for block in sorted(placed, key=lambda block: (block["at"], -block["span"])):
        free = next((i for i, end in enumerate(ends) if end <= block["at"]), len(ends))
        ends[free : free + 1] = [block["at"] + max(block["span"], MIN_ROOM)]
        block["track"] = free
    return placed
