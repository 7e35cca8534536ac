"""Why?: the chain of every turn in words and numbers, and the account of every day."""

import json
from itertools import pairwise
from types import SimpleNamespace

import pytest

import sim
from sim.dashboard.state.runs import PageRuns
from sim.dashboard.views.why import MAX_TURNS, view
from sim.evidence.cards import cards
from sim.wording.numbers import decimal

RUNS: dict[str, sim.Trajectory] = {}


def run_of(scenario: sim.Scenario) -> sim.Trajectory:
    """Its run, made once."""
    key = scenario.model_dump_json()
    if key not in RUNS:
        RUNS[key] = sim.simulate(scenario, seed=1, engine="mesa")
    return RUNS[key]


def seen(scenario, options=None, day: int = 1, zoom: str = "conversation") -> dict:
    """What the panel is given."""
    scenario = sim.scenario(scenario) if isinstance(scenario, str) else scenario
    visit = SimpleNamespace(scenario=scenario, start=scenario, seed=1, day=day, zoom=zoom, options=options or {})
    shown = view(visit, PageRuns(run_of(scenario)))
    assert len(json.dumps(shown, allow_nan=False)) < 150_000
    return shown


@pytest.fixture(scope="module")
def polka():
    return seen("protest-polka")


def test_the_most_alarmed_turn_is_explained_where_nothing_is_asked(polka):
    day = run_of(sim.scenario("protest-polka")).day(1)
    most = max(day["threat_a"].max(), day["threat_b"].max())
    assert polka["turn"] == polka["peak"]
    assert most in (day["threat_a"][polka["peak"]], day["threat_b"][polka["peak"]])


def test_the_polka_is_told_as_one_chain_through_both(polka):
    at = polka["turn"] - polka["first"]
    a, b = (polka[who]["head"][at] for who in "ab")
    assert a.startswith("Ben's silence .") and "× Ana's anxiety .80, little trust" in a and "→ Ana protests" in a
    assert b.startswith("Ana's protest .") and "× Ben's avoidance .80 and anxiety .20" in b and "→ Ben goes quiet" in b
    assert "Without Ana's anxiety" in polka["a"]["pull"][at] and "Without Ben's avoidance" in polka["b"]["pull"][at]


def test_the_numbers_are_the_runs_own_and_add_up(polka):
    day = run_of(sim.scenario("protest-polka")).day(1)
    assert (polka["first"], polka["end"]) == (1, 150)
    for who in "ab":
        n = polka[who]["numbers"]
        for name in ("threat", "pursue", "withdraw", "reach", "respond"):
            assert n[name] == [round(100 * value) for value in day[f"{name}_{who}"][1:]], name
        assert n["before"][1:] == n["threat"][:-1]
        plus = ("silence", "protest", "stress", "spark", "burden", "chance", "floored")
        for i in range(150):
            sum_ = sum(n[name][i] for name in plus) - n["answer"][i] - n["hand"][i] - n["room"][i]
            assert abs(sum_ - n["alarm"][i]) <= 5, "but for rounding of ten terms"
            assert sum(max(0, n[name][i]) for name in plus[:-1]) <= polka["most"]


def test_the_hand_and_a_time_out_are_told():
    held = sim.scenario("protest-polka").add("hand-holding", turn=60, turns=20).add("time-out", turn=100, turns=20)
    shown = seen(held)
    assert "the hand takes" in shown["a"]["head"][64] and "the hand takes" not in shown["a"]["head"][50]
    assert "out of the room" in shown["b"]["head"][105] and "time-out" in shown["b"]["pull"][105]


def test_calm_is_told_as_calm():
    base = seen("secure-base")
    assert any("is at ease" in head for head in base["a"]["head"])
    assert any("Jon answers" in head for head in base["b"]["head"])
    assert any("ready to answer" in pull for pull in base["b"]["pull"])


def test_a_long_day_is_told_in_parts_around_the_turn_that_is_asked_for():
    long = sim.scenario("protest-polka").change({"turns": 300})
    for turn, first in ((150, 150 - MAX_TURNS // 2), (10**12, 301 - MAX_TURNS), (-5, 1)):
        shown = seen(long, {"turn": turn})
        assert (shown["first"], shown["end"]) == (first, first + MAX_TURNS - 1)
        assert shown["first"] <= shown["turn"] <= shown["end"]
        assert len(shown["a"]["head"]) == len(shown["b"]["numbers"]["alarm"]) == MAX_TURNS


@pytest.mark.parametrize("turn", [True, 1.5, "7", [], {}, float("nan"), "<script>"])
def test_what_is_no_turn_is_refused_in_words(turn):
    with pytest.raises(sim.ScenarioError, match="whole number"):
        seen("protest-polka", {"turn": turn})


@pytest.mark.parametrize("options", [{}, {"turn": None}, {"other": [1, {"x": None}]}])
def test_other_options_change_nothing(polka, options):
    assert seen("protest-polka", options) == polka


def test_options_that_are_no_table_are_none(polka):
    scenario = sim.scenario("protest-polka")
    visit = SimpleNamespace(scenario=scenario, start=scenario, seed=1, day=1, zoom="conversation", options=[1])
    assert view(visit, SimpleNamespace(run=run_of(scenario))) == polka


def test_a_season_is_told_by_what_each_day_leaves():
    season = sim.scenario("protest-polka").change({"days": 5, "turns": 30})
    run, shown = run_of(season), seen(season, zoom="season")
    assert (shown["kind"], shown["first"], shown["end"]) == ("days", 1, 5)
    assert len(shown["head"]) == 5 and shown["head"][2].startswith("Day 3: ")
    for name, column in (("bond", "bond"), ("security_a", "security_a"), ("security_b", "security_b")):
        rows = shown[name]
        assert [row[0] for row in rows] == [round(run.day(day)[column][0], 4) for day in range(1, 6)]
        for row, then in pairwise(rows):
            assert row[0] + row[1] - row[2] + row[3] == pytest.approx(then[0], abs=3e-4)
            assert max(row[1], row[2], abs(row[3])) <= shown["most"] + 1e-4


def test_one_evening_has_no_season():
    assert seen("protest-polka", zoom="season")["kind"] == "turns"


def test_names_are_one_line_and_every_claim_has_its_card():
    named = sim.scenario("protest-polka").change({"partner_a.name": "<b>\n{{7}}"})
    shown = seen(named)
    assert all("\n" not in head for head in shown["a"]["head"] + shown["b"]["head"])
    season = seen(sim.scenario("protest-polka").change({"days": 2, "turns": 5}), zoom="season")
    assert all(one["card"] in cards() for one in shown["cards"] + season["cards"])


@pytest.mark.parametrize(
    ("value", "text"), [(0.624, ".62"), (1.2, "1.20"), (0.999, "1.00"), (-0.3, "−.30"), (0.0, ".00")]
)
def test_numbers_are_written_as_the_page_writes_them(value, text):
    assert decimal(value) == text
