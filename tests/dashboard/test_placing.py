"""Placing things in a scenario, and the other run that they are compared with."""

import numpy as np
import pytest

import sim
from sim.dashboard.state import placing
from sim.dashboard.state.comparison_run import alternative, before
from sim.interventions import INTERVENTIONS

POLKA = sim.scenario("protest-polka")
LAST = POLKA.turns


@pytest.mark.parametrize("kind", placing.FORMS)
def test_whatever_can_be_placed_can_be_found_changed_and_taken_away(kind):
    who = {} if kind in INTERVENTIONS else {"who": "a", "size": 1.0}
    season = POLKA.change({"days": 30})
    placed = placing.place(season, kind, 4, 20, 30, **who)
    key = next(iter(placing.mine(placed, season)))
    assert placing.things(placed)[key].kind == kind
    moved = placing.change(placed, key, {"day": 6})
    assert placing.things(moved)[key].day == 6
    assert placing.remove(moved, key) == season


def test_what_is_placed_ends_with_its_conversation():
    hand = placing.place(POLKA, "hand-holding", 1, LAST + 99, 10**6).interventions[0]
    assert (hand.turn, hand.turns) == (LAST, 1)
    hand = placing.place(POLKA, "hand-holding", 1, 100, 10**6).interventions[0]
    assert hand.turn + hand.turns - 1 == LAST


def test_a_hand_stops_where_the_next_begins_and_does_not_begin_in_one():
    own = POLKA.add("hand-holding", turn=60, turns=10)
    early = placing.place(own, "hand-holding", 1, 30, 100).interventions[-1]
    assert early.turn + early.turns == 60
    with pytest.raises(sim.ScenarioError, match="already"):
        placing.place(own, "hand-holding", 1, 65, 5)
    stranger = placing.place(own, "hand-holding", 1, 60, 10, whose="stranger", held_by="a")
    assert len(stranger.interventions) == 2, "a stranger's hand and the partner's can be held at once"


def test_two_of_a_sort_are_not_dragged_over_each_other():
    two = POLKA.add("time-out", turn=20, turns=10).add("time-out", turn=60, turns=10)
    with pytest.raises(sim.ScenarioError, match="cannot lie over"):
        placing.change(two, "intervention.2", {"turn": 25})


def test_times_stay_within_the_story():
    season = placing.place(POLKA.change({"days": 10}), "hand-holding", 3, 20, 30)
    moved = placing.change(season, "intervention.1", {"day": 99, "days": 99, "turn": 10**6}).interventions[0]
    assert (moved.day, moved.days, moved.turn, moved.turns) == (10, 1, LAST, 1)


def test_mine_is_what_the_start_has_not_swapped_or_not():
    start = sim.scenario("let-go-too-soon")
    assert placing.mine(start, start) == placing.mine(start.swapped(), start) == set()
    changed = placing.change(start, "intervention.1", {"turns": 90})
    assert placing.mine(changed, start) == {"intervention.1"}


def test_without_a_plan_there_is_nothing_to_compare():
    assert alternative(POLKA, POLKA, None) is None


def test_what_the_visitor_placed_is_compared_with_the_run_without_it():
    start = sim.scenario("let-go-too-soon")
    found = alternative(placing.place(start, "softening", 1, 100, 20), start, None)
    assert found.scenario == start and found.what == "the softening" and not found.more


def test_a_hand_beside_the_storys_own_is_not_called_the_hand():
    start = sim.scenario("let-go-too-soon")
    found = alternative(placing.place(start, "hand-holding", 1, 100, 20), start, None)
    assert found.scenario == start and found.what == "the added hand"


def test_what_is_compared_is_named_piece_by_piece():
    many = sim.scenario("hand-in-the-dark")
    assert alternative(many, many, None).what == "the hand, the picture and the stranger's hand"


def test_a_plan_of_its_own_is_compared_with_no_plan():
    start = sim.scenario("let-go-too-soon")
    assert alternative(start, start, None).scenario == start.without()


@pytest.mark.parametrize("turn", [30, 64, 90])
def test_a_fork_shares_its_past_and_nothing_is_given_after_it(turn):
    start = POLKA.add("hand-holding", turn=40, turns=40).add("time-out", turn=110, turns=20)
    found = alternative(start, POLKA, (1, turn))
    here, there = (sim.simulate(one, seed=3) for one in (start, found.scenario))
    for name in here.columns:
        np.testing.assert_array_equal(here[name][:turn], there[name][:turn])
    assert not any((there[cue][turn:] > 0).any() for cue in ("hand", "pause"))


def test_where_nothing_is_to_be_cut_the_fork_takes_the_hand():
    found = alternative(POLKA, POLKA, (1, 50))
    (hand,) = found.scenario.interventions
    assert found.more and (hand.kind, hand.turn, hand.turns) == ("hand-holding", 50, 60)
    assert found.what == "the hand from 5:00 to 11:00"
    assert alternative(POLKA, POLKA, (1, 140)).what == "the hand from 14:00 to 15:00"
    season = POLKA.change({"days": 40})
    assert alternative(season, season, (30, 1)).what == "the hand on day 30, from 0:06 to 6:06"


def test_a_plan_over_many_days_is_cut_at_the_moment():
    plan = POLKA.change({"days": 30}).add("hand-holding", day=5, days=10, turn=20, turns=40).interventions[0]
    assert before(plan, 20, 1) == [plan]
    assert before(plan, 3, 100) == []
    early, last = before(plan, 8, 30)
    assert (early.day, early.days, early.turns) == (5, 3, 40)
    assert (last.day, last.days, last.turn, last.turns) == (8, 1, 20, 10)


def test_what_cannot_be_cut_is_told():
    course = sim.scenario("therapy-course").interventions[0]
    assert before(course, 1, 1) == []
    with pytest.raises(sim.ScenarioError, match="therapy"):
        before(course, 60, 1)
    called = POLKA.add("time-out", when="heart").interventions[0]
    with pytest.raises(sim.ScenarioError, match="heart"):
        before(called, 1, 50)
