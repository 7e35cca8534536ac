"""Every law's equation with plain numbers put in, and its fixed points and limits."""

import pytest
from worked import ALONE, BOND, FATE, HELP, LUCK, ME, OTHER, P, equals

from sim.model.laws import appraisal, attachment, bonding, care, life, physiology, softness, strategy, touch

# Appraisal


def test_separation_stings_by_anxiety_attack_more_by_avoidance_and_trust_and_a_shown_need_take_their_share():
    separation = 3.0 * (0.5 + 0.7) * 0.32
    attack = 2.0 * (0.5 + 0.3 * 0.7 + 0.7 * 0.8) * 0.22
    trust = (1 - (1 - 0.5) * (1 - 0.31 * 0.45)) * (1 - 0.16)
    assert appraisal.sting(ME, OTHER, P) == equals((1 - 0.8 * trust) * (1 - 0.44 * 0.42) * (separation + attack))


def test_trust_is_felt_security_or_open_softness_as_far_as_softness_hears():
    assert appraisal.trust(ME._replace(security=0.6), P) == equals((1 - (1 - 0.6) * (1 - 0.31 * 0.45)) * (1 - 0.16))


@pytest.mark.parametrize(
    ("holding", "given", "comfort"),
    [
        (0.54, {}, 0.9 * (0.29 + 0.71 * 0.64 * 0.5) * 0.54),
        (0.03, {"stranger": 0.81}, 0.1 * 0.81),
        (0.03, {"picture": 0.71}, 0.15 * 0.71),
        (0.0, {}, 0.0),
    ],
    ids=["partner", "stranger", "picture", "nobody"],
)
def test_the_strongest_of_three_contacts_comforts_and_only_the_partners_hand_by_bond_and_trust(holding, given, comfort):
    """The partner's hand counts as far as it is held, whatever was offered."""
    alone = HELP._replace(stranger=0.0, picture=0.0)
    assert appraisal.comfort(ME, BOND, holding, alone._replace(**given), P) == equals(comfort)


def test_carried_comfort_goes_a_share_of_the_way_to_the_comfort_of_now():
    assert appraisal.carried(ME, 0.8, P) == equals(0.2 + 0.05 * (0.8 - 0.2))


def test_alarm_is_trouble_and_sting_less_relief_as_far_as_comfort_and_a_safe_room_leave_it():
    """Of trouble, the part of a life event that the trusted bond carries is taken off first."""
    trouble = 0.41 + 0.9 + 1.2 * (1 - 0.37 * 0.64 * 0.5)
    raw = trouble + appraisal.sting(ME, OTHER, P) - 0.4 * 0.52 + 0.6 * 0.7
    assert appraisal.alarm(ME, OTHER, BOND, 0.27, HELP, 0.7, P) == equals(raw * (1 - 0.27) * (1 - 0.61))


def test_there_is_no_alarm_below_none():
    assert appraisal.alarm(ME._replace(spark=0.0, burden=0.0), OTHER, BOND, 0.0, HELP, -3.5, P) == 0.0


def test_threat_goes_a_share_of_the_way_to_a_hill_function_of_alarm():
    assert appraisal.threat(ME, 2.0, P) == equals(0.3 + 0.25 * (4.0 / (4.0 + 1.5 * 1.5) - 0.3))


# Touch

WILLING = ME._replace(avoidance=0.0)
STILL = OTHER._replace(pursue=0.0, withdraw=0.0)


def test_a_hand_is_taken_as_far_as_flood_sting_and_unsoftened_avoidance_leave_it():
    sting = appraisal.sting(ME, OTHER, P)
    reluctance = 0.62 * 0.4 + 0.24 * sting + 1.15 * 0.8 * (1 - 0.45)
    assert touch.taken(ME, OTHER, 0.4, HELP, P) == equals(1 / (1 + reluctance**4))


def test_who_has_no_reason_to_pull_away_takes_the_whole_hand_and_at_a_reluctance_of_one_half_of_it():
    assert touch.taken(WILLING, STILL, 0.0, HELP, P) == 1.0
    assert touch.taken(WILLING, STILL, 0.5, HELP, P._replace(hand_flooded=2.0)) == 0.5
    assert touch.taken(WILLING, STILL, 0.0, HELP._replace(hand=1e-9), P) == 1.0, "however faintly it is offered"
    assert touch.taken(WILLING, STILL, 0.0, HELP._replace(hand=0.0), P) == 0.0


