"""The whole analysis of one sweep, in tables."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sim.sweep.report.curves import Cells, curves, maps, pairs
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
    outcomes = dict.fromkeys((*results.main, *({"dance"} & set(results.spec.outcomes))))
    parts: dict[str, list[pd.DataFrame]] = {}
    points = []
    for outcome in outcomes:
        held = results.of(outcome)
        points += [_points(held, outcome)] if held.main else []
        for name, rows in _tables(held, draws, cells).items():
            parts.setdefault(name, []).append(rows)
    together = {name: _together(tables) for name, tables in parts.items()}
    together["predictions"] = together["predictions"].sort_values("prediction", ignore_index=True)
    return Study(results, {"points": pd.concat([_places(results), *points], axis=1), **together})


def _tables(results: Results, draws: Draws, cells: list[Cells]) -> dict[str, pd.DataFrame]:
    """What one outcome shows."""
    lines, ends = curves(results, draws)
    indices = sensitivity(results, draws)
    return {
        "noise": _noise(results, draws),
        "curves": lines,
        "ends": ends,
        "maps": maps(results, cells),
        "tipping": tipping(results, draws, cells),
        "indices": indices,
        "paired": _paired(results, draws),
        "predictions": predictions(results, draws, indices),
    }


def _together(tables: list[pd.DataFrame]) -> pd.DataFrame:
    """The rows of several tables; without any, an empty one that has the columns."""
    return pd.concat([rows for rows in tables if len(rows)] or tables[:1], ignore_index=True)


def _places(results: Results) -> pd.DataFrame:
    """A row a point and arm: its values and its completed runs."""
    arms, count = results.spec.arms, results.spec.count
    return pd.DataFrame({
        "point": np.tile(np.arange(count), len(arms)),
        **{key: np.tile(values, len(arms)) for key, values in results.values.items()},
        "arm": np.repeat(np.array(arms, object), count),
        "runs": np.concatenate([results.completed[arm] for arm in arms]),
    })  # fmt: skip


def _points(results: Results, outcome: str) -> pd.DataFrame:
    """An outcome's mean and sd (over ``n - 1``), a row a point and arm."""
    means, spreads = [], []
    for arm in results.spec.arms:
        values, counts = results.outcomes[outcome][arm], results.completed[arm]
        mean = means_of(values)
        off = np.where(np.isfinite(values), values - mean[:, None], 0.0)
        means.append(mean)
        spreads.append(np.sqrt((off**2).sum(1) / np.where(counts > 1, counts - 1, np.nan)))
    return pd.DataFrame({outcome: np.concatenate(means), f"{outcome}_sd": np.concatenate(spreads)})


def _noise(results: Results, draws: Draws) -> pd.DataFrame:
    """A row an outcome and arm (or difference): the parts of its variance, see ``noise.Noise``."""
    rows = [(outcome, arm, *noise(values, draws)) for outcome in results.main
            for arm, values in results.measures(outcome).items()]  # fmt: skip
    return pd.DataFrame(rows, columns=["outcome", "arm", *Noise._fields])


def _paired(results: Results, draws: Draws) -> pd.DataFrame:
    """A row an outcome of a paired design, over all points, couple by couple on the same chance.

    ``difference`` is the mean of with less without on the same point and replicate, in the outcome's unit, with its
    95 % bootstrap interval; ``q05`` and ``q95`` hold nine in ten of the single differences; ``higher`` and ``lower``
    are the shares of couples whom it leaves higher, and lower. By parameter, see ``curves``, arm *difference*.
    """
    rows = []
    for outcome in results.main if len(results.spec.arms) == 2 else ():
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
