"""A couple's portrait: where it can rest, what tips it, what ends the dance, and what years make of it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.stability.branch import Branch, Fold, branches
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
SWEPT = {"security": "", "hand": "", "touch": "hand"}
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
        return {f"{move}_{who}": float(state[STATE.index(f"{move}_{who}")]) for who in "ab" for move in MOVES}


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


def to_dict(portrait: Portrait) -> dict[str, Any]:
    """The portrait as plain values, for JSON."""

    def listed(points: Points) -> dict[str, Any]:
        return {
            "starts": points.starts, "degree": points.degree,
            "steady_states": [
                {"kind": state.kind, "threat_a": float(state.point[0]), "threat_b": float(state.point[1]),
                 "largest_eigenvalue": float(np.abs(state.eigenvalues).max())} for state in points.all
            ],
        }  # fmt: skip

    return {
        "scenario": portrait.scenario.name,
        "without_help": listed(portrait.points) | {"moves": list(map(portrait.moves, portrait.points.all))},
        "hand_held": listed(portrait.held),
        "threshold_spark": {push.who: push.size for push in portrait.pushes},
        "shortest_hold_turns": {hold.cue: hold.turns for hold in portrait.holds},
        "folds": {
            name: [{"value": fold.value, "dance_exists": "above" if fold.opens else "below"} for fold in folds(lines)]
            for name, lines in portrait.swept.items()
        },
        "lasting": [
            {"stable": lasting.stable, "largest_eigenvalue": lasting.radius, **lasting.values}
            for lasting in portrait.lasting
        ],
    }  # fmt: skip


def folds(branches: tuple[Branch, ...]) -> list[Fold]:
    """The folds of all branches, from least to most."""
    return sorted((fold for branch in branches for fold in branch.folds), key=lambda fold: fold.value)
