"""Early against late support: what it takes to end a dance or to begin one.

A system with two resting states goes one way up and another way down (hysteresis): what is enough to stay calm is not
enough to become calm again.
"""

from dataclasses import dataclass

import numpy as np

from sim.analysis.stability.branch import hysteresis
from sim.analysis.stability.moment import Moment
from sim.analysis.stability.points import Points, steady
from sim.analysis.stability.tipping import CALM, calm_of, dance_of, tips

COARSE = 21
"""Starts across the box from which steady states are found; ``tests/analysis`` compares with nine times as many."""
HALVINGS = 7


@dataclass(frozen=True, eq=False)
class Gap:
    """What a couple comes to while something named is slowly changed: ``values`` (n,), and the threats (2, n) on the
    way up from within the dance (``late``) and on the way down from calm (``early``).

    ``lets_go``: the value at which the dance lets go on the way up, ``takes_hold``: that at which calm is lost on the
    way down; each None where that does not happen.
    """

    name: str
    values: np.ndarray
    late: np.ndarray
    early: np.ndarray
    lets_go: float | None
    takes_hold: float | None


def gap(moment: Moment, name: str, across: int = 21) -> Gap:
    """The two ways while ``name`` (a cue, a constant, what is slow) goes from 0 to 1 and back in ``across`` steps."""
    values = np.linspace(0.0, 1.0, across)
    points = steady(moment, COARSE, {name: 0.0})
    start = dance_of(points) or calm_of(points)
    late, early = hysteresis(moment, name, values, start.point if start else np.zeros(2))
    if late[:, -1].max() >= CALM:
        top = calm_of(steady(moment, COARSE, {name: 1.0}))
        early = hysteresis(moment, name, values[::-1], top.point if top else late[:, -1])[0][:, ::-1]
    lets_go = np.flatnonzero((late[:, 1:].max(0) < CALM) & (late[:, :-1].max(0) >= CALM))
    takes_hold = np.flatnonzero((early[:, 1:].max(0) < CALM) & (early[:, :-1].max(0) >= CALM))

    def halved(at: int, place: np.ndarray) -> float:
        """Where between two values calm begins for a couple that comes from ``place``."""
        low, high = float(values[at]), float(values[at + 1])
        for _ in range(HALVINGS):
            middle = 0.5 * (low + high)
            low, high = (low, middle) if moment.settle(place, {name: middle}).max() < CALM else (middle, high)
        return 0.5 * (low + high)

    return Gap(
        name, values, late, early,
        halved(lets_go[0], late[:, lets_go[0]]) if len(lets_go) else None,
        halved(takes_hold[-1], early[:, takes_hold[-1] + 1]) if len(takes_hold) else None,
    )  # fmt: skip


def way_back(moment: Moment, points: Points, across: int = 201) -> np.ndarray | None:
    """The threats (2,) nearest to the dance, on the straight way from it to calm, from which calm is come to.

    All else is as these threats drive it. None where there are not both a dance and a calm.
    """
    calm, dance = calm_of(points), dance_of(points)
    if calm is None or dance is None:
        return None
    share = np.linspace(0.0, 1.0, across)
    line = dance.point[:, None] + share * (calm.point - dance.point)[:, None]
    over = tips(moment, points, moment.settled(line))
    return line[:, min(across - 1, int(np.flatnonzero(over)[-1]) + 1)]
