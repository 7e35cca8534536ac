"""What a gesture does to a visit."""

import pytest

import sim
from sim import lessons
from sim.dashboard.state.changes import MAX_PAST
from sim.dashboard.state.gestures import SEASON, after
from sim.dashboard.state.placing import things
from sim.dashboard.state.visit import SLIDERS, TABS, Visit, gallery, opening

HAND = {"kind": "place", "what": "hand-holding", "turn": 40, "turns": 30}


def through(*gestures, visit=None):
    """The opening page, or another, after some gestures, none of which was refused."""
    visit = opening() if visit is None else visit
    for gesture in gestures:
        visit = after(visit, gesture)
        assert visit.message == "", gesture
    return visit


def test_it_opens_on_the_protest_polka():
    visit = opening()
    assert visit.scenario == visit.start == sim.scenario("protest-polka")
    assert visit.message == ""


@pytest.mark.parametrize("key", SLIDERS)
def test_every_slider_sets_its_own_setting_and_nothing_else(key):
    low, high = SLIDERS[key].low, SLIDERS[key].high
    value = low + 0.37 * (high - low)
    assert through({"kind": "set", "key": key, "value": value}).scenario == opening().scenario.change({key: value})


@pytest.mark.parametrize(
    "gesture",
    [
        {"kind": "set", "key": "couple.bond", "value": 7},
        {"kind": "set", "key": "couple.bond", "value": "a lot"},
        {"kind": "set", "key": "couple.bond", "value": True},
        {"kind": "set", "key": "couple.bond", "value": float("nan")},
        {"kind": "set", "key": "days", "value": 3650},
        {"kind": "set", "key": ["couple.bond"], "value": 0.5},
        {"kind": "set"},
        {"kind": "seed", "seed": -1},
        {"kind": "seed", "seed": 2**64},
        {"kind": "seed", "seed": 1.5},
        {"kind": "choose", "name": "no-such-scenario"},
        {"kind": "choose", "name": "/etc/passwd"},
        {"kind": "choose", "name": ["protest-polka"]},
        {**HAND, "turn": "now"},
        {**HAND, "turn": float("inf")},
        {**HAND, "what": "violence"},
        {**HAND, "what": ["hand-holding"]},
        {**HAND, "settings": {"dose": 7}},
        {**HAND, "settings": {"day": 3}},
        {**HAND, "settings": [1]},
        {"kind": "change", "id": "intervention.1", "set": {"turn": 3}},
        {"kind": "change", "id": "life.spark.1", "set": {"turn": "soon"}},
        {"kind": "change", "id": "life.spark.1", "set": {"colour": "red"}},
        {"kind": "change", "id": "partner_a", "set": {"anxiety": 0.1}},
        {"kind": "change", "id": "life.spark.1", "set": 4},
        {"kind": "remove", "id": "life.spark.9"},
        {"kind": "remove"},
        {"kind": "undo"},
        {"kind": "zoom", "zoom": "century"},
        {"kind": "open", "panel": "../../etc"},
        {"kind": "open", "panel": "why", "options": [1]},
        {"kind": "open", "panel": "why", "options": {"turn": "x" * 100_000}},
        {"kind": "case", "lesson": "no-such", "case": "x"},
        {"kind": "case", "lesson": {}, "case": 1},
        {"kind": "upload", "name": "x.toml", "text": "nonsense ["},
        {"kind": "upload", "name": 4, "text": None},
        {"kind": "fork", "turn": "here"},
        {"kind": "dance"},
        {"kind": ["set"]},
        {},
        [],
        "reset",
        None,
    ],
    ids=str,
)
def test_an_absurd_gesture_changes_nothing_and_says_so(gesture):
    visit = after(opening(), gesture)
    assert visit.message and "Traceback" not in visit.message
    assert (visit.scenario, visit.seed, visit.fork, visit.past) == (opening().scenario, 1, None, ())


def test_the_next_good_gesture_clears_the_message():
    visit = after(after(opening(), {"kind": "dance"}), {"kind": "seed", "seed": 4})
    assert visit.message == "" and visit.seed == 4


