"""The whole analysis of one sweep, in tables and words (floor F6)."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sim.checking.errors import one_line
from sim.sweep.report.curves import curves, maps, pairs
from sim.sweep.report.noise import Noise, noise
from sim.sweep.report.paired import paired
from sim.sweep.report.reading import read
from sim.sweep.report.resampling import Draws, means_of
from sim.sweep.report.results import Results
from sim.sweep.report.sensitivity import sensitivity
from sim.sweep.report.tipping import tipping
from sim.wording.sweep import found
from sim.wording.sweep_doubts import unknown
from sim.wording.sweep_labels import Labels


@dataclass(frozen=True, eq=False)
class Report:
    """What a sweep shows.

    ``tables`` by name: points, noise, curves, ends, maps, tipping, indices, paired (an empty one where the design has
    none of it). ``found`` has plain sentences by outcome, ``unknown`` what they do not say.
    """

    results: Results
    labels: Labels
    tables: dict[str, pd.DataFrame]
    found: dict[str, list[str]]
    unknown: list[str]

    @property
    def title(self) -> str:
        """The spec's own title, or the folder's name."""
        given = self.about.get("title") or self.results.folder.resolve().name
        return one_line(str(given))

    @property
    def about(self) -> dict[str, str]:
        """What was asked and expected, for people: title, question, prediction; empty where nothing was said."""
        given = self.results.spec.get("about")
        return given if isinstance(given, dict) else {}


def analyze(folder: str | Path) -> Report:
    """Everything that a finished sweep shows; nothing is written.

    The same folder gives the same report, to the last digit: all resampling is keyed by ``analysis.seed``. Raises
    ``ScenarioError`` where ``folder`` holds no finished sweep (see ``reading.read``).
    """
    results = read(folder)
    labels = Labels(results.spec)
    draws = Draws.of(results)
    cells = pairs(results, draws)
    lines, ends = curves(results, draws)
    tables = {
        "points": _points(results),
        "noise": _noise(results, draws),
        "curves": lines,
        "ends": ends,
        "maps": maps(results, cells),
        "tipping": tipping(results, draws, cells),
        "indices": sensitivity(results, draws),
        "paired": paired(results, draws),
    }
    return Report(results, labels, tables, found(results, labels, tables), unknown(results, labels, tables))


def _points(results: Results) -> pd.DataFrame:
    """A row a point and arm: its values, completed runs, and each outcome's mean and sd (over ``n - 1``)."""
    parts = []
    for arm in results.arms:
        counts = np.isfinite(results.outcomes[results.main[0]][arm]).sum(1)
        made = {"point": np.arange(len(counts)), **results.values, "arm": arm, "runs": counts}
        for name in results.main:
            values = results.outcomes[name][arm]
            mean = means_of(values)
            off = np.where(np.isfinite(values), values - mean[:, None], 0.0)
            made[name] = mean
            made[f"{name}_sd"] = np.sqrt((off**2).sum(1) / np.where(counts > 1, counts - 1, np.nan))
        parts.append(pd.DataFrame(made))
    return pd.concat(parts, ignore_index=True)


def _noise(results: Results, draws: Draws) -> pd.DataFrame:
    """A row an outcome and arm (or difference): the parts of its variance, see ``noise.Noise``."""
    rows = [(outcome, arm, *noise(values, draws)) for outcome in results.main
            for arm, values in results.measures(outcome).items()]  # fmt: skip
    return pd.DataFrame(rows, columns=["outcome", "arm", *Noise._fields])
