"""A couple at one moment: what is slow stands still, there is no chance, and threat settles.

Within a conversation need, softness, felt security, attachment and the bond hardly move. Held still, they leave the
fast system: threat, arousal, the moves, whether an offered hand is taken, and the comfort that is carried. Its steady
states follow from the two threats alone: where threat stands still, arousal has come to what it drives (hand in hand,
to what both threats drive), and so have the moves and responses. So the steady states of the whole turn are exactly
those of a map of the two threats, and can all be found.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sim.analysis.rows import state_of
from sim.engines.turns import after
from sim.model.cues import NOTHING, Cues
from sim.model.laws import physiology
from sim.model.parameters import PARAMETERS, Parameters
from sim.model.trajectory import STATE, couple_of
from sim.scenario.schema import Scenario

STILL = dict.fromkeys(
    ("need_growth", "need_met", "softening_rate", "softness_fade", "security_rate", "injury_rate", "injury_met",
     "bond_rate"), 0.0,
)  # fmt: skip
"""Constants that move what is slow; within a turn the rest of it does not move anyway."""

FAST = tuple(
    STATE.index(f"{name}_{who}") for who in "ab"
    for name in ("threat", "arousal", "soothed", "taken", "pursue", "withdraw", "reach", "respond", "spark")
)  # fmt: skip
THREATS = (STATE.index("threat_a"), STATE.index("threat_b"))
SLOW = ("need", "softness", "security", "anxiety", "avoidance")
QUICK, HELD = 0.6, 60
"""The largest pace of arousal, and turns after which two bodies hand in hand have settled at it: of any distance from
rest at most .4 is left each turn."""
STEP = 1e-6
LONG = 3000
"""Turns after which a couple has come to rest, wherever it goes."""


@dataclass(frozen=True, eq=False)
class Moment:
    """``state`` (STATE,), the ``cues`` that it lives under (Cues,), and the constants ``p``."""

    state: np.ndarray
    cues: np.ndarray
    p: Parameters

    @classmethod
    def of(cls, scenario: Scenario, **cues: float) -> "Moment":
        """A scenario's couple as it starts; ``hand=1.0`` holds hands, and so on for any cue."""
        return cls.at(state_of(scenario.start()), scenario.constants, **cues)

    @classmethod
    def at(cls, state: np.ndarray, p: Parameters, **cues: float) -> "Moment":
        """A couple in this state (STATE,) under these constants, wherever a run has brought it."""
        return cls(np.asarray(state, float), np.array(NOTHING._replace(**cues)), p)

    def under(self, **cues: float) -> "Moment":
        """The same couple under other cues."""
        return replace(self, cues=np.array(Cues(*self.cues)._replace(**cues)))

    @property
    def names(self) -> tuple[str, str]:
        """The two threats."""
        return ("threat_a", "threat_b")

    def box(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Threat lies between 0 and 1."""
        return (0.0, 1.0), (0.0, 1.0)

    @cached_property
    def still(self) -> Parameters:
        """The constants with all that is slow held still, and without noise."""
        return self.p._replace(**STILL, noise=0.0)

    def given(self, count: int, changed: dict[str, np.ndarray] | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """State, cues and constants of ``count`` copies, with what is changed, by name: a constant, a cue, the bond,
        hardship, or what is slow of both partners (``security``) or of one (``security_a``). State is (rows, count);
        cues and constants are (rows,) where none of them is changed."""
        state = np.repeat(self.state[:, None], count, 1)
        cues, constants = self.cues.copy(), np.array(self.still)
        for name, values in (changed or {}).items():
            if name in PARAMETERS:
                constants = np.repeat(constants[:, None], count, 1) if constants.ndim == 1 else constants
                constants[Parameters._fields.index(name)] = values
            elif name in Cues._fields and name not in STATE:
                cues = np.repeat(cues[:, None], count, 1) if cues.ndim == 1 else cues
                cues[Cues._fields.index(name)] = values
            elif name in STATE:
                state[STATE.index(name)] = values
            elif name in SLOW:
                state[[STATE.index(f"{name}_{who}") for who in "ab"]] = values
            else:
                raise KeyError(name)
        return state, cues, constants

    def settled(self, threats: np.ndarray, changed: dict[str, np.ndarray] | None = None) -> np.ndarray:
        """The couple, (STATE, n), when all has settled that these threats (2, n) drive.

        Threat is held and nothing has inertia, so one turn brings the moves and a second one the responses. While a
        hand is offered each turn brings the two bodies, and who takes it, nearer to rest.
        """
        state, cues, constants = self.given(threats.shape[1], changed)
        state[list(FAST)] = 0.0
        state[[STATE.index("arousal_a"), STATE.index("arousal_b")]] = threats
        state[list(THREATS)] = threats
        constants[[Parameters._fields.index(name) for name in ("inertia", "threat_pace")]] = 0.0
        constants[Parameters._fields.index("comfort_pace")] = 1.0
        constants[[Parameters._fields.index(name) for name in ("arousal_rise", "arousal_fall")]] = QUICK
        return after(state, cues, constants, HELD if cues[Cues._fields.index("hand")].any() else 2)

    def drive(self, points: np.ndarray, changed: dict[str, np.ndarray] | None = None) -> np.ndarray:
        """The threat that these threats lead to, less themselves."""
        state = self.settled(points, changed)
        _, cues, constants = self.given(points.shape[1], changed)
        constants[Parameters._fields.index("threat_pace")] = 1.0
        return after(state, cues, constants, 1)[list(THREATS)] - points

    def turn(self, states: np.ndarray, turns: int = 1, threads: int = 1, **cues: float) -> np.ndarray:
        """States (STATE, n) after turns of the fast system."""
        here: np.ndarray = np.array(Cues(*self.cues)._replace(**cues))
        return after(states, here, np.array(self.still), turns, threads=threads)

    def settle(self, point: np.ndarray, changed: dict[str, float] | None = None) -> np.ndarray:
        """The threats that the couple comes to when it starts from these (2,), five hours later."""
        values = {name: np.array([value]) for name, value in (changed or {}).items()}
        _, cues, constants = self.given(1, values)
        return after(self.settled(point[:, None], values), cues, constants, LONG)[list(THREATS), 0]

    def stable(self, point: np.ndarray, changed: dict[str, float] | None = None) -> tuple[bool, np.ndarray]:
        """Stability of the whole turn at a steady state: (stable, eigenvalues of the worse side).

        Arousal climbs faster than it falls, so at a steady state the turn has a bend, and a derivative on each side:
        both are taken, by central differences (error some 1e-9), and both must contract.
        """
        here = {name: np.array([value]) for name, value in (changed or {}).items()}
        found = [np.linalg.eigvals(side) for side in self.sides(point[:, None], here)]
        worst = max(found, key=lambda values: float(np.abs(values).max()))
        return bool(np.abs(worst).max() < 1.0), worst

    def sides(self, point: np.ndarray, changed: dict[str, np.ndarray] | None = None) -> list[np.ndarray]:
        """The derivatives of the turn at a steady state (2, 1), arousal climbing, and arousal falling: (FAST, FAST)."""
        here = self.settled(point, changed)
        cues, constants = (values.reshape(len(values)) for values in self.given(1, changed)[1:])
        couple, p = couple_of(here[:, 0].tolist()), Parameters(*constants.tolist())
        calm = couple_of(np.zeros(len(STATE)).tolist()).a
        rates = [Parameters._fields.index(name) for name in ("arousal_rise", "arousal_fall")]
        constants[Parameters._fields.index("contact_calming")] = 0.0
        moved = np.repeat(here, 2 * len(FAST), 1)
        for i, row in enumerate(FAST):
            moved[row, 2 * i] += STEP
            moved[row, 2 * i + 1] -= STEP
        sides = []
        for way in (1.0, -1.0):
            # From rest the law of arousal moves by its pace upward where threat is 1, and downward where it is -1. The
            # pace downward is each partner's own, so each one's half is taken from a turn at that pace.
            halves = []
            for half, me in enumerate((couple.a, couple.b)):
                constants[rates] = way * physiology.arousal(calm, calm, way, me.soothed, 0.0, p)
                ends = after(moved, cues, constants, 1)[list(FAST)]
                halves.append(np.split(ends, 2)[half])
            ends = np.concatenate(halves)
            sides.append((ends[:, ::2] - ends[:, 1::2]) / (2.0 * STEP))
        return sides
