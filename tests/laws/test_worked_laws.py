"""Every law's equation with plain numbers put in, and its fixed points and limits."""

from worked import BOND, FATE, HELP, LUCK, ME, OTHER, P, equals

from sim.model.laws import appraisal, attachment, bonding, care, life, physiology, softness, strategy

# Appraisal


def test_separation_stings_by_anxiety_attack_by_anxiety_and_avoidance_and_trust_takes_its_share():
    separation = 3.0 * (0.5 + 0.7) * 0.32
    attack = 2.0 * (0.5 + (0.7 + 0.8) / 2) * 0.22
    assert appraisal.sting(ME, OTHER, P) == equals((1 - 0.8 * 0.5) * (separation + attack))


def test_the_strongest_of_three_contacts_comforts_and_only_the_partners_hand_by_the_bond():
    alone = HELP._replace(hand=0.0, stranger=0.0, picture=0.0)
    assert appraisal.comfort(BOND, HELP, P) == equals(0.9 * BOND * 0.5)
    assert appraisal.comfort(BOND, alone._replace(stranger=0.81), P) == equals(0.1 * 0.81)
    assert appraisal.comfort(BOND, alone._replace(picture=0.71), P) == equals(0.15 * 0.71)
    assert appraisal.comfort(BOND, alone, P) == 0.0


def test_carried_comfort_goes_a_share_of_the_way_to_the_comfort_of_now():
    assert appraisal.carried(ME, 0.8, P) == equals(0.2 + 0.05 * (0.8 - 0.2))


def test_alarm_is_trouble_and_sting_less_relief_as_far_as_comfort_and_a_safe_room_leave_it():
    sting = appraisal.sting(ME, OTHER, P)
    raw = (0.41 + 0.9 + 1.2) + sting - 0.4 * 0.52 + 0.6 * 0.7
    assert appraisal.alarm(ME, OTHER, 0.27, HELP, 0.7, P) == equals(raw * (1 - 0.27) * (1 - 0.61))


def test_there_is_no_alarm_below_none():
    assert appraisal.alarm(ME._replace(spark=0.0, burden=0.0), OTHER, 0.0, HELP, -3.5, P) == 0.0


def test_threat_goes_a_share_of_the_way_to_a_hill_function_of_alarm():
    assert appraisal.threat(ME, 2.0, P) == equals(0.3 + 0.25 * (4.0 / (4.0 + 1.5 * 1.5) - 0.3))


# Physiology


def test_arousal_climbs_at_one_rate_and_falls_at_another_that_contact_raises():
    assert physiology.arousal(ME, 0.9, 0.2, P) == equals(0.4 + 0.24 * (0.9 - 0.4))
    assert physiology.arousal(ME, 0.1, 0.2, P) == equals(0.4 + 0.01 * (1 + 7.0 * 0.2) * (0.1 - 0.4))


def test_arousal_falls_to_threat_at_once_at_most():
    fast = P._replace(arousal_fall=0.5)
    assert physiology.arousal(ME, 0.1, 1.0, fast) == equals(0.1)


def test_a_heart_just_below_its_threat_climbs_and_one_at_it_rests():
    assert physiology.arousal(ME._replace(arousal=0.5), 0.505, 0.0, P) == equals(0.5 + 0.24 * 0.005)
    assert physiology.arousal(ME, 0.4, 0.0, P) == 0.4


def test_flooding_is_a_hill_function_with_the_eighth_power():
    assert physiology.flooded(0.75, P) == equals(1.2**8 / (1.2**8 + 1))


def test_heart_rate_is_a_line_through_rest_and_the_flooding_rate():
    assert physiology.heart_rate(0.25, P) == equals(70 + (95 - 70) * 0.25 / 0.625)


# Strategy


def test_danger_or_longing_activates():
    assert strategy.activation(0.7, 0.6, P) == equals(1 - (1 - 0.7) * (1 - 0.35 * 0.6))


def test_a_move_is_its_share_of_activation_carried_on_with_inertia():
    reach = (1 + 1.5 * 0.5 + 2.5 * 0.45) ** 2 * (1 - 0.7 * 0.4)
    pursue = (1 + 3.5 * 0.7 + 0.55 * 0.9) ** 2
    withdraw = (1 + 3.5 * 0.8 * (0.45 + 0.55 * 0.7)) ** 2
    drive = 0.15 * 0.9 / (reach + pursue + withdraw)
    moves = strategy.moves(ME, 0.9, 0.7, 0.4, HELP, P)
    assert moves.pursue == equals(0.8 * (0.85 * 0.1 + drive * pursue))
    assert moves.withdraw == equals(0.8 * (0.85 * 0.25 + drive * withdraw))
    meant = 0.85 * 0.15 + drive * reach
    assert moves.reach == equals(0.8 * (1 - (1 - meant) * (1 - 0.31)))


# Care


def test_a_bid_is_a_reach_and_the_reach_that_trust_hears_in_a_protest():
    assert care.bid(ME, OTHER, P) == equals(0.42 + 0.16 * 0.5 * 0.22)
    assert care.bid(ME, OTHER._replace(reach=1.0), P) == 1.0


def test_care_is_what_one_is_able_to_times_what_one_is_willing_to():
    able = (1 - 0.4) * (1 - 0.25) * (1 - 0.1)
    willing = (0.26 + 0.74 * BOND) * (1 - 0.66 * 0.8 * (1 - 0.45))
    assert care.care(ME, BOND, 0.4, P) == equals(able * willing)


