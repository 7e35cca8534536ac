"""Equations with a delay, by the method of steps: what people react to was worked out before."""

import numpy as np

from sim.checking.errors import complaint
from sim.peers.base import BOUND, Peer, unbounded

FINEST = 0.02
"""The longest step, in units of time: measured, an error of 1e-8 after 20 units of time at rates of about 1."""
MOST = 1_000_000
"""The most steps."""


def remembered(peer: Peer, start: np.ndarray, times: np.ndarray) -> np.ndarray:
    """The states of a model with delay at ``times``, (variables, moments); before time 0 the state was ``start``.

    Runge-Kutta of the fourth order, in steps that divide the delay, so that the corners at its multiples are met;
    between two steps the cubic through both states and rates. The error falls with the fourth power of the step.
    Raises ``ScenarioError`` where a short delay would need too many steps, and for a course that leaves all bounds.
    """
    parts = int(np.ceil(peer.lag() / FINEST))
    h = peer.lag() / parts
    if times[-1] / h > MOST:
        raise complaint(peer.kind, "turns", f"{times[-1]:g}", f"{MOST * h:g} or fewer with a delay of {peer.lag():g}")
    steps = int(np.ceil(times[-1] / h)) + 1
    # Row `parts + i` is time i·h; the rows before are the history, at rest.
    states = np.tile(start, (parts + steps + 1, 1))
    rates = np.zeros_like(states)
    rates[parts] = peer.recall(start, start)
    for now in range(parts, parts + steps):
        then = now - parts
        half_ago = 0.5 * (states[then] + states[then + 1])
        # A history at rest has no rate at its end, though the row of time 0 holds the rate that begins there.
        if now >= 2 * parts:
            half_ago = half_ago + h / 8.0 * (rates[then] - rates[then + 1])
        here, k1 = states[now], rates[now]
        k2 = peer.recall(here + 0.5 * h * k1, half_ago)
        k3 = peer.recall(here + 0.5 * h * k2, half_ago)
        k4 = peer.recall(here + h * k3, states[then + 1])
        states[now + 1] = here + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
        if not np.abs(states[now + 1]).max() < BOUND:
            raise unbounded(peer, (now + 1 - parts) * h)
        rates[now + 1] = peer.recall(states[now + 1], states[then + 1])
    before = np.minimum((times / h).astype(int), steps - 1)
    at = (times / h - before)[:, None]
    y0, y1, f0, f1 = (of[parts + before + i] for of in (states, rates) for i in (0, 1))
    rest = (y1 - y0) * (1.0 - 2.0 * at) + h * ((at - 1.0) * f0 + at * f1)
    return ((1.0 - at) * y0 + at * y1 + at * (at - 1.0) * rest).T
