"""The Gottman-Murray equations fitted to consecutive pairs of turns.

``W' = a + r₁·W + I(H)``, ``H' = b + r₂·H + I(W)`` by least squares, each partner apart. What a form has beside linear
numbers (a kink, thresholds) is searched over the scores that were observed, and the linear ones are fitted at each.
Source: Gottman, Murray, Swanson, Tyson & Swanson (2002).

Each function takes ``mine``, ``other`` and ``after``, (pairs,) each, and gives an ``Equation``; it raises
``TooFewError`` where the series does not hold what the form asks for.
"""

from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial
from itertools import product

import numpy as np

from sim.analysis.fit.data import TooFewError
from sim.analysis.fit.equation import Equation, fitted
from sim.peers.laws import Bilinear, Mean, Ojive, Repair, setting_in

LIKELY = 3.841
"""The 95 % point of chi-square with one degree of freedom."""
ALIKE = 3.0
"""Standard errors by which two slopes must differ for a kink that was searched to count: the 5 % point of the largest
of the tests over the middle of a series (Andrews's 8.85 is its square)."""
MAX_NUMBERS = 1_000_000
"""Numbers of the designs that are solved at once, 8 MB."""
SIDE = 4
"""Scores that must lie on each side of a threshold, or a twentieth of all."""


def bilinear(mine: np.ndarray, other: np.ndarray, after: np.ndarray) -> Equation:
    """A slope for each sign of the other's score; the kink is at 0."""
    return fitted(Bilinear, sides(mine, other, 0.0), after)


def free_kink(mine: np.ndarray, other: np.ndarray, after: np.ndarray) -> Equation:
    """A slope on each side of a kink that is searched over the observed scores.

    The standard errors are those of the whole nonlinear fit, the kink's own among them: they are large where the slopes
    are alike, for then a kink is nowhere. Of couples with a kink, intervals made of the kink's error held it in 65 to
    88 % at 150 and 600 turns; the likely range, which is what is told, in 91 to 95 %.
    """

    def moving(at: tuple[float, ...], values: np.ndarray) -> np.ndarray:
        return -np.where(other > at[0], values[3], values[2])[:, None]

    found = _searched(Bilinear, lambda at: sides(mine, other, at[0]), [_places(other, 40)], after, moving)
    fixed = fitted(Bilinear, sides(mine, other, found.estimates["kink"]), after).estimates
    difference = np.array([0.0, 0.0, -1.0, 1.0])
    size = float(np.sqrt(difference @ fixed.covariance @ difference))
    if abs(fixed["positive"] - fixed["negative"]) > ALIKE * size:
        return found
    warning = "the slopes on the two sides differ by no more than noise, so the kink could be anywhere"
    return replace(found, warnings=(*found.warnings, warning))


def ojive(mine: np.ndarray, other: np.ndarray, after: np.ndarray) -> Equation:
    """Two levels beyond two thresholds, both searched over the observed scores.

    The influence jumps at a threshold, so it has no standard error: the levels' own take the thresholds as known.
    """
    places = _places(other, 12)

    def design(at: tuple[float, ...]) -> np.ndarray:
        return np.stack([np.ones_like(mine), mine, other <= at[0], other > at[1]], 1)

    def enough(at: tuple[float, ...]) -> bool:
        low, high = other <= at[0], other > at[1]
        return at[0] < at[1] and min(low.sum(), high.sum(), (~low & ~high).sum()) >= _side(other)

    return _searched(Ojive, design, [places, places], after, allowed=enough)


def repair(mine: np.ndarray, other: np.ndarray, after: np.ndarray) -> Equation:
    """The bilinear form with repair below a negative threshold and damping above a positive one, both searched."""
    least = _side(other)
    below, above = _between(other, least, 0), _between(other, 0, least)
    below, above = below[below < 0.0], above[above > 0.0]
    if len(below) < SIDE or len(above) < SIDE:
        raise TooFewError(f"repair and damping need {SIDE} different thresholds on each side of 0, each with {least} "
                          "scores beyond it")  # fmt: skip

    below, above = _thin(below, 12), _thin(above, 12)
    slopes = sides(mine, other, 0.0)

    def design(at: tuple[float, ...]) -> np.ndarray:
        lift, hold = setting_in(at[0] - other), -setting_in(other - at[1])
        return np.concatenate([slopes, lift[:, None], hold[:, None]], 1)

    def moving(at: tuple[float, ...], values: np.ndarray) -> np.ndarray:
        lift = 2.0 * values[4] / (1.0 + np.maximum(at[0] - other, 0.0)) ** 2 * (other < at[0])
        hold = 2.0 * values[5] / (1.0 + np.maximum(other - at[1], 0.0)) ** 2 * (other > at[1])
        return np.stack([lift, hold], 1)

    return _searched(Repair, design, [below, above], after, moving)


