"""What was found in plain sentences, with intervals, and without order where there is none."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from sim.sweep.report.results import Results
from sim.sweep.report.sensitivity import METHODS, ranked
from sim.sweep.report.study import Study
from sim.sweep.report.tipping import SURE
from sim.wording.numbers import enough, figure, interval, percent, setting
from sim.wording.sweep_labels import INDICES, Labels
from sim.wording.text import capitalised, listed

MAX_KEYS, MAX_NAMED = 5, 6


def findings(study: Study, labels: Labels) -> dict[str, list[str]]:
    """Sentences by outcome: the difference of a paired design, tiers, tipping values, ends of each curve, chance."""
    results, tables, sentences = study.results, study.tables, {}
    for outcome in results.spec.main:
        mine = {name: table[table["outcome"] == outcome] for name, table in tables.items() if "outcome" in table}
        sentences[outcome] = [
            *_paired(outcome, labels, mine["paired"]),
            *_tiers(results, labels, mine["indices"]),
            *_tips(outcome, labels, mine["tipping"]),
            *_ends(outcome, results, labels, mine["ends"]),
            *_overall(outcome, labels, mine["noise"], tables["points"]),
        ]
    return sentences


def _joined(parts: list[str]) -> str:
    return capitalised("; ".join(parts)) + "."


def _paired(outcome: str, labels: Labels, rows: pd.DataFrame) -> list[str]:
    for row in rows.to_dict("records"):
        digits = enough(row["difference"])
        amounts = [labels.amount(outcome, row[arm], bare=True, decimals=digits) for arm in ("without", "with")]
        span = labels.span(outcome, row["low"], row["high"], difference=True)
        start = (
            f"With {labels.help} less without, on the same {labels.one}s and the same chance: "
            f"{labels.difference(outcome, row['difference'])} ({span}), "
            f"from {amounts[0]} to {amounts[1]}. "
        )
        if row["higher"] == row["lower"] == 0:
            return [f"{start}No pair differs."]
        if np.isfinite(row["low"]) and row["low"] <= 0 <= row["high"]:
            return [f"{start}The interval holds zero: over all points, no effect can be told from none."]
        return [f"{start}It is higher in {row['higher']:.0%} of the pairs, lower in {row['lower']:.0%}."]
    return []


def _overall(outcome: str, labels: Labels, rows: pd.DataFrame, points: pd.DataFrame) -> list[str]:
    """The range of point means, and how much of single runs is chance."""
    texts, chance = [], []
    for row in rows[rows["arm"] != "difference"].itertuples():
        mean = points.loc[points["arm"] == row.arm, outcome]
        where = labels.where(row.arm)
        texts.append(f"{labels.amount(outcome, mean.min(), bare=True)} to {labels.amount(outcome, mean.max())}{where}")
        if np.isfinite(row.share):
            chance.append(f"{percent(row.share)}{where}")
    text = f"Point means lie from {', '.join(texts)}."
    return [f"{text} Chance within a point makes {listed(chance)} of the variance of single runs." if chance else text]


def _ends(outcome: str, results: Results, labels: Labels, rows: pd.DataFrame) -> list[str]:
    """From the lowest to the highest value of each number of a grid, by the interval of their difference."""
    rows = rows[rows["arm"].isin(results.spec.arms)]
    if results.kind != "grid" or rows["parameter"].nunique() > MAX_KEYS:
        return []
    texts, rest = [], ", averaged over the rest," if len(results.varying) > 1 else ","
    for key, mine in rows.groupby("parameter", sort=False):
        sides = [way(outcome, labels, row) + labels.where(row["arm"]) for row in mine.to_dict("records")]
        first = mine.iloc[0]
        start = f"from {labels.key(key)} {first['first_level']} to {first['last_level']}{rest}"
        texts.append(_joined([f"{start} {sides[0]}", *sides[1:]]))
    return texts


def way(outcome: str, labels: Labels, row: Mapping[str, Any]) -> str:
    """One curve from end to end, a row of the table *ends*: up, down, or not told apart."""
    first, last, difference, low, high = (row[name] for name in ("first", "last", "difference", "low", "high"))
    ends = [labels.amount(outcome, value, bare=True, decimals=enough(difference)) for value in (first, last)]
    if not np.isfinite(low):
        return f"it goes from {ends[0]} to {ends[1]} (no interval)"
    if low == high == difference == 0:
        return f"it stays at {ends[0]}"
    if low <= 0 <= high:
        span = labels.span(outcome, low, high, difference=True)
        return f"no difference can be told ({ends[0]} and {ends[1]}; {span} of the difference)"
    by = labels.difference(outcome, abs(difference)).lstrip("+")
    low, high = sorted((abs(low), abs(high)))
    span = labels.span(outcome, low, high, difference=True, bare=True)
    return f"it {'rises' if difference > 0 else 'falls'} from {ends[0]} to {ends[1]}, by {by} ({span})"


def half(labels: Labels, outcome: str) -> str:
    """``half of the turns are in the dance``."""
    line = labels.lines[outcome]
    whose, label = line.unit.removeprefix("share of "), line.label
    return f"half of the {whose} are {label.removeprefix('caught ')}"


def _tips(outcome: str, labels: Labels, rows: pd.DataFrame) -> list[str]:
    """Where the dance takes over, along each number alone."""
    what = half(labels, outcome)
    alone, texts = rows[rows["across"] == ""] if labels.lines[outcome].is_share else rows.iloc[:0], []
    for (along, rises), mine in alone.groupby(["along", "rises"], sort=False):
        parts = []
        for row in mine.itertuples():
            sure = "" if row.found >= SURE else f", though only {row.found:.0%} of resamples pass it at all"
            span = interval(row.low, row.high, setting)
            parts.append(f"{setting(row.at)} (95 % interval {span}{sure}){labels.where(row.arm)}")
        texts.append(_joined([f"{what} at {labels.key(along)} {', '.join(parts)}",
                             f"above it {'more' if rises else 'less'}"]))  # fmt: skip
    return texts


def _tiers(results: Results, labels: Labels, rows: pd.DataFrame) -> list[str]:
    """Who is above whom, as far as the intervals say."""
    method = METHODS.get(results.kind)
    if method is None or not len(rows):
        return []
    texts = []
    for arm in rows["arm"].unique():
        mine = ranked(rows[rows["arm"] == arm], results.kind)
        steps = [tier(labels, mine[mine["tier"] == place]) for place in sorted(mine["tier"].unique())]
        start = f"{labels.arm(arm)}, " * bool(arm) + f"by the {INDICES[method.ranking]}: "
        texts.append(_joined([start + ("first " if len(steps) > 1 else "") + "; then ".join(steps)]))
    return texts


def tier(labels: Labels, rows: pd.DataFrame) -> str:
    """The parameters of one tier, by name; one by itself with its index and interval."""
    names = [labels.key(key) for key in rows["parameter"]]
    if len(names) == 1:
        row = rows.iloc[0]
        return f"{names[0]} ({figure(row['estimate'])}; {interval(row['low'], row['high'])})"
    shown = names if len(names) <= MAX_NAMED else [*names[:MAX_NAMED], f"{len(names) - MAX_NAMED} more"]
    return f"{listed(shown)}, which cannot all be told apart"
