"""What an evening and the night after it leave behind, by what built it and what wore it.

Nothing is estimated: the terms of every turn (``sim.analysis.why``) are added up, so that they give the change.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from sim.analysis.rows import couples_of
from sim.analysis.why import bonded, trusted
from sim.model import dynamics, outcomes
from sim.model.laws import strategy
from sim.model.trajectory import Trajectory
from sim.scenario.schema import Scenario


class Balance(NamedTuple):
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

    bond: Balance
    security: tuple[Balance, Balance]
    dance: float
    strain: tuple[float, float]


def account(day: Trajectory, scenario: Scenario) -> Account:
    """The account of one day; ``day`` holds its rows, the morning first. The night after the last day is counted."""
    p = scenario.constants
    couples = couples_of(day)
    sums, tally = np.zeros(6), outcomes.EMPTY
    for before, now in pairwise(couples):
        a, b = before.a, before.b
        active_a = strategy.activation(now.a.threat, a.need, p)
        active_b = strategy.activation(now.b.threat, b.need, p)
        sums += (*bonded(a, b, before.bond, p), *trusted(a, b, active_a, p), *trusted(b, a, active_b, p))
        tally = outcomes.note(tally, now)
    first, last = couples[0], couples[-1]
    rested = dynamics.night(last, p)
    (bond_built, bond_worn), (a_built, a_worn), (b_built, b_worn) = sums.reshape(3, 2).tolist()
    return Account(
        bond=Balance(first.bond, bond_built, bond_worn, rested.bond - last.bond),
        security=(
            Balance(first.a.security, a_built, a_worn, rested.a.security - last.a.security),
            Balance(first.b.security, b_built, b_worn, rested.b.security - last.b.security),
        ),
        dance=outcomes.read(last, tally, p).dance,
        strain=(last.a.burden, last.b.burden),
    )
