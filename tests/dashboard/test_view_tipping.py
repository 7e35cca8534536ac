"""The tipping map: what it shows, what it says, and what it refuses."""

import json
from math import ceil
from types import SimpleNamespace

import numpy as np
import pytest

import sim
from sim.analysis.rows import states_of
from sim.analysis.stability.moment import Moment
from sim.dashboard.payload.tipping_plane import plane
from sim.dashboard.state.runs import PageRuns
from sim.dashboard.views.tipping import MORNINGS, SETS, _options, view
from sim.wording.tipping import over, waiting


def seen(scenario, day: int = 1, seed: int = 1, zoom: str = "conversation", **options) -> dict:
    """What the panel is given for a scenario."""
    scenario = sim.scenario(scenario) if isinstance(scenario, str) else scenario
    visit = SimpleNamespace(scenario=scenario, start=scenario, seed=seed, day=day, zoom=zoom, options=options)
    run = sim.simulate(scenario, seed=seed, engine="ensemble")
    shown = view(visit, PageRuns(run))
    json.dumps(shown, allow_nan=False)
    return shown


def share(one: dict, kind: str) -> float:
    """The share of a map that comes to rest in a kind of place."""
    return sum(region["share"] for region in one["regions"] if region["kind"] == kind)


def alone(scenario, **cues) -> dict:
    """The map of a scenario's couple as it starts, under these cues."""
    return plane(Moment.of(scenario, **cues), cues, {"a": scenario.partner_a.name, "b": scenario.partner_b.name})


@pytest.fixture(scope="module")
def held():
    return seen(sim.scenario("protest-polka").add("hand-holding", turn=60, turns=80))


def test_the_polka_rests_in_calm_or_dance_with_a_tipping_point_between(held):
    bare = held["sets"][0]
    assert {region["kind"] for region in bare["regions"]} == {"calm", "dance"}
    assert sum(region["share"] for region in bare["regions"]) == pytest.approx(1.0, abs=0.002)
    assert [rest["name"] for rest in bare["rests"]] == ["calm", "tipping point", "dance"]
    assert "tipping point" in bare["sentence"]


def test_a_hand_held_in_full_takes_the_dance_away(held):
    bare, hand = held["sets"]
    assert share(hand, "dance") < share(bare, "dance") and share(hand, "calm") > share(bare, "calm")
    assert "no place to rest" in hand["sentence"] and hand["helped"] and not bare["helped"]


def test_the_hand_is_worth_what_the_bond_is_worth():
    """Held with three tenths of its strength it ends the dance of a close couple only; in full, that of any."""

    def dance(bond: float, hand: float) -> float:
        return share(alone(sim.scenario("protest-polka").change({"couple.bond": bond}), hand=hand), "dance")

    assert dance(0.05, 0.3) > dance(0.45, 0.3) + 0.02 > dance(0.9, 0.3) == 0.0
    assert dance(0.05, 1.0) == dance(0.9, 1.0) == 0.0


def test_the_map_changes_when_the_playhead_enters_a_block(held):
    assert held["which"] == [int(60 <= turn < 140) for turn in range(151)]


def test_where_they_would_come_to_turns_calm_once_the_hand_was_held_long_enough(held):
    free = held["free"]
    assert len(free) == 151 and free[59] == "d" and free[60] == "d" and free[99] == "d" and free[139] == "c"
    assert "cd" not in free[60:140]


def test_words_say_what_tips_and_what_helps(held):
    said = " ".join(held["words"])
    assert "spark" in said and "A hand held for" in said and "would need to fall" in said


@pytest.mark.parametrize("name", ["secure-base", "steady-partner"])
def test_with_a_secure_partner_no_start_ends_in_the_dance(name):
    shown = seen(name)
    assert share(shown["sets"][0], "dance") == 0.0 and share(shown["sets"][0], "calm") == 1.0
    assert set(shown["free"]) == {"c"}
    assert "No spark" in shown["words"][0]


