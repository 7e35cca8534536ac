"""What the page is given."""

import json
from dataclasses import replace

import numpy as np
import pytest

import sim
from sim.dashboard.payload.controls import fixed, sliders
from sim.dashboard.payload.payload import payload
from sim.dashboard.payload.season import season
from sim.dashboard.state.gestures import after
from sim.dashboard.state.runs import runs_of
from sim.dashboard.state.visit import SLIDERS, Visit, gallery, opening
from sim.interventions import INTERVENTIONS
from sim.lessons import lessons
from sim.wording.difference import describe, over_days

TAKE = {"kind": "place", "what": "hand-holding", "turn": 40, "turns": 60}


@pytest.mark.parametrize("name", [name for name, _ in gallery() if not sim.scenario(name).is_village])
def test_every_scenario_can_be_shown(name):
    scenario = sim.scenario(name)
    start = scenario.change({"days": min(scenario.days, 8)})
    for day, zoom in ((1, "conversation"), (start.days, "conversation"), (1, "season")):
        show = payload(Visit(scenario=start, start=start, day=day, zoom=zoom))
        json.dumps(show, allow_nan=False)
        long = start.days if zoom == "season" else start.lengths[day - 1]
        everything = [*show["series"].values(), *show["floor"]["does"].values(), show["floor"]["story"]["at"]]
        assert {len(one) for one in everything} == {long + 1}
        assert 0 <= show["open_at"] <= long


@pytest.mark.parametrize(("lesson", "case"), [(one.name, case.key) for one in lessons() for case in one.run.case])
def test_every_case_of_every_lesson_can_be_shown(lesson, case):
    visit = after(opening(), {"kind": "case", "lesson": lesson, "case": case})
    days = min(visit.scenario.days, 8)
    short = visit.scenario.change({"days": days})
    show = payload(replace(visit, scenario=short, start=short, day=min(visit.day, days)))
    json.dumps(show, allow_nan=False)
    assert (show["message"], show["case"]) == ("", [lesson, case])


def test_what_is_sent_once_is_plain_and_has_a_form_for_all_that_can_be_placed():
    once = fixed()
    json.dumps(once, allow_nan=False)
    assert set(once["forms"]) == {*INTERVENTIONS, "spark", "event", "stress"}
    assert all(form["fields"] for form in once["forms"].values())


def test_the_lines_are_the_run():
    show, run = payload(opening()), sim.simulate(opening().scenario, seed=1)
    for name in ("threat_a", "heart_rate_b", "bond"):
        np.testing.assert_allclose(show["series"][name], run.columns[name], atol=0.051 if "heart" in name else 0.00051)


def test_without_a_plan_there_is_no_comparison():
    show = payload(opening())
    assert (
        show["comparison"] is None and show["sentence"] == "" and [one["kind"] for one in show["blocks"]] == ["spark"]
    )


def test_with_a_hand_the_comparison_is_the_run_without_it():
    plain, show = payload(opening()), payload(after(opening(), TAKE))
    assert show["comparison"]["threat_a"] == plain["series"]["threat_a"]
    assert show["series"]["threat_a"][:40] == plain["series"]["threat_a"][:40]
    assert show["series"]["threat_a"] != plain["series"]["threat_a"]
    assert show["dashed"] == "without the hand"
    hand = show["blocks"][0]
    assert (hand["at"], hand["span"], hand["mine"], hand["loose"]) == (40, 60, True, True)


def test_the_sentence_tells_the_outcomes_of_the_two_runs():
    visit = after(opening(), TAKE)
    pair = sim.compare(opening().scenario, "hand-holding", turn=40, turns=60)
    told = describe("With the hand", ("Ana", "Ben"), pair.without.outcomes, pair.with_.outcomes)
    said = payload(visit)["sentence"]
    assert (
        said.split(", the two")[1].replace("this conversation", "the last conversation") == told.split(", the two")[1]
    )


def test_a_season_that_comes_to_the_same_is_said_to():
    one = {"bond": np.full(30, 0.4), "satisfaction": np.full(30, 90.0), "dance": np.full(30, 0.2)}
    same = over_days("With the hand", one, {**one, "bond": np.full(30, 0.401)})
    assert "it comes to the same" in same and "instead of" not in same
    other = over_days("With the hand", one, {**one, "bond": np.full(30, 0.6)})
    assert "the bond is .60 instead of .40" in other and "20% of the turns of the last 14 evenings" in other


def test_on_a_day_before_anything_is_given_nothing_is_said_of_what_it_does():
    show = payload(after(opening("the-way-back"), {"kind": "day", "day": 1, "zoom": "conversation"}))
    assert show["sentence"].endswith("the same without the therapy: the first of it comes on day 8.")
    later = payload(after(opening("the-way-back"), {"kind": "day", "day": 60}))
    assert "the first of it" not in later["sentence"]
    visit = opening()
    for gesture in ({"kind": "zoom", "zoom": "season"}, {"kind": "fork", "turn": 10}, {"kind": "day", "day": 3}):
        visit = after(visit, gesture | ({"zoom": "conversation"} if gesture["kind"] == "day" else {}))
    assert "the same with the hand on day 10" in payload(visit)["sentence"]


def test_a_fork_with_nothing_to_cut_shows_what_the_hand_would_do():
    show = payload(after(opening(), {"kind": "fork", "turn": 40}))
    assert show["fork"] == 40 and show["dashed"].startswith("with the hand")
    assert show["comparison"]["threat_a"] == payload(after(opening(), TAKE))["series"]["threat_a"]
    assert show["sentence"].startswith("With the hand")


