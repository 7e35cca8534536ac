"""The laws as plain Python, one couple and one turn at a time: what Mesa's agents run, without Mesa.

A first start that loads neither Mesa nor the compiled engine draws the page in half the time.
"""

import numpy as np

from sim.model import chance, dynamics, schedule
from sim.model.cues import NOTHING
from sim.model.outcomes import EMPTY, Outcomes, note, read
from sim.model.state import Luck
from sim.scenario.schema import Scenario


class Run:
    """A couple's run of a scenario: ``step`` is one turn, ``sleep`` the night after a day's last. ``running`` ends
    with the last turn; ``state`` may be set between turns, and the next turn starts from it.
    """

    def __init__(self, scenario: Scenario, seed: int, replicate: int = 0) -> None:
        """Meet at the first morning."""
        self.scenario, self.replicate, self.constants = scenario, replicate, scenario.constants
        self.key = chance.key(seed)
        self.state = scenario.start()
        self.day, self.running = 1, True
        self.wake()

    @property
    def outcomes(self) -> Outcomes:
        """What the run has come to so far."""
        return read(self.state, self.tally, self.constants)

    def wake(self) -> None:
        """The morning: what life brings, the day's chance, and the day's part of the plan."""
        mirrored = float(self.scenario.mirrored)
        fate = chance.fate(self.day, self.replicate, *self.key, mirrored)
        self.state = dynamics.morning(self.state, fate, self.constants)
        self.turns = self.scenario.lengths[self.day - 1]
        drawn = chance.luck(np.arange(1, self.turns + 1), self.day, self.replicate, *self.key, mirrored)
        self.chance = [Luck(*row) for row in zip(*(column.tolist() for column in drawn), strict=True)]
        self.blocks = [block for block in self.scenario.blocks if schedule.on_day(block.when, self.day)]
        self.latches = [0.0] * len(self.blocks)
        self.turn, self.cues, self.tally = 0, NOTHING, EMPTY

    def sleep(self) -> None:
        """The night, and the morning after it."""
        self.state = dynamics.night(self.state, self.constants)
        self.day += 1
        self.wake()

    def step(self) -> None:
        """One turn: both read the turn before, then both move. The first of a day comes after the night."""
        if self.turn == self.turns:
            self.sleep()
        self.turn += 1
        self.cues, self.latches = schedule.cues_now(self.blocks, self.latches, float(self.turn), self.state)
        self.state = dynamics.turn(self.state, self.cues, self.chance[self.turn - 1], self.constants)
        self.tally = note(self.tally, self.state)
        self.running = self.turn < self.turns or self.day < self.scenario.days
