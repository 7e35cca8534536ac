"""What an evening and the night after it leave behind, by what built it and what wore it.

Nothing is estimated: the terms of every turn (``sim.analysis.why``) are added up, so that they give the change.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sim.analysis.evening import couple_of, states_of
from sim.analysis.why import bonded, trusted
from sim.model import dynamics, outcomes
from sim.model.laws import strategy
from sim.model.trajectory import Trajectory
from sim.scenario.schema import Scenario


class Kept(NamedTuple):
    """One slow quantity through a day: the morning's value, what the evening built and wore, and the night's part.

    ``morning + built - worn + night`` is the next morning's.
    """

    morning: float
    built: float
    worn: float
    night: float


class Account(NamedTuple):
    """A day: the bond, felt security of a and of b, the share of turns in the dance, and the strain that each carries
    from outside (alarm)."""

    bond: Kept
    security: tuple[Kept, Kept]
    dance: float
    strain: tuple[float, float]


def account(day: Trajectory, scenario: Scenario) -> Account:
    """The account of one day; ``day`` holds its rows, the morning first. The night after the last day is counted."""
    p = scenario.constants
    rows = [couple_of(row) for row in states_of(day).T]
    sums, caught = np.zeros(6), 0
    for before, now in pairwise(rows):
        a, b = before.a, before.b
        active_a = strategy.activation(now.a.threat, a.need, p)
        active_b = strategy.activation(now.b.threat, b.need, p)
        sums += (*bonded(a, b, before.bond, p), *trusted(a, b, active_a, p), *trusted(b, a, active_b, p))
        caught += outcomes.caught(now.a) * outcomes.caught(now.b)
    first, last = rows[0], rows[-1]
    slept = dynamics.night(last, p)
    of_bond, of_a, of_b = sums.reshape(3, 2).tolist()
    return Account(
        bond=Kept(first.bond, *of_bond, slept.bond - last.bond),
        security=(
            Kept(first.a.security, *of_a, slept.a.security - last.a.security),
            Kept(first.b.security, *of_b, slept.b.security - last.b.security),
        ),
        dance=caught / max(1, len(rows) - 1),
        strain=(last.a.burden, last.b.burden),
    )
