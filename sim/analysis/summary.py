"""Outcomes of many couples in a few numbers: means, spread, quantiles, and paired differences."""

import math
from typing import TYPE_CHECKING

import numpy as np

from sim.analysis.intervals import of_mean
from sim.model.outcomes import Outcomes
from sim.scenario.schema import STATISTICS

if TYPE_CHECKING:
    import pandas as pd

Summary = dict[str, dict[str, float | None]]


def summary(table: "pd.DataFrame") -> Summary:
    """Each outcome's mean, sd (over ``n - 1``; none for one couple) and quantiles over the replicates."""
    return {name: _statistics(table[name].to_numpy()) for name in Outcomes._fields}


def difference(without: "pd.DataFrame", with_: "pd.DataFrame") -> Summary:
    """Each outcome with, less without, couple by couple; ``low`` and ``high`` are the mean's 95 % t interval.

    One couple alone has no interval: both are none.
    """
    return {name: _paired((with_[name] - without[name]).to_numpy()) for name in Outcomes._fields}


def spread(table: "pd.DataFrame") -> dict[str, dict[str, float]]:
    """The least and the most of each outcome's mean under the plausible sets of constants (a row a set)."""
    return {name: {"least": float(table[name].min()), "most": float(table[name].max())} for name in Outcomes._fields}


def statistic(values: np.ndarray, name: str) -> np.ndarray:
    """A statistic of ``STATISTICS`` over the last axis, the couples; sd over ``n - 1``."""
    if name == "mean":
        return values.mean(-1)
    if name == "sd":
        return values.std(-1, ddof=1)
    return np.quantile(values, int(name[1:]) / 100, axis=-1)


def _statistics(values: np.ndarray) -> dict[str, float | None]:
    defined = [name for name in STATISTICS if name != "sd" or len(values) > 1]
    found = {name: float(statistic(values, name)) for name in defined}
    return {name: found[name] if math.isfinite(found.get(name, math.nan)) else None for name in STATISTICS}


def _paired(values: np.ndarray) -> dict[str, float | None]:
    found = _statistics(values)
    if found["sd"] is None:
        return {**found, "low": None, "high": None}
    low, high = of_mean(values)
    return {**found, "low": low, "high": high}
