"""An injury is made where one is open and hurt, is met where one is open and answered, and time alone leaves it."""

import pytest
from hypothesis import given
from legal import ALONE, CALM, extremes, ordered, partners, rises, shares, supports
from worked import HELP, ME, OTHER, P, equals

from sim.model.laws.injury import injury
from sim.model.laws.softness import hurt
from sim.model.parameters import DEFAULTS

OPEN = CALM._replace(softness=0.8, reach=0.6)
AWAY, THERE = CALM._replace(withdraw=0.8), CALM._replace(respond=0.6)


def test_an_injury_as_worked_out_by_hand():
    """A reach, opened by softness and by an invitation, is hurt; and it is answered a little."""
    me, shown = ME._replace(reach=0.6), 1 - (1 - 0.45) * (1 - 0.91 * (1 - 0.61))
    made = 0.35 * 0.6 * (shown * hurt(OTHER, 0.7)) ** 2 * (1 - 0.16)
    assert injury(me, OTHER, 0.7, HELP, P) == equals(0.16 + made - 0.23 * 0.45 * 0.52 * 0.16)


@given(partners, partners, shares, supports, extremes)
def test_it_stays_a_share(me, other, active, support, p):
    assert 0.0 <= injury(me, other, active, support, p) <= 1.0


@given(partners, partners, shares, extremes)
def test_nobody_is_injured_who_is_closed_or_does_not_reach_or_is_not_hurt(me, other, active, p):
    still = other._replace(withdraw=0.0, pursue=0.0)
    for who, whom in ((me._replace(softness=0.0), other), (me._replace(reach=0.0), other), (me, still)):
        assert injury(who, whom, active, ALONE, p) <= who.injury


@given(partners, partners, supports, extremes)
def test_only_an_answer_while_open_heals(me, other, support, p):
    for who, whom in ((me._replace(softness=0.0), other), (me, other._replace(respond=0.0))):
        assert injury(who, whom, 0.0, support, p) == who.injury


@given(partners, partners, shares, shares, shares, supports, extremes)
def test_the_more_it_is_shown_the_more_it_hurts(me, other, active, first, second, support, p):
    unmet = p._replace(injury_met=0.0)
    little, much = (
        injury(me._replace(softness=share), other, active, support, unmet) for share in ordered(first, second)
    )
    assert rises(little, much)


def test_by_default_a_need_that_is_shown_and_left_alone_injures_and_a_later_answer_begins_to_heal_it():
    hurt_now = injury(OPEN, AWAY, 0.8, ALONE, DEFAULTS)
    assert hurt_now > 0.0
    assert injury(OPEN._replace(injury=0.4), THERE, 0.2, ALONE, DEFAULTS) < 0.4


def test_what_is_invited_in_a_room_that_is_wholly_safe_exposes_nobody():
    closed = OPEN._replace(softness=0.0)
    assert injury(closed, AWAY, 0.8, ALONE._replace(invite=1.0, containment=1.0), DEFAULTS) == 0.0


@pytest.mark.parametrize("invited", [0.3, 1.0])
def test_what_is_shown_on_purpose_is_as_exposed_as_what_shows_by_itself(invited):
    closed = OPEN._replace(softness=0.0)
    shown = injury(closed, AWAY, 0.8, ALONE._replace(invite=invited), DEFAULTS)
    assert shown == pytest.approx(injury(OPEN._replace(softness=invited), AWAY, 0.8, ALONE, DEFAULTS))
