"""The cycle: its name, its numbers, and the run it is compared with."""

import json
from types import SimpleNamespace

import pytest

import sim
from sim.dashboard.state.comparison_run import Alternative
from sim.dashboard.state.runs import PageRuns
from sim.dashboard.views.cycle import view


def seen(scenario, day: int = 1, other=None, options=None, more: bool = False) -> dict:
    """What the panel is given for a scenario, compared with another where there is one."""
    scenario = sim.scenario(scenario) if isinstance(scenario, str) else scenario
    visit = SimpleNamespace(
        scenario=scenario, start=scenario, seed=1, day=day, zoom="conversation", options=options or {}
    )
    run, comparison = (each and sim.simulate(each, engine="ensemble") for each in (scenario, other))
    shown = view(visit, PageRuns(run, comparison, other and Alternative(other, "the hand", more)))
    json.dumps(shown, allow_nan=False)
    return shown


@pytest.fixture(scope="module")
def polka():
    return seen("protest-polka")


@pytest.mark.parametrize(("name", "loop"), [
    ("protest-polka", "Protest Polka"), ("find-the-bad-guy", "Find the Bad Guy"), ("secure-base", "Secure Reach"),
])  # fmt: skip
def test_the_strongest_loop_goes_by_its_name(name, loop):
    assert seen(name)["run"]["name"] == loop


def test_the_polka_is_told_with_who_pursues_and_by_how_much_more_than_chance(polka):
    run = polka["run"]
    assert run["title"] == "Protest Polka: Ana pursues"
    assert "When Ana pursues, Ben withdraws" in run["sentence"] and "chance" in run["sentence"]
    loop = {(edge["from"], edge["to"]) for edge in run["edges"] if edge["loop"]}
    assert loop == {("a_pursue", "b_withdraw"), ("b_withdraw", "a_pursue")}
    assert all(edge["times"] > 1.0 and edge["sign"] == 1 for edge in run["edges"] if edge["loop"])


def test_partners_exchanged_the_loop_stays():
    run = seen(sim.scenario("protest-polka").swapped())["run"]
    assert run["title"] == "Protest Polka: Ana pursues"
    assert {(edge["from"], edge["to"]) for edge in run["edges"] if edge["loop"]} == {
        ("b_pursue", "a_withdraw"), ("a_withdraw", "b_pursue")
    }  # fmt: skip


def test_arrows_go_from_one_partner_to_the_other_between_moves_that_are_drawn(polka):
    run = polka["run"]
    places = {f"{node['who']}_{node['move']}": node["x"] for node in run["nodes"]}
    for edge in run["edges"]:
        start, _, end = edge["shape"]
        assert edge["from"][0] != edge["to"][0]
        assert (start[0] < end[0]) == (places[edge["from"]] < places[edge["to"]])
        assert 0.0 <= edge["probability"] <= 1.0 and edge["sign"] in (-1, 0, 1)
        assert (edge["times"] >= 1.0) == (edge["sign"] > 0)
    assert all(0.0 <= node["share"] <= 1.0 for node in run["nodes"])


def test_it_says_from_how_many_evenings_and_what_one_alone_would_show(polka):
    assert polka["evenings"] >= 64 and "one evening alone" in polka["alone"]
    assert polka["comparison"] is None and polka["compared"] == ""
    assert polka["run"]["table"] and any("evenings" in part for part in polka["run"]["description"])


def test_with_the_hand_the_loop_lets_go():
    bare = sim.scenario("protest-polka")
    shown = seen(bare.add("hand-holding", turn=20, turns=80), other=bare)
    assert "lets go" in shown["compared"]
    assert shown["labels"] == {"run": "with the hand", "comparison": "without the hand"}
    assert seen(bare, other=bare.add("hand-holding"), more=True)["labels"]["comparison"] == "with the hand"
    places = [{(n["who"], n["move"]): (n["x"], n["y"]) for n in shown[run]["nodes"]} for run in ("run", "comparison")]
    both = places[0].keys() & places[1].keys()
    assert both and all(places[0][move] == places[1][move] for move in both), "a move keeps its place"


def test_each_day_is_read_with_its_own_plan():
    sparks = [{"day": day, "turn": 12, "who": "a", "size": 1.6} for day in (1, 2)]
    bare = sim.scenario("protest-polka").change({"days": 2, "life.spark": sparks})
    held = bare.add("hand-holding", day=2, turn=10, turns=100)
    first, second = (seen(held, day, other=bare) for day in (1, 2))
    assert first["run"] == first["comparison"]
    assert "lets go" in second["compared"] and "lets go" not in first["compared"]


@pytest.mark.parametrize("options", [[], "x", {"lag": 10**9}, {"replicates": 10**12}])
def test_nothing_that_is_asked_changes_it(polka, options):
    assert seen("protest-polka", options=options) == polka


def test_a_conversation_of_one_turn_is_refused_in_words():
    with pytest.raises(sim.ScenarioError):
        seen(sim.scenario("secure-base").change({"turns": 1}))


def test_long_conversations_can_be_shown():
    assert seen(sim.scenario("protest-polka").change({"turns": 900}))["run"]["name"] == "Protest Polka"
