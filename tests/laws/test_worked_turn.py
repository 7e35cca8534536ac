"""A turn, a morning and a night, worked through with plain numbers in the order that ``dynamics`` lists.

What a turn's laws read is the turn before, except threat, arousal and activation, which are read as soon as they are
there.
"""

import pytest
from worked import ALONE, BOND, FATE, HELP, LUCK, ME, OTHER, US, P, equals

from sim.model import dynamics
from sim.model.cues import NOTHING
from sim.model.laws import appraisal, attachment, bonding, care, injury, physiology, softness, strategy, touch
from sim.model.state import Partner

FIXED = ("anxiety", "avoidance", "anxiety_disposition", "avoidance_disposition", "standard")
CALMED = ("threat", "arousal", "soothed", "pursue", "withdraw", "reach", "respond")
"""What a night calms."""
THEIR_HELP = ALONE._replace(hand=0.95, containment=0.61, pause=0.2, invite=0.53, reach=0.26)
"""What the other meets, of which the invitation helps my answer along."""
HELD = 0.95 * 0.57
"""How far the hand is held: the other has taken it less than I have."""
TOUCHED = 0.9 * (0.29 + 0.71 * 0.64 * 0.5) * HELD
"""The comfort of it, more than what is left behind, the picture's and a stranger's."""


def turn_of(me: Partner, struck: float = 0.0) -> Partner:
    """My next turn."""
    return dynamics.partner_turn(me, OTHER, BOND, HELP, THEIR_HELP, 0.7, struck, P)


@pytest.fixture(scope="module")
def after() -> Partner:
    """My next turn: the hand is felt, and a spark of 0.25 strikes."""
    return turn_of(ME, 0.25)


def test_a_spark_that_strikes_now_alarms_from_the_next_turn_on(after):
    assert after.spark == equals(0.9 * (1 - 0.03 * 0.8) + 0.25)
    unstruck = turn_of(ME)
    assert unstruck._replace(spark=after.spark) == after


def test_a_life_event_alarms_from_the_next_turn_on_and_is_added_to_what_weighs_already(after):
    assert after.burden == equals(1.2 + 0.21)


def test_threat_comes_of_alarm_as_far_as_comfort_leaves_it(after):
    alarm = appraisal.alarm(ME, OTHER, BOND, TOUCHED, HELP, 0.7, P)
    assert after.threat == equals(appraisal.threat(ME, alarm, P))


def test_comfort_that_was_left_behind_is_felt_where_it_is_the_stronger():
    after = turn_of(ME._replace(soothed=0.75))
    assert after.threat == equals(appraisal.threat(ME, appraisal.alarm(ME, OTHER, BOND, 0.75, HELP, 0.7, P), P))
    assert after.arousal == equals(physiology.arousal(ME, OTHER, after.threat, 0.75, HELD, P))
    assert after.soothed == equals(0.75 + 0.05 * (TOUCHED - 0.75)), "it fades toward the contact of now"


def test_contact_leaves_comfort_behind(after):
    assert after.soothed == equals(0.2 + 0.05 * (TOUCHED - 0.2))


def test_arousal_follows_the_threat_of_this_turn_and_hand_in_hand_the_others_arousal_of_the_turn_before(after):
    shared = 0.18 * HELD
    gap = after.threat - 0.4 + shared * (0.62 - 0.4)
    assert gap < 0.0
    assert after.arousal == equals(0.4 + 0.01 * (1 + 7.0 * TOUCHED) * gap)
    calm = turn_of(ME._replace(arousal=0.1))
    assert calm.arousal == equals(0.1 + 0.24 * (after.threat - 0.1 + shared * (0.62 - 0.1)))


@pytest.mark.parametrize(("mine", "held"), [(0.31, 0.31), (0.99, 0.57)])
def test_the_hand_is_held_as_far_as_the_less_willing_of_the_two_had_taken_it(mine, held):
    after = turn_of(ME._replace(taken=mine, arousal=0.1))
    shared = 0.18 * 0.95 * held
    assert after.arousal == equals(0.1 + 0.24 * (after.threat - 0.1 + shared * (0.62 - 0.1)))


def test_whether_the_hand_is_taken_depends_on_this_turns_flood_and_the_moves_of_the_turn_before(after):
    flooded = physiology.flooded(after.arousal, P)
    assert after.taken == equals(touch.taken(ME, OTHER, flooded, HELP, P))
    racing = turn_of(ME._replace(arousal=0.9))
    assert racing.taken == equals(touch.taken(ME, OTHER, physiology.flooded(racing.arousal, P), HELP, P))


def test_moves_come_of_this_turns_threat_and_flooding_and_of_the_need_of_the_turn_before(after):
    active = 1 - (1 - after.threat) * (1 - 0.35 * 0.6)
    moves = strategy.moves(ME, active, after.threat, physiology.flooded(after.arousal, P), HELP, P)
    assert (after.pursue, after.withdraw, after.reach) == pytest.approx(tuple(moves), rel=1e-12)


