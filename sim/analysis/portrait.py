"""A couple's portrait: where it can rest, what tips it, what ends the dance, and what years make of it (F6)."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.stability.branch import Branch, branches
from sim.analysis.stability.day import Day, Lasting, lasting
from sim.analysis.stability.moment import Moment
from sim.analysis.stability.points import Points, Steady, steady
from sim.analysis.stability.tipping import Hold, Push, hold, push
from sim.interventions.containment import Containment
from sim.model.state import MOVES
from sim.model.trajectory import STATE
from sim.scenario.schema import Scenario

HELD = {"hand": 1.0, "containment": Containment().strength, "pause": 1.0}
"""What is given until the dance ends, and how much of it."""
SWEPT = {"security": "", "bond": "hand", "touch": "hand"}
"""What is moved from 0 to 1 to find where the dance begins or ends, and the cue that is given meanwhile."""
DAILY = 2.0
"""The trouble, in alarm, of the days from which what lasts is found: half of it each (*assumed*)."""


@dataclass(frozen=True, eq=False)
class Portrait:
    """What the analysis of one couple finds; see ``sim.analysis.stability`` for each part."""

    scenario: Scenario
    moment: Moment
    points: Points
    held: Points
    pushes: tuple[Push, Push]
    holds: tuple[Hold, ...]
    swept: dict[str, tuple[Branch, ...]]
    lasting: tuple[Lasting, ...]

    @property
    def names(self) -> dict[str, str]:
        """The partners' names by role."""
        return {"a": self.scenario.partner_a.name, "b": self.scenario.partner_b.name}

    def moves(self, point: Steady) -> dict[str, float]:
        """How strongly each move is made at a steady state, by name and role."""
        state = self.moment.settled(point.point[:, None])[:, 0]
        return {f"{move}_{one}": float(state[STATE.index(f"{move}_{one}")]) for one in "ab" for move in MOVES}


def portrait(scenario: Scenario, across: int = 101) -> Portrait:
    """The portrait of a scenario's couple as it starts; its story, its interventions and all chance are left out."""
    moment = Moment.of(scenario)
    points = steady(moment, across)
    return Portrait(
        scenario, moment, points, steady(moment.under(hand=1.0), across),
        (push(moment, points, "a"), push(moment, points, "b")),
        tuple(hold(moment, points, cue, strength) for cue, strength in HELD.items()),
        {name: branches(moment.under(**({cue: 1.0} if cue else {})), name, 0.0, 1.0) for name, cue in SWEPT.items()},
        lasting(Day(scenario, DAILY)),
    )  # fmt: skip


def to_dict(one: Portrait) -> dict[str, Any]:
    """The portrait as plain values, for JSON."""

    def listed(points: Points) -> dict[str, Any]:
        return {
            "starts": points.starts, "degree": points.degree,
            "steady_states": [
                {"kind": each.kind, "threat_a": float(each.point[0]), "threat_b": float(each.point[1]),
                 "largest_eigenvalue": float(np.abs(each.eigenvalues).max())} for each in points.all
            ],
        }  # fmt: skip

    return {
        "scenario": one.scenario.name,
        "without_help": listed(one.points) | {"moves": [one.moves(each) for each in one.points.all]},
        "hand_held": listed(one.held),
        "threshold_spark": {each.who: each.size for each in one.pushes},
        "shortest_hold_turns": {each.cue: each.turns for each in one.holds},
        "folds": {
            name: [{"value": each.value, "dance_exists": "above" if each.opens else "below"} for each in folds(lines)]
            for name, lines in one.swept.items()
        },
        "lasting": [{"stable": each.stable, "largest_eigenvalue": each.radius, **each.values} for each in one.lasting],
    }  # fmt: skip


def folds(lines: tuple[Branch, ...]) -> list:
    """The folds of all branches, from least to most."""
    return sorted((fold for line in lines for fold in line.folds), key=lambda fold: fold.value)
