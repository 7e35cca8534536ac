"""The laws between couples in plain numbers: what an evening shows, what ties add up to, who leaves, who meets anew."""

import pytest
from worked import ME, OTHER, US, P, equals

from sim.model.chance import TIES, fraction, words
from sim.model.laws import bonding
from sim.model.outcomes import EMPTY
from sim.model.state import Couple, Partner
from sim.model.ties import approval, beginning, crossover, ending, example, keeping, night, support
from sim.model.ties.constants import TIE_DEFAULTS
from sim.model.ties.state import (
    BOTH,
    FRIEND,
    KIN,
    KINDS,
    MEETING,
    NOBODY,
    ONLY_A,
    ONLY_B,
    WHOSE,
    WORK,
    Circle,
    Lot,
    Shown,
)

T = TIE_DEFAULTS._replace(
    support=0.31, circle_half=1.7, asking=0.83, spending=1.3, crossover=0.021, approval=0.27, satisfaction_weight=0.53,
    investment_weight=0.23, alternatives_weight=0.19, alternatives=0.13, invested_years=3.9, ending=0.037, example=0.87,
    hearsay=0.77, example_fade=0.011, beginning=0.041, contact=0.061, fade_friend=0.017, fade_kin=0.0043,
    fade_work=0.0091, keeping_dance=0.51, keeping_burden=0.33, keeping_avoidance=0.47, keeping_new=0.29, new_days=353.0,
    keeping_apart=0.59,
)  # fmt: skip
TALK = 0.36
HAPPY_ME = 0.6 * 0.64 + 0.4 * 0.5 - 0.33 * (0.74 - 0.5)
HAPPY_OTHER = 0.6 * 0.64 + 0.4 * 0.28 - 0.33 * (0.36 - 0.5)
"""Satisfaction between its floor and its ceiling: bond, trust, and what is asked."""
EASE_ME, EASE_OTHER = (1 - TALK) / (1 + 1.3 * 1.2), (1 - TALK) / (1 + 1.3 * 0.88)
CIRCLE = Circle(support_a=0.9, support_b=0.7, strain_a=1.1, strain_b=0.8, ties=2.9, endings=0.6, hearsay=0.35)
SHOWN = Shown(give_a=0.52, give_b=0.34, strain_a=0.43, strain_b=0.64, keeps=0.71, news=1.0, heard=0.26)
STANDING = MEETING._replace(days=400.0, shaken=0.22)


def test_the_kinds_of_a_tie_and_whose_it_is_are_numbers_by_their_places():
    assert [KINDS[int(number)] for number in (FRIEND, KIN, WORK)] == ["friend", "kin", "work"]
    assert [WHOSE[int(number)] for number in (BOTH, ONLY_A, ONLY_B)] == ["both", "a", "b"]


