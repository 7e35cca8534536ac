"""The answer of a sweep: one sentence first, then each prediction with what the data say of it."""

import math
import re
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.scenario.tables import flat
from sim.sweep.report.predictions import FAILED, HELD, OPEN, sides
from sim.sweep.report.results import Results
from sim.sweep.report.sensitivity import METHODS, ranked
from sim.sweep.report.study import Study
from sim.sweep.spec.sections import Prediction
from sim.wording.numbers import MINUS, enough, figure, interval
from sim.wording.sweep import half, tier, way
from sim.wording.sweep_labels import INDICES, UNSAID, Labels
from sim.wording.text import capitalised, counted, listed

VERDICTS = {HELD: "Held", FAILED: "Did not hold", OPEN: "Cannot be told"}
NOT_SAID = "Whether the prediction held is not judged: this sweep states it in words only."
NONE_MADE = "Nothing was predicted beforehand."
ONLY = "Only what is listed here was tested; the rest of the prediction is for the reader to judge."
MAX_TOLD = 3
"""Parameters of one kind that a sentence names."""


INTERVALS = re.compile(r" \((?:[^()]* )?(?:no |95 % )interval[^()]*\)| \(by how much is not known\)")
"""What a sentence has in brackets after a number."""


class Check(NamedTuple):
    """One prediction: its verdict (held, failed, open), its own words, and what was found."""

    verdict: str
    that: str
    found: str


class Answer(NamedTuple):
    """``sentence`` answers the question and says what came of the prediction; ``checks`` has each that was tested."""

    sentence: str
    checks: list[Check]


def answer(study: Study, labels: Labels) -> Answer:
    """The answer of a sweep, from its first prediction, or without one from its first outcome."""
    predicted = study.results.spec.sections.analysis.predict
    rows = study.tables["predictions"].itertuples()
    findings = [(row.verdict, prediction.that, _found(study, labels, prediction, row))
            for prediction, row in zip(predicted, rows, strict=True)]  # fmt: skip
    if findings:
        checks = [Check(verdict, that, f"{capitalised(found)}.") for verdict, that, found in findings]
        return Answer(f"{_lead(*findings[0])}; {_tally([verdict for verdict, *_ in findings])}.", checks)
    verdict = NOT_SAID if study.results.spec.sections.about.prediction else NONE_MADE
    return Answer(f"{capitalised(_unasked(study, labels))}; {verdict[0].lower()}{verdict[1:]}", [])


def _lead(verdict: str, that: str, found: str) -> str:
    """The first prediction where it held, or that it did not, and what was found; its intervals stand below."""
    start = {HELD: that.strip().rstrip("."), FAILED: "Not as was predicted"}.get(verdict, "It cannot be told")
    return f"{start}: {re.sub(INTERVALS, '', found)}"


def _tally(verdicts: list[str]) -> str:
    """How many predictions held."""
    words = {HELD: "held", FAILED: "did not", OPEN: "cannot be told"}
    if len(verdicts) == 1:
        single = {HELD: "the prediction held", FAILED: "the prediction did not hold"}
        return single.get(verdicts[0], "whether the prediction held is open")
    counts = {verdict: verdicts.count(verdict) for verdict in words if verdict in verdicts}
    if len(counts) == 1:
        whole = {HELD: "predictions held", FAILED: "predictions failed", OPEN: "predictions cannot be told"}
        return f"all {len(verdicts)} {whole[verdicts[0]]}"
    return f"of {len(verdicts)} predictions " + listed([f"{count} {words[each]}" for each, count in counts.items()])


