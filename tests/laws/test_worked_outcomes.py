"""What an observer notes and reads: the dance's threshold, the tally, and every outcome's equation in plain numbers."""

import pytest
from worked import BOND, ME, OTHER, US, P, equals

from sim.model import outcomes
from sim.model.outcomes import CAUGHT, EMPTY, OUTCOMES, Outcome, Tally
from sim.model.state import MOVES, Couple

STILL = ME._replace(**dict.fromkeys(MOVES, 0.0))
JUST_ABOVE = 0.3 + 1e-9
TALLY = Tally(
    turns=20.0, caught=7.0, positive=12.0, negative=9.0, threat=8.0, arousal_a=11.0, arousal_b=6.0, offered=5.0,
    refused=3.0,
)  # fmt: skip


@pytest.mark.parametrize("move", ["pursue", "withdraw"])
def test_who_pursues_or_withdraws_strictly_above_the_threshold_is_caught(move):
    assert outcomes.caught(STILL._replace(**{move: JUST_ABOVE})) == 1.0
    assert outcomes.caught(STILL._replace(**{move: CAUGHT})) == 0.0
    assert outcomes.caught(STILL) == 0.0


@pytest.mark.parametrize("move", ["reach", "respond"])
def test_who_reaches_or_responds_as_strongly_is_not_caught(move):
    dancing = STILL._replace(pursue=0.5, withdraw=0.2)
    assert outcomes.caught(dancing._replace(**{move: 0.5})) == 0.0
    assert outcomes.caught(dancing._replace(**{move: 0.499})) == 1.0
    assert outcomes.caught(STILL._replace(**{move: 0.5})) == 0.0


def test_the_dance_takes_both():
    dancing = STILL._replace(withdraw=0.5)
    for a, b, caught in ((dancing, dancing, 1.0), (dancing, STILL, 0.0), (STILL, dancing, 0.0), (STILL, STILL, 0.0)):
        assert outcomes.note(TALLY, Couple(a, b, BOND, 1.0)).caught == 7.0 + caught


def test_the_tally_adds_up_turns_moves_threat_and_arousal():
    after = outcomes.note(TALLY, US)
    assert after.turns == 21.0
    assert after.positive == equals(12.0 + 0.15 + 0.35 + 0.42 + 0.52)
    assert after.negative == equals(9.0 + 0.1 + 0.25 + 0.22 + 0.32)
    assert after.threat == equals(8.0 + (0.3 + 0.55) / 2)
    assert (after.arousal_a, after.arousal_b) == equals((11.0 + 0.4, 6.0 + 0.62))


def test_a_tally_begins_with_nothing():
    assert set(EMPTY) == {0.0}


@pytest.mark.parametrize(
    ("mine", "theirs", "offered", "refused"),
    [(0.0, 0.0, 0, 0), (0.9, 0.5, 1, 0), (0.9, 0.49, 1, 1), (0.49, 0.9, 1, 1), (0.0, 0.01, 1, 1), (0.01, 0.0, 1, 1)],
)
def test_a_hand_that_is_there_is_refused_where_either_takes_it_less_than_half(mine, theirs, offered, refused):
    after = outcomes.note(TALLY, Couple(ME._replace(taken=mine), OTHER._replace(taken=theirs), BOND, 1.0))
    assert (after.offered, after.refused) == (5.0 + offered, 3.0 + refused)


MINE, THEIRS = (40 + (140 - 40) * share for share in (
    0.6 * BOND + 0.4 * 0.5 - 0.33 * (0.74 - 0.5),
    0.6 * BOND + 0.4 * 0.28 - 0.33 * (0.36 - 0.5),
))  # fmt: skip
"""Each partner's satisfaction, worked out."""


def test_ones_own_satisfaction_goes_from_floor_to_ceiling_with_bond_and_own_security_by_ones_own_standard():
    assert outcomes.content(ME, BOND, P) == equals(MINE)
    assert outcomes.content(OTHER, BOND, P) == equals(THEIRS)


@pytest.mark.parametrize(("there", "standard", "end"), [(1.0, 0.49, 140.0), (0.0, 0.51, 40.0)])
def test_ones_own_satisfaction_stays_on_the_scale(there, standard, end):
    assert outcomes.content(ME._replace(security=there, standard=standard), there, P) == end


def test_the_couples_satisfaction_is_the_mean_of_both():
    assert outcomes.satisfaction(US, P) == equals((MINE + THEIRS) / 2)


def test_the_outcomes_of_a_run():
    worked = {
        "satisfaction": (MINE + THEIRS) / 2, "satisfaction_a": MINE, "satisfaction_b": THEIRS, "bond": BOND,
        "security_a": 0.5, "security_b": 0.28, "anxiety_a": 0.7, "anxiety_b": 0.38, "avoidance_a": 0.8,
        "avoidance_b": 0.48, "softness_a": 0.45, "softness_b": 0.33, "threat": 8 / 20,
        "heart_rate_a": 70 + 25 * (11 / 20) / 0.625, "heart_rate_b": 70 + 25 * (6 / 20) / 0.625, "dance": 7 / 20,
        "positive_negative": 12.001 / 9.001, "hand_refused": 3 / 5, "distressed": 1.0,
    }  # fmt: skip
    found = outcomes.read(US, TALLY, P)._asdict()
    assert {name: found[name] for name in worked} == pytest.approx(worked, rel=1e-12)


def test_a_couple_is_distressed_strictly_below_the_scales_cut():
    at = outcomes.satisfaction(US, P)
    for cut, distressed in ((at - 0.01, 0.0), (at, 0.0), (at + 0.01, 1.0)):
        assert outcomes.read(US, TALLY, P._replace(das_distressed=cut)).distressed == distressed


def test_where_nobody_moved_there_are_as_many_good_moves_as_bad_and_where_there_was_no_turn_nothing_was_felt():
    found = outcomes.read(Couple(STILL, OTHER, BOND, 1.0), EMPTY, P)
    assert found.positive_negative == 1.0
    assert (found.threat, found.dance, found.heart_rate_a, found.hand_refused) == (0.0, 0.0, 70.0, 0.0)
    single = outcomes.read(US, EMPTY._replace(turns=1.0, threat=0.3, offered=1.0, refused=1.0), P)
    assert (single.threat, single.hand_refused) == (0.3, 1.0)


def test_what_is_counted_over_turns_or_couples_is_a_share():
    shares = {name for name, line in OUTCOMES.items() if line.is_share}
    assert shares == {"dance", "hand_refused", "distressed"}
    about_talk = {name for name, line in OUTCOMES.items() if line.conversation}
    assert about_talk == {"threat", "heart_rate_a", "heart_rate_b", "dance", "positive_negative", "hand_refused"}
    assert Outcome("a.need", "need") == Outcome("a.need", "need", "0 to 1", 0.0, 1.0, False)
