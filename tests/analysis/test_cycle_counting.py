"""Transitions stay within a conversation, a couple, and what was coded."""

import numpy as np
import pytest
from many_couples import of_columns, one_talk

import sim
from sim.analysis import cycle
from sim.analysis.coding import NEUTRAL, PURSUE, REACH, WITHDRAW
from sim.analysis.cycle.sequences import MISSING, SILENT
from sim.checking.errors import ScenarioError

A, B = 0, 1


def counted(a: list[int], b: list[int], lag: int = 1) -> np.ndarray:
    return cycle.transitions(one_talk(a, b), lag).counts[0]


def test_each_partners_next_code_is_counted_own_and_the_others():
    counts = counted([PURSUE, PURSUE, NEUTRAL], [NEUTRAL, WITHDRAW, WITHDRAW])
    assert counts[A, B, PURSUE, WITHDRAW] == 2
    assert counts[A, A, PURSUE, PURSUE] == counts[A, A, PURSUE, NEUTRAL] == 1
    assert counts[B, A, WITHDRAW, NEUTRAL] == 1
    assert counts[B, B, WITHDRAW, WITHDRAW] == 1
    assert counts.sum() == 4 * 2


def test_the_lag_is_counted_in_turns():
    counts = counted([PURSUE, NEUTRAL, NEUTRAL, NEUTRAL], [NEUTRAL, NEUTRAL, WITHDRAW, NEUTRAL], lag=2)
    assert counts[A, B, PURSUE, WITHDRAW] == 1
    assert counts.sum() == 4 * 2


def test_nothing_crosses_from_one_couple_or_conversation_into_another():
    """Each ends with a pursuit and begins with a withdrawal."""
    a, b, talk = np.array([[NEUTRAL, PURSUE] * 2, [WITHDRAW, NEUTRAL] * 2, [0, 0, 1, 1]])
    for who, couples in ((np.zeros(4, int), 1), (talk, 2)):
        counts = cycle.transitions(cycle.Sequences(a, b, talk, who, ("one", "another")[:couples])).counts
        assert len(counts) == couples
        assert counts.sum() == 2 * 4
        assert counts[:, A, B, PURSUE, WITHDRAW].sum() == 0


@pytest.mark.parametrize("lag", [1, 2, 3])
def test_a_missing_code_breaks_the_sequence(lag):
    """Nothing begins, ends or passes where a code of either partner is missing."""
    codes = [PURSUE, PURSUE, PURSUE, MISSING, PURSUE, PURSUE, PURSUE, PURSUE]
    counts = counted([WITHDRAW] * 8, codes, lag)
    assert counts[B, B].sum() == max(0, 3 - lag) + max(0, 4 - lag)
    starts = [t for t in range(8 - lag) if not t < 3 < t + lag]
    assert counts[A, A].sum() == len(starts)


def test_a_partner_whose_turn_it_was_not_breaks_nothing():
    counts = counted([PURSUE, SILENT, PURSUE, SILENT], [SILENT, WITHDRAW, SILENT, WITHDRAW])
    assert counts[A, B, PURSUE, WITHDRAW] == 2
    assert counts[B, A, WITHDRAW, PURSUE] == 1
    assert counts[A, A].sum() == counts[B, B].sum() == 0
    assert counted([PURSUE, SILENT, PURSUE], [SILENT, WITHDRAW, SILENT], 2)[A, A, PURSUE, PURSUE] == 1


def test_swapped_partners_swap():
    codes = np.random.default_rng(1).integers(0, 5, (2, 60, 9))
    there, back = cycle.transitions(of_columns(*codes)), cycle.transitions(
        of_columns(*codes[::-1])
    )  # fmt: skip
    assert np.array_equal(there.counts, back.counts[:, ::-1, ::-1])
    assert np.array_equal(there.made, back.made[::-1])


@pytest.mark.parametrize("lag", [0, -1, 1.5, True, "1", None])
def test_a_lag_that_is_none_is_refused(lag):
    with pytest.raises(ScenarioError, match=r"cycle: lag: given .*; allowed: a whole number from 1"):
        counted([0] * 9, [0] * 9, lag)


def test_a_lag_that_is_too_long_says_how_long_it_may_be():
    with pytest.raises(ScenarioError, match=r"allowed: a whole number from 1 to 8"):
        counted([0] * 9, [0] * 9, 9)
    with pytest.raises(ScenarioError, match="conversations of two turns or more"):
        counted([0], [0])


def test_a_run_and_the_ensemble_are_coded_alike():
    """Both engines give the same turns, and a replicate's coder is keyed by seed and replicate."""
    couple = sim.scenario("hand-in-the-dark")
    many = cycle.sequences_of_many(couple, 3, seed=5)
    for replicate in (0, 2):
        run = sim.simulate(couple, seed=5, replicate=replicate)
        one = cycle.sequences_of(run, np.random.default_rng([5, 7, replicate]))
        here = many.couple == replicate
        assert np.array_equal(one.a, many.a[here])
        assert np.array_equal(one.b, many.b[here])
        assert len(np.unique(many.talk[here])) == couple.days


def test_the_partners_keep_their_names():
    assert cycle.sequences_of_many(sim.scenario("time-out-or-touch"), 2).names == ("Ana", "Ben")


@pytest.mark.parametrize(("replicates", "told"), [(0, "replicates"), (10**6, "turns")])
def test_what_cannot_be_run_is_refused(replicates, told):
    with pytest.raises(ScenarioError, match=f"cycle: {told}: given .*; allowed: "):
        cycle.sequences_of_many(sim.scenario("time-out-or-touch"), replicates)


def test_a_coded_reach_is_a_reach():
    run = sim.simulate("secure-base")
    for who in "ab":
        run.columns[f"reach_{who}"][:] = 1.0
        for move in ("pursue", "withdraw", "respond"):
            run.columns[f"{move}_{who}"][:] = 0.0
    assert (cycle.sequences_of(run, np.random.default_rng(1)).a == REACH).all()
