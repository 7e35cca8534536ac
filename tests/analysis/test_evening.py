"""One evening of a longer story, lived again without help or on other chance."""

from functools import cache

import numpy as np
import pytest

import sim
from sim.analysis.evening import Evening, alone
from sim.analysis.rows import cues_of, states_of, without_help
from sim.engines.ensemble import Runs, run_each
from sim.interventions.hand_holding import HandHolding
from sim.model.cues import Cues
from sim.model.trajectory import RECORDED, STATE


@cache
def story() -> sim.Scenario:
    """Three days, a hand on the second, and a life event on the third morning."""
    event = [{"day": 3, "who": "a", "size": 1.0}]
    return sim.scenario("protest-polka").add("hand-holding", day=2, turn=20, turns=30).change(
        {"days": 3, "turns": 60, "life.event": event}
    )  # fmt: skip


def lived(one: sim.Scenario, seed: int = 3) -> sim.Trajectory:
    """Its run."""
    return sim.simulate(one, seed=seed, engine="ensemble")


def test_a_day_without_help_is_given_back_to_the_last_bit():
    for number in (1, 3):
        day = lived(story()).day(number)
        assert np.array_equal(alone(day, story()), states_of(day))


def test_a_day_without_its_help_is_the_run_without_the_plan():
    with_, without = (lived(one) for one in (story(), story().without()))
    bare = alone(with_.day(2), story())
    assert np.array_equal(bare, states_of(without.day(2)))
    assert not np.array_equal(bare, states_of(with_.day(2)))


def test_partners_exchanged_days_exchanged():
    day = lived(story().swapped()).day(2)
    bare, other = alone(day, story().swapped()), alone(lived(story()).day(2), story())
    half = (len(STATE) - 2) // 2
    assert np.array_equal(bare[:half], other[half : 2 * half])


def test_help_is_every_cue_that_life_does_not_throw_in():
    life = {name for name in Cues._fields if name.split("_")[0] in ("stress", "spark", "burden")}
    bare = without_help(np.ones((len(Cues._fields), 2)))
    assert {name for name, row in zip(Cues._fields, bare, strict=True) if row.all()} == life


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_evening_begins_as_the_couple_woke_and_has_its_own_plan(number):
    day = lived(story()).day(number)
    evening = Evening.of(story(), day)
    rows = run_each([Runs(evening, 5, range(8))], keep_turns=True).turns
    assert rows.shape[0] == 61 and evening.days == 1
    assert np.array_equal(rows[0, : len(STATE)], np.repeat(states_of(day)[:, :1], 8, 1))
    hand = rows[:, RECORDED.index("hand")].T
    assert all(np.array_equal(each, day["hand"]) for each in hand)
    assert len(np.unique(rows[-1, RECORDED.index("threat_a")])) == 8


def test_the_first_evening_on_its_own_chance_is_the_run():
    one = story().change({"days": 1, "event_rate": 0.0})
    evening = Evening.of(one, lived(one).day(1))
    rows = run_each([Runs(evening, 3, range(1))], keep_turns=True).turns[:, :, 0]
    assert np.array_equal(rows[:, : len(STATE)].T, states_of(lived(one)))


def test_other_help_takes_the_place_of_the_plan_s_and_the_story_stays():
    evening = Evening.of(story(), lived(story()).day(2))
    given = evening.given(HandHolding(turn=5, turns=3).blocks(evening.constants))
    hand = run_each([Runs(given, 5, range(1))], keep_turns=True).turns[:, RECORDED.index("hand"), 0]
    assert np.flatnonzero(hand).tolist() == [5, 6, 7]
    first = Evening.of(story(), lived(story()).day(1)).given(())
    assert cues_of(lived(story()).day(1))[Cues._fields.index("spark_a")].any()
    assert run_each([Runs(first, 5, range(1))], keep_turns=True).turns[:, RECORDED.index("struck_a"), 0].any()
