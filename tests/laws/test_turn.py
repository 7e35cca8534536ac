"""A whole turn, morning and night: legal stays legal, partners are equal before the laws, no coupling no escalation."""

import numpy as np
from hypothesis import given
from legal import CALM, ULP, couples, cues, extremes, fates, legal, lucks, ordered, parameters, partners, rises, shares

from sim.model import dynamics, outcomes
from sim.model.cues import NOTHING
from sim.model.laws import bonding
from sim.model.parameters import DEFAULTS
from sim.model.state import Couple, Luck


def swapped_cues(cues):
    """The cues with a and b exchanged."""
    other = {"a": "b", "b": "a"}
    names = {name: f"{name[:-1]}{other[name[-1]]}" if name[-2:] in ("_a", "_b") else name for name in cues._fields}
    return cues._replace(**{name: getattr(cues, names[name]) for name in cues._fields})


@given(couples, cues, lucks, extremes)
def test_a_turn_keeps_every_quantity_in_its_range(couple, given_cues, chance, p):
    after = dynamics.turn(couple, given_cues, chance, p)
    assert legal(after.a)
    assert legal(after.b)
    assert 0.0 <= after.bond <= 1.0


@given(couples, fates, extremes)
def test_a_morning_and_a_night_keep_every_quantity_in_its_range(couple, chance, p):
    for after in (dynamics.morning(couple, chance, p), dynamics.night(couple, p)):
        assert legal(after.a)
        assert legal(after.b)
        assert 0.0 <= after.bond <= 1.0


@given(couples, cues, lucks, parameters)
def test_partners_swapped_results_swapped_to_the_last_bit(couple, given_cues, chance, p):
    chance = chance._replace(spark_owner=round(chance.spark_owner * 1024) / 1024)
    mirrored = Luck(chance.noise_b, chance.noise_a, chance.spark_chance, 1.0 - chance.spark_owner, chance.spark_size)
    straight = dynamics.turn(couple, given_cues, chance, p)
    crossed = dynamics.turn(
        Couple(couple.b, couple.a, couple.bond, couple.hardship), swapped_cues(given_cues), mirrored, p
    )
    assert (crossed.a, crossed.b, crossed.bond) == (straight.b, straight.a, straight.bond)


@given(couples, parameters)
def test_a_night_swapped_is_the_same_night(couple, p):
    night, crossed = (
        dynamics.night(couple, p),
        dynamics.night(Couple(couple.b, couple.a, couple.bond, couple.hardship), p),
    )
    assert (crossed.a, crossed.b, crossed.bond) == (night.b, night.a, night.bond)


def test_how_a_bond_fades_does_not_depend_on_who_is_called_a():
    """A sum of four numbers from left to right would, in its last bit, for a third of couples."""
    rng = np.random.default_rng(1)
    p = DEFAULTS._replace(bond_drift=1.0, bond_upkeep=0.0)
    for anxious, avoidant, other_anxious, other_avoidant in rng.random((300, 4)).tolist():
        one = CALM._replace(anxiety=anxious, avoidance=avoidant)
        other = CALM._replace(anxiety=other_anxious, avoidance=other_avoidant)
        assert bonding.drift(one, other, 1.0, p) == bonding.drift(other, one, 1.0, p)


@given(couples, lucks, extremes, partners)
def test_without_sting_relief_and_contact_the_other_cannot_alarm_me(couple, chance, p, someone_else):
    p = p._replace(separation_sting=0.0, attack_sting=0.0, relief=0.0)
    mine = dynamics.turn_of_a(couple, NOTHING, chance, p)
    with_another = dynamics.turn_of_a(couple._replace(b=someone_else), NOTHING, chance, p)
    assert mine.threat == with_another.threat
    assert mine.arousal == with_another.arousal


@given(couples, cues, lucks)
def test_attachment_stands_still_within_a_conversation(couple, given_cues, chance):
    after = dynamics.turn(couple, given_cues, chance, DEFAULTS)
    assert (after.a.anxiety, after.a.avoidance) == (couple.a.anxiety, couple.a.avoidance)
    assert (after.b.anxiety_disposition, after.b.avoidance_disposition) == (
        couple.b.anxiety_disposition, couple.b.avoidance_disposition,
    )  # fmt: skip
    assert after.a.standard == couple.a.standard


