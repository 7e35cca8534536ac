"""The chips: every slider, intervention and number has a card, and none promises more than its card."""

import pytest

import sim
from sim.dashboard.payload.evidence_chips import cards_about, chips, sign, statuses, things
from sim.dashboard.state.placing import FORMS
from sim.dashboard.state.visit import SLIDERS
from sim.evidence.cards import cards
from sim.model.parameters import PARAMETERS, STATUSES
from sim.model.state import MOVES


def test_everything_that_can_be_set_or_placed_has_a_chip():
    for name in (*SLIDERS, *PARAMETERS, *FORMS, *MOVES):
        assert chips()[name] in statuses() and cards_about(name)[0] in cards(), name


def test_a_chip_shows_the_status_of_the_card_that_it_opens():
    for name, (_, held, *_) in things().items():
        assert cards_about(name) == held and len(held) == len(set(held))
        assert chips()[name] == cards()[held[0]].status
        assert statuses()[chips()[name]]["path"] == sign(held[0])["path"]


def test_a_number_shows_its_own_status():
    assert {name: chips()[name] for name in PARAMETERS} == {n: p.status for n, p in PARAMETERS.items()}


def test_a_dispute_comes_first():
    ranked = {name: [cards()[key].status for key in thing.cards] for name, thing in things().items()}
    assert all(held[0] == "contested" for held in ranked.values() if "contested" in held)
    assert chips()["hand-holding"] == chips()["couple.bond"] == "contested"


def test_both_partners_stand_on_the_same_cards():
    for name, thing in things().items():
        if name.startswith("partner_a."):
            assert thing == things()[name.replace("partner_a", "partner_b")]


def test_each_status_has_a_sign_of_its_own():
    assert set(statuses()) == set(STATUSES)
    assert len({chip["path"] for chip in statuses().values()}) == len(statuses())


def test_a_name_without_a_card_is_refused_with_the_nearest_that_has_one():
    with pytest.raises(sim.ScenarioError, match=r"couple\.bond"):
        cards_about("couple.bnd")
