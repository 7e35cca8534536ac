"""Coupled oscillators: periods alone, and the two swings of a pair that is alike."""

import numpy as np
import pytest

from sim.peers import eigenvalues, peer, settles, simulate

ALONE = {"first_pull": 0.0, "first_following": 0.0, "second_pull": 0.0, "second_following": 0.0}


@pytest.mark.parametrize(("eta", "zeta"), [(-1.0, 0.0), (-2.0, -0.3), (-0.5, 0.2)])
def test_one_alone_swings_with_its_period_and_fades_by_its_damping(eta, zeta):
    pair = peer("coupled-oscillators", first_return=eta, first_damping=zeta, **ALONE)
    period = 2.0 * np.pi / np.sqrt(-eta - zeta * zeta / 4.0)
    start = np.array([1.0, 0.0, 0.3, 0.0])
    course = simulate(pair, turns=5 * period, start=start, step=period)
    for swings, state in enumerate(course.values.T):
        assert state == pytest.approx(start * np.exp(zeta * period * swings / 2.0), abs=1e-8)


def test_too_much_damping_leaves_no_swing():
    still = {"second_return": -1.0, "second_damping": -3.0}
    assert not eigenvalues(peer("coupled-oscillators", first_damping=-2.5, **still, **ALONE), np.zeros(4)).imag.any()
    assert not eigenvalues(peer("coupled-oscillators", first_return=0.5, **still, **ALONE), np.zeros(4)).imag.any()


def alike(pull, following, zeta=-0.1):
    both = {"return": -1.5, "damping": zeta, "pull": pull, "following": following}
    return peer("coupled-oscillators", **{f"{who}_{k}": v for who in ("first", "second") for k, v in both.items()})


@pytest.mark.parametrize(("pull", "following"), [(0.3, 0.0), (-0.4, 0.05), (0.0, -0.08)])
def test_two_alike_swing_together_and_against_each_other(pull, following):
    pair = alike(pull, following)
    expected = []
    for sign in (1.0, -1.0):
        drawn, damped = -1.5 + sign * pull, -0.1 + sign * following
        expected += [damped / 2.0 + side * 1j * np.sqrt(-drawn - damped * damped / 4.0) for side in (1.0, -1.0)]
    given = eigenvalues(pair, np.zeros(4))
    assert np.sort_complex(np.round(given, 9)) == pytest.approx(np.sort_complex(np.round(expected, 9)), abs=1e-8)
    together = simulate(pair, turns=20, start=[1.0, 1.0, 0.0, 0.0]).values
    assert together[0] == pytest.approx(together[1], abs=1e-9)
    against = simulate(pair, turns=20, start=[1.0, -1.0, 0.0, 0.0]).values
    assert against[0] == pytest.approx(-against[1], abs=1e-9)


def test_following_can_turn_two_damped_swings_into_growing_ones():
    assert settles(alike(0.0, 0.05), np.zeros(4))
    assert not settles(alike(0.0, 0.15), np.zeros(4))
