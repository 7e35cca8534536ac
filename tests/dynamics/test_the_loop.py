"""The dance is a loop with a tipping point, not a slope: chance off, slow variables frozen, default parameters."""

import pytest

import sim
from sim.model.outcomes import caught
from sim.model.trajectory import STATE, couple_of

FROZEN = dict.fromkeys(
    (
        "noise",
        "spark_rate",
        "event_rate",
        "security_rate",
        "bond_rate",
        "softening_rate",
        "softness_fade",
        "need_growth",
        "need_met",
    ),
    0.0,
)
STRONG = 2.0
SPARK_TURN = 5


def quiet(name: str, size: float, turns: int = 400, who: str = "a", **changes) -> sim.Scenario:
    """A shipped couple with chance off and slow variables frozen, and one spark."""
    story = [{"turn": SPARK_TURN, "who": who, "size": size}]
    couple = sim.scenario(name).without()
    return couple.change({**FROZEN, "days": 1, "turns": turns, "life.spark": story, **changes})


def last(scenario: sim.Scenario) -> dict[str, float]:
    """The couple's state after the last turn."""
    run = sim.simulate(scenario)
    return {name: float(values[-1]) for name, values in run.columns.items()}


def dances(end: dict[str, float]) -> bool:
    """Whether both partners are caught in it."""
    couple = couple_of([end[name] for name in STATE])
    return caught(couple.a) == caught(couple.b) == 1.0


def calm(end: dict[str, float]) -> bool:
    """Whether neither partner feels threatened."""
    return max(end["threat_a"], end["threat_b"]) < 0.15


def test_left_alone_the_couple_of_the_polka_stays_calm():
    assert calm(last(quiet("protest-polka", 0.0)))


@pytest.mark.parametrize("who", ["a", "b"])
def test_a_strong_spark_starts_a_dance_that_outlives_it(who):
    end = last(quiet("protest-polka", STRONG, who=who))
    assert end[f"spark_{who}"] < 1e-3, "the cause is gone"
    assert dances(end)
    assert end["pursue_a"] > end["withdraw_a"], "the anxious one protests"
    assert end["withdraw_b"] > end["pursue_b"], "the avoidant one shuts down"


def test_the_same_spark_does_not_start_one_in_a_secure_couple():
    assert calm(last(quiet("secure-base", STRONG)))


def test_there_is_a_tipping_point_between_calm_and_dance():
    """Near the tipping point the couple hesitates long, hence the three hours and more."""
    ends = [last(quiet("protest-polka", 0.1 * tenths, turns=2000)) for tenths in range(21)]
    assert all(dances(end) != calm(end) for end in ends), "one or the other, long after the spark"
    assert [dances(end) for end in ends] == sorted(dances(end) for end in ends), "one tipping point"
    assert calm(ends[0]) and dances(ends[-1])


def held(turns: int, size: float = STRONG, length: int = 400) -> sim.Scenario:
    """The dance, and the partner's hand from turn 60."""
    return quiet("protest-polka", size, length).add("hand-holding", turn=60, turns=turns)


def test_a_hand_held_long_enough_ends_the_dance():
    assert calm(last(held(150)))


def test_a_hand_let_go_too_soon_does_not():
    assert dances(last(held(10)))


def test_while_hands_are_held_there_is_no_dance_to_stay_in():
    assert not dances(last(held(400, length=459)))
    assert calm(last(held(400, length=459)))


def test_enough_security_and_bond_remove_the_dance():
    safe = {"partner_a.security": 0.85, "partner_b.security": 0.85, "couple.bond": 0.85}
    assert calm(last(quiet("protest-polka", STRONG, **safe)))


def test_without_coupling_nothing_escalates():
    assert calm(last(quiet("protest-polka", STRONG, separation_sting=0.0, attack_sting=0.0)))


def test_a_time_out_calms_and_leaves_the_loop_as_it_was():
    sparks = [{"turn": turn, "who": "a", "size": STRONG} for turn in (SPARK_TURN, 420)]
    couple = quiet("protest-polka", STRONG, 700, **{"life.spark": sparks}).add("time-out", turn=60, turns=200)
    run = sim.simulate(couple)
    assert run["threat_a"][410] < 0.15
    assert dances(last(couple))


def test_who_raises_the_topic_pursues_more():
    by_a = sim.simulate(quiet("find-the-bad-guy", STRONG, 40, who="a"))
    by_b = sim.simulate(quiet("find-the-bad-guy", STRONG, 40, who="b"))
    assert by_a["pursue_a"].mean() > by_a["pursue_b"].mean()
    assert by_b["pursue_b"].mean() > by_b["pursue_a"].mean()


def test_two_who_withdraw_are_distant_and_less_aroused():
    freeze = sim.simulate(quiet("freeze-and-flee", STRONG, 150))
    polka = sim.simulate(quiet("protest-polka", STRONG, 150))
    for who in "ab":
        assert freeze[f"withdraw_{who}"].mean() > freeze[f"pursue_{who}"].mean()
        assert freeze[f"arousal_{who}"].mean() < polka[f"arousal_{who}"].mean()


def test_two_who_protest_attack_each_other():
    end = last(quiet("find-the-bad-guy", STRONG, 150))
    assert end["pursue_a"] > end["withdraw_a"]
    assert end["pursue_b"] > end["withdraw_b"]


@pytest.mark.parametrize("start", [0.65, 0.75, 0.85])
def test_a_flooded_heart_is_back_near_rest_in_twenty_minutes(start):
    """Within 10 % of the resting rate after 20 ± 5 minutes, once the cause is gone (Gottman 1999)."""
    alone = quiet("secure-base", 0.0, 300, **{"partner_a.arousal": start})
    rest = alone.constants.resting_heart_rate
    down = next(t for t, bpm in enumerate(sim.simulate(alone)["heart_rate_a"]) if bpm <= 1.1 * rest)
    assert 150 <= down <= 250


def test_the_partners_hand_helps_most_then_the_picture_then_a_strangers_hand():
    couple = sim.scenario("hand-in-the-dark").change({"noise": 0.0})
    run = sim.simulate(couple)
    alone, stranger, picture, partner = (run.day(day)["threat_a"][60:100].mean() for day in (1, 2, 3, 4))
    assert alone > stranger > picture > partner
    assert alone - stranger < 0.5 * (alone - partner), "a stranger's effect is at most half of the partner's"


def hands_worth(**changes) -> float:
    """The threat that the partner's hand takes away."""
    run = sim.simulate(sim.scenario("hand-in-the-dark").change({"noise": 0.0, **changes}))
    return run.day(1)["threat_a"][60:100].mean() - run.day(4)["threat_a"][60:100].mean()


@pytest.mark.parametrize("worth", ["couple.bond", "partner_a.security"])
def test_the_hand_is_worth_more_the_better_the_bond_and_the_more_one_trusts_it(worth):
    effects = [hands_worth(**{worth: share}) for share in (0.1, 0.5, 0.9)]
    assert effects == sorted(effects)
    assert 0.0 < effects[0] < effects[-1]
