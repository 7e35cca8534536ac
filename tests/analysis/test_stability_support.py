"""Early against late support: against every hold, against continuation, and for couples that do not dance."""

import numpy as np
import pytest

import sim
from sim.analysis.evening import alone
from sim.analysis.stability.basin import field
from sim.analysis.stability.branch import branches
from sim.analysis.stability.moment import Moment
from sim.analysis.stability.outline import heart, nullclines, outlines
from sim.analysis.stability.points import steady
from sim.analysis.stability.support import COARSE, gap, way_back
from sim.analysis.stability.tipping import calm_of, comes_to, dance_of, needed, steps, tips


@pytest.fixture(scope="module")
def polka():
    scenario = sim.scenario("protest-polka")
    moment = Moment.of(scenario)
    return moment, steady(moment, COARSE), alone(sim.simulate(scenario, seed=1), scenario)


@pytest.mark.parametrize("name", ["protest-polka", "find-the-bad-guy", "secure-base"])
def test_few_starts_find_every_steady_state(name):
    moment = Moment.of(sim.scenario(name))
    few, many = steady(moment, COARSE), steady(moment, 61)
    assert few.complete and len(few.all) == len(many.all)
    assert all(one.point == pytest.approx(two.point, abs=1e-8) for one, two in zip(few.all, many.all, strict=True))


def test_a_moment_of_a_state_is_the_moment_of_the_scenario_that_starts_there(polka):
    moment, _, course = polka
    again = Moment.at(course[:, 0], moment.p, hand=1.0)
    assert np.array_equal(again.state, moment.state)
    assert np.array_equal(again.cues, moment.under(hand=1.0).cues)


def test_the_hand_that_is_needed_is_the_shortest_of_all_holds(polka):
    moment, points, course = polka
    states, longest = course[:, ::11], 100
    held = [states, *steps(moment, states, longest, hand=1.0)]
    caught = np.stack([tips(moment, points, one) for one in held])
    assert (np.diff(caught.astype(int), axis=0) <= 0).all(), "a longer hold is never worse"
    brute = np.where(caught[-1], -1, caught.sum(0))
    assert needed(moment, points, states, longest=longest).tolist() == brute.tolist()
    assert (brute == 0).any() and (brute > 0).any()


def test_too_short_a_longest_hold_is_never_enough(polka):
    moment, points, course = polka
    every = needed(moment, points, course[:, ::11])
    short = needed(moment, points, course[:, ::11], longest=2)
    assert (short[every > 2] == -1).all() and (short[every == 0] == 0).all()
    assert (needed(moment, points, course[:, ::11], strength=0.0, longest=5) == np.where(every > 0, -1, 0)).all()


def test_a_secure_couple_needs_no_hand_at_any_minute():
    scenario = sim.scenario("secure-base")
    moment = Moment.of(scenario)
    states = alone(sim.simulate(scenario, seed=1), scenario)
    assert not needed(moment, steady(moment, COARSE), states[:, ::10]).any()


@pytest.mark.parametrize("name", ["security", "hand"])
def test_the_two_ways_part_where_continuation_finds_the_folds(polka, name):
    moment, _, _ = polka
    found = gap(moment, name)
    folds = sorted(fold.value for line in branches(moment, name, 0.0, 1.0) for fold in line.folds)
    seen = sorted(value for value in (found.takes_hold, found.lets_go) if value is not None)
    assert seen == pytest.approx(folds, abs=0.005)
    between = (found.values > (found.takes_hold or -0.01)) & (found.values < found.lets_go)
    assert between.any()
    assert (found.late.max(0)[between] > 0.5).all() and (found.early.max(0)[between] < 0.15).all()
    assert found.late[:, ~between] == pytest.approx(found.early[:, ~between], abs=1e-3)


def test_without_a_dance_the_two_ways_are_one():
    found = gap(Moment.of(sim.scenario("secure-base")), "hand", across=6)
    assert found.lets_go is None and found.takes_hold is None
    assert found.late == pytest.approx(found.early, abs=1e-6)


def test_a_dance_that_never_lets_go_is_set_against_calm(polka):
    found = gap(polka[0], "stranger_a", across=6)
    assert found.lets_go is None and found.takes_hold is None
    assert (found.late.max(0) > 0.5).all() and (found.early.max(0) < 0.15).all()


def test_every_steady_state_comes_to_itself_and_the_way_back_ends_at_calm(polka):
    moment, points, _ = polka
    stable = [i for i, one in enumerate(points.all) if one.stable]
    states = moment.settled(np.stack([points.all[i].point for i in stable], 1))
    assert comes_to(moment, points, states).tolist() == stable
    edge = way_back(moment, points)
    calm, dance = calm_of(points), dance_of(points)
    assert (calm.point < edge).all() and (edge < dance.point).all()
    a_bit = 0.02 * (dance.point - calm.point)
    ends = tips(moment, points, moment.settled(np.stack([edge, edge + a_bit], 1)))
    assert ends.tolist() == [False, True]


def test_a_secure_couple_has_no_way_back_to_go():
    moment = Moment.of(sim.scenario("secure-base"))
    assert way_back(moment, steady(moment, COARSE)) is None


def test_nullclines_stand_still_and_cross_at_the_steady_states(polka):
    moment, points, _ = polka
    lines = nullclines(field(moment, 61))
    for which, found in enumerate(lines):
        every = np.concatenate(found)
        assert np.abs(moment.drive(every.T)[which]).max() < 0.01
        for one in points.all:
            assert np.abs(every - one.point).sum(1).min() < 0.03


def test_an_outline_holds_what_it_should_and_a_word_stands_inside():
    at = np.linspace(0.0, 1.0, 41)
    x, y = np.meshgrid(at, at)
    disc = (x - 0.3) ** 2 + (y - 0.6) ** 2 < 0.04
    (line,) = outlines(at, at, disc)
    far = np.hypot(line[:, 0] - 0.3, line[:, 1] - 0.6)
    assert far == pytest.approx(0.2, abs=0.025)
    row, column = heart(disc)
    assert (at[column], at[row]) == (pytest.approx(0.3, abs=0.03), pytest.approx(0.6, abs=0.03))
    assert heart(disc & False) is None and outlines(at, at, disc & False) == []
    whole = np.concatenate(outlines(at, at, disc | True))
    assert whole.min() == 0.0 and whole.max() == 1.0