def _found(study: Study, labels: Labels, prediction: Prediction, row: Any) -> str:
    """What the data say of one prediction, without a full stop."""
    if prediction.first:
        return _foremost(study, labels, prediction, row)
    if math.isnan(row.estimate) and not (row.first_level or prediction.half):
        return f"no point lies where this could be seen{_place(labels, prediction)}"
    where = f" with less without {labels.help}" if row.arm == "difference" else labels.where(row.arm)
    where += _place(labels, prediction)
    if prediction.half:
        return _half(study, labels, prediction, row, where)
    what = labels.outcome(prediction.outcome)
    if not prediction.along:
        amount = labels.difference if row.arm == "difference" else labels.amount
        span = labels.span(prediction.outcome, row.low, row.high, difference=row.arm == "difference")
        return f"{what}{where}: {amount(prediction.outcome, row.estimate)} ({span}){_bound(labels, prediction)}"
    line = {"first": row.first, "last": row.last, "difference": row.estimate, "low": row.low, "high": row.high}
    start = f"from {labels.key(prediction.along)} {_level(row.first_level)} to {_level(row.last_level)}"
    text = f"{start}, {what}{where}: {way(prediction.outcome, labels, line)}"
    return text + _bound(labels, prediction) + _turned(row)


def _place(labels: Labels, prediction: Prediction) -> str:
    """`` at bond 0 and turns of hand-holding 160``; nothing where all points are meant."""
    places = []
    for key, wanted in flat(prediction.at).items():
        if key not in (prediction.along, prediction.half):
            span = isinstance(wanted, list)
            places.append(f"{labels.key(key)} {f'{wanted[0]:g} to {wanted[1]:g}' if span else _plain(wanted)}")
    return f" at {listed(places)}" if places else ""


def _plain(value: Any) -> str:
    return f"{value:g}" if type(value) in (int, float) else str(value)


def _level(label: str) -> str:
    """A level, or a bin as a span of its own."""
    return label.replace(" to ", "–")


def _bound(labels: Labels, prediction: Prediction) -> str:
    """What was predicted of a number: ``, where below 5 DAS points was predicted``."""
    line = labels.lines[prediction.outcome]
    unit, share = line.unit, line.is_share and not prediction.half
    change = prediction.along or prediction.of == "difference"
    after = "" if unit in UNSAID or prediction.half else f" {unit}"
    if share:
        after = " percentage points" if change else " %"
    sides = {"above": prediction.above, "below": prediction.below}
    ends = [f"{word} {f'{100 * value if share else value:g}'.replace('-', MINUS)}"
            for word, value in sides.items() if value is not None]  # fmt: skip
    return f", where {listed(ends)}{after} was predicted" if ends else ""


def _turned(row: Any) -> str:
    return f", though the other way from {row.turns}" if row.turns else ""


def _half(study: Study, labels: Labels, prediction: Prediction, row: Any, where: str) -> str:
    """Where one half is passed, and how that changes."""
    key = str(prediction.half)
    levels = study.results.levels(key)
    name, ends = labels.key(key), (levels[0].label, levels[-1].label)

    def at(value: float, named: bool = True) -> str:
        if math.isfinite(value):
            return f"at {f'{name} ' * named}{figure(value)}"
        if math.isnan(value):
            return f"at a {name} that is not known"
        side = "more" if (value > 0) != row.rises else "less"
        return f"at no {name} from {ends[0]} to {ends[1]} (always {side})"

    start = f"{where.strip()}, {half(labels, prediction.outcome)}" if where else half(labels, prediction.outcome)
    if not prediction.along:
        return f"{start} {at(row.estimate)} ({_setting_span(row)}){_bound(labels, prediction)}"
    along = labels.key(prediction.along)
    change = ""
    if math.isfinite(row.estimate):
        digits = enough(row.estimate)
        sign = "+" if row.estimate > 0 else ""
        change = f" (change {sign}{figure(row.estimate, digits)}; {_setting_span(row)})"
    else:
        change = " (by how much is not known)"
    second = at(row.last, named=not (math.isfinite(row.first) and math.isfinite(row.last)))
    return (f"{start} {at(row.first)} where {along} is {row.first_level} and {second} where it is "
            f"{row.last_level}{change}{_bound(labels, prediction)}{_turned(row)}")  # fmt: skip


def _setting_span(row: Any) -> str:
    """The interval of a value of a key; an end beyond the levels is said so."""
    if math.isnan(row.low) or math.isnan(row.high):
        return "no interval"
    if math.isfinite(row.low) and math.isfinite(row.high):
        return f"95 % interval {interval(row.low, row.high)}"
    ends = [figure(end) if math.isfinite(end) else "beyond the levels" for end in (row.low, row.high)]
    return f"95 % interval {ends[0]} to {ends[1]}"