def test_a_triggered_plan_is_drawn_when_it_was_given_and_stays_put():
    scenario = opening().scenario.add("time-out", turns=25, when="heart", bpm=95.0)
    show = payload(Visit(scenario=scenario, start=scenario))
    paused = np.flatnonzero(np.array(show["series"]["pause"]) > 0)
    given = [block for block in show["blocks"] if block["kind"] == "time-out"]
    assert [turn for one in given for turn in range(one["at"], one["at"] + one["span"])] == paused.tolist()
    assert len(paused) >= 25 and not any(one["loose"] for one in given)


def test_a_triggered_reach_is_drawn_where_it_was_called_for_and_not_where_they_reach_by_themselves():
    scenario = opening().scenario.add("softening", turns=5, turn=60, when="heart", bpm=95.0)
    run = sim.simulate(scenario, seed=1)
    called = np.flatnonzero(run["purpose_a"] + run["purpose_b"] > 0)
    blocks = [block for block in payload(Visit(scenario, scenario))["blocks"] if block["kind"] == "softening"]
    assert [turn for block in blocks for turn in range(block["at"], block["at"] + block["span"])] == called.tolist()
    assert 0 < len(called) < np.count_nonzero(run["reach_a"])


def test_no_block_lies_over_another():
    visit = opening()
    for turn, kind in ((40, "hand-holding"), (50, "time-out"), (60, "softening"), (120, "hand-holding")):
        visit = after(visit, {"kind": "place", "what": kind, "turn": turn, "turns": 30})
    blocks = payload(visit)["blocks"]
    for i, one in enumerate(blocks):
        for two in blocks[i + 1 :]:
            apart = one["at"] + one["span"] <= two["at"] or two["at"] + two["span"] <= one["at"]
            assert apart or one["track"] != two["track"]


def test_each_day_is_shown_by_itself():
    scenario = opening().scenario.change({"days": 3})
    visit = after(Visit(scenario=scenario, start=scenario, seed=2), {"kind": "day", "day": 3})
    run = sim.simulate(scenario, seed=2)
    assert payload(visit)["series"]["bond"] == np.round(run.columns["bond"][run.columns["day"] == 3], 3).tolist()


def test_a_season_is_made_of_its_days():
    scenario = opening().scenario.change({"days": 5})
    run, p = sim.simulate(scenario, seed=4), scenario.constants
    days = season(run, p)
    for day in range(1, 6):
        turns = run.day(day)
        assert days["threat_a"][day] == pytest.approx(turns["threat_a"][1:].mean())
        assert days["heart_rate_b"][day] == turns["heart_rate_b"].max()
        assert days["bond"][day] == turns["bond"][-1]
    assert days["dance"][-1] == pytest.approx(run.outcomes["dance"])
    assert days["satisfaction"][-1] == pytest.approx(run.outcomes["satisfaction"])


def test_runs_are_kept_and_a_look_makes_no_new_one():
    visit = Visit(opening().scenario.change({"days": 3}), opening().scenario, zoom="season")
    runs = runs_of(visit)
    assert runs_of(after(visit, {"kind": "day", "day": 2})) is runs
    assert runs_of(after(visit, {"kind": "open", "panel": "cycle"})) is runs
    assert runs_of(after(visit, {"kind": "seed", "seed": 2})) is not runs


def test_there_is_a_slider_for_every_setting_that_may_be_slid():
    keys = [row["key"] for group in sliders(opening()) if group["who"] != "*" for row in group["rows"]]
    assert sorted([*keys, *(row["key"] for row in fixed()["more"])]) == sorted(SLIDERS)


def test_swapped_the_parts_move_and_the_names_stay():
    swapped = payload(after(opening(), {"kind": "swap"}))
    assert swapped["names"] == {"a": "Ana", "b": "Ben"}
    plain = payload(opening())
    assert swapped["series"]["threat_a"] == plain["series"]["threat_b"]
    assert swapped["findings"]["couple"] == "Ana manages alone, Ben fears to be left"


def test_lanes_are_chosen_and_what_they_need_is_sent_with_them_alone():
    assert payload(opening())["lanes"] == ["moves", "alarm", "heart"] and "need_a" not in payload(opening())["series"]
    visit = after(opening(), {"kind": "lanes", "lanes": ["need", "bond", "satisfaction"]})
    show = payload(visit)
    assert show["lanes"] == ["bond", "need"] and len(show["series"]["need_b"]) == 151, "satisfaction is of a season"
    assert "page.lanes=bond.need" in show["link"]
    assert (
        after(visit, {"kind": "lanes", "lanes": ["x"]}).message
        and payload(after(visit, {"kind": "lanes", "lanes": []}))["lanes"]
    )


def test_two_cases_are_lived_on_one_clock_and_chance():
    case = {"kind": "case", "lesson": "time-out-or-touch", "case": "time-out", "beside": "hand"}
    show = payload(after(opening(), case))
    beside = show["beside"]
    assert beside["title"] == "Twenty minutes hand in hand, then new trouble"
    assert beside["series"]["threat_a"][:60] == show["series"]["threat_a"][:60], "the same until they part"
    assert beside["series"]["threat_a"] != show["series"]["threat_a"]
    assert set(beside["floor"]) == set(show["floor"])
