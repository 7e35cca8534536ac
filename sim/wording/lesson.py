"""A lesson in words: its numbers as people read them, and the whole of it as paragraphs.

``paragraphs`` gives paragraphs with a style each, from which a guide in Markdown and a terminal's text are made.
"""

from collections.abc import Iterator

from sim.evidence.cards import cards
from sim.evidence.references import references
from sim.lessons.measuring import Checked, Measured, Measurement
from sim.lessons.schema import Case, Fact, Lesson
from sim.wording.numbers import outcome_figure

LETTERS = "ABCDE"
Paragraph = tuple[str, str]
"""(style, text); the styles are ``title``, ``part``, ``text``, ``item`` and ``step``."""


def with_interval(outcome: str, measured: Measured, signed: bool = False) -> str:
    """A number with its interval, as in ``85.3 % (85.0 to 85.7)``; where all couples agree, the number."""
    low, high = (outcome_figure(outcome, end, signed, unit=False) for end in (measured.low, measured.high))
    interval = f" ({low} to {high})" if measured.low < measured.high else ""
    return outcome_figure(outcome, measured.value, signed) + interval


def fact_with_interval(fact: Fact, checked: Checked) -> str:
    """A fact's number with its interval: an outcome, a difference, or how one difference compares with another."""
    if not fact.over:
        return with_interval(fact.outcome, checked, signed=len(fact.of) == 2)
    if checked.value >= 1.5:
        return f"{checked.value:.1f} times as much ({checked.low:.1f} to {checked.high:.1f})"
    low, high = (f"{100 * end + 0.0:.1f}" for end in (checked.low, checked.high))
    return f"{100 * checked.value + 0.0:.1f} % of it ({low} to {high})"


def compared(lesson: Lesson, fact: Fact) -> str:
    """What a fact's number is made of: the titles of its cases."""

    def gap(keys: tuple[str, ...]) -> str:
        return " less ".join(f"“{lesson.cases[key].title}”" for key in keys)

    return gap(fact.of) + (f", over {gap(fact.over)}" if fact.over else "")


def letter(lesson: Lesson, key: str) -> str:
    """The letter of an option."""
    return LETTERS[[option.key for option in lesson.options].index(key)]


def answer(lesson: Lesson, measurement: Measurement) -> str:
    """Which option the model bears out, or that it is none of them."""
    held = [option for option in lesson.options if option.key in measurement.holds]
    if not held:
        return "None of the answers is what the model says."
    says = " And: ".join(f"{letter(lesson, option.key)}. {option.says}" for option in held)
    sure = "" if measurement.sure > 0.995 else f" (in {100 * measurement.sure:.0f} of 100 classes of so many couples)"
    return f"The model says: {says}{sure}"


def unmet_claims(lesson: Lesson, measurement: Measurement) -> list[str]:
    """What a lesson claims and the model does not bear out; empty where all is well."""
    wrong = []
    if measurement.holds != (lesson.teacher.expects,):
        said = ", ".join(measurement.holds) or "none of the options"
        wrong.append(f"teacher.expects: {lesson.teacher.expects!r}; measured: {said}")
    for at, (fact, checked) in enumerate(zip(lesson.reveal.fact, measurement.facts, strict=True), 1):
        if not checked.holds:
            wrong.append(f"reveal.fact.{at}: {fact.says!r}; measured: {fact_with_interval(fact, checked)}")
    return wrong


def paragraphs(lesson: Lesson, measurement: Measurement | None = None) -> Iterator[Paragraph]:
    """The whole lesson, teacher's note included; with a measurement also what the model says."""
    yield "title", f"{lesson.number}. {lesson.title}" if lesson.number else lesson.title
    yield "text", f"Aim: {lesson.aim}"
    yield "text", f"For: {lesson.audience} Time: {lesson.minutes} minutes."
    yield "part", f"Predict ({lesson.predict.minutes} minutes)"
    yield "text", lesson.predict.setting
    yield "text", f"*{lesson.predict.question}*"
    for mark, option in zip(LETTERS, lesson.options, strict=False):
        yield "item", f"{mark}. {option.says}"
    yield "part", f"Run ({lesson.run.minutes} minutes)"
    for case in lesson.run.case:
        yield "step", f"{case.title}: {case.what} {' '.join(case.do)} {_watch(case)}"
    yield "part", f"Reveal ({lesson.reveal.minutes} minutes)"
    if measurement is not None:
        yield from _measured(lesson, measurement)
    yield "text", lesson.reveal.why
    yield "part", f"Reflect ({lesson.reflect.minutes} minutes)"
    for text in lesson.reflect.questions:
        yield "item", text
    yield "text", "Then go on:"
    for go in lesson.reflect.go:
        yield "item", go.says
    yield from _note(lesson)


def _watch(case: Case) -> str:
    return f"To notice: {' '.join(case.watch)}"


def _measured(lesson: Lesson, measurement: Measurement) -> Iterator[Paragraph]:
    """What was measured."""
    reveal = lesson.reveal
    yield "text", f"{answer(lesson, measurement)}"
    yield "text", f"{reveal.label}, {measurement.replicates:,} couples each (in brackets the 95 % interval):"
    for case in lesson.measured_cases:
        difference = ""
        if reveal.against is not None and case.key != reveal.against:
            difference = f"; against “{lesson.cases[reveal.against].title}”: "
            difference += with_interval(reveal.outcome, measurement.differences[case.key], signed=True)
        yield "item", f"{case.title}: {with_interval(reveal.outcome, measurement.cases[case.key])}{difference}"
    if reveal.fact:
        yield "text", "And this, measured as well:"
    for fact, checked in zip(reveal.fact, measurement.facts, strict=True):
        wrong = "" if checked.holds else "NOT BORNE OUT: "
        yield "item", f"{wrong}{fact.says} {fact_with_interval(fact, checked)}, from {compared(lesson, fact)}."


def _note(lesson: Lesson) -> Iterator[Paragraph]:
    """The teacher's note."""
    note = lesson.teacher
    yield "part", "For the teacher"
    expects = next(option for option in lesson.options if option.key == note.expects)
    yield "text", f"Expected of the model: {letter(lesson, expects.key)}. {expects.says}"
    yield "text", "Questions, and answers to expect:"
    for question in note.question:
        yield "item", f"*{question.ask}* {question.answer}"
    yield "text", "What is easily got wrong:"
    for text in note.mistakes:
        yield "item", text
    yield "text", "Limits, to be said aloud:"
    for text in note.limits:
        yield "item", text
    yield "text", "What it rests on:"
    for key in note.cards:
        yield "item", f"{cards()[key].claim} ({cards()[key].status})"
    yield "text", "Sources: " + " ".join(references()[key].text for key in note.sources)
