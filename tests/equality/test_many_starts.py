"""Turns without chance for many starts at once are each start's turns by the laws; here the loops run uncompiled."""

import numpy as np
import pytest

from sim.engines import calm, programs, turns
from sim.engines.instructions import VECTOR
from sim.engines.interpreting import interpreted
from sim.engines.lanes import LANES
from sim.model import dynamics
from sim.model.cues import NOTHING, Cues
from sim.model.parameters import DEFAULTS, Parameters
from sim.model.state import Couple, Luck
from sim.model.trajectory import STATE, couple_of

NO_CHANCE = Luck(*(0.0,) * len(Luck._fields))
COUNT = LANES + 2
"""Starts that fill one group of lanes and begin another."""


@pytest.fixture(autouse=True)
def uncompiled(monkeypatch):
    """The loops as plain Python, two groups of lanes at most at a time."""
    for name, program in (("get_up", "WAKE_CALM"), ("take_turn", "TAKE_CALM_TURN"), ("sleep", "SLEEP")):
        monkeypatch.setattr(calm, name, interpreted(getattr(programs, program), VECTOR))
    monkeypatch.setattr(turns, "taken", calm.take_turns)
    monkeypatch.setattr(turns, "GROUPS", 2)


def starts(count: int = COUNT) -> np.ndarray:
    """States of couples, no two alike."""
    return np.random.default_rng(2).uniform(0.05, 0.95, (len(STATE), count))


def by_the_laws(state: np.ndarray, cues: Cues, p: Parameters, count: int, nights: int) -> list[float]:
    """The state of one couple after ``count`` turns, and a night."""
    couple: Couple = couple_of(list(map(float, state)))
    for _ in range(count):
        couple = dynamics.turn(couple, cues, NO_CHANCE, p)
    for _ in range(nights):
        couple = dynamics.night(couple, p)
    return [*couple.a, *couple.b, couple.bond, couple.hardship]


@pytest.mark.parametrize(("count", "nights"), [(2, False), (1, True), (0, True), (0, False)])
def test_starts_that_share_cues_and_constants(count, nights):
    cues = NOTHING._replace(hand=0.4, stress_a=0.8)
    found = turns.after(starts(), np.array(cues), np.array(DEFAULTS), count, nights=nights)
    assert found.shape == (len(STATE), COUNT)
    for at in (0, 1, LANES - 1, LANES, LANES + 1):
        assert list(found[:, at]) == by_the_laws(starts()[:, at], cues, DEFAULTS, count, nights)


def test_starts_with_cues_and_constants_of_their_own():
    strengths = np.linspace(0.1, 0.9, COUNT)
    cues = np.array([NOTHING._replace(containment=strength) for strength in strengths]).T
    constants = np.array([DEFAULTS._replace(touch=strength, relief=strength) for strength in strengths]).T
    found = turns.after(starts(), cues, constants, 1)
    for at in (0, 5, LANES):
        given, p = Cues(*map(float, cues[:, at])), Parameters(*map(float, constants[:, at]))
        assert list(found[:, at]) == by_the_laws(starts()[:, at], given, p, 1, 0)


@pytest.mark.parametrize("groups", [2, 3, 5])
def test_threads_share_the_groups_and_change_nothing(groups, monkeypatch):
    """Two groups a thread: who has more than that shares."""
    calls = []

    def take(rows, count, nights):
        calls.append(len(rows))
        for lane in range(LANES):
            rows[:, lane] += 10.0 * count + nights

    monkeypatch.setattr(turns, "taken", take)
    many = starts(groups * LANES)
    single, shared = (
        turns.after(many, np.array(NOTHING), np.array(DEFAULTS), 3, nights=True, threads=threads) for threads in (1, 2)
    )
    assert np.array_equal(single, shared)
    assert np.array_equal(single[0], many[0] + 31.0)
    assert np.array_equal(single[1:], many[1:])
    assert calls[0] == groups
    assert sorted(calls[1:]) == sorted([2] * (groups // 2) + [1] * (groups % 2))
