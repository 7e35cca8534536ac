"""Whether what was predicted is so: each prediction's own number, by its 95 % interval against its bounds.

A prediction has *held* where the whole interval lies within its bounds, *failed* where the whole of it lies beyond one
of them, and is *open* where the interval holds a bound or there is none.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.scenario.tables import flat
from sim.sweep.report.resampling import Draws
from sim.sweep.report.results import Level, Results
from sim.sweep.report.sensitivity import METHODS, magnitude
from sim.sweep.report.tipping import HALF, passes
from sim.sweep.spec.predicted import is_at
from sim.sweep.spec.sections import Prediction

HELD, FAILED, OPEN = "held", "failed", "open"


class Found(NamedTuple):
    """What came of one prediction: ``estimate`` with its interval in the outcome's unit; with ``half``, the key's.

    With ``along``, ``first`` and ``last`` are what stands at ``first_level`` and ``last_level``, and the estimate is
    their difference. A value of ``half`` beyond the greatest level is infinite, one before the least minus infinity,
    and ``rises`` says whether the outcome grows along that key. ``turns`` are the steps between neighbouring levels
    whose interval lies wholly on the other side of zero than the prediction ``goes``.
    """

    verdict: str
    estimate: float = np.nan
    low: float = np.nan
    high: float = np.nan
    first_level: str = ""
    last_level: str = ""
    first: float = np.nan
    last: float = np.nan
    rises: bool | None = None
    turns: str = ""


COLUMNS = ["prediction", "outcome", "arm", *Found._fields]


def predictions(results: Results, draws: Draws, indices: pd.DataFrame) -> pd.DataFrame:
    """A row a prediction of an outcome that ``results`` hold, numbered from 1; ``indices`` as of ``sensitivity``."""
    rows = []
    for number, prediction in enumerate(results.spec.sections.analysis.predict, 1):
        if prediction.outcome not in results.main:
            continue
        arm = arm_of(prediction, results.spec.arms)
        if prediction.first:
            found = Found(_foremost(prediction, results.kind, arm, indices))
        else:
            found = _measured(prediction, results, draws, arm)
        rows.append((number, prediction.outcome, arm, *found))
    return pd.DataFrame(rows, columns=COLUMNS)


def arm_of(prediction: Prediction, arms: tuple[str, ...]) -> str:
    """The arm that a prediction is about: of a paired design the one with the intervention, if it says nothing."""
    return prediction.of or arms[-1]


def _measured(prediction: Prediction, results: Results, draws: Draws, arm: str) -> Found:
    """The number of a prediction that bounds one."""
    values = results.measures(prediction.outcome)[arm]
    at = _points(prediction, results)
    levels = list(_levels(prediction.along, results, at)) if prediction.along else [Level("", np.nan, np.nan, at)]
    if len(levels) < 1 + bool(prediction.along) or not all(len(level.points) for level in levels):
        return Found(OPEN)
    if prediction.half:
        steps = list(_levels(prediction.half, results, at))
        own, under, rises = _halves(prediction.half, results, draws, values, steps, levels)
    else:
        own, under = draws.grouped(values, [level.points for level in levels])
        rises = None
    if not prediction.along:
        low, high = _span(draws, under[0])
        return Found(_verdict(prediction, low, high), own[0], low, high, rises=rises)
    estimate = _less(own[-1:], own[:1])[0]
    low, high = _span(draws, _less(under[-1], under[0]))
    return Found(_verdict(prediction, low, high), estimate, low, high, levels[0].label, levels[-1].label,
                 own[0], own[-1], rises, _turns(prediction, draws, levels, under))  # fmt: skip


def _points(prediction: Prediction, results: Results) -> np.ndarray:
    """The points at which a prediction is meant."""
    there = np.ones(results.spec.count, bool)
    for key, wanted in flat(prediction.at).items():
        there &= np.array([is_at(value, wanted) for value in results.values[key].tolist()])
    return np.flatnonzero(there)


def _levels(key: str, results: Results, at: np.ndarray) -> Iterator[Level]:
    """A key's levels with those of their points that are meant; levels without one are left out."""
    for level in results.levels(key):
        points = np.intersect1d(level.points, at, assume_unique=True)
        if len(points):
            yield level._replace(points=points)


