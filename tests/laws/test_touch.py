"""A hand is an offer: who takes it, and what it does once it is taken (Debrot et al. 2021; van Raalte et al. 2020)."""

import pytest
from hypothesis import given
from legal import ALONE, CALM, ULP, couples, cues, extremes, lucks, ordered, partners, rises, shares, supports

from sim.model import dynamics
from sim.model.cues import NOTHING
from sim.model.laws import appraisal, touch
from sim.model.parameters import DEFAULTS
from sim.model.state import Couple, Luck

OFFERED = ALONE._replace(hand=1.0)
REFUSED = 0.5
"""A hand that is taken less far than this is refused."""
WORTH = ("touch", "touch_base", "hand_flooded", "hand_stung", "hand_avoidance", "coregulation")
"""The constants of the partner's hand."""


def answer(me=CALM, other=CALM, flood=0.0, p=DEFAULTS):
    """How far a hand that is offered wholly is taken."""
    return touch.taken(me, other, flood, OFFERED, p)


def untaken(couple):
    """The couple before any hand was taken."""
    return couple._replace(a=couple.a._replace(taken=0.0), b=couple.b._replace(taken=0.0))


# Taking it


@given(partners, partners, shares, supports, shares, extremes)
def test_how_far_a_hand_is_taken_is_a_share_that_does_not_depend_on_how_firmly_it_is_offered(
    me, other, flood, support, hand, p
):
    assert 0.0 <= touch.taken(me, other, flood, support, p) <= 1.0
    offered = answer(me, other, flood, p) if hand > 0.0 else 0.0
    assert touch.taken(me, other, flood, support._replace(hand=hand), p) == offered
    assert touch.holding(me, other, support) <= support.hand


@given(partners, partners, extremes)
def test_who_is_calm_unhurt_and_does_not_avoid_takes_the_whole_hand(me, other, p):
    still = other._replace(pursue=0.0, withdraw=0.0)
    for willing in (me._replace(avoidance=0.0), me._replace(softness=1.0)):
        assert answer(willing, still, 0.0, p) == 1.0


@given(partners, partners, shares, shares, shares, extremes)
def test_in_the_flood_and_where_the_other_is_the_danger_one_pulls_away(me, other, flood, first, second, p):
    low, high = ordered(first, second)
    assert rises(*(answer(me, other, drowned, p) for drowned in (high, low)))
    for move in ("pursue", "withdraw"):
        assert rises(*(answer(me, other._replace(**{move: strength}), flood, p) for strength in (high, low))), move


@given(partners, partners, shares, shares, shares, extremes)
def test_the_avoidant_take_a_hand_less_often_and_who_trusts_or_is_open_more_often(me, other, flood, first, second, p):
    low, high = ordered(first, second)
    for trait, order in (("avoidance", (high, low)), ("softness", (low, high)), ("security", (low, high))):
        assert rises(*(answer(me._replace(**{trait: share}), other, flood, p) for share in order)), trait


BARE = CALM._replace(anxiety=0.0, avoidance=0.0, security=0.0, softness=0.0)


@pytest.mark.parametrize(
    ("weight", "me", "other", "flood"),
    [
        ("hand_flooded", BARE, CALM, 1.0),
        ("hand_stung", BARE, CALM._replace(withdraw=1.0), 0.0),
        ("hand_avoidance", BARE._replace(avoidance=1.0), CALM, 0.0),
    ],
)
def test_at_a_reluctance_of_one_it_is_even_below_it_the_hand_is_taken_and_above_it_refused(weight, me, other, flood):
    """Each reason to pull away, alone and at its full."""
    even = DEFAULTS._replace(base_sensitivity=1.0, separation_sting=1.0)
    taken, half, refused = (answer(me, other, flood, even._replace(**{weight: x})) for x in (0.8, 1.0, 1.25))
    assert taken > 0.7
    assert half == REFUSED
    assert refused < 0.3


def test_by_default_a_hand_is_taken_in_calm_and_refused_by_the_closed_and_pressed_in_the_flood():
    secure = CALM._replace(security=0.8, avoidance=0.2)
    closed = CALM._replace(security=0.2, avoidance=0.9, softness=0.0)
    pressing = CALM._replace(pursue=0.8)
    assert answer(secure) > REFUSED > answer(closed, pressing, flood=1.0)
    assert answer(secure) > answer(closed)


