"""Sprott's affair: linear for small feelings, and too much love repels."""

import numpy as np
import pytest
from kinds import kind_of
from many_starts import found, same

from sim.peers import jacobian, peer, simulate


def affair(a, b, c, d):
    return peer("sprott-love", romeo_own=a, romeo_other=b, juliet_other=c, juliet_own=d)


@pytest.mark.parametrize("signs", [(-0.3, 1.0, 1.0, -0.3), (0.4, -0.8, 1.1, 0.2), (-1.0, 0.5, -2.0, 0.3)])
def test_small_feelings_move_as_in_the_linear_affair(signs):
    linear = peer("linear-love", **{name: getattr(affair(*signs), name) for name in
                                    ("romeo_own", "romeo_other", "juliet_own", "juliet_other")})  # fmt: skip
    assert jacobian(affair(*signs), np.zeros(2)) == pytest.approx(linear.matrix(), abs=1e-14)
    assert kind_of(jacobian(affair(*signs), np.zeros(2))) == kind_of(linear.matrix())


def test_a_love_of_one_has_no_effect_and_more_of_it_repels():
    couple = affair(0.0, 1.0, 1.0, 0.0)
    felt = couple.move(np.array([[0.0, 0.0, 0.0, 0.0, 0.0], [0.5, 1.0, 2.0, -0.5, -2.0]]))[0]
    assert felt == pytest.approx([0.25, 0.0, -2.0, -0.25, 2.0], abs=1e-15)


@pytest.mark.parametrize(("b", "c"), [(1.0, 1.0), (1.0, -1.0)])
def test_without_answers_to_oneself_there_are_nine_steady_states_in_two_kinds(b, c):
    couple = affair(0.0, b, c, 0.0)
    states = couple.steady_states()
    assert sorted(map(tuple, states.T)) == [(r, j) for r in (-1.0, 0.0, 1.0) for j in (-1.0, 0.0, 1.0)]
    for romeo, juliet in states.T:
        as_at_the_origin = abs(romeo) == abs(juliet)
        expected = "saddle" if (b * c > 0.0) == as_at_the_origin else "centre"
        assert kind_of(jacobian(couple, np.array([romeo, juliet]))) == expected


@pytest.mark.parametrize("signs", [(-0.3, 1.0, 1.0, -0.3), (0.4, -0.8, 1.1, 0.2), (-1.0, 0.5, -2.0, 0.3),
                                   (0.0, 1.0, 1.5, -0.4), (-0.4, 1.5, 1.0, 0.0)])  # fmt: skip
def test_a_general_solver_finds_the_same_steady_states(signs):
    assert same(affair(*signs).steady_states(), found(affair(*signs), -4.0, 4.0, starts=21))


@pytest.mark.parametrize("fades", [0.6, 0.9])
def test_mutual_love_settles_where_each_feels_what_fades(fades):
    couple = affair(-fades, 1.0, 1.0, -fades)
    assert simulate(couple, turns=200).values[:, -1] == pytest.approx([1.0 - fades, 1.0 - fades], abs=1e-8)
