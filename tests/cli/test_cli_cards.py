"""cards: what a claim, a parameter or a row rests on."""

import pytest


def test_a_parameter_shows_its_claims_with_status_and_sources(pasdedeux):
    shown = pasdedeux("cards", "touch").stdout
    assert "hand" in shown
    assert "contested" in shown
    assert "Psychological Science" in shown


@pytest.mark.parametrize("name", ["E13", "touch_stranger", "hand-lowers-threat"])
def test_a_row_a_parameter_and_a_claim_are_found(told, name):
    assert all(card["claim"] and card["status"] for card in told("cards", name))


def test_without_a_name_all_are_shown(told):
    assert len(told("cards")) > 50


def test_an_unknown_name_is_refused_with_the_nearest_one(pasdedeux):
    result = pasdedeux("cards", "tuoch")
    assert result.exit_code == 2
    assert "touch" in result.stderr