# Holding it


@given(partners, partners, supports, shares)
def test_the_less_willing_of_the_two_decides(me, other, support, less):
    held = touch.holding(me, other, support)
    assert held <= min(me.taken, other.taken)
    assert touch.holding(other, me, support) == held
    both = (one._replace(taken=min(me.taken, other.taken)) for one in (me, other))
    assert touch.holding(*both, support) == held
    assert touch.holding(me, other._replace(taken=0.0), support) == 0.0
    assert touch.holding(me._replace(taken=less), other._replace(taken=1.0), OFFERED) == less


@given(couples, cues, lucks, extremes)
def test_two_who_took_the_hand_unlike_live_the_turn_as_if_both_had_taken_it_like_the_less_willing(
    couple, given_cues, chance, p
):
    less = min(couple.a.taken, couple.b.taken)
    alike = couple._replace(a=couple.a._replace(taken=less), b=couple.b._replace(taken=less))
    assert dynamics.turn(couple, given_cues, chance, p) == dynamics.turn(alike, given_cues, chance, p)


@given(couples, cues, lucks, extremes, extremes)
def test_a_hand_that_is_not_offered_changes_nothing_to_the_last_bit(couple, given_cues, chance, p, others):
    """Whatever a hand would be worth, and whether one was held until now: let go, it is gone at once."""
    alone = given_cues._replace(hand=0.0)
    after = dynamics.turn(couple, alone, chance, p)
    assert after.a.taken == after.b.taken == 0.0
    assert dynamics.turn(untaken(couple), alone, chance, p) == after
    otherwise = p._replace(**{name: getattr(others, name) for name in WORTH})
    assert dynamics.turn(couple, alone, chance, otherwise) == after


@given(couples, cues, lucks, extremes)
def test_a_hand_works_from_the_turn_after_it_was_taken(couple, given_cues, chance, p):
    first = dynamics.turn(untaken(couple), given_cues, chance, p)
    without = dynamics.turn(untaken(couple), given_cues._replace(hand=0.0), chance, p)
    assert untaken(first) == without
    assert dynamics.night(first, p).a.taken == dynamics.night(first, p).b.taken == 0.0


@given(partners, shares, shares, shares, shares, extremes)
def test_once_taken_a_hand_does_the_avoidant_as_much_good(me, bond, holding, first, second, p):
    comforts = {appraisal.comfort(me._replace(avoidance=x), bond, holding, ALONE, p) for x in (first, second)}
    assert len(comforts) == 1


# What comes of it within a conversation

TURNS = 30
QUIET = Luck(*(0.0,) * len(Luck._fields))._replace(spark_chance=1.0)
STRAINED = NOTHING._replace(stress_a=4.0)
AVOIDANT = CALM._replace(avoidance=0.9, softness=0.0, security=0.7)
PAIR = Couple(AVOIDANT, CALM._replace(avoidance=0.0), 0.7, 1.0)


def lived(hand: float, reluctance: float) -> Couple:
    """The pair after some minutes of a strain that is not the other's doing; ``reluctance`` is a's, from avoidance."""
    p = DEFAULTS._replace(
        hand_flooded=0.0, hand_stung=0.0, hand_avoidance=reluctance / 0.9, touch=0.8, touch_base=0.4, coregulation=0.02,
        separation_sting=0.0, attack_sting=0.0, relief=0.0,
    )  # fmt: skip
    couple = PAIR
    for _ in range(TURNS):
        couple = dynamics.turn(couple, STRAINED._replace(hand=hand), QUIET, p)
    return couple


@pytest.fixture(scope="module")
def alone() -> Couple:
    return lived(0.0, 0.0)


def test_a_hand_that_is_taken_calms_and_one_that_is_refused_does_little(alone):
    taken, refused = lived(1.0, 0.5), lived(1.0, 2.0)
    assert taken.a.taken > 0.9
    assert refused.a.taken < 0.1
    for name in ("threat", "arousal"):
        calmed, little = (getattr(alone.a, name) - getattr(couple.a, name) for couple in (taken, refused))
        assert calmed > 0.0, name
        assert -ULP <= little < 0.25 * calmed, name
    assert taken.a.soothed > 5.0 * refused.a.soothed