def test_lines_and_places_lie_on_the_map(held):
    for one in held["sets"]:
        lines = [
            *one["lines"]["a"],
            *one["lines"]["b"],
            *(line for region in one["regions"] for line in region["lines"]),
        ]
        places = [(rest["x"], rest["y"]) for rest in one["rests"]] + [region["label"] for region in one["regions"]]
        every = np.concatenate([*map(np.array, lines), np.array(places)])
        assert one["lines"]["a"] and one["lines"]["b"]
        assert every.min() >= 0.0 and every.max() <= 1.0


def test_partners_exchanged_the_map_is_mirrored():
    one, two = (alone(each) for each in (sim.scenario("protest-polka"), sim.scenario("protest-polka").swapped()))
    assert [(rest["x"], rest["y"]) for rest in one["rests"]] == [(rest["y"], rest["x"]) for rest in two["rests"]]
    assert share(one, "dance") == pytest.approx(share(two, "dance"), abs=1e-3)


def test_many_kinds_of_help_are_at_most_four_maps():
    scenario = sim.scenario("protest-polka")
    kinds = ("hand-holding", "time-out", "containment", "hand-holding", "containment")
    for number, (kind, dose) in enumerate(zip(kinds, (1.0, 1.0, 1.0, 0.5, 0.5), strict=True)):
        scenario = scenario.add(kind, turn=20 + 22 * number, turns=20, dose=dose)
    shown = seen(scenario)
    assert len(shown["sets"]) == SETS and {*shown["which"]} == {*range(SETS)}
    assert len({one["label"] for one in shown["sets"]}) == SETS


def test_a_later_day_is_drawn_as_the_couple_woke():
    scenario = sim.scenario("protest-polka").change({"days": 4})
    first, last = alone(scenario), seen(scenario, 4)["sets"][0]
    run = sim.simulate(scenario, seed=1, engine="ensemble")
    woke = Moment.at(states_of(run.day(4))[:, 0], scenario.constants)
    names = {"a": scenario.partner_a.name, "b": scenario.partner_b.name}
    assert last["rests"] == plane(woke, {}, names)["rests"] != first["rests"]
    assert share(last, "dance") == share(plane(woke, {}, names), "dance") != share(first, "dance")


INSECURE = {"partner_a.anxiety": 0.9, "partner_a.avoidance": 0.6, "partner_b.anxiety": 0.6, "partner_b.avoidance": 0.9,
            "partner_a.security": 0.4, "partner_b.security": 0.4}  # fmt: skip
"""Attachment that expects less of the other than they trust each other now."""


@pytest.mark.parametrize(("changes", "way"), [({}, -1), (INSECURE, 1)])
def test_a_season_has_a_map_of_some_mornings_that_bond_and_security_move(changes, way):
    """Nights bring felt security to what attachment expects: the more it is, the less room has the dance."""
    event = [{"day": 9, "who": "a", "size": 3.0}]
    scenario = sim.scenario("protest-polka").change({"days": 9, "life.event": event, **changes})
    shown = seen(scenario, day=2, zoom="season")
    dance = [share(one, "dance") for one in shown["sets"]]
    assert shown["season"] and 1 < len(dance) <= MORNINGS and way * (dance[-1] - dance[0]) > 0.02
    assert len(shown["which"]) == 10 and shown["which"] == sorted(shown["which"])
    assert shown["which"][0] == 0 and shown["which"][-1] == len(dance) - 1
    assert all(f"morning of day {day}," in shown["sets"][at]["sentence"] for day, at in ((1, 0), (9, -1)))
    assert share(shown["sets"][-1], "none") == 0.0, "the blow of a day is no matter of the season"
    assert "bond and felt security" in shown["over"]


def test_how_a_season_moves_the_map_is_said():
    assert "hardly" in over([1], [0.4]) and "hardly" in over([1, 9], [0.40, 0.41])
    there_and_back = over([1, 5, 9], [0.4, 1.0, 0.5])
    assert there_and_back.index("on day 1 ") < there_and_back.index("on day 9") < there_and_back.index("on day 5")


def test_a_burden_from_life_is_said():
    scenario = sim.scenario("secure-base").change({"life.event": [{"day": 1, "who": "a", "size": 3.0}]})
    assert "Life weighs" in " ".join(seen(scenario)["words"])


