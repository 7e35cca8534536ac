"""Liebovitch's two actors: cooperation ends alike, competition in opposites, and nothing cycles."""

import numpy as np
import pytest
from many_starts import found, same

from sim.peers import eigenvalues, peer, settles, simulate

ENDS = [(1.5, 1.28784), (2.0, 1.91501)]


def actors(c, **more):
    return peer("liebovitch", first_influence=c, second_influence=c, **more)


@pytest.mark.parametrize(("c", "end"), ENDS)
def test_where_cooperation_ends(c, end):
    pair = actors(c)
    assert pair.steady_states() == pytest.approx(np.array([[-end, 0.0, end], [-end, 0.0, end]]), abs=5e-6)
    assert simulate(pair, turns=120).values[:, -1] == pytest.approx([end, end], abs=5e-6)
    assert same(pair.steady_states(), found(pair, -3.0, 3.0))


@pytest.mark.parametrize(("c", "end"), ENDS)
def test_competition_ends_in_opposites(c, end):
    pair = actors(-c)
    assert pair.steady_states() == pytest.approx(np.array([[-end, 0.0, end], [end, 0.0, -end]]), abs=5e-6)
    assert simulate(pair, turns=120).values[:, -1] == pytest.approx([end, -end], abs=5e-6)


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_the_critical_influence_is_one(sign):
    for c, stable in ((0.999, True), (1.001, False)):
        pair = actors(sign * c)
        assert settles(pair, np.zeros(2)) is stable
        assert pair.steady_states().shape[1] == (1 if stable else 3)


def test_influences_of_opposite_sign_spiral_to_neutrality():
    pair = peer("liebovitch", first_influence=4.0, second_influence=-4.0)
    assert eigenvalues(pair, np.zeros(2)) == pytest.approx([-1.0 + 4.0j, -1.0 - 4.0j])
    assert pair.steady_states().shape == (2, 1)
    assert simulate(pair, turns=40).values[:, -1] == pytest.approx([0.0, 0.0], abs=1e-9)


def test_no_cycle_can_close_because_areas_shrink_everywhere():
    rng = np.random.default_rng(5)
    for c1, c2 in rng.uniform(-5.0, 5.0, (20, 2)):
        pair = peer("liebovitch", first_influence=c1, second_influence=c2, first_bent=c2 / 5.0, second_bent=c1 / 5.0)
        for state in rng.uniform(-3.0, 3.0, (5, 2)):
            assert eigenvalues(pair, state).sum() == pytest.approx(-2.0)
        end = simulate(pair, turns=80, start=rng.uniform(-3.0, 3.0, 2)).values[:, -1]
        assert np.abs(pair.move(end)).max() < 1e-6, "it comes to rest"


@pytest.mark.parametrize("bents", [(0.2, -0.1), (0.5, 0.5), (-0.3, 0.6)])
def test_with_a_bent_a_general_solver_finds_the_same_steady_states(bents):
    pair = actors(2.0, first_bent=bents[0], second_bent=bents[1])
    assert same(pair.steady_states(), found(pair, -4.0, 4.0))