def _halves(
    key: str, results: Results, draws: Draws, values: np.ndarray, steps: list[Level], levels: list[Level]
) -> tuple[np.ndarray, np.ndarray, bool]:
    """Where one half is passed along ``key`` at each level, (L,), under resamples, (L, B), and whether by rising.

    The way is that of the mean over all levels from the first step to the last. Where a mean stays on one side of one
    half the value lies beyond an end: infinite, or NaN where a mean is missing.
    """
    groups = [np.intersect1d(step.points, level.points, assume_unique=True) for level in levels for step in steps]
    own, under = draws.grouped(values, groups)
    own, under = own.reshape(len(levels), -1), under.reshape(len(levels), len(steps), -1)
    rises = bool(np.nanmean(own[:, -1]) >= np.nanmean(own[:, 0]))
    at = np.array([step.low for step in steps])
    logarithmic = results.logarithmic(key)
    places = np.log(at) if logarithmic else at
    found = []
    for means in [np.concatenate([mine[:, None], drawn], 1) for mine, drawn in zip(own, under, strict=True)]:
        crossed = passes(places, means)[0 if rises else 1]
        which = np.isfinite(crossed).argmax(0)
        value = np.take_along_axis(crossed, which[None], 0)[0]
        beyond = np.where((means[0] < HALF) == rises, np.inf, -np.inf)
        beyond[np.isnan(means).any(0)] = np.nan
        there = np.isfinite(value)
        found.append(np.where(there, np.exp(value) if logarithmic else value, beyond))
    both = np.array(found)
    return both[:, 0], both[:, 1:], rises


def _less(last: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The difference of values that may lie beyond an end: of two beyond the same end nothing is known."""
    with np.errstate(invalid="ignore"):
        return last - first


def _span(draws: Draws, under: np.ndarray) -> tuple[float, float]:
    """The 95 % percentile interval, also of values beyond an end; NaN where one of them is not known."""
    if not draws.possible or np.isnan(under).any():
        return np.nan, np.nan
    low, high = np.quantile(under, (0.025, 0.975), method="linear" if np.isfinite(under).all() else "nearest")
    return float(low), float(high)


def _verdict(prediction: Prediction, low: float, high: float) -> str:
    """What the interval says of the bounds."""
    above = 0.0 if prediction.goes == "up" else prediction.above
    below = 0.0 if prediction.goes == "down" else prediction.below
    if np.isnan(low) or np.isnan(high):
        return OPEN
    if (above is not None and high <= above) or (below is not None and low >= below):
        return FAILED
    return HELD if (above is None or low > above) and (below is None or high < below) else OPEN


def _turns(prediction: Prediction, draws: Draws, levels: list[Level], under: np.ndarray) -> str:
    """The steps that surely go the other way, in levels."""
    steps = []
    for i in range(len(levels) - 1) if prediction.goes else ():
        low, high = _span(draws, _less(under[i + 1], under[i]))
        if (low > 0.0 and prediction.goes == "down") or (high < 0.0 and prediction.goes == "up"):
            steps.append(f"{levels[i].label} to {levels[i + 1].label}")
    return ", ".join(steps)


def sides(prediction: Prediction, kind: str, arm: str, indices: pd.DataFrame) -> pd.DataFrame:
    """The sizes of the ranking index by parameter, with ``low``, ``high`` and whether each is ``named``."""
    rows = indices[(indices["outcome"] == prediction.outcome) & (indices["arm"] == arm)]
    rows = rows[rows["index"] == METHODS[kind].ranking]
    low, high = rows["low"].to_numpy(float), rows["high"].to_numpy(float)
    if METHODS[kind].signed:
        low, high = magnitude(low, high)
    named = rows["parameter"].isin(prediction.first).to_numpy()
    return pd.DataFrame({"parameter": rows["parameter"].to_numpy(), "low": low, "high": high, "named": named})


def _foremost(prediction: Prediction, kind: str, arm: str, indices: pd.DataFrame) -> str:
    """Held where every named interval lies above all others; failed where one of the others lies above a named one."""
    found = sides(prediction, kind, arm, indices)
    named, rest = found[found["named"]], found[~found["named"]]
    if not len(named) or not len(rest) or found[["low", "high"]].isna().any(axis=None):
        return OPEN
    if named["low"].min() > rest["high"].max():
        return HELD
    return FAILED if rest["low"].max() > named["high"].min() else OPEN