def test_a_response_goes_toward_care_times_bid_with_inertia():
    answer = care.care(ME, BOND, 0.4, P) * care.bid(ME, OTHER, P)
    assert care.respond(ME, OTHER, BOND, 0.4, HELP, P) == equals(0.8 * (0.85 * 0.35 + 0.15 * answer))


def test_need_grows_less_under_avoidance_and_is_met_by_a_response():
    grown = 0.02 * (1 - 0.6) * (1 - 0.57 * 0.8)
    assert care.need(ME, OTHER, P) == equals(0.6 + grown - 0.04 * 0.52 * 0.6)


# Softness


def test_hurt_is_the_others_turning_away_or_against_while_one_is_in_need():
    assert softness.hurt(OTHER, 0.9) == equals(0.9 * (0.32 + 0.22))


def test_softness_is_opened_by_invitation_strengthened_when_met_and_broken_when_hurt():
    invited = 0.91 * (1 - 0.4) * 0.5 * (1 - 0.45)
    met = 1.7 * 0.15 * 0.52 * (1 - 0.45)
    broken = 1.3 * 0.15 * (0.9 * (0.32 + 0.22)) * 0.45
    after = softness.softness(ME, OTHER, 0.9, 0.4, HELP, P)
    assert after == equals(0.45 * (1 - 0.003) + 0.03 * (invited + met - broken))


def test_softness_can_neither_be_broken_below_nothing_nor_opened_beyond_the_whole():
    fast = P._replace(softening_rate=4.0, softness_met=3.0, softness_hurt=20.0)
    reaching = ME._replace(reach=1.0, respond=0.0)
    assert softness.softness(reaching, OTHER._replace(respond=0.0), 1.0, 1.0, HELP, fast) == 0.0
    assert softness.softness(reaching, OTHER._replace(respond=1.0, pursue=0.0, withdraw=0.0), 1.0, 0.0, HELP, fast) == 1


# Bonding


def test_security_grows_by_response_and_wears_by_the_square_of_hurt_both_more_while_soft():
    me = ME._replace(security=0.6)
    growth = 0.52 * (1 + 9.0 * 0.45) * (1 - 0.6)
    hurt = 0.9 * (0.32 + 0.22)
    wear = 1.9 * hurt**2 * (1 + 5.0 * 0.15 * 0.45) * 0.6
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


def test_a_night_takes_from_the_bond_by_the_mean_insecurity_of_both():
    assert bonding.drift(ME, OTHER, BOND, P) == equals(BOND * (1 - 0.09 * (0.7 + 0.8 + 0.38 + 0.48) / 4))


def test_security_goes_a_share_of_the_way_to_what_attachment_expects():
    assert bonding.settle(ME, P) == equals(0.5 + 0.07 * (1 - (0.7 + 0.8) / 2 - 0.5))


# Attachment


def test_where_life_is_safe_attachment_goes_below_the_disposition_and_where_not_above():
    assert attachment.toward(0.7, 0.65, 0.4, P) == equals(0.7 + 0.06 * (0.65 * (1 - 0.95 * 0.4) - 0.7))
    assert attachment.toward(0.7, 0.65, -0.4, P) == equals(0.7 + 0.06 * (0.65 + 0.68 * 0.4 * 0.35 - 0.7))
    assert attachment.toward(0.7, 0.65, 0.0, P) == equals(0.7 + 0.06 * (0.65 - 0.7))


def test_anxiety_follows_security():
    me = ME._replace(security=0.8)
    assert attachment.anxiety(me, P) == equals(attachment.toward(0.7, 0.65, 2 * 0.8 - 1, P))


def test_avoidance_follows_security_or_softness():
    lived = 1 - 2 * (1 - 0.8) * (1 - 0.45)
    assert attachment.avoidance(ME._replace(security=0.8), P) == equals(attachment.toward(0.8, 0.75, lived, P))


# Life


def test_a_spark_fades_by_its_rate_and_a_new_one_adds():
    assert life.spark(ME, 0.25, P) == equals(0.9 * (1 - 0.03) + 0.25)


def test_a_spark_strikes_below_its_chance_and_below_one_half_and_has_its_size():
    size = 0.25 * 2 * 0.6
    assert life.spark_by_chance(LUCK, 0.3, 2.0, P) == equals(size)
    assert life.spark_by_chance(LUCK, 0.505, 2.0, P) == 0.0
    assert life.spark_by_chance(LUCK._replace(spark_chance=0.2), 0.3, 2.0, P) == 0.0, "the chance is 0.1 · 2"
    assert life.spark_by_chance(LUCK._replace(spark_size=0.5), 0.3, 2.0, P) == P.spark_size, "the mean size"


def test_at_the_very_middle_a_spark_is_nobodys_rather_than_both_partners():
    assert life.spark_by_chance(LUCK, 0.5, 2.0, P) == 0.0


def test_an_event_strikes_below_its_chance_own_ones_and_shared_ones():
    size = 3.0 * 2 * 0.6
    assert life.event_by_chance(FATE, 0.2, 2.0, P) == equals(size)
    assert life.event_by_chance(FATE, 0.5 + 0.4 / 2 - 0.004, 2.0, P) == equals(size), "a share of 0.4 strikes both"
    assert life.event_by_chance(FATE, 0.5 + 0.4 / 2, 2.0, P) == 0.0
    assert life.event_by_chance(FATE._replace(event_chance=0.1), 0.2, 2.0, P) == 0.0, "the chance is 0.05 · 2"
    assert life.event_by_chance(FATE._replace(event_size=0.5), 0.2, 2.0, P) == P.event_size, "the mean size"