def test_who_has_just_met_and_who_has_nobody():
    assert MEETING == (1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    assert NOBODY == (0.0,) * 7


# Support and crossover


def test_ease_falls_with_the_threat_of_the_talk_and_with_a_burden():
    assert support.ease(ME, TALK, T) == equals(EASE_ME)


def test_what_is_given_is_ease_by_satisfaction():
    assert support.gives(ME, 0.64, TALK, P, T) == equals(EASE_ME * HAPPY_ME)


def test_support_to_be_had_is_half_at_the_half_of_a_circle():
    assert support.had(2.9, T) == equals(2.9 / (2.9 + 1.7))
    assert support.had(1.7, T) == equals(0.5)


def test_a_burden_is_relieved_by_what_could_be_had_less_for_the_avoidant():
    assert support.relieved(ME, 0.9, T) == equals(1.2 * (1 - 0.31 * (0.9 / 2.6) * (1 - 0.83 * 0.8)))


def test_strain_is_what_ease_leaves_and_is_carried_home_up_to_a_bound():
    assert crossover.strain(ME, TALK, T) == equals(1 - EASE_ME)
    assert crossover.carried_home(1.1, T) == equals(0.021 * 1.1 / 2.1)


# Approval, commitment, ending


def test_regard_is_of_those_who_see_a_satisfied_couple_and_holds_it():
    assert approval.regard(2.9, 0.61, T) == equals(0.61 * 2.9 / 4.6)
    assert approval.held(0.45, 0.38, T) == equals(1 - (1 - 0.45) * (1 - 0.27 * 0.38))


def test_commitment_is_satisfaction_investment_and_the_lack_of_alternatives_by_their_weights():
    happy = 0.5 * (HAPPY_ME + HAPPY_OTHER)
    invested = 0.5 * 0.64 + 0.5 * 400 / (400 + 365 * 3.9)
    tempted = 1 - (1 - 0.13) * (1 - 0.5 * (0.8 + 0.48))
    assert ending.happiness(US, P) == equals(happy)
    assert ending.invested(0.64, 400.0, T) == equals(invested)
    assert ending.tempted(US, T) == equals(tempted)
    weighed = (0.53 * happy + 0.23 * invested + 0.19 * (1 - tempted)) / (0.53 + 0.23 + 0.19)
    assert ending.committed(US, 400.0, happy, T) == equals(weighed)


def test_who_weighs_nothing_is_not_committed():
    nothing = T._replace(satisfaction_weight=0.0, investment_weight=0.0, alternatives_weight=0.0)
    assert ending.committed(US, 400.0, 0.5, nothing) == 0.0
    little = T._replace(satisfaction_weight=1e-9, investment_weight=0.0, alternatives_weight=0.0)
    assert ending.committed(US, 400.0, 0.5, little) == equals(0.5)


def test_the_hazard_falls_with_the_fourth_power_of_commitment():
    assert ending.hazard(0.4, T) == equals(0.037 * 0.6**4)


# Example


def test_an_ending_shocks_by_its_share_of_ones_circle_and_is_told_two_ties_away():
    assert example.shock(CIRCLE, T) == equals(0.87 * 0.6 / (2.9 + 1.7))
    assert example.hearsay(CIRCLE, T) == equals(0.77 * 0.35 / (2.9 + 1.7))
    assert example.shaken(0.22, 0.13, 0.07, T) == equals(1 - (1 - 0.22 * (1 - 0.011)) * (1 - 0.13) * (1 - 0.07))


# Beginning again


def test_after_a_night_alone_the_stress_of_life_has_faded_and_what_was_left_is_there():
    rested = beginning.rested(ME, P)
    expected = dict.fromkeys(Partner._fields, 0.0) | {
        "need": 0.6, "softness": 0.45, "security": 0.5, "injury": 0.16, "anxiety": 0.7, "avoidance": 0.8,
        "anxiety_disposition": 0.65, "avoidance_disposition": 0.75, "standard": 0.74, "burden": 1.2 * (1 - 0.17),
    }  # fmt: skip
    assert rested._asdict() == {name: equals(value) for name, value in expected.items()}
    assert beginning.alone(US, P) == Couple(rested, beginning.rested(OTHER, P), 0.64, 2.0)


def test_who_begins_again_brings_the_disposition_and_trusts_as_far_as_that_expects():
    """``[1 - (anxiety + avoidance)/2·(1 - hope·softness)]``, whatever the pace at which trust settles."""
    new = beginning.afresh(ME, P)
    assert (new.anxiety, new.avoidance, new.injury, new.burden) == (0.65, 0.75, 0.0, 1.2)
    assert (new.softness, new.need, new.standard) == (0.45, 0.6, 0.74)
    assert new.security == pytest.approx(1 - 0.5 * (0.65 + 0.75) * (1 - 0.59 * 0.45), rel=1e-9)
    assert (new.threat, new.arousal, new.spark, new.pursue) == (0.0, 0.0, 0.0, 0.0)
    still = beginning.afresh(ME, P._replace(security_drift=0.0))
    assert still.security == 0.5, "where trust never settles it stays"


def test_trust_of_who_begins_again_is_kept_within_its_bounds(monkeypatch):
    for far, bound in ((3.0, 1.0), (-3.0, 0.0)):
        monkeypatch.setattr(bonding, "settle", lambda me, p, far=far: far)
        assert beginning.afresh(ME, P).security == bound


def test_it_is_ready_when_the_lot_is_below_its_chance():
    lot = Lot(ending=0.5, ready=0.04, goes=0.5, order=0.5)
    assert beginning.ready(lot, T) == 1.0
    assert beginning.ready(lot._replace(ready=0.041), T) == 0.0
    assert beginning.ready(lot._replace(ready=0.042), T) == 0.0


# Keeping


def test_the_dance_a_burden_avoidance_and_a_new_love_keep_fewer_ties():
    burden, avoidance = 0.5 * (1.2 + 0.88), 0.5 * (0.8 + 0.48)
    free = (1 - 0.51 * 0.24) * (1 - 0.33 * burden / (1 + burden))
    expected = free * (1 - 0.47 * avoidance) * (1 - 0.29 * 353 / (353 + 400))
    assert keeping.keeps(US, 0.24, 400.0, T) == equals(expected)


def test_friends_kin_and_work_fade_each_at_its_own_pace():
    assert [keeping.fading(kind, T) for kind in (FRIEND, KIN, WORK)] == [0.017, 0.0043, 0.0091]


def test_a_tie_that_both_keep_comes_back_and_any_fades():
    assert keeping.strength(0.4, 0.9, KIN, 0.7, 0.6, T) == equals(0.4 + 0.061 * 0.7 * 0.6 * (0.9 - 0.4) - 0.0043 * 0.4)
    assert keeping.strength(0.4, 0.9, WORK, 0.0, 1.0, T._replace(fade_work=1.5)) == 0.0


# The night


def test_the_lot_of_a_night_is_keyed_by_the_couples_number_and_mirrored_with_it():
    w0, w1, w2, w3 = words(0, 5, 77, TIES, 11, 13)
    plain = night.lot(5, 77, 11, 13, 0.0)
    assert plain == (fraction(w0), fraction(w1), fraction(w2), fraction(w3))
    assert night.lot(5, 77, 11, 13, 1.0) == plain._replace(goes=1.0 - fraction(w2))


def test_what_an_evening_shows_of_a_couple():
    tally = EMPTY._replace(turns=50.0, threat=50.0 * TALK, caught=12.0)
    standing = STANDING._replace(heard=0.18)
    found = night.shown(US, tally, standing, P, T)
    assert found._asdict() == {
        "give_a": equals(EASE_ME * HAPPY_ME), "give_b": equals(EASE_OTHER * HAPPY_OTHER),
        "strain_a": equals(1 - EASE_ME), "strain_b": equals(1 - EASE_OTHER),
        "keeps": equals(keeping.keeps(US, 0.24, 400.0, T)), "news": 0.0, "heard": 0.18,
    }  # fmt: skip


def test_of_a_couple_that_is_over_it_is_shown_that_it_is():
    over = STANDING._replace(together=0.0, news=1.0, heard=0.18)
    assert night.shown(US, EMPTY, over, P, T) == (0.0, 0.0, 0.0, 0.0, 0.59, 1.0, 0.18)


def test_a_talk_of_no_turns_shows_no_threat():
    quiet = night.shown(US, EMPTY, STANDING, P, T)
    assert quiet.give_a == equals(HAPPY_ME / (1 + 1.3 * 1.2))
    one = night.shown(US, EMPTY._replace(turns=1.0, threat=0.4, caught=0.3), STANDING, P, T)
    assert one.give_a == equals(0.6 * HAPPY_ME / (1 + 1.3 * 1.2))
    assert one.keeps == equals(keeping.keeps(US, 0.3, 400.0, T))


def test_an_end_of_a_tie_is_as_or_bs_or_the_mean():
    assert [night.of_end(whose, 0.3, 0.8) for whose in (BOTH, ONLY_A, ONLY_B)] == [equals(0.55), 0.3, 0.8]


@pytest.mark.parametrize(("mine", "to_a", "to_b"), [(BOTH, 1, 1), (ONLY_A, 1, 0), (ONLY_B, 0, 1)])
def test_a_tie_adds_to_whom_it_belongs_what_the_other_end_shows(mine, to_a, to_b):
    found = night.with_tie(CIRCLE, 0.75, mine, BOTH, SHOWN)
    give, strained = 0.75 * 0.43, 0.75 * 0.535
    assert found == tuple(map(equals, (
        0.9 + to_a * give, 0.7 + to_b * give, 1.1 + to_a * strained, 0.8 + to_b * strained,
        2.9 + 0.75, 0.6 + 0.75 * 1.0, 0.35 + 0.75 * 0.26,
    )))  # fmt: skip
    theirs = night.with_tie(CIRCLE, 0.75, mine, ONLY_B, SHOWN._replace(news=0.0))
    assert theirs.support_a == equals(0.9 + to_a * 0.75 * 0.34)
    assert theirs.strain_b == equals(0.8 + to_b * 0.75 * 0.64)
    assert theirs.endings == equals(0.6)


def test_a_burden_is_relieved_and_added_to_by_ones_own_ties():
    assert night.burden_of_a(US, CIRCLE, T) == equals(support.relieved(ME, 0.9, T) + 0.021 * 1.1 / 2.1)
    assert night.burden_of_b(US, CIRCLE, T) == equals(support.relieved(OTHER, 0.7, T) + 0.021 * 0.8 / 1.8)


def firmness(shaky: float) -> float:
    happy = 0.5 * (HAPPY_ME + HAPPY_OTHER)
    return approval.held(ending.committed(US, 400.0, happy, T), happy * 2.9 / 4.6, T) * (1 - shaky)


def test_a_couple_that_goes_on():
    shocked, heard = 0.87 * 0.6 / 4.6, 0.77 * 0.35 / 4.6
    shaky = 1 - (1 - 0.22 * (1 - 0.011)) * (1 - shocked) * (1 - heard)
    found = night.stands(STANDING, US, CIRCLE, Lot(0.99, 0.99, 0.5, 0.5), P, T)
    assert found._asdict() == {
        "together": 1.0, "days": 401.0, "shaken": equals(shaky), "news": 0.0, "heard": equals(shocked), "waiting": 0.0,
        "commitment": equals(firmness(shaky)), "support_a": equals(0.9 / 2.6), "support_b": equals(0.7 / 2.4),
    }  # fmt: skip


def test_it_ends_where_the_lot_is_below_the_hazard():
    going_on = night.stands(STANDING, US, CIRCLE, Lot(0.99, 0.99, 0.5, 0.5), P, T)
    chance = 0.037 * (1 - going_on.commitment) ** 4
    lot = Lot(0.999 * chance, 0.0, 0.5, 0.5)
    ended = night.stands(STANDING._replace(waiting=0.0), US, CIRCLE, lot, P, T)
    assert (ended.together, ended.days, ended.news, ended.waiting) == (0.0, 401.0, 1.0, 0.0)
    assert night.stands(STANDING, US, CIRCLE, lot._replace(ending=1.001 * chance), P, T).together == 1.0


def test_one_that_is_over_stays_so_and_waits_from_when_both_are_ready():
    over = STANDING._replace(together=0.0, news=1.0)
    found = night.stands(over, US, CIRCLE, Lot(0.0, 0.99, 0.5, 0.5), P, T)
    assert (found.together, found.days, found.news, found.waiting) == (0.0, 400.0, 0.0, 0.0)
    assert (found.commitment, found.support_a, found.support_b) == (0.0, 0.0, 0.0)
    assert night.stands(over, US, CIRCLE, Lot(0.0, 0.04, 0.5, 0.5), P, T).waiting == 1.0
    assert night.stands(over._replace(waiting=1.0), US, CIRCLE, Lot(0.0, 0.99, 0.5, 0.5), P, T).waiting == 1.0