@pytest.mark.parametrize("by", ["hand", "security"])
def test_early_is_not_late_for_a_couple_that_can_dance(by):
    shown = seen("protest-polka", part="early", by=by)["early"]
    assert shown["lets_go"] > (shown["takes_hold"] or 0.0)
    assert "Late" in shown["sentence"] and "Early" in shown["sentence"]
    assert len(shown["values"]) == len(shown["late"]) == len(shown["early"])
    assert len(shown["turns"]) == len(shown["needed"]) and any(shown["needed"]) and not shown["needed"][0]
    assert "with chance left out" in shown["chance"]


def test_a_hand_taken_at_a_turn_and_held_as_long_as_is_said_ends_the_dance_and_a_turn_less_does_not():
    """The map holds still what is slow, which the run does not: a short hold may need a turn more, a long one some in a
    hundred. The evening after it is long, as what is held just long enough comes to calm slowly."""
    bare = sim.scenario("protest-polka").change({"noise": 0.0, "spark_rate": 0.0, "event_rate": 0.0})
    shown = seen(bare, part="early")["early"]

    long = bare.change({"turns": 600})

    def calm(turn, turns):
        run = sim.simulate(long.add("hand-holding", turn=turn, turns=turns))
        return max(run["threat_a"][-1], run["threat_b"][-1]) < 0.2

    tried = [(turn, least) for turn, least in zip(shown["turns"], shown["needed"], strict=True) if least and turn < 60]
    early = [one for one in tried if one[1] < 30]
    assert len(early) > 2 and sum(calm(turn, least) for turn, least in early) > 0.5 * len(early)
    for turn, least in tried:
        assert calm(turn, max(least + 1, ceil(1.05 * least))) and not calm(turn, least - 1), (turn, least)


def test_where_no_hand_is_enough_at_one_time_that_is_the_dearest():
    turns = np.array([1, 11, 21])
    said = waiting(turns, np.array([-1, 200, 100]), 300)
    assert "taken at 0:06 must be held more than 30.0 min; at the end 10.0 min" in said
    assert "longest at 2:06, more than 30.0 min" in waiting(turns, np.array([100, 200, -1]), 300)


def test_a_secure_couple_needs_no_hand():
    shown = seen("secure-base", part="early")["early"]
    assert not any(shown["needed"]) and "no hand is needed" in shown["waiting"] and shown["chance"] == ""


@pytest.mark.parametrize("options", [
    {"part": "all"}, {"part": 1}, {"part": ["map"]}, {"by": None}, {"part": "early", "by": "bond"}, {"by": {"hand": 1}},
    {"by": "x" * 10_000},
])  # fmt: skip
def test_what_cannot_be_options_is_refused_in_words(options):
    with pytest.raises(sim.ScenarioError, match="tipping map"):
        seen("secure-base", **options)


@pytest.mark.parametrize("options", [None, [], "early", 3, {"other": 1}])
def test_what_asks_nothing_gets_the_map(options):
    assert _options(options) == {"part": "map", "by": "hand"}


@pytest.mark.parametrize("changes", [
    {"turns": 1}, {"couple.bond": 0.0, "partner_a.security": 0.0, "partner_b.security": 0.0, "partner_a.anxiety": 1.0,
                   "partner_b.anxiety": 1.0, "partner_a.need": 1.0, "partner_b.need": 1.0},
    {"couple.bond": 1.0, "partner_a.security": 1.0, "partner_b.security": 1.0},
    {"life.stress": [{"turns": 150, "who": "both", "size": 5.0}]},
])  # fmt: skip
@pytest.mark.parametrize("part", ["map", "early"])
def test_couples_at_the_edge_can_be_shown(changes, part):
    shown = seen(sim.scenario("protest-polka").change(changes), part=part)
    json.dumps(shown, allow_nan=False)
    if part == "early":
        assert shown["early"]["sentence"] and shown["early"]["waiting"]
        assert len(shown["early"]["turns"]) == len(shown["early"]["needed"])
    else:
        assert all(one["regions"] and sum(part["share"] for part in one["regions"]) == pytest.approx(1, abs=0.02)
                   for one in shown["sets"])  # fmt: skip
