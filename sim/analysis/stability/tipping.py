"""How hard a push tips a calm couple, and how long a hand must be held.

A run that is pushed just so hard goes to the saddle itself. Near the saddle the turn is linear; which side a run falls
to is the sign of its distance along the one direction in which the saddle repels. So the threshold is the root of that
distance, not a search over many long runs; ``tests/analysis`` compares it with such a search.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from sim.analysis.stability.moment import FAST, LONG, THREATS, Moment
from sim.analysis.stability.points import SADDLE, Points, Steady
from sim.model.trajectory import STATE

CALM = 0.15
"""Threat below which a couple at rest is called calm (a definition)."""
MAX_SPARK = 20.0
"""The strongest spark that is tried, in alarm: several times the strongest that life brings."""
MAX_HOLD = 600
"""The longest hold that is tried: an hour."""
HORIZON = 400


@dataclass(frozen=True)
class Push:
    """The spark, in alarm, above which a calm couple tips: ``size``, None where none of up to ``MAX_SPARK`` does."""

    who: str
    size: float | None


@dataclass(frozen=True)
class Hold:
    """How many turns a cue must be given to a couple in the dance so that it stays calm after: None where up to
    ``MAX_HOLD`` are not enough."""

    cue: str
    turns: int | None


def is_calm(state: Steady) -> bool:
    """Whether both partners' threat at a steady state is below ``CALM``."""
    return float(state.point.max()) < CALM


def calm_of(points: Points) -> Steady | None:
    """The calmest stable state, if there is any."""
    stable = (state for state in points.all if state.stable)
    return min(stable, key=lambda state: float(state.point.max()), default=None)


def calm_in(points: Points) -> Steady:
    """The calmest stable state. Raises ``ValueError`` where there is none."""
    if (calm := calm_of(points)) is None:
        raise ValueError("given steady states of which none is stable; allowed: at least one that is")
    return calm


def dance_of(points: Points) -> Steady | None:
    """The stable state with the most threat, if there is one besides the calmest."""
    others = (state for state in points.all if state.stable and state is not calm_of(points))
    return max(others, key=lambda state: float(state.point.sum()), default=None)


def repelling(moment: Moment, saddle: Steady) -> tuple[np.ndarray, np.ndarray]:
    """The saddle's fast state, and the direction (FAST,) along which distance from it grows (its left eigenvector)."""
    here = moment.settled(saddle.point[:, None])[list(FAST), 0]
    climbing = moment.sides(saddle.point[:, None])[0]
    values, vectors = np.linalg.eig(climbing.T)
    direction = np.real(vectors[:, int(np.argmax(values.real))])
    threat = FAST.index(THREATS[0])
    return here, direction if direction[threat] > 0.0 else -direction


def comes_to(moment: Moment, points: Points, states: np.ndarray, threads: int = 1) -> np.ndarray:
    """The number, in ``points.all``, of the stable state that each state (STATE, n) ends nearest to: (n,); -1 where
    there is none."""
    stable = [i for i, state in enumerate(points.all) if state.stable]
    if not stable:
        return np.full(states.shape[1], -1)
    ends = moment.turn(states, LONG, threads)[list(THREATS)]
    far = [np.abs(ends - points.all[i].point[:, None]).max(0) for i in stable]
    return np.array(stable)[np.argmin(far, 0)]


def tips(moment: Moment, points: Points, states: np.ndarray, threads: int = 1) -> np.ndarray:
    """Whether each state (STATE, n) ends nearer to another stable state than to the calm one: (n,)."""
    return comes_to(moment, points, states, threads) != points.all.index(calm_in(points))


def push(moment: Moment, points: Points, who: str) -> Push:
    """The threshold spark of partner ``who`` (``a`` or ``b``)."""
    if dance_of(points) is None or not points.of_kind(SADDLE):
        return Push(who, None)
    calm = moment.settled(calm_in(points).point[:, None])
    row = STATE.index(f"spark_{who}")

    def struck(sizes: np.ndarray) -> np.ndarray:
        states = np.repeat(calm, len(sizes), 1)
        states[row] = sizes
        return states

    sizes = np.linspace(0.0, MAX_SPARK, 65)[1:]
    low = 0.0
    for _ in range(2):
        over = tips(moment, points, struck(sizes))
        if not over.any():
            return Push(who, None)
        first = int(np.argmax(over))
        low, high = (float(sizes[first - 1]) if first else low), float(sizes[first])
        sizes = np.linspace(low, high, 65)[1:]
    course = np.stack(list(steps(moment, struck(np.array([low, high])), HORIZON)))[:, list(FAST)]
    best: tuple[float, float] | None = None
    for saddle in points.of_kind(SADDLE):
        here, direction = repelling(moment, saddle)
        far = np.abs(course - here[:, None]).max(1)
        turn = int(np.argmin(far.max(1))) + 1

        def side(size: float, here: np.ndarray = here, direction: np.ndarray = direction, turn: int = turn) -> float:
            return float(direction @ (moment.turn(struck(np.array([size])), turn)[list(FAST), 0] - here))

        if side(low) * side(high) < 0.0:
            size = float(brentq(side, low, high, xtol=1e-12))
            exact = np.stack(list(steps(moment, struck(np.array([size])), HORIZON)))[:, list(FAST), 0]
            passes = float(np.abs(exact - here).max(1).min())
            best = min(filter(None, (best, (passes, size))))
    return Push(who, best[1] if best else 0.5 * (low + high))


def steps(moment: Moment, states: np.ndarray, turns: int, **cues: float) -> Iterator[np.ndarray]:
    """The states (STATE, n) after each of ``turns`` turns."""
    for _ in range(turns):
        states = moment.turn(states, 1, 1, **cues)
        yield states


def needed(
    moment: Moment, points: Points, states: np.ndarray, cue: str = "hand", strength: float = 1.0,
    longest: int = MAX_HOLD, threads: int = 1,
) -> np.ndarray:  # fmt: skip
    """The fewest turns of a cue, from each state (STATE, n) on, after which chance-free partners come to calm: (n,).

    0 where they come to calm by themselves, -1 where ``longest`` turns are not enough; ``points`` are the steady states
    under the moment's own cues, and calm is the calmest of them. Found by halving: a longer hold leads to calm wherever
    a shorter one does, which ``tests/analysis`` checks against every hold.
    """
    alone = tips(moment, points, states, threads)
    found = np.zeros(states.shape[1], int)
    caught = np.flatnonzero(alone)
    if not len(caught):
        return found
    course = [states[:, caught]]
    for _ in range(longest):
        course.append(moment.turn(course[-1], 1, threads, **{cue: strength}))
    held = np.stack(course)
    never = tips(moment, points, held[-1], threads)
    low, high = np.zeros(len(caught), int), np.full(len(caught), longest)
    going = np.flatnonzero(~never)
    while len(going := going[high[going] - low[going] > 1]):
        middle = (low[going] + high[going]) // 2
        over = tips(moment, points, held[middle, :, going].T, threads)
        low[going[over]], high[going[~over]] = middle[over], middle[~over]
    found[caught] = np.where(never, -1, high)
    return found


def hold(moment: Moment, points: Points, cue: str = "hand", strength: float = 1.0) -> Hold:
    """The shortest hold that ends the dance for good: the cue for so many turns from the dance on, and then without."""
    dance = dance_of(points)
    if dance is None:
        return Hold(cue, 0)
    turns = int(needed(moment, points, moment.settled(dance.point[:, None]), cue, strength)[0])
    return Hold(cue, None if turns < 0 else turns)
