"""The softening: invited while one trusts and is not flooded, kept when met, broken when hurt (Johnson 2019)."""

import pytest
from hypothesis import given
from legal import ALONE, CALM, extremes, ordered, partners, rises, shares, supports

from sim.model.laws import softness
from sim.model.parameters import DEFAULTS

INVITED = ALONE._replace(invite=1.0)
REACHING = CALM._replace(reach=0.8, softness=0.5)
ANSWERING = CALM._replace(respond=0.9)
TURNING_AWAY = CALM._replace(withdraw=0.9)


@given(partners, partners, shares, shares, supports, extremes)
def test_softness_is_a_share(me, other, active, flood, support, p):
    assert 0.0 <= softness.softness(me, other, active, flood, support, p) <= 1.0


@given(partners, partners, shares, shares, shares, shares, extremes)
def test_an_invitation_opens_and_flooding_closes_the_door(me, other, active, fixed, first, second, p):
    low, high = ordered(first, second)
    invited = (ALONE._replace(invite=value) for value in (low, high))
    assert rises(*(softness.softness(me, other, active, fixed, support, p) for support in invited))
    welcome = ALONE._replace(invite=fixed)
    assert rises(*(softness.softness(me, other, active, flood, welcome, p) for flood in (high, low)))


@given(partners, partners, shares, supports, extremes)
def test_who_is_flooded_is_not_softened_by_an_invitation(me, other, active, support, p):
    uninvited = softness.softness(me, other, active, 1.0, support._replace(invite=0.0), p)
    assert softness.softness(me, other, active, 1.0, support._replace(invite=1.0), p) == uninvited


SAFE_ROOM = INVITED._replace(containment=1.0)


def opened(me, support, p=DEFAULTS):
    """What an invitation opens within one turn of quiet."""
    invited, uninvited = (softness.softness(me, CALM, 0.0, 0.0, given, p)
                          for given in (support, support._replace(invite=0.0)))  # fmt: skip
    return invited - uninvited


@given(partners, partners, shares, shares, shares, shares, extremes)
def test_who_trusts_is_opened_more_by_an_invitation_and_so_is_who_is_held_by_a_safe_room(
    me, other, active, flood, first, second, p
):
    low, high = ordered(first, second)
    for support in (INVITED, SAFE_ROOM):
        trusting = (me._replace(security=share) for share in (low, high))
        assert rises(*(softness.softness(one, other, active, flood, support, p) for one in trusting))
    rooms = (INVITED._replace(containment=share) for share in (low, high))
    assert rises(*(softness.softness(me, other, active, flood, room, p) for room in rooms))


@given(partners, partners, shares, shares, shares, extremes)
def test_who_trusts_the_other_wholly_needs_no_therapist_to_be_opened(me, other, active, flood, containment, p):
    """A safe room adds to the invitation what trust lacks, and does nothing where nobody is invited."""

    def after(support, **traits):
        room = support._replace(containment=containment)
        return [softness.softness(me._replace(**traits), other, active, flood, where, p) for where in (support, room)]

    for without, within in (after(INVITED, security=1.0), after(ALONE)):
        assert within == without


def test_in_a_safe_room_an_invitation_opens_also_one_who_does_not_trust():
    """The therapist lends security (Bowlby 1988); without one, nobody softens toward someone they do not trust."""
    distrustful = CALM._replace(security=0.0)
    assert opened(distrustful, INVITED) == 0.0
    assert opened(distrustful, SAFE_ROOM) > 0.0
    assert opened(distrustful, SAFE_ROOM, DEFAULTS._replace(alliance=0.0)) == 0.0


@given(partners, partners, shares, shares, supports, shares, shares, extremes)
def test_deactivation_holds_an_invitation_back(me, other, active, flood, support, first, second, p):
    low, high = (me._replace(avoidance=share) for share in ordered(first, second))
    assert rises(*(softness.softness(one, other, active, flood, support, p) for one in (high, low)))
    uninvited = support._replace(invite=0.0)
    held = [softness.softness(one, other, active, flood, uninvited, p) for one in (low, high)]
    assert held[0] == held[1], "it is the invitation that it holds back"


def test_the_avoidant_are_opened_less_and_not_at_all_where_deactivation_is_whole():
    avoidant, other = (CALM._replace(avoidance=share) for share in (1.0, 0.1))
    assert 0.0 < opened(avoidant, SAFE_ROOM) < opened(other, SAFE_ROOM)
    assert opened(avoidant, SAFE_ROOM, DEFAULTS._replace(deactivation=1.0)) == 0.0


@given(partners, partners, shares, shares, supports, shares, shares, extremes)
def test_a_reach_that_is_met_opens_and_one_that_is_hurt_breaks(me, other, active, flood, support, first, second, p):
    low, high = ordered(first, second)
    met = (other._replace(respond=value) for value in (low, high))
    assert rises(*(softness.softness(me, answer, active, flood, support, p) for answer in met))
    for move in ("withdraw", "pursue"):
        hurt = (other._replace(**{move: value}) for value in (high, low))
        assert rises(*(softness.softness(me, answer, active, flood, support, p) for answer in hurt))


@given(partners, partners, extremes)
def test_hurt_needs_the_others_move_and_ones_own_need(me, other, p):
    assert softness.hurt(other._replace(withdraw=0.0, pursue=0.0), 1.0) == 0.0
    assert softness.hurt(other, 0.0) == 0.0
    assert 0.0 <= softness.hurt(other, 1.0) <= 2.0


def test_left_alone_softness_fades_slowly():
    after = softness.softness(REACHING, CALM._replace(respond=0.0), 0.0, 0.0, ALONE, DEFAULTS)
    assert 0.99 * REACHING.softness < after < REACHING.softness


def test_invited_met_and_hurt_in_the_default_partner():
    def after(other, support):
        return softness.softness(REACHING, other, 0.7, 0.0, support, DEFAULTS)

    assert after(CALM, INVITED) > REACHING.softness
    assert after(ANSWERING, ALONE) > REACHING.softness
    assert after(TURNING_AWAY, ALONE) < REACHING.softness


@pytest.mark.parametrize("flood", [0.9, 1.0])
def test_hardly_anyone_flooded_is_softened(flood):
    gain = softness.softness(CALM, CALM, 0.5, flood, INVITED, DEFAULTS) - CALM.softness
    assert gain < 0.15 * (softness.softness(CALM, CALM, 0.5, 0.0, INVITED, DEFAULTS) - CALM.softness)