def test_a_hand_is_taken_moved_stretched_and_let_go_of():
    visit = through(HAND)
    key = "intervention.1"
    assert (things(visit.scenario)[key].turn, things(visit.scenario)[key].turns) == (40, 30)
    visit = through({"kind": "change", "id": key, "set": {"turn": 70}}, visit=visit)
    visit = through({"kind": "change", "id": key, "set": {"turns": 10}}, visit=visit)
    assert (things(visit.scenario)[key].turn, things(visit.scenario)[key].turns) == (70, 10)
    assert through({"kind": "remove", "id": key}, visit=visit).scenario == opening().scenario


def test_undo_takes_back_one_step_and_a_stroke_of_the_hand_is_one():
    def drag(stroke, start):
        changes = ({"turn": turn} for turn in range(start, start + 8))
        return [{"kind": "change", "id": "intervention.1", "set": one, "stroke": stroke} for one in changes]

    visit = through(HAND, *drag(1, 41), *drag(2, 60))
    turns = []
    for _ in range(3):
        turns.append(things(visit.scenario)["intervention.1"].turn)
        visit = through({"kind": "undo"}, visit=visit)
    assert turns == [67, 48, 40] and visit.scenario == opening().scenario


def test_another_evening_can_be_taken_back_by_itself():
    visit = through(HAND, {"kind": "seed"}, {"kind": "seed", "seed": 9})
    back = through({"kind": "undo"}, visit=visit)
    assert (visit.seed, back.seed, back.scenario) == (9, 2, visit.scenario)
    assert through({"kind": "undo"}, {"kind": "undo"}, visit=back).scenario == opening().scenario


def test_a_lesson_may_send_a_class_to_every_tab_but_its_own():
    assert (*lessons.PANELS, "lesson") == tuple(TABS)


def test_undo_of_a_reset_brings_the_evening_back_as_well():
    visit = through({"kind": "seed", "seed": 4}, HAND)
    assert look(through({"kind": "reset"}, {"kind": "undo"}, visit=visit)) == look(visit)


def test_a_fork_that_cannot_be_made_is_told_once_and_changes_nothing():
    course = through({"kind": "choose", "name": "therapy-course"}, {"kind": "zoom", "zoom": "season"})
    refused = after(course, {"kind": "fork", "turn": 30})
    assert "therapy" in refused.message and refused.fork is None
    assert through({"kind": "open", "panel": "why"}, visit=refused).message == ""


def test_a_fork_goes_when_a_change_leaves_nothing_to_be_cut_there():
    visit = through(HAND, {"kind": "fork", "turn": 50})
    change = {"kind": "change", "id": "intervention.1", "set": {"when": "heart", "turn": 5}}
    assert through(change, visit=visit).fork is None


def test_undo_goes_back_over_another_scenario_and_forgets_the_far_past():
    visit = through(HAND, {"kind": "choose", "name": "secure-base"}, {"kind": "undo"})
    assert visit.scenario == through(HAND).scenario and visit.start == opening().start
    many = through(*(HAND | {"turn": 1 + i, "turns": 1} for i in range(MAX_PAST + 9)))
    assert len(many.past) == MAX_PAST


def test_a_bad_day_weighs_on_both_for_the_rest_of_the_evening_and_strikes_a_day_of_a_season():
    evening = through({"kind": "place", "what": "bad-day", "turn": 61}).scenario.life.stress[-1]
    assert (evening.turn, evening.turn + evening.turns - 1, evening.who) == (61, opening().scenario.turns, "both")
    season = through({"kind": "zoom", "zoom": "season"}, {"kind": "place", "what": "bad-day", "day": 30})
    assert (season.scenario.life.event[-1].day, season.scenario.life.event[-1].who) == (30, "both")


def test_a_single_evening_becomes_a_season_and_a_click_opens_a_day():
    visit = through({"kind": "zoom", "zoom": "season"})
    assert (visit.scenario.days, visit.zoom) == (SEASON, "season")
    day = through({"kind": "day", "day": 45, "zoom": "conversation"}, visit=visit)
    assert (day.day, day.zoom, day.scenario) == (45, "conversation", visit.scenario)
    assert through({"kind": "zoom", "zoom": "season"}, visit=day).scenario == visit.scenario


