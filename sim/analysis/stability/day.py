"""The full system: what a day does to what is slow, and the relationships that it leaves as they were.

A day is its conversation and the night. Without chance, with the same trouble raised every day or with none, the day is
a map of need, softness, felt security, attachment and the bond; its steady states are what a relationship comes to in
years. What is fast starts each morning from rest: a night takes nearly all of it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.analysis.rows import state_of
from sim.analysis.stability.moment import SLOW
from sim.analysis.stability.points import unique
from sim.engines.turns import after
from sim.model.cues import NOTHING
from sim.model.trajectory import STATE
from sim.scenario.schema import Scenario

ROWS = (*(STATE.index(f"{name}_{who}") for name in SLOW for who in "ab"), STATE.index("bond"))
"""What is slow, as rows of the state."""
DISPOSITIONS = tuple(STATE.index(f"{name}_disposition_{who}") for name in ("anxiety", "avoidance") for who in "ab")
GIVEN = (*DISPOSITIONS, *(STATE.index(f"injury_{who}") for who in "ab"), STATE.index("hardship"))
"""What years hardly move, or time alone does not, and is held as it is: who one is, an injury, and what life asks."""
YEARS, NEWTON_STEPS, STEP = 3, 20, 1e-5
SAME, NEAR = 1e-4, 1e-9


@dataclass(frozen=True, eq=False)
class Lasting:
    """A relationship that days leave as it is: the ``state`` (STATE,) in the morning, by name in ``values``; whether it
    is stable; the largest eigenvalue of a day, 1 or more where it is not."""

    state: np.ndarray
    stable: bool
    radius: float

    @property
    def values(self) -> dict[str, float]:
        """What is slow, by name."""
        return {STATE[row]: float(self.state[row]) for row in ROWS}


@dataclass(frozen=True, eq=False)
class Day:
    """A couple's day without chance: ``spark`` in alarm is raised by both in turn, half of it each, every morning."""

    scenario: Scenario
    spark: float = 0.0

    @cached_property
    def start(self) -> np.ndarray:
        """The couple as the scenario has it: (STATE,)."""
        return state_of(self.scenario.start())

    def after(self, slow: np.ndarray, days: int = 1) -> np.ndarray:
        """What is slow (ROWS, n) after so many days: (ROWS, n)."""
        constants: np.ndarray = np.array(self.scenario.constants._replace(noise=0.0))
        for _ in range(days):
            states = self.morning(slow)
            slow = after(states, np.array(NOTHING), constants, self.scenario.turns, nights=True)[list(ROWS)]
        return slow

    def morning(self, slow: np.ndarray) -> np.ndarray:
        """The couple (STATE, n) at rest with these slow values (ROWS, n)."""
        states = np.zeros((len(STATE), slow.shape[1]))
        states[list(GIVEN)] = self.start[list(GIVEN), None]
        states[[STATE.index("spark_a"), STATE.index("spark_b")]] = 0.5 * self.spark
        states[list(ROWS)] = slow
        return states

    def slopes(self, slow: np.ndarray) -> np.ndarray:
        """The derivatives of a day, by central differences: (n, ROWS, ROWS)."""
        size, count = slow.shape
        moved = slow[:, None, :] + STEP * np.concatenate([np.eye(size), -np.eye(size)], 1)[:, :, None]
        ends = self.after(moved.reshape(size, -1)).reshape(size, 2, size, count)
        return ((ends[:, 0] - ends[:, 1]) / (2.0 * STEP)).transpose(2, 0, 1)


def lasting(day: Day, starts: int = 96, seed: int = 1) -> tuple[Lasting, ...]:
    """Every relationship that a day leaves as it was, from least to most bond.

    From ``starts`` starts spread over all that is slow, as they are and after three years of such days, by Newton's
    method. A day has jumps where its conversation tips, so this finds what there is on both sides of them, and cannot
    prove that nothing else is there.
    """
    rng = np.random.default_rng([seed, 7])
    spread = rng.random((len(ROWS), starts))
    attachment = [ROWS.index(STATE.index(f"{name}_{who}")) for name in ("anxiety", "avoidance") for who in "ab"]
    spread[attachment] = day.start[list(DISPOSITIONS), None]
    slow = np.concatenate([spread, day.after(spread, 365 * YEARS)], 1)
    for _ in range(NEWTON_STEPS):
        force = day.after(slow) - slow
        whole = day.slopes(slow) - np.eye(len(ROWS))
        fair = np.linalg.cond(whole) < 1e10
        step = np.linalg.solve(whole[fair], -force.T[fair][:, :, None])[:, :, 0].T
        slow = slow[:, fair] + step / np.maximum(1.0, np.abs(step).max(0) / 0.1)
        slow = np.clip(slow, 0.0, 1.0)
    slow = slow[:, np.abs(day.after(slow) - slow).max(0) < NEAR]
    found = []
    for place in sorted(unique(slow, np.full(len(ROWS), SAME)).T, key=lambda place: float(place[-1])):
        radius = float(np.abs(np.linalg.eigvals(day.slopes(place[:, None])[0])).max())
        found.append(Lasting(day.morning(place[:, None])[:, 0], radius < 1.0, radius))
    return tuple(found)
