"""A turn taken apart: its terms are the laws' own, and give the run's numbers back."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

import sim
from sim.analysis.account import account
from sim.analysis.why import chains

STORY = {
    "days": 3, "turns": 40,
    "life.spark": [{"day": 1, "turn": 4, "who": "a", "size": 1.6}, {"day": 2, "turn": 4, "who": "b", "size": 1.6}],
    "life.stress": [{"day": 2, "turn": 10, "turns": 10, "who": "b", "size": 0.8}],
    "life.event": [{"day": 3, "who": "a", "size": 2.0}],
}  # fmt: skip


@cache
def story() -> sim.Scenario:
    """Three short days with everything in them that may come: trouble, strain, a blow, and every kind of help."""
    one = sim.scenario("protest-polka").change(STORY)
    one = one.add("hand-holding", day=1, turn=20, turns=10).add("containment", day=2, turn=25, turns=10)
    return one.add("time-out", day=3, turn=10, turns=5).add("softening", day=3, turn=20, turns=10, who="b")


@cache
def told(number: int):
    """The rows of a day of the story, and its chains."""
    day = sim.simulate(story(), seed=3, engine="mesa").day(number)
    return day, dict(zip("ab", chains(day, story()), strict=True))


def each(what, number: int, who: str) -> np.ndarray:
    """One number of every chain of a partner's day."""
    return np.array([what(chain) for chain in told(number)[1][who]])


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("who", "ab")
def test_the_chain_gives_the_run_back_to_the_last_bit(number, who):
    day, _ = told(number)
    for part in ("body.threat", "body.arousal", "body.flooded", "body.heart_rate", "choice.pursue", "choice.withdraw",
                 "choice.reach", "answer.respond"):  # fmt: skip
        group, name = part.split(".")
        found = each(lambda c, group=group, name=name: getattr(getattr(c, group), name), number, who)
        assert np.array_equal(found, day[f"{name}_{who}"][1:]), part


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("who", "ab")
def test_the_terms_add_up(number, who):
    for c in told(number)[1][who]:
        met = c.met
        came = met.silence + met.protest + met.stress + met.spark + met.burden + met.chance + met.floored
        assert came - met.answer - met.hand - met.room == pytest.approx(met.alarm, abs=1e-12)
        one = c.choice
        assert one.share_pursue + one.share_withdraw + one.share_reach == pytest.approx(1.0)


def test_the_sting_of_silence_is_silence_times_sensitivity_less_what_trust_keeps_off():
    p = story().constants
    for c in told(1)[1]["a"]:
        bare = p.separation_sting * (p.base_sensitivity + c.me.anxiety) * c.other.withdraw
        trust = (1.0 - (1.0 - c.me.security) * (1.0 - p.hearing * c.me.softness)) * (1.0 - c.me.injury)
        shown = 1.0 - p.disarm * c.other.reach
        assert c.met.silence == pytest.approx((1.0 - p.trust_shield * trust) * shown * bare)
        assert c.met.shield >= 0.0


def test_a_cause_is_told_where_it_is_given_and_nowhere_else():
    held = lambda c: c.met.hand - c.met.lingering  # noqa: E731 - the comfort of before outlasts the contact
    for number, what in enumerate((held, lambda c: c.met.room, lambda c: c.choice.purpose), 1):
        for day in (1, 2, 3):
            assert np.any(each(what, day, "b") > 1e-12) == (day == number), (number, day)
    assert np.all(each(lambda c: c.met.hand, 1, "b")[:20] == 0.0), "a hand that is taken at a turn works from the next"
    stress = each(lambda c: c.met.stress, 2, "b")
    assert stress == pytest.approx([0.8 if 10 <= turn <= 19 else 0.0 for turn in range(1, 41)])
    assert np.all(each(lambda c: c.met.stress, 2, "a") == 0.0)
    burden = each(lambda c: c.met.burden, 3, "a")
    assert 1.0 < burden.max() < 2.0, "a trusted bond carries part of it"


def test_anxiety_drives_protest_avoidance_drives_silence_and_flooding_shuts_the_reach():
    a, b = (told(1)[1][who] for who in "ab")
    assert all(c.choice.by_anxiety > 0.0 for c in a) and all(c.choice.by_avoidance > 0.0 for c in b)
    assert all(c.choice.blocked >= 0.0 for c in (*a, *b))
    flooded = max(a, key=lambda c: c.body.flooded)
    assert flooded.choice.blocked == max(c.choice.blocked for c in a if c.body.flooded >= flooded.body.flooded)


def test_what_is_passed_on_is_what_the_other_meets_a_turn_later():
    _, chain = told(2)
    for now, then in zip(chain["a"], chain["b"][1:], strict=False):
        assert now.passed == then.met[:4]


def test_partners_exchanged_the_chains_are_exchanged():
    swapped = story().swapped()
    day = sim.simulate(swapped, seed=3, engine="mesa").day(2)
    assert chains(day, swapped) == tuple(reversed(list(told(2)[1].values())))


def test_only_one_whole_day_can_be_told():
    run = sim.simulate(story(), seed=3, engine="mesa")
    with pytest.raises(ValueError, match="one day"):
        chains(run, story())


def test_an_account_of_a_day_ends_where_the_next_morning_begins():
    told_days = [account(told(number)[0], story()) for number in (1, 2, 3)]
    for one, then in pairwise(told_days):
        for now, next_ in ((one.bond, then.bond), *zip(one.security, then.security, strict=True)):
            assert now.morning + now.built - now.worn + now.night == pytest.approx(next_.morning, abs=1e-12)
            assert now.built >= 0.0 and now.worn >= 0.0
    assert told_days[2].strain[0] == pytest.approx(2.0) and told_days[0].strain[0] == 0.0
    assert all(0.0 <= one.dance <= 1.0 for one in told_days)


def test_the_dance_wears_more_than_answers_build_and_in_security_it_is_the_other_way_round():
    polka, base = (
        account(sim.simulate(one, engine="mesa"), one) for one in map(sim.scenario, ("protest-polka", "secure-base"))
    )
    assert polka.dance > 0.5 and polka.bond.worn > polka.bond.built
    assert base.dance < 0.1 and base.bond.worn < base.bond.built
