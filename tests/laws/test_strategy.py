"""What is done about danger, and for longing (Mikulincer & Shaver 2016; Gable & Reis 2010; Papp et al. 2009)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legal import ALONE, CALM, ULP, extremes, inner, ordered, partners, rises, shares, supports

from sim.model.laws import strategy
from sim.model.parameters import DEFAULTS


def share(move, me, threat=0.7, flood=0.2, active=1.0, p=DEFAULTS):
    """The share of one move in all that is done, for someone who was still."""
    still = me._replace(pursue=0.0, withdraw=0.0, reach=0.0)
    moves = strategy.moves(still, active, threat, flood, ALONE, p)
    return getattr(moves, move) / sum(moves)


@given(shares, shares, extremes)
def test_danger_or_longing_activates_and_both_do_more(threat, need, p):
    active = strategy.activation(threat, need, p)
    assert 0.0 <= active <= 1.0
    assert active >= threat - ULP
    assert active >= p.need_weight * need - ULP
    assert rises(active, strategy.activation(1.0, need, p))
    assert strategy.activation(0.0, 0.0, p) == 0.0


@given(partners, shares, shares, shares, supports, extremes)
def test_moves_are_shares(me, active, threat, flood, support, p):
    moves = strategy.moves(me, active, threat, flood, support, p)
    assert all(0.0 <= move <= 1.0 + ULP for move in moves)


@given(partners, shares, shares, extremes)
def test_what_is_done_about_danger_adds_up_to_the_activation(me, threat, flood, p):
    still = me._replace(pursue=0.0, withdraw=0.0, reach=0.0, need=0.0)
    moves = strategy.moves(still, 0.8, threat, flood, ALONE, p._replace(inertia=0.0))
    assert sum(moves) == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("move", "trait"),
    [("pursue", "anxiety"), ("withdraw", "avoidance"), ("reach", "security"), ("reach", "softness")],
)
@given(me=partners, first=shares, second=shares, threat=shares, flood=inner, p=extremes)
def test_attachment_decides_the_strategy(move, trait, me, first, second, threat, flood, p):
    low, high = (me._replace(**{trait: value}) for value in ordered(first, second))
    assert rises(share(move, low, threat, flood, p=p), share(move, high, threat, flood, p=p))


@pytest.mark.parametrize(
    ("move", "trait"),
    [("pursue", "anxiety"), ("withdraw", "avoidance"), ("reach", "security"), ("reach", "softness")],
)
def test_it_does_so_in_the_default_couple(move, trait):
    """Told by the odds, because a share that is nearly all can hardly grow."""
    much, little = (share(move, CALM._replace(**{trait: value})) for value in (0.9, 0.1))
    assert much / (1.0 - much) > 1.2 * little / (1.0 - little)


@given(partners, shares, shares, shares, shares, extremes)
def test_flooding_blocks_reaching(me, first, second, threat, active, p):
    low, high = ordered(first, second)
    assert rises(*(share("reach", me, threat, flood, p=p) for flood in (high, low)))
    whole = p._replace(flooding_block=1.0)
    still = me._replace(reach=0.0, need=0.0)
    assert strategy.moves(still, active, threat, 1.0, ALONE, whole).reach <= ULP


def test_a_flooded_default_partner_reaches_less():
    assert share("reach", CALM, flood=1.0) < share("reach", CALM, flood=0.0)


@given(partners, shares, shares, extremes)
def test_avoidance_shows_under_threat(me, first, second, p):
    low, high = ordered(first, second)
    assert rises(*(share("withdraw", me, threat, p=p) for threat in (low, high)))


@given(partners, st.floats(0.0, 5.0), st.floats(0.0, 5.0), extremes)
def test_who_has_the_trouble_raises_it(me, first, second, p):
    low, high = (me._replace(spark=value) for value in ordered(first, second))
    assert rises(share("pursue", low, p=p), share("pursue", high, p=p))


@given(partners, shares, shares, shares, supports, extremes)
def test_in_a_time_out_nobody_moves(me, active, threat, flood, support, p):
    assert tuple(strategy.moves(me, active, threat, flood, support._replace(pause=1.0), p)) == (0.0, 0.0, 0.0)


@given(partners, shares, shares, shares, shares, shares, extremes)
def test_a_reach_on_purpose_adds_to_the_reach(me, active, threat, flood, first, second, p):
    low, high = (ALONE._replace(reach=value) for value in ordered(first, second))
    assert rises(*(strategy.moves(me, active, threat, flood, support, p).reach for support in (low, high)))


@given(partners, shares, extremes)
def test_a_move_is_carried_on_with_inertia(me, threat, p):
    moves = strategy.moves(me, 0.0, threat, 0.0, ALONE, p)
    assert moves.pursue == pytest.approx(p.inertia * me.pursue, abs=1e-9)
    assert moves.withdraw == pytest.approx(p.inertia * me.withdraw, abs=1e-9)


def reach(me, active, flood=0.0, p=DEFAULTS):
    """The reach of someone who was still."""
    return strategy.moves(me._replace(reach=0.0), active, 0.0, flood, ALONE, p).reach


LONGING = {"need": 1, "security": 1, "avoidance": -1}
"""What makes longing reach, and what keeps it back."""


@pytest.mark.parametrize(("trait", "sign"), LONGING.items())
@given(me=partners, first=shares, second=shares, p=extremes)
def test_longing_reaches_in_calm_more_with_trust_and_less_with_avoidance(trait, sign, me, first, second, p):
    low, high = (me._replace(**{trait: value}) for value in ordered(first, second)[::sign])
    assert rises(reach(low, 0.0, p=p), reach(high, 0.0, p=p))


@given(partners, extremes)
def test_in_calm_nobody_reaches_who_longs_for_nothing_or_is_wholly_avoidant(me, p):
    for content in (me._replace(need=0.0), me._replace(avoidance=1.0)):
        assert reach(content, 0.0, p=p) == 0.0


@given(partners, shares, shares, shares, extremes)
def test_under_full_alarm_longing_adds_nothing_to_the_reach(me, flood, first, second, p):
    reaches = [reach(me._replace(need=need), 1.0, flood, p) for need in (first, second)]
    assert reaches[0] == reaches[1]


@given(partners, shares, shares, shares, extremes)
def test_the_more_the_system_rests_the_more_longing_adds(me, flood, first, second, p):
    def added(active):
        return reach(me._replace(need=1.0), active, flood, p) - reach(me._replace(need=0.0), active, flood, p)

    low, high = ordered(first, second)
    assert added(low) >= added(high) - ULP
    assert added(high) >= -ULP


def test_longing_alone_makes_the_default_partner_reach_and_do_nothing_else():
    """No threat is needed to be close (Driver & Gottman 2004)."""
    moves = strategy.moves(CALM._replace(need=0.9), 0.0, 0.0, 0.0, ALONE, DEFAULTS)
    assert moves.reach > 0.0 == moves.pursue == moves.withdraw
    more, less = (reach(CALM._replace(need=0.9, security=security), 0.0) for security in (0.9, 0.1))
    assert more > less > 0.0
