"""The lessons as the panel is given them: the list, or one lesson whole; what the model says only where it is asked."""

from typing import Any

from sim.checking.errors import ScenarioError
from sim.dashboard.state.runs import PageRuns
from sim.dashboard.state.visit import Visit
from sim.evidence.cards import cards
from sim.evidence.references import references
from sim.lessons import Lesson, Measurement, lesson, lessons, measured
from sim.model.outcomes import OUTCOMES
from sim.wording.language import say, say_all, written
from sim.wording.lesson import LETTERS, answer, compared, fact_with_interval, lived_by, with_interval
from sim.wording.numbers import UNITS, outcome_figure
from sim.wording.text import isolated

IN_A_CASE, SAID_OF_A_CASE = ("key", "panel", "zoom", "beside"), ("title", "what", "do", "watch")
"""What the page needs of a case, and what of it is said."""
ILL = ("dance", "threat", "distressed")
"""Outcomes that are trouble, and drawn in its colour."""
MARGIN = 0.04
"""Room at the ends of an axis that does not begin at nothing, as a share of it."""


def view(visit: Visit, runs: PageRuns) -> dict:
    """The list of lessons, or with the option ``lesson`` (a name or a number) that lesson.

    With the option ``notes``, the list and what a teacher needs of that lesson. With ``reveal`` the lesson's cases are
    run by many couples, and what the model says comes with it. What names no lesson gives the list and says so; an
    option of another kind is as good as none.
    """
    options = visit.options if isinstance(visit.options, dict) else {}
    name = options.get("lesson")
    if isinstance(options.get("notes"), str):
        return _notes(options["notes"])
    if name in (None, "") or isinstance(name, bool) or not isinstance(name, str | int):
        return _list()
    try:
        chosen = lesson(str(name)[:80])
    except ScenarioError as error:
        return _list(str(error))
    return {**_list(), "lesson": describe(chosen, options.get("reveal") is True)}


def _notes(name: str) -> dict:
    try:
        return {**_list(), "notes": describe(lesson(name[:80]))}
    except ScenarioError as error:
        return _list(str(error))


def _of(thing: Any, *names: str) -> dict[str, Any]:
    """What a thing has under these names."""
    return {name: getattr(thing, name) for name in names}


def _said(thing: Any, *names: str) -> dict[str, Any]:
    """What a thing has under these names in words: a text, or several."""
    found = _of(thing, *names)
    return {name: say_all(text) if text else text for name, text in found.items()}


def _list(message: str = "") -> dict:
    rows = [{**_of(each, "name", "number", "minutes"), **_said(each, "title", "aim")} for each in lessons()]
    return {"lessons": rows, "message": message, "lesson": None, "notes": None}


def describe(shown: Lesson, reveal: bool = False) -> dict:
    """One lesson, step by step."""
    return {
        **_of(shown, "name", "number"),
        **_said(shown, "title", "aim", "audience"),
        "minutes": [step.minutes for step in (shown.predict, shown.run, shown.reveal, shown.reflect)],
        "setting": say(shown.predict.setting),
        "names": _names(shown),
        "limits": say_all(shown.teacher.limits),
        "question": say(shown.predict.question),
        "options": [
            {"key": option.key, "letter": letter, "says": say(option.says)}
            for letter, option in zip(LETTERS, shown.options, strict=False)
        ],
        "cases": [{**_of(case, *IN_A_CASE), **_said(case, *SAID_OF_A_CASE)} for case in shown.run.case],
        "reveal": _revealed(shown, measured(shown.name)) if reveal else None,
        "lived_by": lived_by(shown, shown.reveal.replicates),
        "questions": say_all(shown.reflect.questions),
        "go": [{**go.model_dump(), **_said(go, "says")} for go in shown.reflect.go],
        "teacher": {
            "expects": shown.teacher.expects,
            "questions": [_said(question, "ask", "answer") for question in shown.teacher.question],
            **_said(shown.teacher, "mistakes", "limits"),
            "cards": [
                {**_of(cards()[key], "key", "claim"), **_said(cards()[key], "status")} for key in shown.teacher.cards
            ],
            "sources": [references()[key].text for key in shown.teacher.sources],
        },
    }


def _names(shown: Lesson) -> dict[str, str]:
    """What the two of a lesson are called."""
    first = shown.scenarios[shown.run.case[0].key]
    return {"a": isolated(first.partner_a.name), "b": isolated(first.partner_b.name)}


def _revealed(shown: Lesson, measurement: Measurement) -> dict:
    """The numbers as bars, the options that hold, and the facts, in words."""
    reveal = shown.reveal
    numbers = {
        key: value for key, value in (measurement.differences or measurement.cases).items() if key != reveal.against
    }
    ends = [end for value in numbers.values() for end in (value.low, value.high)]
    low, high, zero = _axis("" if reveal.against else reveal.outcome, min(ends), max(ends))
    against = reveal.against
    base = say(shown.cases[against].title) if against else ""

    def at(value: float) -> float:
        return round(100 * (value - low) / (high - low), 2)

    bars = [
        {
            "title": say(shown.cases[key].title),
            "value": at(value.value),
            "low": at(value.low),
            "high": at(value.high),
            "text": outcome_figure(reveal.outcome, value.value, signed=bool(base)),
            "full": with_interval(reveal.outcome, value, signed=bool(base)),
        }
        for key, value in numbers.items()
    ]
    if base:  # what the others are held against is nothing, and has its row all the same
        nothing = at(0.0)
        bars.insert(0, {"title": base, "value": nothing, "low": nothing, "high": nothing, "text": "0", "full": "0"})
    return {
        "answer": answer(shown, measurement),
        "holds": list(measurement.holds),
        "label": say(reveal.label),
        "base": f"{base}: {outcome_figure(reveal.outcome, measurement.cases[against].value)}" if against else "",
        "bars": bars,
        "zero": at(0.0) if zero else None,
        "ill": reveal.outcome in ILL,
        "line": _line(shown, low, high, bool(base)),
        "why": say(reveal.why),
        "facts": [
            {
                "says": say(fact.says),
                "holds": checked.holds,
                "found": fact_with_interval(fact, checked),
                "of": compared(shown, fact),
            }
            for fact, checked in zip(reveal.fact, measurement.facts, strict=True)
        ],
    }


def _axis(outcome: str, low: float, high: float) -> tuple[float, float, bool]:
    """The ends of an outcome's axis (of differences where it has no name), and whether bars are drawn from a zero."""
    line = OUTCOMES.get(outcome)
    if line and line.unit in UNITS:
        room = MARGIN * max(high - low, 1.0)
        return low - room, high + room, False
    if line and line.is_share:
        return 0.0, 1.0, True
    low, high = min(low, 0.0), max(high, 0.0)
    return (low, high, True) if high > low else (0.0, 1.0, True)


def _line(shown: Lesson, low: float, high: float, is_difference: bool) -> dict | None:
    """The line below which a couple is distressed, where it is on the axis."""
    if shown.reveal.outcome != "satisfaction" or is_difference:
        return None
    value = next(iter(shown.scenarios.values())).constants.das_distressed
    return (
        {"at": round(100 * (value - low) / (high - low), 2), "text": written(f"{value:g}")}
        if low < value < high
        else None
    )
