"""Strogatz's chase cycles, with period 2π/√(ab), and never settles or polarises."""

import numpy as np
import pytest
from kinds import kind_of

from sim.peers import eigenvalues, jacobian, peer, simulate


@pytest.mark.parametrize(("a", "b"), [(1.0, 1.0), (0.5, 2.0), (4.0, 0.3)])
@pytest.mark.parametrize("fickle", ["juliet", "romeo"])
def test_it_comes_back_after_each_period(a, b, fickle):
    pair = peer("chase", romeo_response=a, juliet_response=b, fickle=fickle)
    period, start = 2.0 * np.pi / np.sqrt(a * b), np.array([1.0, -0.4])
    rounds = simulate(pair, turns=10 * period, start=start, step=period / 4)
    assert rounds.values[:, ::4] == pytest.approx(np.repeat(start[:, None], 11, axis=1), abs=1e-8)
    assert rounds.values[:, 2::4] == pytest.approx(np.repeat(-start[:, None], 10, axis=1), abs=1e-8)
    romeo, juliet = rounds.values
    assert b * romeo * romeo + a * juliet * juliet == pytest.approx(b * start[0] ** 2 + a * start[1] ** 2, rel=1e-9)


def test_indifference_is_a_centre_with_the_period_s_frequency():
    pair = peer("chase", romeo_response=0.7, juliet_response=1.9)
    assert kind_of(jacobian(pair, np.zeros(2))) == "centre"
    assert eigenvalues(pair, np.zeros(2)) == pytest.approx(np.array([1j, -1j]) * np.sqrt(0.7 * 1.9))


def test_the_fickle_one_runs_from_love_and_is_drawn_by_coldness():
    pair = peer("chase")
    assert pair.move(np.array([1.0, 0.0]))[1] < 0.0 < pair.move(np.array([-1.0, 0.0]))[1]
    assert pair.move(np.array([0.0, -1.0]))[0] < 0.0 < pair.move(np.array([0.0, 1.0]))[0]
