"""Answering the other, and what that does to longing (Feeney & Collins 2001; Buck & Neff 2012; Johnson 2019)."""

import pytest
from hypothesis import given
from legal import ALONE, CALM, ULP, extremes, ordered, partners, rises, shares, supports

from sim.model.laws import care
from sim.model.parameters import DEFAULTS


@given(partners, partners, extremes)
def test_a_bid_is_a_reach_or_with_trust_the_reach_inside_a_protest(me, other, p):
    heard = care.bid(me, other, p)
    assert min(1.0, other.reach) <= heard <= 1.0
    assert care.bid(me._replace(security=0.0), other, p) == min(1.0, other.reach)


@given(partners, partners, shares, shares, extremes)
def test_trust_hears_the_reach_in_a_protest(me, other, first, second, p):
    low, high = ordered(first, second)
    assert rises(*(care.bid(me._replace(security=security), other, p) for security in (low, high)))


@given(partners, shares, shares, shares, extremes)
def test_care_is_a_share(me, bond, flood, enacted, p):
    assert 0.0 <= care.care(me, bond, flood, enacted, p) <= 1.0


@pytest.mark.parametrize("trait", ["withdraw", "pursue", "avoidance", "burden"])
@given(me=partners, bond=shares, flood=shares, enacted=shares, first=shares, second=shares, p=extremes)
def test_care_falls_with_ones_own_moves_with_avoidance_and_with_a_burden(
    trait, me, bond, flood, enacted, first, second, p
):
    low, high = ordered(first, second)
    assert rises(*(care.care(me._replace(**{trait: value}), bond, flood, enacted, p) for value in (high, low)))


@given(partners, shares, shares, shares, shares, extremes)
def test_care_falls_with_flooding_and_rises_with_the_bond(me, fixed, enacted, first, second, p):
    low, high = ordered(first, second)
    assert rises(*(care.care(me, fixed, flood, enacted, p) for flood in (high, low)))
    assert rises(*(care.care(me, bond, fixed, enacted, p) for bond in (low, high)))
    assert care.care(me, fixed, 1.0, enacted, p) == 0.0


@given(partners, shares, shares, shares, shares, extremes)
def test_a_therapists_help_stands_in_for_the_bond_that_is_not_there(me, bond, flood, first, second, p):
    low, high = ordered(first, second)
    assert rises(*(care.care(me, bond, flood, enacted, p) for enacted in (low, high)))
    unhelped = care.care(me, 1.0, flood, 0.0, p)
    assert care.care(me, 1.0, flood, high, p) == unhelped, "a full bond needs no help"
    assert rises(care.care(me, bond, flood, high, p), unhelped)
    alone = p._replace(enactment=0.0)
    assert care.care(me, bond, flood, high, alone) == care.care(me, bond, flood, 0.0, alone)


@given(partners, shares, shares, shares, shares, shares, extremes)
def test_softness_releases_the_hold_of_avoidance(me, bond, flood, enacted, first, second, p):
    low, high = ordered(first, second)
    assert rises(*(care.care(me._replace(softness=value), bond, flood, enacted, p) for value in (low, high)))
    soft = me._replace(softness=1.0)
    free = care.care(soft._replace(avoidance=0.0), bond, flood, enacted, p)
    assert care.care(soft._replace(avoidance=1.0), bond, flood, enacted, p) == free


def test_all_of_that_shows_in_the_default_partner():
    at_ease = care.care(CALM, 0.6, 0.0, 0.0, DEFAULTS)
    assert care.care(CALM, 0.9, 0.0, 0.0, DEFAULTS) > at_ease
    assert care.care(CALM, 0.6, 0.0, 1.0, DEFAULTS) > at_ease
    assert care.care(CALM, 0.6, 0.5, 0.0, DEFAULTS) < at_ease
    assert care.care(CALM._replace(avoidance=0.9), 0.6, 0.0, 0.0, DEFAULTS) < at_ease
    assert care.care(CALM._replace(softness=0.9), 0.6, 0.0, 0.0, DEFAULTS) > at_ease
    assert care.care(CALM._replace(burden=1.0), 0.6, 0.0, 0.0, DEFAULTS) < at_ease


@given(partners, partners, shares, shares, shares, shares, supports, extremes)
def test_a_response_is_a_share_and_rests_in_a_time_out(me, other, bond, flood, enacted, holding, support, p):
    given_help = enacted, holding
    assert 0.0 <= care.respond(me, other, bond, flood, *given_help, support, p) <= 1.0 + ULP
    assert care.respond(me, other, bond, flood, *given_help, support._replace(pause=1.0), p) == 0.0


@given(partners, partners, shares, shares, shares, shares, shares, shares, extremes)
def test_a_stronger_bid_is_answered_more(me, other, bond, flood, enacted, holding, first, second, p):
    low, high = (other._replace(reach=reach) for reach in ordered(first, second))
    assert rises(*(care.respond(me, asking, bond, flood, enacted, holding, ALONE, p) for asking in (low, high)))


@given(partners, partners, shares, shares, shares, shares, shares, extremes)
def test_a_hand_that_is_held_answers_the_one_who_reached(me, other, bond, flood, enacted, first, second, p):
    """Even of someone who has no words: held wholly, it answers all that is asked, and where nothing is, nothing."""

    def answer(other, holding, flood=flood):
        return care.respond(me, other, bond, flood, enacted, holding, ALONE, p._replace(inertia=0.0))

    low, high = ordered(first, second)
    assert rises(answer(other, low), answer(other, high))
    assert answer(other, 1.0, flood=1.0) == care.bid(me, other, p)
    silent = other._replace(reach=0.0, pursue=0.0)
    assert answer(silent, high) == 0.0


@given(partners, partners, shares, shares, extremes)
def test_need_grows_alone_and_is_met_by_a_response(me, other, first, second, p):
    low, high = ordered(first, second)
    assert care.need(me, other._replace(respond=0.0), p) >= me.need
    assert rises(*(care.need(me, other._replace(respond=answer), p) for answer in (high, low)))


@given(partners, partners, shares, shares, extremes)
def test_avoidance_keeps_need_down(me, other, first, second, p):
    low, high = ordered(first, second)
    assert rises(*(care.need(me._replace(avoidance=share), other, p) for share in (high, low)))


def test_a_full_response_lowers_the_default_need():
    assert care.need(CALM, CALM._replace(respond=1.0), DEFAULTS) < CALM.need < care.need(CALM, CALM, DEFAULTS)
