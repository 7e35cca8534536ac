"""What a gesture does to a visit."""

import pytest

import sim
from sim.dashboard.state import SLIDERS, Hand, Visit, after, gallery, opening


def test_it_opens_on_the_protest_polka():
    visit = opening()
    assert visit.scenario == sim.scenario("protest-polka")
    assert visit.hand is None and visit.message == ""


@pytest.mark.parametrize("key", SLIDERS)
def test_every_slider_sets_its_own_setting_and_nothing_else(key):
    visit = after(opening(), {"kind": "set", "key": key, "value": 0.37})
    assert visit.scenario == opening().scenario.change({key: 0.37})


@pytest.mark.parametrize(
    "gesture",
    [
        {"kind": "set", "key": "couple.bond", "value": 7},
        {"kind": "set", "key": "couple.bond", "value": "a lot"},
        {"kind": "set", "key": "couple.bond", "value": float("nan")},
        {"kind": "set", "key": "days", "value": 3650},
        {"kind": "set"},
        {"kind": "seed", "seed": -1},
        {"kind": "seed", "seed": 10**40},
        {"kind": "choose", "name": "no-such-scenario"},
        {"kind": "choose", "name": "/etc/passwd"},
        {"kind": "take", "turn": "now", "turns": 4},
        {"kind": "take", "turn": float("inf"), "turns": 4},
        {"kind": "dance"},
        {},
    ],
)
def test_an_absurd_gesture_changes_nothing_and_says_so(gesture):
    visit = after(opening(), gesture)
    assert visit.message
    assert (visit.scenario, visit.hand, visit.seed) == (opening().scenario, None, 1)


def test_the_next_good_gesture_clears_the_message():
    visit = after(after(opening(), {"kind": "dance"}), {"kind": "seed", "seed": 4})
    assert visit.message == "" and visit.seed == 4


def test_a_hand_is_taken_moved_and_let_go():
    visit = after(opening(), {"kind": "take", "turn": 40, "turns": 30})
    assert visit.hand == Hand(day=1, turn=40, turns=30)
    visit = after(visit, {"kind": "take", "turn": 70, "turns": 10})
    assert visit.hand == Hand(day=1, turn=70, turns=10)
    assert after(visit, {"kind": "let-go"}).hand is None


def test_a_hand_ends_with_the_conversation():
    last = opening().scenario.turns
    visit = after(opening(), {"kind": "take", "turn": last + 99, "turns": 10**6})
    assert visit.hand == Hand(day=1, turn=last, turns=1)


def test_a_hand_does_not_overlap_one_of_the_scenario_s_own():
    own = opening().scenario.add("hand-holding", turn=60, turns=10)
    visit = Visit(scenario=own, start=own)
    assert after(visit, {"kind": "take", "turn": 55, "turns": 30}).message
    assert after(visit, {"kind": "take", "turn": 55, "turns": 30}).hand is None
    assert after(visit, {"kind": "take", "turn": 80, "turns": 30}).hand == Hand(day=1, turn=80, turns=30)


def test_reset_goes_back_to_the_scenario_as_it_opened():
    visit = opening()
    for gesture in (
        {"kind": "set", "key": "couple.bond", "value": 0.9},
        {"kind": "seed", "seed": 8},
        {"kind": "take", "turn": 40, "turns": 30},
        {"kind": "reset", "n": 4},
    ):
        visit = after(visit, gesture)
    assert (visit.scenario, visit.seed, visit.hand, visit.answered) == (opening().scenario, 1, None, 4)


@pytest.mark.parametrize("name", [name for name, _ in gallery()])
def test_every_scenario_of_the_gallery_can_be_chosen(name):
    assert after(opening(), {"kind": "choose", "name": name}).scenario == sim.scenario(name)


def test_the_day_on_view_stays_within_the_plan():
    visit = after(opening(), {"kind": "day", "day": 99})
    assert visit.day == visit.scenario.days