def test_swapped_twice_is_as_before():
    visit = through({"kind": "swap"})
    first, swapped = opening().scenario, visit.scenario
    assert swapped.partner_a == first.partner_b.altered(name="Ana") and swapped.partner_b.name == "Ben"
    assert swapped.mirrored and swapped.life == first.swapped().life
    assert through({"kind": "swap"}, visit=visit).scenario == opening().scenario


def test_reset_goes_back_to_the_scenario_as_it_opened():
    visit = through(
        {"kind": "set", "key": "couple.bond", "value": 0.9}, {"kind": "seed", "seed": 8}, HAND,
        {"kind": "fork", "turn": 50}, {"kind": "open", "panel": "cycle"}, {"kind": "reset", "n": 4},
    )  # fmt: skip
    assert (visit.scenario, visit.seed, visit.fork, visit.answered) == (opening().scenario, 1, None, 4)
    assert visit.panel == "cycle", "the open tab is how the page looks, and no part of the run"


def test_the_gallery_offers_every_scenario_villages_too():
    assert [name for name, _ in gallery()] == sim.scenarios()


@pytest.mark.parametrize("name", [name for name, _ in gallery()])
def test_every_scenario_of_the_gallery_can_be_chosen(name):
    assert through({"kind": "choose", "name": name}).scenario == sim.scenario(name)


@pytest.mark.parametrize("panel", TABS)
def test_every_tab_opens_with_its_own_options(panel):
    visit = through({"kind": "open", "panel": panel, "options": {"some": 1}}, {"kind": "open", "panel": "couple"})
    assert through({"kind": "open", "panel": panel}, visit=visit).tab_options[panel] == {"some": 1}


CASE = {"kind": "case", "lesson": "ordinary-evenings", "case": "both"}


def look(visit):
    return visit.scenario, visit.start, visit.seed, visit.day, visit.zoom, visit.case


def test_a_case_resets_to_how_it_opened():
    opened = through(CASE)
    visit = through({"kind": "set", "key": "couple.bond", "value": 0.1}, {"kind": "seed"}, visit=opened)
    back = through({"kind": "reset"}, visit=visit)
    assert (*look(back), back.turn) == (*look(opened), opened.turn)
    assert back.opened > opened.opened


def test_undo_goes_back_over_a_case_and_over_a_season_as_they_were_looked_at():
    assert look(through(HAND, CASE, {"kind": "undo"})) == look(through(HAND))
    assert look(through({"kind": "zoom", "zoom": "season"}, {"kind": "undo"})) == look(opening())


def test_a_reset_of_an_untouched_page_is_no_step_back():
    assert through({"kind": "reset"}).past == ()


def test_a_single_evening_is_no_season_and_a_fork_beyond_the_story_goes():
    assert through({"kind": "day", "day": 1, "zoom": "season"}).zoom == "conversation"
    season = through({"kind": "zoom", "zoom": "season"}, {"kind": "fork", "turn": 120})
    assert season.fork == (120, 1) and through({"kind": "undo"}, visit=season).fork is None


def test_the_next_evening_after_the_last_is_the_first():
    assert through({"kind": "seed", "seed": 2**64 - 1}, {"kind": "seed"}).seed == 0


def test_a_day_opens_at_the_turn_that_is_named():
    visit = through({"kind": "zoom", "zoom": "season"}, {"kind": "day", "day": 9, "zoom": "conversation", "turn": 44})
    assert (visit.day, visit.turn) == (9, 44)


def test_an_uploaded_file_opens_and_resets_to_itself():
    text = sim.scenario("secure-base").change({"couple.bond": 0.5}).to_toml()
    visit = through({"kind": "upload", "name": "ours.toml", "text": text})
    assert visit.scenario.couple.bond == 0.5 and visit.scenario.name == "ours"
    assert through(HAND, {"kind": "reset"}, visit=visit).scenario == visit.scenario


def test_the_day_on_view_stays_within_the_plan():
    assert through({"kind": "day", "day": 99}).day == 1
    story = Visit(opening().scenario.change({"days": 9}), opening().scenario)
    assert through({"kind": "day", "day": 10**6}, visit=story).day == 9
