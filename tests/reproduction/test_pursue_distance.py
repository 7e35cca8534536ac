"""Pursue-distance is a positive loop: a pitchfork, never a cycle. Strogatz's chase is a negative one."""

import numpy as np
import pytest
from many_starts import found, same

from sim.peers import eigenvalues, jacobian, peer, settles, simulate

POLARISED = [((0.8, 1.0), (0.0, 0.0)), ((1.5, 1.2), (1.12338, 0.97049)), ((2.0, 2.0), (1.91501, 1.91501))]


def loop(pursuer, distancer, **more):
    return peer("pursue-distance", pursuer_gain=pursuer, distancer_gain=distancer, **more)


@pytest.mark.parametrize(("gains", "ends"), POLARISED)
def test_where_a_couple_ends(gains, ends):
    couple = loop(*gains)
    assert couple.steady_states()[:, -1] == pytest.approx(ends, abs=5e-6)
    assert simulate(couple, turns=200).values[:, -1] == pytest.approx(ends, abs=5e-6)
    assert simulate(couple, turns=200, start=-couple.start()).values[:, -1] == pytest.approx(
        np.negative(ends), abs=5e-6
    )
    assert same(couple.steady_states(), found(couple, -3.0, 3.0))


@pytest.mark.parametrize(
    ("gains", "decays", "stable"),
    [((0.99, 1.0), (1.0, 1.0), True), ((1.01, 1.0), (1.0, 1.0), False), ((1.9, 1.9), (2.0, 2.0), True),
     ((0.5, 1.1), (2.0, 0.25), False), ((5.0, 0.0), (0.1, 0.1), True)],
)  # fmt: skip
def test_the_origin_is_stable_while_the_gains_are_below_the_decays(gains, decays, stable):
    couple = loop(*gains, pursuer_decay=decays[0], distancer_decay=decays[1])
    assert settles(couple, np.zeros(2)) is stable
    assert (gains[0] * gains[1] < decays[0] * decays[1]) is stable
    assert couple.steady_states().shape == (2, 1 if stable else 3)
    for state in couple.steady_states().T:
        assert settles(couple, state) is (stable or bool(state.any()))


def test_just_beyond_the_pitchfork_the_branches_open_as_a_root():
    # x = tanh((1 + ε)·tanh x) gives x² = 3ε/2 to the first order in ε.
    beyond = 1e-3
    assert loop(1.0, 1.0 + beyond).steady_states()[0, -1] == pytest.approx(np.sqrt(1.5 * beyond), rel=2e-3)


def test_a_positive_loop_polarises_and_a_negative_one_cycles():
    dance, chase = loop(1.5, 1.2), peer("chase", romeo_response=1.5, juliet_response=1.2)
    loops = [of[0, 1] * of[1, 0] for of in (jacobian(pair, np.zeros(2)) for pair in (dance, chase))]
    assert loops == pytest.approx([1.8, -1.8])
    assert not eigenvalues(dance, np.zeros(2)).imag.any()
    assert eigenvalues(chase, np.zeros(2)).imag.all()


def test_pursuit_and_distance_never_cycle():
    rng = np.random.default_rng(1)
    couple = loop(2.0, 1.3)
    for state in rng.uniform(-3.0, 3.0, (40, 2)):
        assert not eigenvalues(couple, state).imag.any()
