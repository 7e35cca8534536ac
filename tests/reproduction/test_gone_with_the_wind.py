"""Gone with the Wind: insecure people, three ends, and why Rhett leaves."""

import numpy as np
import pytest
from kinds import kind_of
from many_starts import found, same

from sim.peers import jacobian, peer, settles, simulate


def test_the_three_steady_states():
    couple = peer("gone-with-the-wind", reaction=15.0, rhett_appeal=1.0, scarlett_appeal=1.2)
    states = couple.steady_states()
    published = [(1.1261, 6.6779), (3.4110, 2.8889), (6.1936, 1.3898)]
    assert states == pytest.approx(np.transpose(published), abs=5e-5)
    assert [kind_of(jacobian(couple, state)) for state in states.T] == ["stable node", "saddle", "stable node"]
    assert same(states, found(couple, 0.0, 9.0)[:, -3:])


def test_from_indifference_only_rhett_comes_to_love():
    couple = peer("gone-with-the-wind")
    assert simulate(couple, turns=60, start=[0.0, 0.0]).values[:, -1] == pytest.approx([1.1261, 6.6779], abs=5e-5)


def test_when_rhett_s_appeal_has_grown_only_scarlett_loves():
    couple = peer("gone-with-the-wind", rhett_appeal=2.0)
    assert couple.steady_states() == pytest.approx(np.transpose([(7.3488, 1.2709)]), abs=5e-5)
    assert settles(couple, couple.steady_states()[:, 0])
    assert simulate(couple, turns=60, start=[1.1261, 6.6779]).values[:, -1] == pytest.approx([7.3488, 1.2709], abs=5e-5)


def test_feelings_of_nought_or_more_stay_so():
    edge = np.linspace(0.0, 9.0, 50)
    couple = peer("gone-with-the-wind")
    assert (couple.move(np.stack([np.zeros(50), edge]))[0] > 0.0).all()
    assert (couple.move(np.stack([edge, np.zeros(50)]))[1] > 0.0).all()