def test_a_hand_is_held_as_far_as_the_less_willing_has_taken_it_while_it_is_there():
    assert touch.holding(ME, OTHER, HELP) == equals(0.95 * 0.57)
    assert touch.holding(OTHER, ME, HELP) == equals(0.95 * 0.57)
    assert touch.holding(ME, OTHER, HELP._replace(hand=0.0)) == 0.0


# Physiology


def test_arousal_climbs_at_one_rate_and_falls_at_another_that_contact_raises():
    assert physiology.arousal(ME, OTHER, 0.9, 0.2, 0.0, P) == equals(0.4 + 0.24 * (0.9 - 0.4))
    assert physiology.arousal(ME, OTHER, 0.1, 0.2, 0.0, P) == equals(0.4 + 0.01 * (1 + 7.0 * 0.2) * (0.1 - 0.4))


def test_hand_in_hand_arousal_goes_toward_threat_and_is_drawn_toward_the_others_arousal():
    drawn = 0.18 * 0.57 * (0.62 - 0.4)
    assert physiology.arousal(ME, OTHER, 0.39, 0.2, 0.57, P) == equals(0.4 + 0.24 * (0.39 - 0.4 + drawn))
    fall = 0.01 * (1 + 7.0 * 0.2)
    assert physiology.arousal(ME, OTHER, 0.1, 0.2, 0.57, P) == equals(0.4 + fall * (0.1 - 0.4 + drawn))


def test_arousal_falls_six_tenths_of_the_way_in_a_turn_at_most():
    fast = P._replace(arousal_fall=0.2)
    assert physiology.arousal(ME, OTHER, 0.1, 1.0, 0.0, fast) == equals(0.4 + 0.6 * (0.1 - 0.4))
    slower = P._replace(arousal_fall=0.2, contact_calming=1.5)
    assert physiology.arousal(ME, OTHER, 0.1, 1.0, 0.0, slower) == equals(0.4 + 0.2 * 2.5 * (0.1 - 0.4))


def test_hand_in_hand_two_bodies_alike_do_as_each_would_alone():
    alike = OTHER._replace(arousal=0.4)
    assert physiology.arousal(ME, alike, 0.1, 0.2, 0.57, P) == physiology.arousal(ME, alike, 0.1, 0.2, 0.0, P)


def test_a_heart_just_below_its_threat_climbs_and_one_at_it_rests():
    assert physiology.arousal(ME._replace(arousal=0.5), OTHER, 0.505, 0.0, 0.0, P) == equals(0.5 + 0.24 * 0.005)
    assert physiology.arousal(ME, OTHER, 0.4, 0.0, 0.0, P) == 0.4


def test_flooding_is_a_hill_function_with_the_eighth_power():
    assert physiology.flooded(0.75, P) == equals(1.2**8 / (1.2**8 + 1))


def test_heart_rate_is_a_line_through_rest_and_the_flooding_rate():
    assert physiology.heart_rate(0.25, P) == equals(70 + (95 - 70) * 0.25 / 0.625)


# Strategy


def test_danger_or_longing_activates():
    assert strategy.activation(0.7, 0.6, P) == equals(1 - (1 - 0.7) * (1 - 0.35 * 0.6))


def test_a_move_is_its_share_of_activation_carried_on_with_inertia_and_longing_reaches_as_far_as_the_system_rests():
    reach = (1 + 1.5 * 0.5 + 2.5 * 0.45) ** 2 * (1 - 0.7 * 0.4)
    pursue = (1 + 3.5 * 0.7 + 0.55 * 0.9) ** 2
    withdraw = (1 + 3.5 * 0.8 * (0.45 + 0.55 * 0.7)) ** 2
    drive = 0.15 * 0.9 / (reach + pursue + withdraw)
    moves = strategy.moves(ME, 0.9, 0.7, 0.4, HELP, P)
    assert moves.pursue == equals(0.8 * (0.85 * 0.1 + drive * pursue))
    assert moves.withdraw == equals(0.8 * (0.85 * 0.25 + drive * withdraw))
    longing = (1 - 0.9) * 0.46 * 0.6 * (0.27 + 0.73 * 0.5) * (1 - 0.8)
    meant = 0.85 * 0.15 + drive * reach + 0.15 * longing
    assert moves.reach == equals(0.8 * (1 - (1 - meant) * (1 - 0.31)))


# Care


def test_a_bid_is_a_reach_and_the_reach_that_trust_hears_in_a_protest():
    assert care.bid(ME, OTHER, P) == equals(0.42 + 0.16 * 0.5 * 0.22)
    assert care.bid(ME, OTHER._replace(reach=1.0), P) == 1.0


