"""What being answered or hurt leaves behind, and what a night takes (Feeney 2004; Johnson 2019; Gottman 1994)."""

import pytest
from hypothesis import given
from legal import CALM, ULP, extremes, inner, ordered, partners, rises, shares

from sim.model.laws import bonding
from sim.model.parameters import DEFAULTS

ANSWERING = CALM._replace(respond=0.8)
ATTACKING = CALM._replace(pursue=0.8)


def gain(me, other, active=0.7, p=DEFAULTS):
    """What one turn adds to felt security."""
    return bonding.security(me, other, active, p) - me.security


@given(partners, partners, shares, extremes)
def test_security_is_a_share(me, other, active, p):
    assert 0.0 <= bonding.security(me, other, active, p) <= 1.0


@given(partners, partners, shares, shares, shares, extremes)
def test_being_responded_to_builds_security(me, other, active, first, second, p):
    low, high = (other._replace(respond=value) for value in ordered(first, second))
    assert rises(bonding.security(me, low, active, p), bonding.security(me, high, active, p))


@given(partners, shares, shares, shares, extremes)
def test_a_response_builds_more_when_softness_is_open(me, active, first, second, p):
    low, high = (me._replace(softness=value) for value in ordered(first, second))
    assert rises(*(bonding.security(soft, ANSWERING, active, p) for soft in (low, high)))


@pytest.mark.parametrize("move", ["withdraw", "pursue"])
@given(me=partners, other=partners, active=shares, first=shares, second=shares, p=extremes)
def test_being_hurt_wears_security(move, me, other, active, first, second, p):
    low, high = (other._replace(**{move: value}) for value in ordered(first, second))
    assert rises(bonding.security(me, high, active, p), bonding.security(me, low, active, p))


def test_one_bad_turn_undoes_more_than_one_good_turn_does():
    """Hence the balance of several good turns to one bad one (Gottman 1994)."""
    assert gain(CALM, ANSWERING) > 0.0 > gain(CALM, ATTACKING, active=1.0)
    assert -gain(CALM, ATTACKING._replace(withdraw=0.2), active=1.0) > gain(CALM._replace(softness=0.0), ANSWERING)


def test_the_corrective_experience_in_the_default_partner():
    """An answer does more than half as much again while one is open."""
    assert gain(CALM._replace(softness=0.8), ANSWERING) > 1.5 * gain(CALM._replace(softness=0.0), ANSWERING)


@given(partners, partners, shares, extremes)
def test_the_bond_is_a_share_and_both_partners_count_alike(a, b, bonded, p):
    after = bonding.bond(a, b, bonded, p)
    assert 0.0 <= after <= 1.0
    assert bonding.bond(b, a, bonded, p) == after


@given(partners, partners, inner, shares, shares, extremes)
def test_a_reach_met_by_a_response_builds_the_bond(a, b, bonded, first, second, p):
    low, high = ordered(first, second)
    assert rises(*(bonding.bond(a._replace(reach=value), b, bonded, p) for value in (low, high)))
    assert rises(*(bonding.bond(a, b._replace(respond=value), bonded, p) for value in (low, high)))
    assert rises(*(bonding.bond(a._replace(softness=value), b, bonded, p) for value in (low, high)))


@given(partners, partners, inner, shares, shares, extremes)
def test_the_dance_of_both_wears_the_bond_and_the_moves_of_one_alone_do_not(a, b, bonded, first, second, p):
    low, high = ordered(first, second)
    for move in ("pursue", "withdraw"):
        assert rises(*(bonding.bond(a._replace(**{move: value}), b, bonded, p) for value in (high, low)))
    still = b._replace(pursue=0.0, withdraw=0.0)
    danced = bonding.bond(a._replace(pursue=1.0, withdraw=1.0), still, bonded, p)
    assert danced == bonding.bond(a._replace(pursue=0.0, withdraw=0.0), still, bonded, p)


@given(partners, partners, shares, extremes)
def test_a_bond_without_maintenance_drifts_down(a, b, bonded, p):
    assert 0.0 <= bonding.drift(a, b, bonded, p) <= bonded


@given(partners, partners, shares, shares, shares, extremes)
def test_the_insecure_let_the_bond_go_sooner(a, b, bonded, first, second, p):
    low, high = ordered(first, second)
    for trait in ("anxiety", "avoidance"):
        assert rises(*(bonding.drift(a._replace(**{trait: value}), b, bonded, p) for value in (high, low)))


@given(partners, partners, shares, extremes)
def test_the_bond_must_be_kept_up_by_the_secure_too_and_by_the_wholly_insecure_at_the_full_rate(a, b, bonded, p):
    secure, insecure = ([one._replace(anxiety=x, avoidance=x) for one in (a, b)] for x in (0.0, 1.0))
    kept, lost = bonding.drift(*secure, bonded, p), bonding.drift(*insecure, bonded, p)
    assert kept == pytest.approx(bonded * (1.0 - p.bond_drift * p.bond_upkeep), abs=ULP)
    assert lost == pytest.approx(bonded * (1.0 - p.bond_drift), abs=ULP)


def test_by_default_a_night_without_upkeep_costs_everyone_some_bond_and_the_insecure_more():
    secure, insecure = (bonding.drift(me, me, 0.8, DEFAULTS)
                        for me in (CALM._replace(anxiety=0.0, avoidance=0.0), CALM))  # fmt: skip
    assert insecure < secure < 0.8


@given(partners, extremes)
def test_security_settles_between_what_attachment_expects_and_all_one_could_hope(me, p):
    low, high = ordered(me.security, (1.0 - 0.5 * (me.anxiety + me.avoidance)) * (1.0 - me.injury))
    defended = me._replace(softness=0.0)
    assert low - ULP <= bonding.settle(defended, p) <= high + ULP
    assert bonding.settle(defended, p) - ULP <= bonding.settle(me, p) <= 1.0


@given(partners, shares, shares, extremes)
def test_who_is_open_expects_more_of_the_other(me, first, second, p):
    low, high = (me._replace(softness=share) for share in ordered(first, second))
    assert rises(bonding.settle(low, p), bonding.settle(high, p))
    trusting = (one._replace(anxiety=0.0, avoidance=0.0) for one in (low, high))
    assert len({bonding.settle(one, p) for one in trusting}) == 1, "the secure defend against nothing"


def test_by_default_openness_is_hopeful():
    open_, closed = (bonding.settle(CALM._replace(softness=share), DEFAULTS) for share in (0.9, 0.1))
    assert open_ > closed


@given(partners, shares, shares, extremes)
def test_the_insecurely_attached_expect_less(me, first, second, p):
    low, high = ordered(first, second)
    for trait in ("anxiety", "avoidance"):
        assert rises(*(bonding.settle(me._replace(**{trait: value}), p) for value in (high, low)))
