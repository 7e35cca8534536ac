"""Evidence: every claim with its sources, those of one thing first, and how far the model agrees."""

import json
from types import SimpleNamespace

import pytest

import sim
from sim.dashboard.payload.evidence_chips import cards_about, chips
from sim.dashboard.views.evidence import view
from sim.evidence.agreement import agreement, read
from sim.evidence.cards import ROWS, cards
from sim.model.parameters import PARAMETERS


def seen(options=None, scenario=None) -> dict:
    """What the panel is given."""
    scenario = scenario or sim.scenario("protest-polka")
    shown = view(SimpleNamespace(scenario=scenario, start=scenario, seed=1, options=options), None)
    json.dumps(shown, allow_nan=False)
    return shown


def test_every_claim_is_listed_once_by_group_with_its_sources():
    shown = seen()
    assert {card["key"] for card in shown["cards"]} == set(cards()) and len(shown["cards"]) == len(cards())
    places = [shown["order"].index(card["status"]) for card in shown["cards"]]
    assert places == sorted(places) and shown["order"][0] == "contested"
    for card in shown["cards"]:
        assert bool(card["sources"]) == (card["status"] != "assumed")
        assert card["claim"] == cards()[card["key"]].claim and all("(" in text for text in card["sources"])
    assert shown["first"] == [] and shown["own"] is None


def test_every_thing_with_a_chip_can_be_asked_about_and_opens_the_card_of_its_chip():
    for name in chips():
        shown = seen({"about": name})
        assert tuple(shown["first"]) == cards_about(name), name
        assert shown["title"] and "\n" not in shown["title"]
        assert (shown["own"] is not None) == (name in PARAMETERS)


def test_a_card_can_be_asked_for_and_stands_before_the_others_of_its_thing():
    assert seen({"card": "tipping-point"})["first"] == ["tipping-point"]
    both = seen({"about": "hand-holding", "card": "hand-speeds-calming"})["first"]
    assert both[0] == "hand-speeds-calming" and len(both) == len(set(both)) == len(cards_about("hand-holding"))


def test_a_number_that_is_set_here_says_so():
    shown = seen({"about": "touch"}, sim.scenario("protest-polka").change({"touch": 0.5}))
    assert shown["own"]["now"] == 0.5 and shown["own"]["value"] == PARAMETERS["touch"].default
    assert shown["set"]["touch"] == 0.5 and seen()["set"] == {}


def test_cards_of_measured_rows_say_how_far_the_model_agrees():
    assert set(agreement()) == set(ROWS)
    for card in seen()["cards"]:
        assert [held["row"] for held in card["held"]] == list(cards()[card["key"]].rows)
        assert all(held["published"] and held["ours"] and isinstance(held["verdict"], bool) for held in card["held"])


def test_a_miss_is_told_as_a_miss():
    text = (
        "| Row | Finding |\n|---|---|\n| E3 | Warm | +5 | **ratio 0.7**<br>rise 10 | 0 &lt; x | **miss** | measured |\n"
    )
    assert read(text) == {
        "E3": {"title": "Warm", "published": "+5", "ours": ["ratio 0.7", "rise 10"], "tolerance": "0 < x",
               "verdict": False}
    }  # fmt: skip
    assert read("") == {} and read("| E1 | too | short |") == {}


@pytest.mark.parametrize("options", [None, [], "x", {}, {"about": None, "card": ""}, {"no_such": [{}]}])
def test_nothing_known_that_is_asked_gives_the_overview(options):
    assert seen(options) == seen()


@pytest.mark.parametrize("options", [
    {"about": "couple.bnd"}, {"card": "nothing"}, {"about": 7}, {"about": ["touch"]}, {"card": {"a": 1}},
    {"card": True},
    {"about": "x" * 100_000}, {"about": "__class__"}, {"about": "partner_a.name"}, {"card": "\ud800"},
])  # fmt: skip
def test_what_has_no_card_is_refused_in_words(options):
    with pytest.raises(sim.ScenarioError):
        seen(options)


def test_names_of_partners_are_one_line():
    shown = seen({"about": "partner_a.anxiety"}, sim.scenario("protest-polka").change({"partner_a.name": "A\nB"}))
    assert shown["title"].endswith("'s anxiety") and "\n" not in shown["title"]
