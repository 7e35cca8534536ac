"""The report's pictures with their words: a curve, a heat map, indices, and the one that leads."""

import numpy as np
import pandas as pd

from sim.plots import sweep
from sim.plots.sweep import MAX_DOTS
from sim.report.contents import Report
from sim.report.html import picture
from sim.scenario.tables import flat
from sim.sweep.report.predictions import arm_of
from sim.sweep.report.sensitivity import METHODS, ranked
from sim.sweep.spec.sections import Prediction
from sim.wording.numbers import figure
from sim.wording.sweep_answer import widest
from sim.wording.sweep_labels import INDICES
from sim.wording.text import capitalised

MAX_LEADING = 10
"""Parameters in the picture that leads: as many as a first screen holds."""


def rows_of(report: Report, name: str, outcome: str, arm: str | None = None) -> pd.DataFrame:
    """The rows of a table that are about one outcome, and one arm of it."""
    rows = report.tables[name]
    return rows[(rows["outcome"] == outcome) & ((rows["arm"] == arm) if arm is not None else True)]


def leading(report: Report) -> str:
    """The picture of the first prediction, or, where none can be checked, of what moves the first outcome most."""
    spec = report.results.spec
    predicted = spec.sections.analysis.predict
    outcome = predicted[0].outcome if predicted else spec.main[0]
    arm = arm_of(predicted[0], spec.arms) if predicted else spec.arms[-1]
    keys = _told(report, predicted[0]) if predicted else []
    indices = rows_of(report, "indices", outcome, arm)
    if len(indices) and not keys:
        return indices_picture(report, outcome, arm, indices, MAX_LEADING)
    if not keys:
        most = widest(report.results, report.tables["ends"], outcome, arm)
        keys = [most] if most else list(report.results.varying[:1])
    maps = rows_of(report, "maps", outcome, arm)
    pair = maps[maps["x"].isin(keys[:2]) & maps["y"].isin(keys[:2])]
    if len(pair):
        return map_picture(report, outcome, pair, alone=True)
    if not keys:
        return ""
    arms = ("difference",) if arm == "difference" else spec.arms
    what = f"{'Difference in' if arm == 'difference' else 'Curve of'} {report.labels.outcome(outcome)}"
    caption = what if arm == "difference" else capitalised(report.labels.outcome(outcome))
    return curve_picture(report, outcome, keys[0], arms, what, f"{caption}, by {{}}{rest(report)}.")


def _told(report: Report, prediction: Prediction) -> list[str]:
    """The keys that a prediction is about and that have more than one value, the moving ones first."""
    named = [prediction.half, prediction.along, *flat(prediction.at)]
    return [key for key in dict.fromkeys(named) if key in report.results.varying]


def rest(report: Report) -> str:
    """What a curve averages over, if anything."""
    return "" if len(report.results.varying) < 2 else ", over all that else was varied"


def curve_picture(report: Report, outcome: str, key: str, arms: tuple[str, ...], what: str, caption: str) -> str:
    """A curve of ``what`` by a key; ``caption`` has ``{}`` for the key."""
    labels, curves = report.labels, rows_of(report, "curves", outcome)
    rows = curves[(curves["parameter"] == key) & curves["arm"].isin(arms)]
    alt = f"{what} by {labels.key(key)}. {_course(report, rows)}"
    return picture(sweep.curve(report, labels, outcome, key, arms), alt, caption.replace("{}", labels.key(key)))


def _course(report: Report, rows: pd.DataFrame) -> str:
    """A curve's ends in words, for who does not see it."""
    ends = []
    for arm, mine in rows.groupby("arm", sort=False):
        sides = (f"{figure(end['mean'])} at {end['level']}" for end in (mine.iloc[0], mine.iloc[-1]))
        ends.append(report.labels.lead(arm) + ", ".join(sides))
    return "; ".join(ends) + "."


def map_picture(report: Report, outcome: str, rows: pd.DataFrame, alone: bool = False) -> str:
    """The heat map of one pair of keys in one arm, in the shades of its outcome; large where ``alone``."""
    labels, first = report.labels, rows.iloc[0]
    both = report.tables["maps"]
    both = both[(both["outcome"] == outcome) & (both["arm"] != "difference")]["mean"]
    limits = (0.0, 1.0) if labels.lines[outcome].is_share else (float(both.min()), float(both.max()))
    what = f"{labels.outcome(outcome)} by {labels.key(first['x'])} and {labels.key(first['y'])}"
    what = labels.lead(first["arm"]) + what
    ends = ""
    if np.isfinite(rows["mean"]).any():
        low, high = rows.loc[rows["mean"].idxmin()], rows.loc[rows["mean"].idxmax()]
        ends = (f" Least {figure(low['mean'])} at {low['x_level']} and {low['y_level']}, "
                f"most {figure(high['mean'])} at {high['x_level']} and {high['y_level']}.")  # fmt: skip
    line = ""
    if (
        labels.lines[outcome].is_share
        and first["arm"] != "difference"
        and rows["mean"].min() < 0.5 < rows["mean"].max()
    ):
        line = " Line: one half; dotted: its 95 % interval."
    drawn = sweep.heat(report, labels, rows, limits, alone)
    return picture(drawn, f"Heat map, {what}.{ends}", f"{capitalised(what)}.{line}")


def indices_picture(report: Report, outcome: str, arm: str, rows: pd.DataFrame, most: int = MAX_DOTS) -> str:
    """The indices of one outcome in one arm, of the largest ``most``."""
    labels, start = report.labels, report.labels.lead(arm)
    order = ranked(rows, report.results.kind)
    top = ", ".join(f"{labels.key(row.parameter)} {figure(row.estimate)}" for row in order[:5].itertuples())
    name = INDICES[METHODS[report.results.kind].ranking]
    alt = f"{start}indices of {labels.outcome(outcome)} with intervals. {name}: {top}."
    caption = f"{start}what moves {labels.outcome(outcome)}. Lines part groups that can be told apart."
    caption += f" The largest {most} of {len(order)} are drawn." if len(order) > most else ""
    return picture(sweep.indices(report, labels, rows, most), alt, capitalised(caption))
