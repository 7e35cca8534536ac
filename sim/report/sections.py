"""One outcome's part of the page: what is found, its pictures and its tables."""

import pandas as pd

from sim.report.contents import Report
from sim.report.html import bullets, gallery, paragraph, section, table
from sim.report.pictures import curve_picture, indices_picture, map_picture, rest, rows_of
from sim.sweep.report.sensitivity import METHODS, ranked
from sim.sweep.report.tipping import SURE
from sim.wording.numbers import figure, interval, percent, setting, signed
from sim.wording.sweep_labels import INDICES
from sim.wording.text import capitalised, listed

MAX_CURVES, MAX_MAPS, MAX_SECOND = 6, 6, 12


def outcome_part(report: Report, outcome: str) -> str:
    """Everything about one outcome."""
    words = capitalised(report.labels.outcome(outcome))
    parts = (_effects, _sensitivity, _curves, _maps, _tips, _noise)
    found = bullets(report.findings[outcome])
    return section(words, found, *(part(report, outcome) for part in parts), level=2, name=outcome)


def _shown(report: Report, outcome: str) -> list[str]:
    """The keys whose curves are drawn: all, or the first of the largest tiers, in the spec's order."""
    keys = list(report.results.varying)
    if len(keys) <= MAX_CURVES:
        return keys
    indices = rows_of(report, "indices", outcome)
    if not len(indices):
        return keys[:MAX_CURVES]
    sizes = ranked(indices, report.results.kind).groupby("parameter")["size"].max()
    largest = set(sizes.sort_values(ascending=False, kind="stable").index[:MAX_CURVES])
    return [key for key in keys if key in largest]


def _curves(report: Report, outcome: str) -> str:
    """Response curves, both arms in one panel."""
    what = f"Curve of {report.labels.outcome(outcome)}"
    panels = _panels(report, outcome, report.results.spec.arms, what, f"By {{}}{rest(report)}.")
    return section("Response curves", panels)


def _panels(report: Report, outcome: str, arms: tuple[str, ...], what: str, caption: str) -> str:
    """A curve a key, of ``what``; ``caption`` has ``{}`` for the key."""
    labels, keys = report.labels, _shown(report, outcome)
    drawn = [curve_picture(report, outcome, key, arms, what, caption) for key in keys]
    gone = [labels.key(key) for key in report.results.varying if key not in keys]
    named = listed(gone if len(gone) <= MAX_CURVES else [*gone[:MAX_CURVES], f"{len(gone) - MAX_CURVES} more"])
    return gallery(drawn) + (paragraph(f"Not drawn: {named}; see curves.csv.", "note") if gone else "")


def _effects(report: Report, outcome: str) -> str:
    """With less without, over all and by parameter."""
    rows = rows_of(report, "paired", outcome)
    if not len(rows):
        return ""
    total, labels = rows.iloc[0], report.labels
    heads = ["over all points", "mean", "95 % interval", "nine in ten pairs", "higher", "lower"]
    spans = interval(total["low"], total["high"]), interval(total["q05"], total["q95"])
    sides = f"{total['higher']:.0%}", f"{total['lower']:.0%}"
    cells = [
        [f"without {labels.help}", figure(total["without"]), "", "", "", ""],
        [f"with {labels.help}", figure(total["with"]), "", "", "", ""],
        ["difference", signed(total["difference"]), *spans, *sides],
    ]
    caption = (
        f"{capitalised(labels.axis(outcome))}, {labels.one} by {labels.one} on the same chance, "
        f"{int(total['pairs']):,} pairs. Higher, lower: shares of pairs that the difference leaves so."
    )
    changes, what = f"What {labels.help} changes", f"Difference in {labels.outcome(outcome)}"
    panels = _panels(report, outcome, ("difference",), what, changes + ", by {}.")
    return section(changes, table(caption, heads, cells), panels)


