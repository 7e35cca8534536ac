"""The Mesa engine: two partners are agents, the couple is a model; the laws run as plain Python.

>>> from sim import scenario
>>> from sim.engines.agents import Couple
>>> couple = Couple(scenario("protest-polka"), rng=1)
>>> couple.step()
>>> round(couple.partner_a.state.need, 3) > 0
True
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mesa
import numpy as np

from sim.engines.plain import Run
from sim.model.cues import Cues
from sim.model.laws.physiology import heart_rate
from sim.model.outcomes import Outcomes
from sim.model.state import Couple as StateOfCouple
from sim.model.state import Partner as StateOfPartner
from sim.scenario.schema import Scenario

REPORTED = ("threat", "pursue", "withdraw", "reach", "respond", "softness", "security", "anxiety", "avoidance")


class Partner(mesa.Agent):
    """One partner. ``state`` is a ``state.Partner``; ``role`` is ``a`` or ``b``, which never matters to the laws."""

    def __init__(self, model: Couple, role: str, name: str, start: StateOfPartner) -> None:
        """Enter the model as partner ``role``."""
        super().__init__(model)
        self.role, self.name, self.state = role, name, start

    def step(self) -> None:
        """Make one's own part of the turn that both have read off the turn before."""
        self.state = getattr(self.model.course.state, self.role)

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
        seed = int(rng) if isinstance(rng, int | np.integer) else int(self.rng.integers(2**63))
        self.course, self.constants = Run(scenario, seed, replicate), scenario.constants
        start = self.course.state
        self.partner_a = Partner(self, "a", scenario.partner_a.name, start.a)
        self.partner_b = Partner(self, "b", scenario.partner_b.name, start.b)
        self.bond, self.hardship = start.bond, start.hardship
        self.datacollector = collector() if collect else None
        if self.datacollector:
            self.datacollector.collect(self)

    @property
    def state(self) -> StateOfCouple:
        """The couple as the laws see it."""
        return StateOfCouple(self.partner_a.state, self.partner_b.state, self.bond, self.hardship)

    @property
    def outcomes(self) -> Outcomes:
        """What the run has come to so far."""
        return self.course.outcomes

    @property
    def day(self) -> int:
        """The day, from 1."""
        return self.course.day

    @property
    def turn(self) -> int:
        """The turn of the day's conversation, from 1; 0 in the morning."""
        return self.course.turn

    @property
    def turns(self) -> int:
        """The turns of the day's conversation."""
        return self.course.turns

    @property
    def cues(self) -> Cues:
        """What is given in this turn."""
        return self.course.cues

    def release(self) -> None:
        """Let a run that is over be forgotten: Mesa 3 keeps a counter of agents for every model that ever was."""
        getattr(mesa.Agent, "_ids", {}).pop(self, None)

    def _go_on(self, how: Callable[[], None]) -> None:
        """From the agents' own state to the next, by a turn or a night."""
        self.course.state = self.state
        how()
        self.agents.do("step")
        self.bond, self.hardship = self.course.state.bond, self.course.state.hardship

    def sleep(self) -> None:
        """The night, and the morning after it."""
        self._go_on(self.course.sleep)

    def step(self) -> None:
        """One turn: both read the turn before, then both move."""
        self._go_on(self.course.step)
        self.running = self.course.running
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
