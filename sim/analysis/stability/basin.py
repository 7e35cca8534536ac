"""Where each start comes to rest, and the lines on which one variable stands still."""

from dataclasses import dataclass

import numpy as np

from sim.analysis.stability.moment import FAST, LONG, Moment
from sim.analysis.stability.plane import Plane, grid
from sim.analysis.stability.points import Points

CLOSE = 0.05
"""A start has come to rest where every fast state is nearer than this to those of a stable state."""
TURNS_EACH = 120


@dataclass(frozen=True, eq=False)
class Basins:
    """``first`` (m,) and ``second`` (n,) threat; ``rest`` (n, m) the number of the stable state, in the order of
    ``Points.all``, that each start comes to, and -1 where it has come to none."""

    first: np.ndarray
    second: np.ndarray
    rest: np.ndarray


def basins(moment: Moment, points: Points, across: int = 200, threads: int = 1) -> Basins:
    """What ``across`` by ``across`` starts come to; all else starts as these threats drive it."""
    spread = grid(moment, across)
    rest = rest_of(moment, points, moment.settled(spread), threads).reshape(across, across)
    return Basins(spread[0, :across], spread[1, ::across], rest)


def rest_of(moment: Moment, points: Points, states: np.ndarray, threads: int = 1) -> np.ndarray:
    """The number of the stable state that each state (STATE, n) comes to, -1 for none within five hours: (n,)."""
    stable = {i: moment.settled(state.point[:, None])[list(FAST)] for i, state in enumerate(points.all) if state.stable}
    rest = np.full(states.shape[1], -1)
    going = np.arange(states.shape[1])
    for _ in range(LONG // TURNS_EACH):
        states = moment.turn(states, TURNS_EACH, threads)
        fast = states[list(FAST)]
        for i, place in stable.items():
            rest[going[np.abs(fast - place).max(0) < CLOSE]] = i
        going, states = going[rest[going] < 0], states[:, rest[going] < 0]
        if not len(going):
            break
    return rest


@dataclass(frozen=True, eq=False)
class Field:
    """The drive over the box: ``first`` (m,), ``second`` (n,), and both drives, (2, n, m). Where a drive is 0 its
    variable stands still (its nullcline)."""

    first: np.ndarray
    second: np.ndarray
    drive: np.ndarray


def field(plane: Plane, across: int = 121) -> Field:
    """The drive on a grid of ``across`` by ``across`` points."""
    points = grid(plane, across)
    return Field(points[0, :across], points[1, ::across], plane.drive(points).reshape(2, across, across))
