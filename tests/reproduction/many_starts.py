"""Steady states found without the models' own answers: from many starts, by a general solver."""

import numpy as np
from scipy.optimize import root

from sim.peers.base import in_order, jacobian


def found(peer, low, high, starts=12) -> np.ndarray:
    """Every steady state that a solver comes to from a grid of starts, (2, states)."""
    stay = np.eye(2) if peer.clock == "turn" else np.zeros((2, 2))
    states = []
    for start in np.stack(np.meshgrid(*2 * [np.linspace(low, high, starts)]), -1).reshape(-1, 2):
        done = root(lambda s: peer.move(s) - stay @ s, start, jac=lambda s: jacobian(peer, s) - stay, tol=1e-13)
        if np.abs(peer.move(done.x) - stay @ done.x).max() < 1e-10:
            states.append(np.round(done.x, 8) + 0.0)
    return in_order(states)


def same(some, others, within=1e-6) -> bool:
    """Whether two sets of steady states, (2, states), are one."""
    return some.shape == others.shape and np.allclose(some, others, rtol=0.0, atol=within)