def test_care_softness_security_and_injury_read_this_turns_body_and_the_moves_of_the_turn_before(after):
    active = 1 - (1 - after.threat) * (1 - 0.35 * 0.6)
    flooded = physiology.flooded(after.arousal, P)
    assert after.respond == equals(care.respond(ME, OTHER, BOND, flooded, 0.61 * 0.53, HELD, HELP, P))
    assert after.softness == equals(softness.softness(ME, OTHER, active, flooded, HELP, P))
    assert after.security == equals(bonding.security(ME, OTHER, active, P))
    assert after.injury == equals(injury.injury(ME, OTHER, active, HELP, P))
    assert after.need == equals(care.need(ME, OTHER, P))


def test_attachment_waits_for_the_night(after):
    assert [getattr(after, name) for name in FIXED] == [getattr(ME, name) for name in FIXED]


GIVEN = NOTHING._replace(hand=0.5, stranger_a=0.6, stranger_b=0.3, spark_a=0.51, spark_b=0.32, stress_a=0.4,
                         containment=0.75, invite_a=0.8, invite_b=0.25)  # fmt: skip


def test_a_turn_of_the_couple_is_a_turn_of_each_with_the_other_and_one_of_the_bond():
    after = dynamics.turn(US, GIVEN, LUCK._replace(spark_chance=1.0), P)
    mine = ALONE._replace(hand=0.5, stranger=0.6, spark=0.51, stress=0.4, containment=0.75, invite=0.8)
    theirs = ALONE._replace(hand=0.5, stranger=0.3, spark=0.32, containment=0.75, invite=0.25)
    assert after.a == dynamics.partner_turn(ME, OTHER, BOND, mine, theirs, 0.7, 0.51, P)
    assert after.b == dynamics.partner_turn(OTHER, ME, BOND, theirs, mine, -0.4, 0.32, P)
    assert after.bond == bonding.bond(ME, OTHER, BOND, P)
    assert after.hardship == 2.0


@pytest.mark.parametrize(("owner", "struck"), [(0.3, "a"), (0.495, "a"), (0.505, "b"), (0.7, "b")])
def test_a_spark_by_chance_strikes_its_owner_and_adds_to_one_that_was_planned(owner, struck):
    after = dynamics.turn(US, GIVEN, LUCK._replace(spark_owner=owner), P)
    size = 0.25 * 2 * 0.6
    assert after.a.spark == equals(0.9 * 0.97 + 0.51 + size * (struck == "a"))
    assert after.b.spark == equals(0.78 * 0.97 + 0.32 + size * (struck == "b"))


def test_a_spark_strikes_exactly_once():
    """One turn raises it, the other partner never feels it as their own, and from then on it only fades."""
    us = US._replace(a=ME._replace(spark=0.0), b=OTHER._replace(spark=0.0))
    calm = LUCK._replace(spark_chance=1.0)
    struck = [us := dynamics.turn(us, NOTHING._replace(spark_a=1.0 * (turn == 3)), calm, P) for turn in range(1, 9)]
    assert [couple.a.spark for couple in struck] == equals([0, 0, *(0.97**turns for turns in range(6))])
    assert [couple.b.spark for couple in struck] == [0.0] * 8


def test_a_mornings_life_event_weighs_on_its_owner_alone_or_on_both():
    size = 3.0 * 2 * 0.6
    for owner, a, b in ((0.295, size, 0.0), (0.305, size, size), (0.695, size, size), (0.705, 0.0, size)):
        after = dynamics.morning(US, FATE._replace(event_owner=owner), P)
        assert after.a == ME._replace(burden=pytest.approx(1.2 + a))
        assert after.b == OTHER._replace(burden=pytest.approx(0.88 + b))
        assert (after.bond, after.hardship) == (BOND, 2.0)
    assert dynamics.morning(US, FATE._replace(event_chance=0.1), P) == US, "most mornings bring nothing"


def test_a_night_calms_lets_need_grow_back_and_lets_attachment_follow():
    after = dynamics.partner_night(ME, P)
    for name in CALMED:
        assert getattr(after, name) == equals(getattr(ME, name) * (1 - 0.86)), name
    assert after.need == equals(0.6 + 0.69 * (1 - 0.6))
    assert after.burden == equals(1.2 * (1 - 0.17))
    assert after.spark == equals(0.9 * 0.27), "what was left open comes back in part"
    assert (after.softness, after.injury) == (0.45, 0.16)
    assert after.standard == 0.74
    assert after.taken == 0.0, "no hand is held overnight"
    assert after.security == bonding.settle(ME, P)
    assert (after.anxiety, after.avoidance) == (attachment.anxiety(ME, P), attachment.avoidance(ME, P))
    assert after.anxiety_disposition == attachment.revised(0.65, ME, P)
    assert after.avoidance_disposition == attachment.revised(0.75, ME, P)


def test_a_night_of_the_couple_is_a_night_of_each_and_lets_the_bond_drift():
    after = dynamics.night(US, P)
    assert after.a == dynamics.partner_night(ME, P)
    assert after.b == dynamics.partner_night(OTHER, P)
    assert after.bond == bonding.drift(ME, OTHER, BOND, P)
    assert after.hardship == 2.0
