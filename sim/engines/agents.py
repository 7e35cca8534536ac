"""The Mesa engine: two partners are agents, the couple is a model; the laws run as plain Python.

>>> from sim import scenario
>>> from sim.engines.agents import Couple
>>> couple = Couple(scenario("protest-polka"), rng=1)
>>> couple.step()
>>> round(couple.partner_a.state.need, 3) > 0
True
"""

from __future__ import annotations

from typing import Any

import mesa
import numpy as np

from sim.model import chance, dynamics, outcomes, schedule, state
from sim.model.cues import NOTHING
from sim.model.laws.physiology import heart_rate
from sim.scenario.schema import Scenario

REPORTED = ("threat", "pursue", "withdraw", "reach", "respond", "softness", "security", "anxiety", "avoidance")


class Partner(mesa.Agent):
    """One partner. ``state`` is a ``state.Partner``; ``role`` is ``a`` or ``b``, which never matters to the laws."""

    def __init__(self, model: Couple, role: str, name: str, start: state.Partner) -> None:
        """Enter the model as partner ``role``."""
        super().__init__(model)
        self.role, self.name, self.state = role, name, start

    def step(self) -> None:
        """Make one's own part of the turn that both have read off the turn before."""
        self.state = getattr(self.model.after, self.role)

    @property
    def heart_rate(self) -> float:
        """Heart rate in bpm."""
        return heart_rate(self.state.arousal, self.model.constants)


class Couple(mesa.Model):
    """A couple living a scenario; one ``step`` is one turn, and nights pass between days. ``running`` ends with them.

    ``rng`` is the seed of all chance (an integer, or a NumPy generator from which one is drawn); with ``collect`` a
    ``DataCollector`` notes each turn in ``datacollector``.
    """

    def __init__(self, scenario: Scenario, rng: Any = None, replicate: int = 0, collect: bool = True) -> None:
        """Meet at the first morning."""
        super().__init__(rng=rng)
        self.seed_of_chance = int(rng) if isinstance(rng, int | np.integer) else int(self.rng.integers(2**63))
        self.story, self.replicate, self.constants = scenario, replicate, scenario.constants
        start = scenario.start()
        self.partner_a = Partner(self, "a", scenario.partner_a.name, start.a)
        self.partner_b = Partner(self, "b", scenario.partner_b.name, start.b)
        self.bond, self.hardship = start.bond, start.hardship
        self.day = 1
        self.wake()
        self.datacollector = collector() if collect else None
        if self.datacollector:
            self.datacollector.collect(self)

    @property
    def state(self) -> state.Couple:
        """The couple as the laws see it."""
        return state.Couple(self.partner_a.state, self.partner_b.state, self.bond, self.hardship)

    @property
    def outcomes(self) -> outcomes.Outcomes:
        """What the run has come to so far."""
        return outcomes.read(self.state, self.tally, self.constants)

    def take(self, couple: state.Couple) -> None:
        """Give both partners and the bond their new state."""
        self.partner_a.state, self.partner_b.state, self.bond, self.hardship = couple

    def wake(self) -> None:
        """The morning: what life brings, the day's chance, and the day's part of the plan."""
        key = chance.key(self.seed_of_chance)
        mirrored = float(self.story.mirrored)
        fate = chance.fate(self.day, self.replicate, *key, mirrored)
        self.take(dynamics.morning(self.state, fate, self.constants))
        self.turns = self.story.lengths[self.day - 1]
        drawn = chance.luck(np.arange(1, self.turns + 1), self.day, self.replicate, *key, mirrored)
        self.chance = [state.Luck(*row) for row in zip(*(column.tolist() for column in drawn), strict=True)]
        self.blocks = [block for block in self.story.blocks if schedule.on_day(block.when, self.day)]
        self.latches = [0.0] * len(self.blocks)
        self.turn, self.cues, self.tally = 0, NOTHING, outcomes.EMPTY

    def release(self) -> None:
        """Let a run that is over be forgotten: Mesa 3 keeps a counter of agents for every model that ever was."""
        getattr(mesa.Agent, "_ids", {}).pop(self, None)

    def sleep(self) -> None:
        """The night, and the morning after it."""
        self.take(dynamics.night(self.state, self.constants))
        self.day += 1
        self.wake()

    def step(self) -> None:
        """One turn: both read the turn before, then both move."""
        if self.turn == self.turns:
            self.sleep()
        self.turn += 1
        before = self.state
        self.cues, self.latches = schedule.cues_now(self.blocks, self.latches, float(self.turn), before)
        self.after = dynamics.turn(before, self.cues, self.chance[self.turn - 1], self.constants)
        self.agents.do("step")
        self.bond = self.after.bond
        self.tally = outcomes.note(self.tally, self.state)
        self.running = self.turn < self.turns or self.day < self.story.days
        if self.datacollector:
            self.datacollector.collect(self)


def collector() -> mesa.DataCollector:
    """What a Mesa user finds in ``datacollector``: the couple a row a turn, and each partner."""
    return mesa.DataCollector(
        model_reporters={"day": "day", "turn": "turn", "bond": "bond", "hand": lambda model: model.cues.hand},
        agent_reporters={
            "role": "role",
            "heart_rate": "heart_rate",
            **{name: lambda agent, name=name: getattr(agent.state, name) for name in REPORTED},
        },
    )
