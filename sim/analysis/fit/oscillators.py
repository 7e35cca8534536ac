"""Two coupled linear oscillators fitted to two partners' scores.

``y₁'' = η₁y₁ + ζ₁y₁' + κ₁y₂ + ν₁y₂'`` and symmetrically, y being the distance from the partner's mean score, time in
turns: η (per turn²) pulls back where negative, ζ (per turn) brakes where negative, κ and ν are what the partner's
distance and movement add. Alone the period is ``2π/√(-η - ζ²/4)`` turns. Sources: Butler (2011); Boker & Laurenceau
(2006).

Derivatives are local: a parabola through ``WINDOW`` turns gives level, first and second derivative at its middle
(Boker, Deboeck, Edler and Keel's generalised local linear approximation), and the equation is a least-squares fit to
those.

What this is worth. A parabola flattens what bends within a window, so η comes out too small: without noise by a
twentieth at a period of 17 turns, an eighth at 10; below some 8 turns the fit should not be used. Noise does worse.
Scores that are noise alone give η = -0.59, a period of 8.2 turns, and noise on top of a slower swing pulls η that way.
Chance that pushes the movement itself hides the brake: a true ζ of -0.05 came out at +0.01, and κ at a third to a half
of its size, in 150 turns and in 600 alike. So what is told of brake and partner may be wrong even in sign.

Windows overlap, so the usual standard errors are wrong; ours are from a moving-block bootstrap. They tell how far an
estimate would differ between like series (in 150 turns 0.65 to 1.4 times that), not how far it is from the truth:
intervals made of them held the truth in 30 to 90 % of such series, not in 95 %. A block is of windows that follow each
other, so none spans a gap: windows of stretches that are too short for a block count for the estimates, are set aside
for their errors, and are told.
"""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from scipy.linalg import expm

from sim.analysis.fit.data import TooFewError, stretches
from sim.analysis.fit.least import Estimates

WINDOW = 5
"""Turns of a window: the fewest that leave noise two degrees of freedom to average over."""
MIN_WINDOWS = 40
"""Windows that a fit needs."""
BLOCK = 2 * WINDOW
"""Windows of a block: windows that are further apart than WINDOW share no turn."""
DRAWS = 400
NAMES = ("pull", "brake", "partner", "partner_moves")
"""η, ζ, κ, ν."""


@dataclass(frozen=True, eq=False)
class Oscillators:
    """Both partners' numbers with bootstrapped errors; ``centre`` (2,); the ``variance`` (2,) of one-step errors.

    aside: those of the ``windows`` that are in no block. Where fewer than ``MIN_WINDOWS`` are left, errors are
    not-a-number.
    """

    estimates: tuple[Estimates, Estimates]
    centre: np.ndarray
    variance: np.ndarray
    windows: int
    aside: int
    form: ClassVar[str] = "oscillators"
    memory: ClassVar[int] = WINDOW
    numbers: ClassVar[int] = 2 * len(NAMES) + 2

    @property
    def periods(self) -> tuple[float, float]:
        """Each partner's period in turns if the other stood still; not-a-number where that partner would not swing."""
        first, second = (_period(partner["pull"], partner["brake"]) for partner in self.estimates)
        return first, second

    @property
    def generator(self) -> np.ndarray:
        """The (4, 4) matrix of both levels and both movements: ``state' = G·state``."""
        return generated(*(partner.values for partner in self.estimates))

    def predict(self, past: np.ndarray) -> np.ndarray:
        """Both partners' next scores (n, 2) from ``past`` (n, WINDOW, 2).

        The state that fits the window best under the equation itself, carried on by one turn: exact without noise.
        """
        return self.centre + (past - self.centre).reshape(len(past), -1) @ _gain(self.generator, past.shape[1])


def _period(pull: float, brake: float) -> float:
    """``2π/√(-η - ζ²/4)``; not-a-number where that is no swing."""
    inside = -pull - 0.25 * brake**2
    return 2.0 * float(np.pi) / float(np.sqrt(inside)) if inside > 0.0 else float("nan")


