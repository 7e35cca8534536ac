"""A whole turn, morning and night: legal stays legal, partners are equal before the laws, no coupling no escalation."""

from hypothesis import given
from legal import ULP, couples, cues, extremes, fates, legal, lucks, parameters, partners

from sim.model import dynamics, outcomes
from sim.model.cues import NOTHING
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


@given(partners, extremes)
def test_a_night_lets_threat_moves_and_trouble_fade_and_need_grow_back(me, p):
    after = dynamics.partner_night(me, p)
    for name in ("threat", "arousal", "pursue", "withdraw", "reach", "respond", "spark", "burden"):
        assert getattr(after, name) <= getattr(me, name)
    assert after.need >= me.need - ULP
    assert after.softness == me.softness


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
