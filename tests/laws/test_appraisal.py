"""Danger, and what a hand makes of it (Bowlby 1980; Coan, Schaefer & Davidson 2006; Coan et al. 2017)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legal import ALONE, CALM, extremes, noises, ordered, parameters, partners, rises, shares, sizes, supports

from sim.model.laws import appraisal
from sim.model.parameters import DEFAULTS

SILENT = CALM._replace(withdraw=0.8)
BLAMING = CALM._replace(pursue=0.8)


@given(partners, partners, extremes)
def test_who_makes_no_move_stings_nobody(me, other, p):
    assert appraisal.sting(me, other._replace(withdraw=0.0, pursue=0.0), p) == 0.0
    assert appraisal.sting(me, other, p) >= 0.0


@given(partners, partners, shares, shares, extremes, st.sampled_from(["withdraw", "pursue"]))
def test_a_stronger_move_stings_more(me, other, first, second, p, move):
    low, high = ordered(first, second)
    weaker, stronger = (appraisal.sting(me, other._replace(**{move: strength}), p) for strength in (low, high))
    assert rises(weaker, stronger)


@given(partners, partners, shares, shares, extremes)
def test_anxiety_sharpens_the_sting_and_trust_dulls_it(me, other, first, second, p):
    low, high = ordered(first, second)
    assert rises(*(appraisal.sting(me._replace(anxiety=share), other, p) for share in (low, high)))
    assert rises(*(appraisal.sting(me._replace(security=share), other, p) for share in (high, low)))


@pytest.mark.parametrize("other", [SILENT, BLAMING], ids=["withdrawal", "pursuit"])
def test_the_anxious_and_the_distrustful_are_stung_more_by_the_default_couple(other):
    def sting(**traits):
        return appraisal.sting(CALM._replace(**traits), other, DEFAULTS)

    assert sting(anxiety=0.9) > sting(anxiety=0.1) > 0.0
    assert sting(security=0.1) > sting(security=0.9)


def test_the_withdrawal_of_the_other_stings_by_anxiety_and_not_by_avoidance():
    avoidant, open_ = (appraisal.sting(CALM._replace(avoidance=x), SILENT, DEFAULTS) for x in (0.9, 0.1))
    assert avoidant == open_
    assert appraisal.sting(CALM._replace(avoidance=0.9), BLAMING, DEFAULTS) > appraisal.sting(
        CALM._replace(avoidance=0.1), BLAMING, DEFAULTS
    )


@given(shares, supports, extremes)
def test_comfort_is_a_share(bond, support, p):
    assert 0.0 <= appraisal.comfort(bond, support, p) <= 1.0


@given(shares, shares, shares, extremes)
def test_the_partners_hand_is_worth_the_bond_and_a_strangers_is_not(first, second, contact, p):
    low, high = ordered(first, second)
    mine, strange = ALONE._replace(hand=contact), ALONE._replace(stranger=contact)
    assert rises(*(appraisal.comfort(bond, mine, p) for bond in (low, high)))
    assert appraisal.comfort(low, strange, p) == appraisal.comfort(high, strange, p)


@given(st.floats(0.5, 1.0))
def test_in_a_good_bond_the_partners_hand_comforts_most_then_the_picture_then_a_stranger(bond):
    hand, picture, stranger = (
        appraisal.comfort(bond, ALONE._replace(**{contact: 1.0}), DEFAULTS)
        for contact in ("hand", "picture", "stranger")
    )
    assert hand > picture > stranger > 0.0


@given(partners, shares, extremes)
def test_comfort_that_is_carried_lies_between_what_was_and_what_is(me, touched, p):
    after = appraisal.carried(me, touched, p)
    low, high = ordered(me.soothed, touched)
    assert rises(low, after)
    assert rises(after, high)


def test_ten_minutes_of_contact_are_felt_minutes_later_and_ten_seconds_hardly():
    """Contact before a strain soothes during it (Grewen et al. 2003); a touch in passing does not."""

    def left(held: int, later: int) -> float:
        me = CALM
        for turn in range(held + later):
            me = me._replace(soothed=appraisal.carried(me, 1.0 if turn < held else 0.0, DEFAULTS))
        return me.soothed

    assert left(100, 30) > 0.3
    assert left(2, 30) < 0.1
    assert left(100, 600) < 0.1, "nothing lasts an hour"


@given(partners, partners, supports, noises, shares, shares, extremes)
def test_more_comfort_and_more_containment_mean_less_alarm(me, other, support, noise, first, second, p):
    low, high = ordered(first, second)
    assert rises(*(appraisal.alarm(me, other, soothed, support, noise, p) for soothed in (high, low)))
    held = (support._replace(containment=share) for share in (high, low))
    assert rises(*(appraisal.alarm(me, other, 0.0, room, noise, p) for room in held))


@given(partners, partners, supports, noises, sizes, sizes, shares, shares, extremes)
def test_trouble_raises_alarm_and_a_response_relieves_it(me, other, support, noise, first, second, third, fourth, p):
    low, high = ordered(first, second)
    for change in ("spark", "burden"):
        alarms = (appraisal.alarm(me._replace(**{change: x}), other, 0.0, support, noise, p) for x in (low, high))
        assert rises(*alarms)
    answered = (other._replace(respond=x) for x in reversed(ordered(third, fourth)))
    assert rises(*(appraisal.alarm(me, answer, 0.0, support, noise, p) for answer in answered))


@given(partners, sizes, sizes, parameters)
def test_threat_rises_with_alarm(me, first, second, p):
    low, high = ordered(first, second)
    assert rises(appraisal.threat(me, low, p), appraisal.threat(me, high, p))


def settled(alarm: float, p=DEFAULTS) -> float:
    """Where threat comes to rest under a lasting alarm."""
    me = CALM
    for _ in range(2000):
        me = me._replace(threat=appraisal.threat(me, alarm, p))
    return me.threat


def test_threat_is_flat_at_zero_half_at_the_midpoint_and_steepest_between():
    middle = DEFAULTS.threat_midpoint
    step = 0.01 * middle
    slope = [(settled(x + step) - settled(x)) / step for x in (0.0, 0.5 * middle, 3.0 * middle)]
    assert settled(0.0) == 0.0
    assert settled(middle) == pytest.approx(0.5)
    assert slope[0] < 0.05 * slope[1], "a small alarm is no threat: calm is stable"
    assert slope[2] < 0.5 * slope[1], "a great alarm can hardly be made greater"