def test_care_is_what_one_is_able_to_times_what_one_is_willing_to():
    """A burden takes from the first, and a therapist's help stands in for the bond that is not there."""
    able = (1 - 0.4) * (1 - 0.25) * (1 - 0.1) / (1 + 0.53 * 1.2)
    close = 1 - (1 - 0.64) * (1 - 0.71 * 0.34)
    willing = (0.26 + 0.74 * close) * (1 - 0.66 * 0.8 * (1 - 0.45))
    assert care.care(ME, BOND, 0.4, 0.34, P) == equals(able * willing)


def test_a_response_goes_toward_the_bid_as_far_as_one_cares_or_holds_the_others_hand():
    given = 1 - (1 - care.care(ME, BOND, 0.4, 0.34, P)) * (1 - 0.57)
    answer = given * care.bid(ME, OTHER, P)
    assert care.respond(ME, OTHER, BOND, 0.4, 0.34, 0.57, HELP, P) == equals(0.8 * (0.85 * 0.35 + 0.15 * answer))


def test_need_grows_less_under_avoidance_and_is_met_by_a_response():
    grown = 0.02 * (1 - 0.6) * (1 - 0.57 * 0.8)
    assert care.need(ME, OTHER, P) == equals(0.6 + grown - 0.04 * 0.52 * 0.6)


# Softness


def test_hurt_is_the_others_turning_away_or_against_while_one_is_in_need():
    assert softness.hurt(OTHER, 0.9) == equals(0.9 * (0.32 + 0.22))


def test_softness_is_opened_by_invitation_strengthened_when_met_and_broken_when_hurt():
    faith = 1 - (1 - 0.6) * (1 - 0.77 * 0.61)
    invited = 0.91 * (1 - 0.4) * faith * (1 - 0.34 * 0.8) * (1 - 0.45)
    met = 1.7 * 0.15 * 0.52 * (1 - 0.45)
    broken = 1.3 * 0.15 * (0.9 * (0.32 + 0.22)) * 0.45
    after = softness.softness(ME._replace(security=0.6), OTHER, 0.9, 0.4, HELP, P)
    assert after == equals(0.45 * (1 - 0.003) + 0.03 * (invited + met - broken))


def test_softness_can_neither_be_broken_below_nothing_nor_opened_beyond_the_whole():
    fast = P._replace(softening_rate=4.0, softness_met=3.0, softness_hurt=20.0)
    reaching = ME._replace(reach=1.0, respond=0.0)
    assert softness.softness(reaching, OTHER._replace(respond=0.0), 1.0, 1.0, HELP, fast) == 0.0
    assert softness.softness(reaching, OTHER._replace(respond=1.0, pursue=0.0, withdraw=0.0), 1.0, 0.0, HELP, fast) == 1


# Bonding


def test_security_grows_by_response_more_while_soft_and_wears_by_the_square_of_hurt():
    me = ME._replace(security=0.6)
    growth = 0.52 * (1 + 9.0 * 0.45) * (1 - 0.6)
    hurt = 0.9 * (0.32 + 0.22)
    wear = 1.9 * hurt**2 * 0.6
    assert bonding.security(me, OTHER, 0.9, P) == equals(0.6 + 0.006 * (growth - wear))


def test_security_is_none_at_least_and_whole_at_most():
    fast = P._replace(security_rate=1.0)
    still = OTHER._replace(respond=1.0, pursue=0.0, withdraw=0.0)
    assert bonding.security(ME, still, 0.9, fast) == 1.0
    assert bonding.security(ME, OTHER._replace(respond=0.0, pursue=1.0, withdraw=1.0), 0.9, fast) == 0.0


def test_the_bond_grows_by_reaches_that_are_answered_and_wears_by_the_dance_of_both():
    met = 0.15 * 0.52 * (1 + 9.0 * 0.45) + 0.42 * 0.35 * (1 + 9.0 * 0.33)
    worn = 1.1 * (0.1 + 0.25) * (0.22 + 0.32)
    assert bonding.bond(ME, OTHER, BOND, P) == equals(BOND + 0.008 * (met * (1 - BOND) - worn * BOND))


