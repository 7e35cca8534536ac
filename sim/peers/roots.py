"""Steady states of two people of whom each is a function of the other: one equation with one unknown."""

from collections.abc import Callable

import numpy as np
from scipy.optimize import brentq

POINTS = 4001


def crossings(function: Callable, low: float, high: float) -> np.ndarray:
    """Every place from ``low`` to ``high`` where a continuous function changes its sign, in order.

    Two that lie closer than a four-thousandth of the interval are not told apart.
    """
    x = np.linspace(low, high, POINTS)
    y = np.asarray(function(x))
    change = np.flatnonzero(y[:-1] * y[1:] < 0.0)
    found = [brentq(function, x[i], x[i + 1], xtol=1e-15, rtol=1e-15 * 4) for i in change]
    return np.sort(np.array([*x[y == 0.0], *found]))


def answering(first: Callable, second: Callable, low: float, high: float) -> list[tuple[float, float]]:
    """All pairs with ``x = first(y)`` and ``y = second(x)``, x from ``low`` to ``high``."""
    found = crossings(lambda x: first(second(x)) - x, low, high)
    return [(float(x), float(second(x))) for x in found]


def saturating(first: tuple[float, float], second: tuple[float, float]) -> list[tuple[float, float]]:
    """All pairs with ``x = a + g·tanh y`` and ``y = b + h·tanh x``, given (a, g) and (b, h); one to three.

    x lies within g of a. The tanh of a tanh has a negative Schwarzian derivative, hence never more than three.
    """
    (a, g), (b, h) = first, second
    reach = abs(g) * 1.001 + 1e-3
    return answering(lambda y: a + g * np.tanh(y), lambda x: b + h * np.tanh(x), a - reach, a + reach)
