"""Every bound holds at the corners: constants, states, cues and chance at the ends of their ranges, all at once.

Some thousand corners, drawn by a fixed seed, are one turn on arrays.
"""

import numpy as np
import pytest

from sim.engines.arrays import on_arrays
from sim.model import dynamics, outcomes
from sim.model.cues import CUES, FIELDS, Cues
from sim.model.parameters import PARAMETERS, Parameters
from sim.model.state import Couple, Fate, Luck, Partner

COUNT = 4000
ULP = 1e-12
"""What rounding may add to a number near 1."""
SIZES = ("spark", "burden")
"""What has no upper bound."""


@pytest.fixture(scope="module")
def corners():
    """A couple, cues, the chance of a turn and of a day, and constants: arrays of corners."""
    choose = np.random.default_rng(1)

    def ends(low: float, high: float) -> np.ndarray:
        return choose.choice(np.array([low, high]), COUNT)

    def partner() -> Partner:
        return Partner(*(ends(0.0, 5.0 if name in SIZES else 1.0) for name in Partner._fields))

    couple = Couple(partner(), partner(), ends(0.0, 1.0), ends(0.0, 5.0))
    cues = Cues(*(ends(0.0, 5.0 if CUES[name].trouble else 1.0) for name in FIELDS.values()))
    luck = Luck(ends(-3.5, 3.5), ends(-3.5, 3.5), ends(0.0, 1.0), ends(0.0, 1.0), ends(0.0, 1.0))
    fate = Fate(*(ends(0.0, 1.0) for _ in Fate._fields))
    return couple, cues, luck, fate, Parameters(*(ends(row.low, row.high) for row in PARAMETERS.values()))


def is_legal(couple: Couple) -> bool:
    """Whether every quantity is a share, sizes apart, and not missing; one number may stand for all couples."""
    shares, sizes = [couple.bond], []
    for partner in (couple.a, couple.b):
        for name, values in partner._asdict().items():
            (sizes if name in SIZES else shares).append(values)
    lowest, highest = min(map(np.min, [*shares, *sizes])), max(map(np.max, shares))
    return bool(lowest >= 0.0 and highest <= 1.0 + ULP)


def couple_at(couple: Couple, at: int) -> Couple:
    """One couple of many, as plain numbers."""
    a, b = (Partner(*(float(values[at]) for values in partner)) for partner in (couple.a, couple.b))
    return Couple(a, b, float(couple.bond[at]), float(couple.hardship[at]))


def test_a_turn_on_arrays_is_the_same_turn_of_each_couple(corners):
    couple, *others = corners
    after = on_arrays(dynamics.turn)(couple, others[0], others[1], others[3])
    for at in range(50):
        cues, luck, _, p = (type(values)(*(float(value[at]) for value in values)) for values in others)
        assert couple_at(after, at) == dynamics.turn(couple_at(couple, at), cues, luck, p)


def test_a_turn_keeps_every_bound_at_the_corners(corners):
    couple, cues, luck, _, p = corners
    assert is_legal(on_arrays(dynamics.turn)(couple, cues, luck, p))


def test_a_morning_and_a_night_keep_every_bound_at_the_corners(corners):
    couple, _, _, fate, p = corners
    assert is_legal(on_arrays(dynamics.morning)(couple, fate, p))
    assert is_legal(on_arrays(dynamics.night)(couple, p))


def test_many_turns_and_nights_keep_every_bound(corners):
    couple, cues, luck, fate, p = corners
    for _ in range(30):
        couple = on_arrays(dynamics.turn)(couple, cues, luck, p)
    assert is_legal(on_arrays(dynamics.morning)(on_arrays(dynamics.night)(couple, p), fate, p))


def test_what_is_read_is_in_its_range_at_the_corners(corners):
    couple, _, _, _, p = corners
    tally = on_arrays(outcomes.note)(outcomes.EMPTY, couple)
    for name, values in on_arrays(outcomes.read)(couple, tally, p)._asdict().items():
        line = outcomes.OUTCOMES[name]
        assert (values >= line.low - 1e-9).all(), name
        assert (values <= line.high + 1e-9).all() or line.unit == "bpm", name


def test_the_corners_reach_the_bounds(corners):
    """Corners that never reached a bound would say nothing about it."""
    couple, cues, luck, _, p = corners
    after = on_arrays(dynamics.turn)(couple, cues, luck, p)
    moving = ("threat", "arousal", "taken", "softness", "security", "pursue", "withdraw", "reach", "respond", "need")
    for name in moving:
        values = getattr(after.a, name)
        assert values.min() < 0.01 and values.max() > 0.85, name