def generated(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The generator of the state (y₁, y₂, y₁', y₂') from each partner's numbers, (4,), in the order of ``NAMES``."""
    g = np.zeros((4, 4))
    g[0, 2] = g[1, 3] = 1.0
    g[2], g[3] = first[[0, 2, 1, 3]], second[[2, 0, 3, 1]]
    return g


def _gain(generator: np.ndarray, turns: int) -> np.ndarray:
    """(turns·2, 2): from a window of scores to the next ones."""
    back, seen = expm(-generator), [np.eye(4)]
    for _ in range(turns - 1):
        seen.append(seen[-1] @ back)
    return (expm(generator)[:2] @ np.linalg.pinv(np.concatenate([step[:2] for step in reversed(seen)]))).T


def derivatives(windows: np.ndarray) -> np.ndarray:
    """Level, first and second derivative at the middle of each window: (n, WINDOW, 2) to (n, 3, 2)."""
    at = np.arange(windows.shape[1]) - (windows.shape[1] - 1) / 2.0
    shape = np.stack([np.ones_like(at), at, 0.5 * at * at], 1)
    return np.einsum("dk,nkp->ndp", np.linalg.pinv(shape), windows)


def fit(scores: np.ndarray, draws: int = DRAWS, seed: int = 1) -> Oscillators:
    """Fit scores (turns, 2), not-a-number where missing; ``seed`` keys the bootstrap.

    Raises ``TooFewError`` where there are fewer than ``MIN_WINDOWS`` unbroken windows.
    """
    past, after, turn = stretches(scores, WINDOW - 1)
    if len(after) < MIN_WINDOWS:
        raise TooFewError(f"{len(after)} unbroken stretches of {WINDOW} turns; oscillators need {MIN_WINDOWS}")
    windows = np.concatenate([past, after[:, None]], 1)
    centre = np.nanmean(scores, 0)
    local = derivatives(windows - centre)
    design = np.concatenate([local[:, :2, 0], local[:, :2, 1]], 1)
    orders = ([0, 1, 2, 3], [2, 3, 0, 1])
    values = [np.linalg.lstsq(design[:, order], local[:, 2, i], rcond=None)[0] for i, order in enumerate(orders)]
    starts = blocks(turn)
    inside = len(np.unique(starts[:, None] + np.arange(BLOCK)))
    drawn = np.full((1, 4, 2), np.nan)
    if draws and inside >= MIN_WINDOWS:
        drawn = _bootstrapped(design, local[:, 2], starts, draws, np.random.default_rng(seed))
    found = []
    for i, order in enumerate(orders):
        cover = np.cov(drawn[:, order, i].T) if len(drawn) > 1 else np.full((4, 4), np.nan)
        found.append(Estimates(NAMES, values[i], cover, inside / BLOCK - 1.0))
    made = Oscillators((found[0], found[1]), centre, np.full(2, np.nan), len(windows), len(windows) - inside)
    ahead = stretches(scores, WINDOW)
    errors = ahead.after - made.predict(ahead.past) if len(ahead.after) else np.full((1, 2), np.nan)
    return replace(made, variance=np.mean(errors**2, 0))


def blocks(turn: np.ndarray) -> np.ndarray:
    """Where, among windows that end in these turns, in order, the blocks begin: each of ``BLOCK`` that follow each
    other without a gap."""
    starts = np.arange(max(0, len(turn) - BLOCK + 1))
    return starts[turn[starts + BLOCK - 1] - turn[starts] == BLOCK - 1]


def _bootstrapped(
    design: np.ndarray, bends: np.ndarray, starts: np.ndarray, draws: int, rng: np.random.Generator
) -> np.ndarray:
    """The numbers (draws, 4, 2) of series as long as this one, made of the blocks that begin at ``starts``, drawn with
    replacement."""
    count = len(design)
    products = np.einsum("ni,nj->nij", design, np.concatenate([design, bends], 1))
    running = np.concatenate([np.zeros((1, 4, 6)), products.cumsum(0)])
    each = running[starts + BLOCK] - running[starts]
    chosen = rng.integers(len(starts), size=(draws, -(-count // BLOCK)))
    sums = each[chosen].sum(1)
    ridge = 1e-12 * np.trace(sums[:, :, :4], axis1=1, axis2=2)[:, None, None] * np.eye(4)
    return np.linalg.solve(sums[:, :, :4] + ridge, sums[:, :, 4:])
