"""The whole analysis of one sweep, in tables."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sim.sweep.report.curves import curves, maps, pairs
from sim.sweep.report.noise import Noise, noise
from sim.sweep.report.predictions import predictions
from sim.sweep.report.resampling import Draws, means_of
from sim.sweep.report.results import Results, read
from sim.sweep.report.sensitivity import sensitivity
from sim.sweep.report.tipping import tipping


@dataclass(frozen=True, eq=False)
class Study:
    """What a sweep shows, in numbers.

    ``tables`` by name: points, noise, curves, ends, maps, tipping, indices, paired, predictions (an empty one where the
    design has none of it).
    """

    results: Results
    tables: dict[str, pd.DataFrame]


def analyze(folder: str | Path) -> Study:
    """Everything that a finished sweep shows; nothing is written.

    The same folder gives the same numbers, to the last digit: all resampling is keyed by ``analysis.seed``. Raises
    ``ScenarioError`` where ``folder`` holds no finished sweep (see ``results.read``).
    """
    results = read(folder)
    draws = Draws.of(results.spec)
    cells = pairs(results, draws)
    lines, ends = curves(results, draws)
    indices = sensitivity(results, draws)
    return Study(results, {
        "points": _points(results),
        "noise": _noise(results, draws),
        "curves": lines,
        "ends": ends,
        "maps": maps(results, cells),
        "tipping": tipping(results, draws, cells),
        "indices": indices,
        "paired": _paired(results, draws),
        "predictions": predictions(results, draws, indices),
    })  # fmt: skip


def _points(results: Results) -> pd.DataFrame:
    """A row a point and arm: its values, completed runs, and each outcome's mean and sd (over ``n - 1``)."""
    parts = []
    for arm in results.spec.arms:
        counts = np.isfinite(results.outcomes[results.spec.main[0]][arm]).sum(1)
        columns = {"point": np.arange(len(counts)), **results.values, "arm": arm, "runs": counts}
        for name in results.spec.main:
            values = results.outcomes[name][arm]
            mean = means_of(values)
            off = np.where(np.isfinite(values), values - mean[:, None], 0.0)
            columns[name] = mean
            columns[f"{name}_sd"] = np.sqrt((off**2).sum(1) / np.where(counts > 1, counts - 1, np.nan))
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)


def _noise(results: Results, draws: Draws) -> pd.DataFrame:
    """A row an outcome and arm (or difference): the parts of its variance, see ``noise.Noise``."""
    rows = [(outcome, arm, *noise(values, draws)) for outcome in results.spec.main
            for arm, values in results.measures(outcome).items()]  # fmt: skip
    return pd.DataFrame(rows, columns=["outcome", "arm", *Noise._fields])


def _paired(results: Results, draws: Draws) -> pd.DataFrame:
    """A row an outcome of a paired design, over all points, couple by couple on the same chance.

    ``difference`` is the mean of with less without on the same point and replicate, in the outcome's unit, with its
    95 % bootstrap interval; ``q05`` and ``q95`` hold nine in ten of the single differences; ``higher`` and ``lower``
    are the shares of couples whom it leaves higher, and lower. By parameter, see ``curves``, arm *difference*.
    """
    rows = []
    for outcome in results.spec.main if len(results.spec.arms) == 2 else ():
        measures = results.measures(outcome)
        difference = measures["difference"]
        both = np.isfinite(difference)
        mean, under = draws.grouped(difference, [np.arange(len(difference))])
        low, high = draws.quantiles(under)
        single = difference[both]
        ends = np.quantile(single, (0.05, 0.95)) if len(single) else (np.nan, np.nan)
        sides = [np.nanmean(means_of(np.where(both, measures[arm], np.nan))) for arm in ("without", "with")]
        rows.append((outcome, *sides, mean[0], low[0], high[0], *ends, (single > 0).mean(), (single < 0).mean(),
                     len(single)))  # fmt: skip
    columns = ["outcome", "without", "with", "difference", "low", "high", "q05", "q95", "higher", "lower", "pairs"]
    return pd.DataFrame(rows, columns=columns)