def sides(mine: np.ndarray, other: np.ndarray, kink: float) -> np.ndarray:
    """The design of a slope on each side of a kink: 1, the own score, the other's below and above it; (pairs, 4)."""
    x = other - kink
    return np.stack([np.ones_like(mine), mine, np.minimum(x, 0.0), np.maximum(x, 0.0)], 1)


def _side(other: np.ndarray) -> int:
    return max(SIDE, len(other) // 20)


def _between(other: np.ndarray, below: int, above: int | None = None) -> np.ndarray:
    """The observed scores with at least so many others below them and above them."""
    there, line = np.unique(other), np.sort(other)
    lower = np.searchsorted(line, there, "left")
    higher = len(line) - np.searchsorted(line, there, "right")
    return there[(lower >= below) & (higher >= (below if above is None else above))]


def _thin(values: list[float] | np.ndarray, most: int) -> np.ndarray:
    """At most so many of the values, from the first to the last."""
    return np.asarray(values)[np.unique(np.linspace(0, len(values) - 1, min(most, len(values))).round().astype(int))]


def _places(other: np.ndarray, most: int) -> np.ndarray:
    """The observed scores that have enough others on each side."""
    least = _side(other)
    found = _between(other, least)
    if len(found) < SIDE:
        raise TooFewError(f"thresholds need {SIDE} or more different scores that have {least} scores on each side")
    return _thin(found, most)


Places = tuple[float, ...]
"""One score for each number that is searched."""


def _searched(
    kind: type[Mean],
    design: Callable[[Places], np.ndarray],
    grids: list[np.ndarray],
    after: np.ndarray,
    moving: Callable[[Places, np.ndarray], np.ndarray] | None = None,
    allowed: Callable[[Places], bool] = lambda _: True,
) -> Equation:
    """The equation that is best at all allowed combinations of the grids, with likely ranges and warnings.

    The law's last numbers are those that are searched; design and moving: as in ``fitted``, at their places.
    """
    tried = [at for at in product(*grids) if allowed(at)]
    if not tried:
        raise TooFewError("no two thresholds leave enough scores below, between and above")
    size = -(-MAX_NUMBERS // design(tried[0]).size)
    batches = (tried[start : start + size] for start in range(0, len(tried), size))
    left = np.concatenate([_left(np.stack([design(at) for at in batch]), after) for batch in batches])
    least = int(left.argmin())
    likely = len(after) * np.log(np.maximum(left, 1e-300) / max(left[least], 1e-300)) <= LIKELY
    ranges, edges = {}, []
    for i, (name, grid) in enumerate(zip([field.name for field in fields(kind)][-len(grids) :], grids, strict=True)):
        among = np.searchsorted(grid, [at[i] for at, fair in zip(tried, likely, strict=True) if fair])
        first, last = among.min(), among.max()
        # The range ends somewhere before the first place that is no longer likely: that place is its end.
        ranges[name] = (float(grid[max(first - 1, 0)]), float(grid[min(last + 1, len(grid) - 1)]))
        if first == 0 or last == len(grid) - 1:
            edges.append(f"{name.replace('_', ' ')} may lie beyond the scores that were tried")
    best = tuple(map(float, tried[least]))
    return fitted(kind, design(best), after, best, moving and partial(moving, best), ranges, tuple(edges))


def _left(designs: np.ndarray, after: np.ndarray) -> np.ndarray:
    """The sums of squares that each design (combinations, n, k) leaves, by its normal equations, (combinations,)."""
    scaled = designs / np.maximum(np.linalg.norm(designs, axis=1, keepdims=True), 1e-300)
    turned = scaled.transpose(0, 2, 1)
    products, sums = turned @ scaled, turned @ after
    values = np.linalg.solve(products + 1e-12 * np.eye(products.shape[1]), sums[:, :, None])[:, :, 0]
    return ((after - (scaled @ values[:, :, None])[:, :, 0]) ** 2).sum(1)
