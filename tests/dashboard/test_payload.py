"""What the panels are given."""

import json

import numpy as np
import pytest

import sim
from sim.dashboard.payload import payload, sliders
from sim.dashboard.state import SLIDERS, Visit, after, gallery, opening
from sim.dashboard.words import DOES, MOVES, REST, STILL, alarm, caption, strongest

TAKE = {"kind": "take", "turn": 40, "turns": 60}


@pytest.mark.parametrize("name", [name for name, _ in gallery()])
def test_every_scenario_can_be_shown(name):
    scenario = sim.scenario(name)
    start = scenario.change({"days": min(scenario.days, 8)})
    for day in (1, start.days):
        show = payload(Visit(scenario=start, start=start, day=day))
        json.dumps(show, allow_nan=False)
        everything = [*show["series"].values(), *show["floor"]["does"].values(), show["floor"]["caption"]]
        assert {len(one) for one in everything} == {start.lengths[day - 1] + 1}
        assert 0 <= show["open_at"] <= start.lengths[day - 1]


def test_the_lines_are_the_run():
    show, run = payload(opening()), sim.simulate(opening().scenario, seed=1)
    for name in ("threat_a", "heart_rate_b", "bond"):
        np.testing.assert_allclose(show["series"][name], run.columns[name], atol=0.051 if "heart" in name else 0.00051)


def test_without_a_hand_there_is_no_ghost():
    show = payload(opening())
    assert show["ghost"] is None and show["sentence"] == "" and show["blocks"] == []


def test_with_a_hand_the_ghost_is_the_run_without_it():
    plain, show = payload(opening()), payload(after(opening(), TAKE))
    assert show["ghost"]["threat_a"] == plain["series"]["threat_a"]
    assert show["series"]["threat_a"][:40] == plain["series"]["threat_a"][:40]
    assert show["series"]["threat_a"] != plain["series"]["threat_a"]
    assert any(digit in show["sentence"] for digit in "0123456789")
    assert [(block["turn"], block["turns"], block["mine"]) for block in show["blocks"]] == [(40, 60, True)]


def test_a_scenario_s_own_plan_is_compared_with_no_plan():
    scenario = opening().scenario.add("time-out", turn=50, turns=30)
    visit = Visit(scenario=scenario, start=scenario)
    show = payload(visit)
    assert show["ghost"]["threat_b"] == payload(opening())["series"]["threat_b"]
    assert show["lacks"] == "the plan" and show["sentence"]
    assert [(block["turn"], block["turns"], block["mine"]) for block in show["blocks"]] == [(50, 30, False)]


def test_a_triggered_plan_is_drawn_when_it_was_given():
    scenario = opening().scenario.add("time-out", turns=25, when="heart", bpm=95.0)
    show = payload(Visit(scenario=scenario, start=scenario))
    paused = np.flatnonzero(np.array(show["series"]["pause"]) > 0)
    drawn = [turn for block in show["blocks"] for turn in range(block["turn"], block["turn"] + block["turns"])]
    assert drawn == paused.tolist() and len(drawn) >= 25


def test_a_held_hand_is_said_in_words():
    show = payload(after(opening(), TAKE))
    assert "hands" in show["floor"]["caption"][60] and "hands" not in show["floor"]["caption"][20]


def test_each_day_is_shown_by_itself():
    scenario = opening().scenario.change({"days": 3})
    visit = after(after(opening(), {"kind": "reset"}), {"kind": "seed", "seed": 2})
    visit = after(type(visit)(scenario=scenario, start=scenario, seed=2), {"kind": "day", "day": 3})
    run = sim.simulate(scenario, seed=2)
    assert payload(visit)["series"]["bond"] == np.round(run.columns["bond"][run.columns["day"] == 3], 3).tolist()


def test_there_is_a_slider_for_every_setting_that_may_be_slid():
    keys = [row["key"] for group in sliders(opening()) for row in group["rows"]]
    assert sorted(keys) == sorted(SLIDERS)


def test_the_strongest_move_gives_the_word():
    still = dict.fromkeys(MOVES, 0.0)
    assert strongest(still) == REST
    for move in MOVES:
        assert strongest({**still, move: 0.5, "reach": max(0.2, 0.5 * (move == "reach"))}) == move
    assert strongest(still, threat=0.8) == STILL
    assert set(DOES) == {*MOVES, REST, STILL}


def test_more_threat_never_gets_a_calmer_word():
    words = [alarm(threat) for threat in np.linspace(0, 1, 101)]
    order = list(dict.fromkeys(words))
    assert words == sorted(words, key=order.index) and order[0] == "calm" and len(order) == 4


def test_the_dance_is_called_by_its_name_whoever_leads():
    for does in (("pursue", "withdraw"), ("withdraw", "pursue")):
        assert "Protest Polka" in caption(("Ana", "Ben"), does, dancing=True)
    assert "Protest Polka" not in caption(("Ana", "Ben"), ("pursue", "withdraw"), dancing=False)