def _maps(report: Report, outcome: str) -> str:
    """Heat maps of pairs; with many, those whose cells differ most."""
    rows, labels = rows_of(report, "maps", outcome), report.labels
    if not len(rows):
        return ""
    groups = dict(iter(rows.groupby(["x", "y"], sort=False)))
    most = MAX_MAPS if len(report.results.spec.arms) == 1 else MAX_MAPS // 2
    largest = sorted(groups, key=lambda pair: -groups[pair]["mean"].var())[:most]
    drawn = [map_picture(report, outcome, mine) for pair in filter(largest.__contains__, groups)
             for _, mine in groups[pair].groupby("arm", sort=False)]  # fmt: skip
    gone = [f"{labels.key(x)} with {labels.key(y)}" for x, y in groups if (x, y) not in largest]
    note = paragraph(f"Not drawn, since they differ least: {'; '.join(gone)}. Their cells are in maps.csv.", "note")
    return section("Two at a time", gallery(drawn, three=len(report.results.spec.arms) > 1), note if gone else "")


def _tips(report: Report, outcome: str) -> str:
    """Where one half is passed."""
    labels, cells = report.labels, []
    for row in rows_of(report, "tipping", outcome).itertuples():
        place = f"{labels.arm(row.arm)}, " * bool(row.arm)
        place += f"at {labels.key(row.across)} {row.across_level}" if row.across else "over all"
        sure = "yes" if row.found >= SURE else f"{row.found:.0%}"
        cells.append([labels.key(row.along), place, "rises" if row.rises else "falls", setting(row.at),
                      interval(row.low, row.high, setting), sure])  # fmt: skip
    caption = "Where the mean passes one half: value, and its 95 % interval. Sure: in at least 95 % of resamples."
    heads = ["along", "where", "outcome", "value", "95 % interval", "sure"]
    return section("Tipping lines", table(caption, heads, cells, words=3, file="tipping.csv"))


def _sensitivity(report: Report, outcome: str) -> str:
    """Indices as picture and table, an arm at a time."""
    rows, labels = rows_of(report, "indices", outcome), report.labels
    parts, drawn = [], []
    for arm, mine in rows.groupby("arm", sort=False):
        start = labels.lead(arm)
        order = ranked(mine, report.results.kind)
        drawn.append(indices_picture(report, outcome, arm, mine))
        parts.append(_groups(report, mine, order, start))
        second = mine[mine["index"] == "second"]
        second = second[second["low"] > 0].sort_values("estimate", ascending=False, kind="stable")[:MAX_SECOND]
        cells = [[labels.key(row.parameter), figure(row.estimate), interval(row.low, row.high)]
                 for row in second.itertuples()]  # fmt: skip
        caption = f"{start}second-order indices whose interval lies above zero"
        parts.append(table(caption, ["pair", "index", "95 % interval"], cells))
    return section("What moves it", gallery(drawn), *parts)


def _groups(report: Report, mine: pd.DataFrame, order: pd.DataFrame, start: str) -> str:
    """A row a parameter, by groups that can be told apart."""
    method = METHODS[report.results.kind]
    names = sorted(method.indices, key=lambda name: name != method.ranking)
    heads = ["parameter", "group", *(head for name in names for head in (INDICES[name], "95 % interval"))]
    cells = []
    for key, tier in zip(order["parameter"], order["tier"], strict=True):
        own = mine[mine["parameter"] == key].set_index("index").loc[names]
        found = [(figure(row.estimate), interval(row.low, row.high)) for row in own.itertuples()]
        cells.append([report.labels.key(key), str(tier), *(cell for both in found for cell in both)])
    caption = f"{start}parameters of the same group cannot all be told apart; their order within it means nothing."
    return table(capitalised(caption), heads, cells, words=2, file="indices.csv")


def _noise(report: Report, outcome: str) -> str:
    """How much is chance."""
    rows = rows_of(report, "noise", outcome)
    heads = ["runs", "share that is chance", "95 % interval", "shared by all points", "left in point means"]
    cells = [
        [report.labels.arm(row.arm) or "all", percent(row.share), f"{row.low:.0%} to {row.high:.0%}",
         f"{row.common / row.within:.0%}" if row.within > 0 else "–", f"{row.in_means:.1%}"]
        for row in rows[rows["share"].notna()].itertuples()
    ]  # fmt: skip
    caption = ("Variance of single runs that is chance within a point, and how much of that chance is the same at all "
               "points; and the share of the variance of point means that is still chance.")  # fmt: skip
    return section("How much is chance", table(caption, heads, cells))
