"""Danger, and what a hand makes of it (Bowlby 1980; Overall & Simpson 2015; Coan & Sbarra 2015; Coan et al. 2017)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from legal import ALONE, CALM, ULP, extremes, noises, ordered, parameters, partners, rises, shares, sizes, supports

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
def test_insecurity_sharpens_the_sting_and_trust_dulls_it(me, other, first, second, p):
    low, high = ordered(first, second)
    for trait, order in (("anxiety", (low, high)), ("avoidance", (low, high)), ("security", (high, low)),
                         ("softness", (high, low))):  # fmt: skip
        assert rises(*(appraisal.sting(me._replace(**{trait: share}), other, p) for share in order)), trait


@given(partners, partners, shares, shares, extremes)
def test_a_need_that_is_shown_takes_the_sting_out_of_the_moves_beside_it(me, other, first, second, p):
    """Overall, Simpson & Struthers (2013)."""
    low, high = (other._replace(reach=share) for share in ordered(first, second))
    assert rises(appraisal.sting(me, high, p), appraisal.sting(me, low, p))
    assert appraisal.sting(me, other._replace(reach=1.0), p._replace(disarm=1.0)) == 0.0
    assert appraisal.sting(me, high, p._replace(disarm=0.0)) == appraisal.sting(me, low, p._replace(disarm=0.0))


@given(partners, extremes)
def test_the_other_is_trusted_for_felt_security_or_for_open_softness_either_will_do(me, p):
    assert 0.0 <= appraisal.trust(me, p) <= 1.0
    whole = me._replace(injury=0.0)
    assert appraisal.trust(whole, p) >= me.security - ULP
    assert appraisal.trust(whole._replace(security=1.0), p) == 1.0
    assert appraisal.trust(whole._replace(softness=1.0), p._replace(hearing=1.0)) == 1.0
    assert appraisal.trust(me._replace(security=0.0, softness=0.0), p) == 0.0


@given(partners, extremes)
def test_an_injury_takes_trust_away_in_proportion(me, p):
    assert appraisal.trust(me, p) == pytest.approx((1.0 - me.injury) * appraisal.trust(me._replace(injury=0.0), p))


@pytest.mark.parametrize("other", [SILENT, BLAMING], ids=["withdrawal", "pursuit"])
def test_the_anxious_and_the_distrustful_are_stung_more_by_the_default_couple(other):
    def sting(**traits):
        return appraisal.sting(CALM._replace(**traits), other, DEFAULTS)

    assert sting(anxiety=0.9) > sting(anxiety=0.1) > 0.0
    assert sting(security=0.1) > sting(security=0.9)
    assert sting(softness=0.1) > sting(softness=0.9)


ANXIOUS = CALM._replace(anxiety=0.9, avoidance=0.1)
AVOIDANT = CALM._replace(anxiety=0.1, avoidance=0.9)


def test_each_is_stung_by_a_danger_of_their_own_distance_for_the_anxious_and_pressure_for_the_avoidant():
    """Overall & Simpson (2015)."""
    distance, pressure = (
        [appraisal.sting(me, other, DEFAULTS) for me in (ANXIOUS, AVOIDANT)] for other in (SILENT, BLAMING)
    )
    assert distance[0] > distance[1]
    assert pressure[1] > pressure[0]


@given(partners, partners, shares, extremes)
def test_distance_alone_does_not_sting_by_avoidance(me, other, share, p):
    distant = other._replace(pursue=0.0)
    assert appraisal.sting(me._replace(avoidance=share), distant, p) == appraisal.sting(me, distant, p)


@given(partners, partners, extremes)
def test_anxiety_can_be_all_that_makes_pressure_sting_and_then_avoidance_does_not(me, other, p):
    """So two anxious partners can find the bad guy."""
    by_anxiety = p._replace(attack_anxious=1.0)
    stings = (appraisal.sting(me._replace(avoidance=share), other, by_anxiety) for share in (0.0, 1.0))
    assert next(stings) == next(stings)


@given(partners, shares, shares, supports, extremes)
def test_comfort_is_a_share(me, bond, holding, support, p):
    assert 0.0 <= appraisal.comfort(me, bond, holding, support, p) <= 1.0


@given(partners, shares, shares, shares, shares, extremes)
def test_the_partners_hand_is_worth_the_bond_and_the_trust_and_a_strangers_is_not(me, bond, first, second, contact, p):
    low, high = ordered(first, second)
    assert rises(*(appraisal.comfort(me, share, contact, ALONE, p) for share in (low, high)))
    assert rises(*(appraisal.comfort(me._replace(security=share), bond, contact, ALONE, p) for share in (low, high)))
    assert rises(*(appraisal.comfort(me, bond, held, ALONE, p) for held in (low, high)))
    strange = ALONE._replace(stranger=contact)
    assert appraisal.comfort(me, low, 0.0, strange, p) == appraisal.comfort(me, high, 0.0, strange, p)


@given(partners, shares, shares, extremes)
def test_a_bond_without_trust_and_trust_without_a_bond_leave_the_hand_its_base(me, share, holding, p):
    base = pytest.approx(p.touch * p.touch_base * holding, abs=ULP)
    assert appraisal.comfort(me._replace(security=0.0), share, holding, ALONE, p) == base
    assert appraisal.comfort(me, 0.0, holding, ALONE, p) == base
    assert appraisal.comfort(me._replace(security=1.0), 1.0, holding, ALONE, p) <= p.touch


def test_in_a_bond_that_is_trusted_the_partners_hand_comforts_most_then_the_picture_then_a_stranger():
    trusting = CALM._replace(security=0.8)
    hand, picture, stranger = (
        appraisal.comfort(trusting, 0.8, holding, ALONE._replace(**contact), DEFAULTS)
        for holding, contact in ((1.0, {}), (0.0, {"picture": 1.0}), (0.0, {"stranger": 1.0}))
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


@given(partners, partners, shares, supports, noises, shares, shares, extremes)
def test_more_comfort_and_more_containment_mean_less_alarm(me, other, bond, support, noise, first, second, p):
    low, high = ordered(first, second)
    assert rises(*(appraisal.alarm(me, other, bond, soothed, support, noise, p) for soothed in (high, low)))
    held = (support._replace(containment=share) for share in (high, low))
    assert rises(*(appraisal.alarm(me, other, bond, 0.0, room, noise, p) for room in held))


@given(partners, partners, shares, supports, noises, sizes, sizes, extremes, st.sampled_from(["spark", "burden"]))
def test_trouble_raises_alarm(me, other, bond, support, noise, first, second, p, trouble):
    low, high = (me._replace(**{trouble: size}) for size in ordered(first, second))
    assert rises(*(appraisal.alarm(troubled, other, bond, 0.0, support, noise, p) for troubled in (low, high)))


@given(partners, partners, shares, supports, noises, shares, shares, extremes)
def test_a_response_relieves_alarm(me, other, bond, support, noise, first, second, p):
    low, high = (other._replace(respond=share) for share in ordered(first, second))
    assert rises(*(appraisal.alarm(me, answer, bond, 0.0, support, noise, p) for answer in (high, low)))


@given(partners, partners, supports, noises, shares, shares, extremes)
def test_a_trusted_bond_carries_part_of_what_life_brings(me, other, support, noise, first, second, p):
    """Of a life event, and of nothing else; a bond that is not trusted carries nothing (Coan & Sbarra 2015)."""
    low, high = ordered(first, second)

    def alarm(me, bond):
        return appraisal.alarm(me, other, bond, 0.0, support, noise, p)

    assert rises(alarm(me, high), alarm(me, low))
    for uncarried in (me._replace(burden=0.0), me._replace(security=0.0)):
        assert alarm(uncarried, high) == alarm(uncarried, low)


def test_in_the_default_couple_a_burden_alarms_less_in_a_trusted_bond():
    alarms = [
        appraisal.alarm(CALM._replace(burden=2.0, security=security), CALM, bond, 0.0, ALONE, 0.0, DEFAULTS)
        for bond, security in ((0.9, 0.9), (0.3, 0.9), (0.3, 0.3))
    ]
    assert alarms == sorted(alarms)
    assert 0.0 < alarms[0] < alarms[1] < alarms[2] <= 2.0


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