def test_the_bond_is_none_at_least_and_whole_at_most():
    fast = P._replace(bond_rate=4.0)
    answered = ME._replace(reach=1.0, pursue=0.0), OTHER._replace(respond=1.0)
    dancing = ME._replace(pursue=1.0, reach=0.0), OTHER._replace(withdraw=1.0, reach=0.0)
    assert bonding.bond(*answered, BOND, fast) == 1.0
    assert bonding.bond(*dancing, BOND, fast) == 0.0


def test_a_night_takes_from_everyones_bond_and_more_by_the_mean_insecurity_of_both():
    insecurity = (0.7 + 0.8 + 0.38 + 0.48) / 4
    assert bonding.drift(ME, OTHER, BOND, P) == equals(BOND * (1 - 0.09 * (0.41 + 0.59 * insecurity)))


def test_security_goes_a_share_of_the_way_to_what_attachment_expects_of_the_other_less_so_while_open():
    expected = (1 - (0.7 + 0.8) / 2 * (1 - 0.59 * 0.45)) * (1 - 0.16)
    assert bonding.settle(ME, P) == equals(0.5 + 0.07 * (expected - 0.5))


# Attachment


def test_where_life_is_safe_attachment_goes_below_the_disposition_and_where_not_above():
    assert attachment.toward(0.7, 0.65, 0.4, P) == equals(0.7 + 0.06 * (0.65 * (1 - 0.95 * 0.4) - 0.7))
    assert attachment.toward(0.7, 0.65, -0.4, P) == equals(0.7 + 0.06 * (0.65 + 0.68 * 0.4 * 0.35 - 0.7))
    assert attachment.toward(0.7, 0.65, 0.0, P) == equals(0.7 + 0.06 * (0.65 - 0.7))


def test_anxiety_follows_security_and_softness_as_far_as_it_stands_in_for_it():
    lived = 1 - 2 * (1 - 0.8) * (1 - 0.63 * 0.45)
    assert attachment.anxiety(ME._replace(security=0.8), P) == equals(attachment.toward(0.7, 0.65, lived, P))


def test_avoidance_follows_security_or_softness():
    lived = 1 - 2 * (1 - 0.8) * (1 - 0.45)
    assert attachment.avoidance(ME._replace(security=0.8), P) == equals(attachment.toward(0.8, 0.75, lived, P))


def test_a_disposition_is_revised_by_the_fourth_power_of_softness_times_security():
    assert attachment.revised(0.65, ME, P) == equals(0.65 * (1 - 0.13 * 0.45**4 * 0.5))


# Life


def test_a_spark_fades_as_far_as_it_is_talked_about_and_a_new_one_adds():
    assert life.spark(ME, 0.25, HELP, P) == equals(0.9 * (1 - 0.03 * (1 - 0.2)) + 0.25)


def test_a_spark_strikes_below_its_chance_and_below_one_half_and_has_its_size():
    size = 0.25 * 2 * 0.6
    assert life.spark_by_chance(LUCK, 0.3, 2.0, ALONE, P) == equals(size)
    assert life.spark_by_chance(LUCK, 0.505, 2.0, ALONE, P) == 0.0
    assert life.spark_by_chance(LUCK._replace(spark_chance=0.2), 0.3, 2.0, ALONE, P) == 0.0, "the chance is 0.1 · 2"
    assert life.spark_by_chance(LUCK._replace(spark_size=0.5), 0.3, 2.0, ALONE, P) == P.spark_size, "the mean size"
    away = ALONE._replace(pause=0.2)
    assert life.spark_by_chance(LUCK._replace(spark_chance=0.161), 0.3, 2.0, away, P) == 0.0, (
        "and 0.16 where it is rarer"
    )


def test_at_the_very_middle_a_spark_is_nobodys_rather_than_both_partners():
    assert life.spark_by_chance(LUCK, 0.5, 2.0, ALONE, P) == 0.0


def test_an_event_strikes_below_its_chance_own_ones_and_shared_ones():
    size = 3.0 * 2 * 0.6
    assert life.event_by_chance(FATE, 0.2, 2.0, P) == equals(size)
    assert life.event_by_chance(FATE, 0.5 + 0.4 / 2 - 0.004, 2.0, P) == equals(size), "a share of 0.4 strikes both"
    assert life.event_by_chance(FATE, 0.5 + 0.4 / 2, 2.0, P) == 0.0
    assert life.event_by_chance(FATE._replace(event_chance=0.1), 0.2, 2.0, P) == 0.0, "the chance is 0.05 · 2"
    assert life.event_by_chance(FATE._replace(event_size=0.5), 0.2, 2.0, P) == P.event_size, "the mean size"
