"""One evening of a longer story, lived again: without help, or on other chance."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.model import chance, dynamics
from sim.model.cues import COLUMNS, CUES, FIELDS, NOTHING, Cues
from sim.model.parameters import DEFAULTS, Parameters
from sim.model.schedule import Block, on_day
from sim.model.state import Couple, Luck, Partner
from sim.model.trajectory import STATE, Trajectory
from sim.scenario.schema import Person, Scenario


def states_of(day: Trajectory) -> np.ndarray:
    """A day's couple at every row, the morning first: (STATE, turns + 1)."""
    return np.stack([day[name] for name in STATE])


def cues_of(day: Trajectory) -> np.ndarray:
    """What was given at every row, nothing in the morning: (Cues, turns + 1)."""
    return np.stack([day[name] for name in COLUMNS])


def without_help(cues: np.ndarray) -> np.ndarray:
    """The same cues (Cues, …) with what life throws in only."""
    trouble = [CUES[name].trouble for name in FIELDS.values()]
    return np.where(np.reshape(trouble, (-1, *(1,) * (cues.ndim - 1))), cues, 0.0)


@dataclass(frozen=True, eq=False)
class Evening:
    """One day as a scenario of its own: the couple as it woke, the plan and the story of that day.

    Stands where an engine or ``sim.analysis.cycle`` takes a ``Scenario``. Its chance is that of a first day, so that
    every replicate is another evening of the same couple; life has brought what it brings before the evening begins.
    """

    scenario: Scenario
    morning: Couple
    number: int
    blocks: tuple[Block, ...]
    days: int = 1

    @classmethod
    def of(cls, scenario: Scenario, day: Trajectory) -> "Evening":
        """From the rows of one day of the scenario's run."""
        number = int(day["day"][0])
        today = [block for block in scenario.blocks if on_day(block.when, number)]
        once = [block._replace(when=block.when._replace(first_day=1.0, last_day=1.0, every=1.0)) for block in today]
        return cls(scenario, couple_of(states_of(day)[:, 0]), number, tuple(once))

    @property
    def name(self) -> str:
        """The scenario's name."""
        return self.scenario.name

    @property
    def partner_a(self) -> Person:
        """Partner a as the scenario has it, for the name."""
        return self.scenario.partner_a

    @property
    def partner_b(self) -> Person:
        """Partner b as the scenario has it, for the name."""
        return self.scenario.partner_b

    @property
    def mirrored(self) -> bool:
        """Whether a has the stream of b."""
        return self.scenario.mirrored

    @property
    def lengths(self) -> tuple[int, ...]:
        """The turns of this evening, (1,)."""
        return (self.scenario.lengths[self.number - 1],)

    @property
    def constants(self) -> Parameters:
        """Every constant."""
        return self.constants_on(DEFAULTS)

    def constants_on(self, base: Parameters) -> Parameters:
        """The scenario's own values on another set of constants; no life event strikes a second time."""
        return self.scenario.constants_on(base)._replace(event_rate=0.0)

    def start(self) -> Couple:
        """The couple this morning, what life brought included."""
        return self.morning

    def given(self, more: Sequence[Block]) -> "Evening":
        """The same evening with no help but these blocks of cues."""
        bare = (block._replace(cues=Cues(*without_help(np.array(block.cues)).tolist())) for block in self.blocks)
        return replace(self, blocks=(*(block for block in bare if block.cues != NOTHING), *more))


def couple_of(state: np.ndarray) -> Couple:
    """A couple from its numbers in the order of ``STATE``."""
    values, size = state.tolist(), len(Partner._fields)
    return Couple(Partner(*values[:size]), Partner(*values[size : 2 * size]), *values[2 * size :])


def alone(day: Trajectory, scenario: Scenario) -> np.ndarray:
    """The same day from the same morning on the same chance, without any help: (STATE, turns + 1).

    What life throws in stays. A day without help is given back to the last bit.
    """
    rows, given = states_of(day), without_help(cues_of(day))
    key, mirrored = chance.key(day.seed), float(scenario.mirrored)
    drawn = chance.luck(np.arange(1, rows.shape[1]), int(day["day"][0]), day.replicate, *key, mirrored)
    course = [couple_of(rows[:, 0])]
    for luck, cues in zip(zip(*(one.tolist() for one in drawn), strict=True), given.T[1:].tolist(), strict=True):
        course.append(dynamics.turn(course[-1], Cues(*cues), Luck(*luck), scenario.constants))
    return np.array([[*one.a, *one.b, one.bond, one.hardship] for one in course]).T
