"""Where two fitted partners would stay, and whether they would come back there (floor F6).

A steady state solves ``W = a + r₁W + I(H)`` and ``H = b + r₂H + I(W)``. Where both influences are lines in pieces, each
pair of pieces is one linear system, valid where its solution lies in those pieces: with slopes s_H and s_W through 0,
``Δ = (1-r₁)(1-r₂) - s_H·s_W``, ``W* = [s_H·b + a(1-r₂)]/Δ``, ``H* = [s_W·a + b(1-r₁)]/Δ``. Stable, both moving at once,
where the eigenvalues of ``[[r₁, s_H], [s_W, r₂]]`` lie within 1 of 0.
Source: Gottman, Murray, Swanson, Tyson & Swanson (2002).
"""

from itertools import product
from typing import NamedTuple

import numpy as np

from sim.analysis.fit.laws import Mean, Repair

ACROSS = 4001
"""Points of the scan for forms that are no lines; two states closer than a step of it are missed."""


class Steady(NamedTuple):
    """A steady ``point`` (both scores), its eigenvalues, whether it is stable, and whether scores were seen around it.

    pieces: on which piece of each influence it lies.
    """

    point: tuple[float, float]
    eigenvalues: tuple[complex, complex]
    stable: bool
    seen: bool
    pieces: tuple[int, int]


def steady_states(first: Mean, second: Mean, low: np.ndarray, high: np.ndarray) -> tuple[Steady, ...]:
    """All steady states of two laws.

    low, high: (2,), the range of scores that were seen. Forms that are no lines are searched in that range, widened by
    half of it on each side.
    """
    found = _scanned(first, second, low, high) if Repair in (type(first), type(second)) else _solved(first, second)
    states = []
    for point, slopes, pieces in found:
        values = np.linalg.eigvals(np.array([[first.own, slopes[0]], [slopes[1], second.own]])).astype(complex)
        seen = bool(((point >= low) & (point <= high)).all())
        stable = bool((np.abs(values) < 1.0).all())
        states.append(Steady(tuple(map(float, point)), tuple(map(complex, values)), stable, seen, pieces))
    return tuple(sorted(states))


def _solved(first: Mean, second: Mean):
    for (i, p), (j, q) in product(enumerate(first.pieces()), enumerate(second.pieces())):
        system = np.array([[1.0 - first.own, -p.slope], [-q.slope, 1.0 - second.own]])
        if abs(np.linalg.det(system)) < 1e-12:
            continue
        w, h = np.linalg.solve(system, [first.constant + p.level, second.constant + q.level])
        if p.low < h <= p.high and q.low < w <= q.high:
            yield np.array([w, h]), (p.slope, q.slope), (i, j)


def _scanned(first: Mean, second: Mean, low: np.ndarray, high: np.ndarray):
    from scipy.optimize import brentq

    if first.own == 1.0 or second.own == 1.0:
        return

    def settled(one: Mean, other: np.ndarray | float) -> np.ndarray:
        return (one.constant + one.influence(other)) / (1.0 - one.own)

    def off(w: np.ndarray | float) -> np.ndarray:
        return w - settled(first, settled(second, w))

    wide = 0.5 * (high - low)
    along = np.linspace(low[0] - wide[0], high[0] + wide[0], ACROSS)
    gap = off(along)
    for i in np.flatnonzero(np.sign(gap[:-1]) != np.sign(gap[1:])):
        w = brentq(off, along[i], along[i + 1])
        point = np.array([w, float(settled(second, w))])
        step = 1e-6
        slopes = [float((one.influence(x + step) - one.influence(x - step)) / (2.0 * step))
                  for one, x in ((first, point[1]), (second, point[0]))]  # fmt: skip
        yield point, slopes, (0, 0)


class Sure(NamedTuple):
    """How often a stable state lies on the same pieces, over draws of the numbers, and where: 95 % of it, (2, 2)."""

    share: float
    low: tuple[float, float]
    high: tuple[float, float]


def sureness(couple, draws: int = 400, seed: int = 1) -> list[Sure | None]:
    """For each steady state of a fitted couple, how sure it is: its numbers drawn anew from their estimated spread.

    Thresholds without a standard error stay. None for a form that is no lines. A ``seed`` gives the same draws.
    """
    kinds = [type(one.law) for one in couple.equations]
    states = couple.steady
    if Repair in kinds:
        return [None] * len(states)
    middle = np.concatenate([one.estimates.values for one in couple.equations])
    cover = np.nan_to_num(couple.covariance)
    drawn = np.random.default_rng(seed).multivariate_normal(middle, cover, draws, method="eigh")
    cut = len(couple.equations[0].estimates.values)
    there = {state.pieces: [] for state in states}
    for row in drawn:
        for point, slopes, pieces in _solved(kinds[0](*row[:cut]), kinds[1](*row[cut:])):
            if pieces in there:
                trace, whole = kinds[0](*row[:cut]).own + kinds[1](*row[cut:]).own, slopes[0] * slopes[1]
                inner = kinds[0](*row[:cut]).own * kinds[1](*row[cut:]).own - whole
                if abs(trace) < 1.0 + inner and inner < 1.0:  # both eigenvalues within 1 of 0
                    there[pieces].append(point)
    sure = []
    for state in states:
        points = np.array(there[state.pieces]).reshape(-1, 2)
        ends = np.quantile(points, (0.025, 0.975), axis=0) if len(points) > 20 else np.full((2, 2), np.nan)
        sure.append(Sure(len(points) / draws, tuple(map(float, ends[0])), tuple(map(float, ends[1]))))
    return sure