def _foremost(study: Study, labels: Labels, prediction: Prediction, row: Any) -> str:
    """Which parameters come first, and who stands where it was not predicted."""
    kind = study.results.kind
    start = f"{labels.outcome(prediction.outcome)}{labels.where(row.arm)}, by the {INDICES[METHODS[kind].ranking]}: "
    first = _first_tiers(study, labels, prediction.outcome, row.arm)
    if not first:
        return f"{start}it never differs, so nothing is ranked"
    found = sides(prediction, kind, row.arm, study.tables["indices"])
    named, rest = found[found["named"]], found[~found["named"]]
    if not len(rest):
        return f"{start}{first}; nothing else was varied"
    above = rest[rest["low"] > named["high"].min()].sort_values("low", ascending=False)
    if row.verdict == HELD:
        return f"{start}{first}"
    if len(above):
        names = [labels.key(key) for key in above["parameter"]]
        shown = names if len(names) <= MAX_TOLD else [*names[:MAX_TOLD], f"{len(names) - MAX_TOLD} more"]
        last = labels.key(named.loc[named["high"].idxmin(), "parameter"])
        return f"{start}{first}; {listed(shown)}, not named, {'stand' if len(names) > 1 else 'stands'} above {last}"
    return f"{start}{first}; some of those named cannot be told from others"


def _first_tiers(study: Study, labels: Labels, outcome: str, arm: str) -> str:
    """The first tier, and the second."""
    rows = study.tables["indices"]
    rows = rows[(rows["outcome"] == outcome) & (rows["arm"] == arm)]
    if not len(rows):
        return ""
    mine = ranked(rows, study.results.kind)
    steps = [tier(labels, mine[mine["tier"] == place]) for place in sorted(mine["tier"].unique())]
    return "; then ".join(steps[:2]) + (f"; then {counted(len(steps) - 2, 'group')} more" if len(steps) > 2 else "")


def _unasked(study: Study, labels: Labels) -> str:
    """What stands out of the first outcome, where nothing was predicted in a form that can be checked."""
    results, outcome = study.results, study.results.spec.main[0]
    arm = results.spec.arms[-1]
    what = labels.outcome(outcome)
    if first := _first_tiers(study, labels, outcome, arm) if results.kind in METHODS else "":
        return f"{what}{labels.where(arm)}, by the {INDICES[METHODS[results.kind].ranking]}: {first}"
    paired = study.tables["paired"]
    if len(mine := paired[paired["outcome"] == outcome]):
        row = mine.iloc[0]
        span = labels.span(outcome, row["low"], row["high"], difference=True)
        return (f"{what} {labels.arm('with')} less without: {labels.difference(outcome, row['difference'])} ({span}), "
                f"over all points")  # fmt: skip
    key = widest(results, study.tables["ends"], outcome, arm)
    if not key:
        points = study.tables["points"][outcome]
        low, high = labels.amount(outcome, points.min(), bare=True), labels.amount(outcome, points.max())
        return f"{what}: point means from {low} to {high}"
    ends = study.tables["ends"]
    row = ends[(ends["outcome"] == outcome) & (ends["arm"] == arm) & (ends["parameter"] == key)].iloc[0]
    return (f"from {labels.key(key)} {row['first_level']} to {row['last_level']}, {what}: "
            f"{way(outcome, labels, row.to_dict())}")  # fmt: skip


def widest(results: Results, ends: pd.DataFrame, outcome: str, arm: str) -> str:
    """The key from whose one end to the other an outcome changes most; nothing where no number was varied."""
    rows = ends[(ends["outcome"] == outcome) & (ends["arm"] == arm) & ends["parameter"].isin(results.varying)]
    sizes = np.abs(rows["difference"].to_numpy(float))
    return str(rows["parameter"].iloc[int(np.nanargmax(sizes))]) if np.isfinite(sizes).any() else ""
