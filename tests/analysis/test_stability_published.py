"""The solvers find what is known of the published models: answers that nobody here made up."""

import numpy as np
import pytest

from sim import ScenarioError
from sim.analysis.stability.branch import branches, hysteresis
from sim.analysis.stability.plane import slopes
from sim.analysis.stability.points import STABLE, steady
from sim.analysis.stability.published import Published
from sim.peers import PEERS, jacobian, peer

PLANES = sorted(name for name, kind in PEERS.items() if len(kind.names) == 2 and kind().lag() == 0.0)


@pytest.mark.parametrize("name", PLANES)
def test_the_solver_finds_the_steady_states_that_the_model_knows(name):
    model = peer(name)
    found = steady(Published(model))
    known = model.steady_states()
    low, high = (np.array(one)[:, None] for one in model.box())
    known = known[:, ((known >= low) & (known <= high)).all(0)]
    assert known == pytest.approx(np.array([one.point for one in found.all]).T, abs=1e-7)


@pytest.mark.parametrize("name", PLANES)
def test_differences_have_the_error_that_they_state(name):
    plane = Published(peer(name))
    low, high = np.array(plane.box()).T
    points = low[:, None] + (high - low)[:, None] * np.random.default_rng(1).random((2, 20))
    exact = np.moveaxis(jacobian(plane.peer, points), -1, 0) - (np.eye(2) if plane.peer.clock == "turn" else 0.0)
    assert slopes(plane, points) == pytest.approx(exact, abs=1e-7)


def test_rhett_and_scarlett_lose_a_steady_state_in_a_fold():
    """Three steady states at an appeal of 1, one at 2 (Rinaldi & Gragnani 1998): in between two of them vanish."""
    plane = Published(peer("gone-with-the-wind"))
    folds = [fold for line in branches(plane, "rhett_appeal", 0.5, 2.5) for fold in line.folds]
    assert len(folds) == 1
    assert 1.0 < folds[0].value < 2.0
    counts = [len(steady(plane, changed={"rhett_appeal": folds[0].value + step}).all) for step in (-1e-3, 1e-3)]
    assert counts == [3, 1]


def test_once_she_loves_him_his_lost_appeal_does_not_bring_the_first_state_back():
    plane = Published(peer("gone-with-the-wind"))
    values = np.linspace(1.0, 2.0, 5)
    up, down = hysteresis(plane, "rhett_appeal", values, np.array([1.0, 6.5]))
    assert up[0, 0] < 2.0
    assert down[0, 0] > 6.0
    assert up[:, -1] == pytest.approx(down[:, -1], abs=1e-6)


@pytest.mark.parametrize("form", ["pursue-distance", "liebovitch"])
def test_a_positive_loop_polarises_beyond_its_pitchfork(form):
    plane = Published(peer(form))
    found = steady(plane)
    assert found.complete
    assert len(found.of_kind(STABLE)) == 2


def test_a_model_that_is_no_plane_is_refused_clearly():
    for name in ("delayed-love", "coupled-oscillators"):
        with pytest.raises(ScenarioError, match="two variables"):
            Published(peer(name))
