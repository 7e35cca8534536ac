"""One day of a run, from the rows of its trajectory: the couple, what was given, and the chance of each turn."""

import numpy as np

from sim.model import chance
from sim.model.cues import COLUMNS, CUES, FIELDS, NOTHING, Cues
from sim.model.state import Couple, Luck
from sim.model.trajectory import STATE, Trajectory, couple_of, row_of
from sim.scenario.schema import Scenario


def states_of(day: Trajectory) -> np.ndarray:
    """A day's couple at every row, the morning first: (STATE, turns + 1)."""
    return np.stack([day[name] for name in STATE])


def state_of(couple: Couple) -> np.ndarray:
    """A couple's numbers in the order of ``STATE``, (STATE,)."""
    return np.array(row_of(couple, NOTHING)[: len(STATE)])


def couples_of(day: Trajectory) -> list[Couple]:
    """A day's couple at every row, the morning first."""
    return [couple_of(row) for row in states_of(day).T.tolist()]


def cues_of(day: Trajectory) -> np.ndarray:
    """What was given at every row, nothing in the morning: (Cues, turns + 1)."""
    return np.stack([day[name] for name in COLUMNS])


def without_help(cues: np.ndarray) -> np.ndarray:
    """The same cues (Cues, …) with what life throws in only."""
    trouble = [CUES[name].trouble for name in FIELDS.values()]
    return np.where(np.reshape(trouble, (-1, *(1,) * (cues.ndim - 1))), cues, 0.0)


def turns_of(cues: np.ndarray) -> list[Cues]:
    """The cues (Cues, turns + 1) of each turn of a day; the morning has none."""
    return [Cues(*row) for row in cues.T[1:].tolist()]


def luck_of(day: Trajectory, scenario: Scenario) -> list[Luck]:
    """The chance of each turn of a day, read again from the tape by seed, replicate, day and turn."""
    turns, number = np.arange(1, len(day)), int(day["day"][0])
    drawn = chance.luck(turns, number, day.replicate, *chance.key(day.seed), float(scenario.mirrored))
    return [Luck(*row) for row in zip(*(column.tolist() for column in drawn), strict=True)]