@given(partners, extremes)
def test_a_night_lets_threat_moves_and_trouble_fade_and_need_grow_back(me, p):
    after = dynamics.partner_night(me, p)
    for name in ("threat", "arousal", "pursue", "withdraw", "reach", "respond", "spark", "burden"):
        assert getattr(after, name) <= getattr(me, name)
    assert after.need >= me.need - ULP
    assert after.softness == me.softness
    assert after.standard == me.standard
    assert after.taken == 0.0


@given(couples, cues, lucks, shares, shares, shares, extremes)
def test_the_answer_that_is_helped_along_is_to_the_others_invitation_in_a_safe_room(
    couple, given_cues, chance, mine, first, second, p
):
    """Neither one's own invitation nor one outside a safe room helps to answer (Tilley & Palmer 2013)."""

    def answer(**changes):
        return dynamics.turn_of_b(couple, given_cues._replace(**changes), chance, p).respond

    low, high = ordered(first, second)
    assert rises(answer(invite_a=low), answer(invite_a=high))
    assert answer(invite_b=mine) == answer()
    assert answer(containment=0.0, invite_a=low) == answer(containment=0.0, invite_a=high)


def test_an_invitation_and_a_safe_room_together_help_the_others_answer_and_neither_alone_does():
    """Held alike, so that the safe room's calm makes no difference."""
    p = DEFAULTS._replace(enactment=0.8, care_base=0.2)
    asking = Couple(CALM._replace(reach=0.8), CALM, 0.3, 1.0)
    still = Luck(0.0, 0.0, 1.0, 0.7, 0.0)

    def answer(containment, invite):
        given_cues = NOTHING._replace(containment=containment, invite_a=invite)
        return dynamics.turn_of_b(asking, given_cues, still, p).respond

    assert answer(1.0, 1.0) > answer(1.0, 0.5) > answer(1.0, 0.0) == answer(0.0, 1.0) == answer(0.0, 0.0)


@given(couples, cues, lucks, shares, parameters)
def test_what_one_asks_of_a_relationship_changes_satisfaction_and_nothing_else(couple, given_cues, chance, asked, p):
    """Only the own: the other partner's satisfaction stays as it was."""
    asking = couple._replace(a=couple.a._replace(standard=asked))

    def lived(start):
        return dynamics.night(dynamics.turn(start, given_cues, chance, p), p)

    def read(couple):
        return outcomes.read(couple, outcomes.note(outcomes.EMPTY, couple), p)._asdict()

    usual, other = lived(couple), lived(asking)
    assert other.a.standard == asked
    assert other == usual._replace(a=usual.a._replace(standard=asked))
    differing = {name for name, value in read(other).items() if value != read(usual)[name]}
    assert differing <= {"satisfaction", "satisfaction_a", "distressed"}


@given(partners, shares, shares, shares, parameters)
def test_who_asks_more_is_satisfied_with_less_and_who_has_more_is_satisfied_more(me, bond, first, second, p):
    low, high = ordered(first, second)
    asking = (outcomes.content(me._replace(standard=asked), bond, p) for asked in (high, low))
    assert rises(*asking)
    assert rises(*(outcomes.content(me, there, p) for there in (low, high)))
    assert rises(*(outcomes.content(me._replace(security=felt), bond, p) for felt in (low, high)))


@given(couples, parameters)
def test_the_couples_satisfaction_is_the_mean_of_both_partners_own(couple, p):
    found = outcomes.read(couple, outcomes.EMPTY, p)
    assert found.satisfaction == 0.5 * (found.satisfaction_a + found.satisfaction_b)
    for own in (found.satisfaction_a, found.satisfaction_b):
        assert p.das_floor - 1e-9 <= own <= p.das_ceiling + 1e-9


@given(couples, cues, lucks)
def test_what_an_observer_reads_is_in_its_range(couple, given_cues, chance):
    after = dynamics.turn(couple, given_cues, chance, DEFAULTS)
    tally = outcomes.note(outcomes.EMPTY, after)
    found = outcomes.read(after, tally, DEFAULTS)
    assert 0.0 <= found.dance <= 1.0
    assert found.positive_negative > 0.0
    assert DEFAULTS.das_floor - 1e-9 <= found.satisfaction <= DEFAULTS.das_ceiling + 1e-9
    assert found.distressed == float(found.satisfaction < DEFAULTS.das_distressed)
    assert found.heart_rate_a >= DEFAULTS.resting_heart_rate
