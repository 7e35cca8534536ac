"""Running a published model: turn by turn, or through time."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.integrate import solve_ivp

from sim.checking.errors import complaint, shown
from sim.checking.settings import check_number
from sim.peers.base import BOUND, Peer, unbounded

MAX_MOMENTS = 1_000_000
"""The most moments that a course may have."""
FINEST = 0.02
"""The longest step of a model with delay, in units of time: measured, an error of 1e-8 after 20 units of time at rates
of about 1."""
MAX_STEPS = 1_000_000
"""The most steps of such a model."""


@dataclass(frozen=True, eq=False)
class Course:
    """One course of a model. ``times`` is (moments,), ``values`` (variables, moments), ``names`` (variables,)."""

    kind: str
    clock: str
    times: np.ndarray
    values: np.ndarray
    names: tuple[str, ...]

    def __len__(self) -> int:
        """Moments, the start included."""
        return len(self.times)

    def __getitem__(self, name: str) -> np.ndarray:
        """One variable by name."""
        return self.values[self.names.index(name)]

    def to_pandas(self) -> Any:
        """As a pandas table, a row a moment: ``turn`` or ``time``, then the variables."""
        import pandas as pd

        return pd.DataFrame({self.clock: self.times, **dict(zip(self.names, self.values, strict=True))})


def simulate(
    peer: Peer, turns: float, start: np.ndarray | None = None, step: float = 1.0, seed: int | None = None
) -> Course:
    """Run a model for ``turns`` turns, or units of time, from ``start`` (variables,).

    Maps are iterated; chance is drawn from ``seed``, and without a seed the expected course is followed. Flows are
    integrated to about ten digits, with delay to about eight, and sampled every ``step``; before its start a model
    with delay was as it is at its start.
    Raises ``ScenarioError`` for turns, steps or starts that cannot be used, and for a course that leaves all bounds.
    """
    start = peer.start() if start is None else np.asarray(start, float)
    if start.shape != (len(peer.names),) or not np.abs(start).max() < BOUND:
        wanted = f"{len(peer.names)} numbers below {BOUND:g} in size: {', '.join(peer.names)}"
        raise complaint(peer.kind, "start", shown(start.tolist()), wanted)
    whole = peer.clock == "turn"
    _check(peer, "step", step, 1.0 if whole else 1e-6, 1.0 if whole else 1e6)
    _check(peer, "turns", turns, step, MAX_MOMENTS * step, whole)
    if seed is not None:
        _check(peer, "seed", seed, 0, 2**128 - 1, whole=True)
    times = step * np.arange(int(turns / step + 1e-9) + 1)
    if peer.clock == "turn":
        values = _iterated(peer, start, len(times) - 1, seed)
    elif peer.lag() > 0.0:
        values = _remembered(peer, start, times)
    else:
        values = _integrated(peer, start, times)
    return Course(peer.kind, peer.clock, times, values, peer.names)


def _check(peer: Peer, name: str, value: Any, low: float, high: float, whole: bool = False) -> None:
    """Refuse a number that cannot be used; a whole one may be written as 60.0."""
    value = int(value) if isinstance(value, float) and value.is_integer() else value
    check_number(peer.kind, name, value, low, high, int if whole else float)


def _iterated(peer: Peer, start: np.ndarray, turns: int, seed: int | None) -> np.ndarray:
    """The states of a map, (variables, turns + 1)."""
    chance = np.zeros((turns, len(start)))
    spread = peer.noise()
    if spread is not None and seed is not None:
        sizes, axes = np.linalg.eigh(spread)
        drawn = np.random.default_rng(seed).standard_normal(chance.shape)
        chance = drawn @ (axes * np.sqrt(np.maximum(sizes, 0.0))).T
    values = np.empty((len(start), turns + 1))
    values[:, 0] = start
    for turn in range(turns):
        values[:, turn + 1] = peer.move(values[:, turn]) + chance[turn]
        if not np.abs(values[:, turn + 1]).max() < BOUND:
            raise unbounded(peer, turn + 1)
    return values


def _integrated(peer: Peer, start: np.ndarray, times: np.ndarray) -> np.ndarray:
    """The states of a flow, (variables, moments)."""

    escape: Any = lambda _, state: BOUND - float(np.abs(state).max())  # noqa: E731 - the solver wants an attribute
    escape.terminal = True
    # A course that explodes overflows before the solver gives up; it is told below.
    with np.errstate(over="ignore", invalid="ignore"):
        done = solve_ivp(lambda _, state: peer.move(state), (0.0, times[-1]), start, method="DOP853", t_eval=times,
                         rtol=1e-11, atol=1e-13, events=escape)  # fmt: skip
    if done.status != 0:
        raise unbounded(peer, float(done.t[-1]) if len(done.t) else 0.0)
    return done.y


def _remembered(peer: Peer, start: np.ndarray, times: np.ndarray) -> np.ndarray:
    """The states of a flow with delay, (variables, moments), by the method of steps; before time 0 it was at ``start``.

    Runge-Kutta of the fourth order, in steps that divide the delay, so that the corners at its multiples are met;
    between two steps the cubic through both states and rates. The error falls with the fourth power of the step.
    Raises ``ScenarioError`` where a short delay would need too many steps, and for a course that leaves all bounds.
    """
    parts = int(np.ceil(peer.lag() / FINEST))
    h = peer.lag() / parts
    if times[-1] / h > MAX_STEPS:
        raise complaint(
            peer.kind, "turns", f"{times[-1]:g}", f"{MAX_STEPS * h:g} or fewer with a delay of {peer.lag():g}"
        )
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
