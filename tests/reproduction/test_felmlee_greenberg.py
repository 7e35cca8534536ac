"""Felmlee and Greenberg's dyad: a compromise between two ideals."""

import numpy as np
import pytest

from sim.peers import eigenvalues, peer, settles, simulate

CASES = [(0.5, 2.0, 0.3, 0.5, -1.0, 0.3), (0.2, 1.0, 1.5, 0.9, 4.0, 0.1), (1.0, -3.0, 0.0, 0.4, 2.0, 2.0),
         (1.0, 1.0, -0.3, 0.8, 0.5, 0.6)]  # fmt: skip
NAMES = ("first_drive", "first_ideal", "first_adjusting", "second_drive", "second_ideal", "second_adjusting")


def dyad(*values):
    return peer("felmlee-greenberg", **dict(zip(NAMES, values, strict=True)))


@pytest.mark.parametrize("values", CASES)
def test_where_the_two_meet(values):
    a1, own, a2, b1, others, b2 = values
    whole = a1 * b1 + a1 * b2 + a2 * b1
    first = (a1 * own * (b1 + b2) + a2 * b1 * others) / whole
    second = (b1 * others * (a1 + a2) + b2 * a1 * own) / whole
    assert dyad(*values).steady_states()[:, 0] == pytest.approx([first, second], rel=1e-13)
    assert simulate(dyad(*values), turns=300).values[:, -1] == pytest.approx([first, second], abs=1e-8)
    assert settles(dyad(*values), np.zeros(2))


def test_without_adjusting_each_keeps_one_s_ideal_and_with_it_they_stand_between():
    assert dyad(0.5, 2.0, 0.0, 0.5, -1.0, 0.0).steady_states()[:, 0] == pytest.approx([2.0, -1.0])
    first, second = dyad(0.5, 2.0, 0.3, 0.5, -1.0, 0.3).steady_states()[:, 0]
    assert -1.0 < second < first < 2.0


def test_two_who_adjust_do_not_oscillate_and_two_who_differ_in_it_may():
    assert not eigenvalues(dyad(*CASES[0]), np.zeros(2)).imag.any()
    assert eigenvalues(dyad(0.5, 0.0, 1.0, 0.5, 0.0, -1.0), np.zeros(2)).imag.all() is np.False_
    assert eigenvalues(dyad(0.5, 0.0, 1.0, 2.5, 0.0, -1.0), np.zeros(2)).imag.all()


@pytest.mark.parametrize("values", [*CASES, (0.1, 1.0, -2.0, 0.1, 1.0, 0.5), (0.5, 1.0, -3.0, 0.5, 1.0, -3.0)])
def test_the_condition_agrees_with_the_eigenvalues(values):
    a1, _, a2, b1, _, b2 = values
    stable = a1 * b1 + a1 * b2 + a2 * b1 > 0.0 and a1 + a2 + b1 + b2 > 0.0
    assert settles(dyad(*values), np.zeros(2)) is stable


def test_two_without_ideals_meet_wherever_they_began():
    pair = dyad(0.0, 1.0, 0.5, 0.0, 1.0, 0.25)
    assert pair.steady_states().shape == (2, 0)
    # b₂x + a₂y never changes, so they meet at its share.
    assert simulate(pair, turns=80, start=[3.0, 0.0]).values[:, -1] == pytest.approx([1.0, 1.0], abs=1e-9)
