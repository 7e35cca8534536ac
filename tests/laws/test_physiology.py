"""The body follows fast and comes back slowly, and less alone hand in hand (Gottman 1999; Butler & Randall 2013)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legal import CALM, extremes, ordered, parameters, partners, rises, shares

from sim.model.laws import physiology
from sim.model.parameters import DEFAULTS


def alone(me, threat, soothed, p):
    """Arousal of the next turn while no hand is held."""
    return physiology.arousal(me, CALM, threat, soothed, 0.0, p)


@given(partners, shares, shares, parameters)
def test_arousal_moves_toward_threat_and_never_past_it(me, threat, soothed, p):
    after = alone(me, threat, soothed, p)
    low, high = ordered(me.arousal, threat)
    assert rises(low, after)
    assert rises(after, high)


@given(st.floats(0.05, 0.45))
def test_arousal_falls_more_slowly_than_it_rises(gap):
    up = alone(CALM._replace(arousal=0.5), 0.5 + gap, 0.0, DEFAULTS) - 0.5
    down = 0.5 - alone(CALM._replace(arousal=0.5), 0.5 - gap, 0.0, DEFAULTS)
    assert up > 5.0 * down > 0.0


@given(shares, shares, shares, shares, extremes)
def test_contact_speeds_the_fall(arousal, threat, first, second, p):
    low, high = ordered(first, second)
    me = CALM._replace(arousal=max(arousal, threat))
    falls = [alone(me, min(arousal, threat), soothed, p) for soothed in (high, low)]
    assert rises(*falls)


def test_contact_calms_the_default_body_faster_and_does_not_slow_its_alarm():
    racing = CALM._replace(arousal=0.9)
    assert alone(racing, 0.0, 0.8, DEFAULTS) < alone(racing, 0.0, 0.0, DEFAULTS)
    assert alone(CALM, 0.9, 0.8, DEFAULTS) == alone(CALM, 0.9, 0.0, DEFAULTS)


@given(partners, partners, partners, shares, shares, extremes)
def test_without_a_hand_the_others_body_does_not_matter(me, other, someone_else, threat, soothed, p):
    arousals = (physiology.arousal(me, whoever, threat, soothed, 0.0, p) for whoever in (other, someone_else))
    assert next(arousals) == next(arousals)


@given(partners, partners, shares, shares, shares, extremes)
def test_hand_in_hand_arousal_stays_between_ones_own_the_others_and_the_threat(me, other, threat, soothed, holding, p):
    after = physiology.arousal(me, other, threat, soothed, holding, p)
    assert rises(min(me.arousal, other.arousal, threat), after)
    assert rises(after, max(me.arousal, other.arousal, threat))


@given(partners, partners, shares, shares, shares, shares, shares, extremes)
def test_hand_in_hand_a_body_follows_the_others(me, other, threat, soothed, holding, first, second, p):
    calmer, wilder = (other._replace(arousal=share) for share in ordered(first, second))
    assert rises(*(physiology.arousal(me, body, threat, soothed, holding, p) for body in (calmer, wilder)))


@given(partners, partners, shares, shares, shares, extremes)
def test_in_one_danger_hand_in_hand_two_bodies_never_drift_apart(me, other, threat, soothed, holding, p):
    mine, theirs = (physiology.arousal(*pair, threat, soothed, holding, p) for pair in ((me, other), (other, me)))
    assert rises(abs(mine - theirs), abs(me.arousal - other.arousal))


def test_a_calm_body_steadies_a_racing_one_in_danger_and_is_stirred_by_it_hand_in_hand_by_default():
    racing, calm = CALM._replace(arousal=0.9), CALM
    assert physiology.arousal(racing, calm, 0.5, 0.0, 1.0, DEFAULTS) < alone(racing, 0.5, 0.0, DEFAULTS)
    assert physiology.arousal(calm, racing, 0.5, 0.0, 1.0, DEFAULTS) > alone(calm, 0.5, 0.0, DEFAULTS)


@given(shares, shares, extremes)
def test_flooding_is_a_share_that_rises_with_arousal(first, second, p):
    low, high = (physiology.flooded(arousal, p) for arousal in ordered(first, second))
    assert 0.0 <= low <= high <= 1.0


def test_flooding_is_half_at_its_midpoint_and_steep_around_it():
    middle = DEFAULTS.flooding_arousal
    assert physiology.flooded(middle, DEFAULTS) == 0.5
    assert physiology.flooded(0.5 * middle, DEFAULTS) < 0.01
    assert physiology.flooded(1.6 * middle, DEFAULTS) > 0.95


@given(extremes)
def test_a_heart_rests_without_arousal_and_floods_where_arousal_does(p):
    assert physiology.heart_rate(0.0, p) == p.resting_heart_rate
    assert physiology.heart_rate(p.flooding_arousal, p) == pytest.approx(p.flooding_heart_rate)
