"""The lessons as the panel is given them: the list, or one lesson whole; what the model says only where it is asked."""

from functools import cache
from typing import Any

from sim.evidence.cards import cards
from sim.evidence.references import references
from sim.lessons import Lesson, Measurement, lesson, lessons, measure
from sim.run import cores
from sim.scenario.schema import ScenarioError
from sim.wording.lesson import LETTERS, SHARES, UNITS, answer, compared, fact_with_interval, figure, with_interval

MARGIN = 0.04
"""Room at the ends of an axis that does not begin at nothing, as a share of it."""


def view(visit: Any, life: Any) -> dict:
    """The list of lessons, or with the option ``lesson`` (a name or a number) that lesson.

    With ``reveal`` the lesson's cases are lived by many couples, and what the model says comes with it. What names no
    lesson gives the list and says so; an option of another kind is as good as none.
    """
    options = visit.options if isinstance(visit.options, dict) else {}
    asked = options.get("lesson")
    if asked in (None, "") or isinstance(asked, bool) or not isinstance(asked, str | int):
        return _list()
    try:
        one = lesson(str(asked)[:80])
    except ScenarioError as error:
        return _list(str(error))
    return {"lessons": _list()["lessons"], "message": "", "lesson": told(one, options.get("reveal") is True)}


def _list(message: str = "") -> dict:
    rows = [
        {"name": one.name, "number": one.number, "title": one.title, "aim": one.aim, "minutes": one.minutes}
        for one in lessons()
    ]
    return {"lessons": rows, "message": message, "lesson": None}


def told(one: Lesson, reveal: bool = False) -> dict:
    """One lesson, step by step."""
    return {
        "name": one.name,
        "number": one.number,
        "title": one.title,
        "aim": one.aim,
        "audience": one.audience,
        "minutes": [step.minutes for step in (one.predict, one.run, one.reveal, one.reflect)],
        "setting": one.predict.setting,
        "question": one.predict.question,
        "options": [
            {"key": option.key, "letter": letter, "says": option.says}
            for letter, option in zip(LETTERS, one.options, strict=False)
        ],
        "cases": [
            {"key": case.key, "title": case.title, "what": case.what, "do": list(case.do), "watch": list(case.watch),
             "panel": case.panel, "measured": case.measured}
            for case in one.run.case
        ],
        "reveal": _revealed(one, _measured(one.name)) if reveal else None,
        "couples": one.reveal.replicates,
        "questions": list(one.reflect.questions),
        "go": [go.model_dump() for go in one.reflect.go],
        "teacher": {
            "expects": one.teacher.expects,
            "questions": [question.model_dump() for question in one.teacher.question],
            "mistakes": list(one.teacher.mistakes),
            "limits": list(one.teacher.limits),
            "cards": [{"key": key, "claim": cards()[key].claim, "status": cards()[key].status}
                      for key in one.teacher.cards],
            "sources": [references()[key].text for key in one.teacher.sources],
        },
    }  # fmt: skip


@cache
def _measured(name: str) -> Measurement:
    """What the model says to a lesson: the same for every visitor, so it is worked out once."""
    return measure(lesson(name), threads=cores())


def _revealed(one: Lesson, made: Measurement) -> dict:
    """The numbers as bars, the options that hold, and the facts, in words."""
    reveal = one.reveal
    numbers = {key: value for key, value in (made.differences or made.cases).items() if key != reveal.against}
    ends = [end for value in numbers.values() for end in (value.low, value.high)]
    low, high, zero = _axis("" if reveal.against else reveal.outcome, min(ends), max(ends))
    base = one.cases[reveal.against].title if reveal.against else ""

    def at(value: float) -> float:
        return round(100 * (value - low) / (high - low), 2)

    bars = [
        {
            "title": one.cases[key].title,
            "value": at(value.value),
            "low": at(value.low),
            "high": at(value.high),
            "text": figure(reveal.outcome, value.value, signed=bool(base)),
            "full": with_interval(reveal.outcome, value, signed=bool(base)),
        }
        for key, value in numbers.items()
    ]
    return {
        "answer": answer(one, made),
        "holds": list(made.holds),
        "label": reveal.label,
        "base": base and f"{base}: {figure(reveal.outcome, made.cases[reveal.against].value)}",
        "bars": bars,
        "zero": at(0.0) if zero else None,
        "line": _line(one, low, high, bool(base)),
        "why": reveal.why,
        "facts": [
            {"says": fact.says, "holds": fact_found.holds, "found": fact_with_interval(fact, fact_found),
             "of": compared(one, fact)}
            for fact, fact_found in zip(reveal.fact, made.facts, strict=True)
        ],
    }  # fmt: skip


def _axis(outcome: str, low: float, high: float) -> tuple[float, float, bool]:
    """The ends of an outcome's axis (of differences where it has no name), and whether bars are drawn from a zero."""
    if outcome in UNITS:
        room = MARGIN * max(high - low, 1.0)
        return low - room, high + room, False
    if outcome in SHARES:
        return 0.0, 1.0, True
    low, high = min(low, 0.0), max(high, 0.0)
    return (low, high, True) if high > low else (0.0, 1.0, True)


def _line(one: Lesson, low: float, high: float, apart: bool) -> dict | None:
    """The line below which a couple is distressed, where it is on the axis."""
    if one.reveal.outcome != "satisfaction" or apart:
        return None
    value = next(iter(one.scenarios.values())).constants.das_distressed
    return {"at": round(100 * (value - low) / (high - low), 2), "text": f"{value:g}"} if low < value < high else None
