"""One evening of a longer story, lived again: without help, or on other chance."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.analysis.rows import couples_of, cues_of, luck_of, state_of, turns_of, without_help
from sim.model import dynamics
from sim.model.cues import NOTHING, Cues
from sim.model.parameters import DEFAULTS, Parameters
from sim.model.schedule import Block, on_day
from sim.model.state import Couple
from sim.model.trajectory import Trajectory
from sim.scenario.schema import Scenario


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
        return cls(scenario, couples_of(day)[0], number, tuple(once))

    def __getattr__(self, name: str) -> Any:
        """Whatever else is asked of a scenario is as the scenario has it: names, and who has whose stream of chance."""
        return getattr(self.scenario, name)

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


def alone(day: Trajectory, scenario: Scenario) -> np.ndarray:
    """The same day from the same morning on the same chance, without any help: (STATE, turns + 1).

    What life throws in stays. A day without help is given back to the last bit.
    """
    couples = couples_of(day)[:1]
    for luck, cues in zip(luck_of(day, scenario), turns_of(without_help(cues_of(day))), strict=True):
        couples.append(dynamics.turn(couples[-1], cues, luck, scenario.constants))
    return np.stack([state_of(couple) for couple in couples], axis=1)
