"""A lesson in words: its numbers as people read them, and the whole of it as paragraphs.

``paragraphs`` gives paragraphs with a style each, from which a guide in Markdown and a terminal's text are made.
"""

from collections.abc import Callable, Iterable, Iterator

from sim.evidence.cards import cards
from sim.evidence.references import references
from sim.lessons.measuring import Checked, Measured, Measurement
from sim.lessons.schema import Fact, Lesson
from sim.wording.numbers import outcome_figure

LETTERS = "ABCDE"
MARKS = {"title": "## ", "part": "### ", "text": "", "item": "- ", "step": "1. "}
TIGHT = ("item", "step")
HEAD = """# Lessons

Each lesson has four steps. The class *predicts*: it sees a situation and a question, and everyone commits to an
answer, by a show of hands or [by phone](teaching.md). It *runs* the cases on the page and looks. The page *reveals*
what the model says over hundreds of couples, and why. The class *reflects*, and plays on. Committing first is the
point: students who predict a demonstration before they see it understand more of it, and those who only watch
understand no more than those who never saw it (Crouch et al. 2004, for physics).

On the page, press *Lessons*: every step has a screen of its own. On the command line:

```sh
uv run pasdedeux lessons                 # the list
uv run pasdedeux lessons flooded         # one lesson, with its note for the teacher
```

<!-- not run: minutes; tests/lessons measures every claim -->
```sh
uv run pasdedeux lessons --check         # measure every claim again
```

No number below was typed: this page is made by `pasdedeux lessons --guide` from the files in
[`scenarios/lessons`](../../scenarios/lessons/01-no-villain.toml) and from runs of the model, and a test fails when a
lesson claims what the model does not show. What the model shows is not yet what people do: each lesson says which of
its claims are measured, contested or assumed. It is a teaching model and not a clinical tool, and nothing here
applies to abusive relationships.

A lesson of your own is a file like these; `pasdedeux lessons my-lesson.toml --check` says whether its claims hold.

| | lesson | aim | minutes |
|---|---|---|---|
"""
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
    if checked.value > 1.0:
        digits = 1 if checked.value >= 1.5 else 2
        low, high = (f"{end:.{digits}f}" for end in (checked.low, checked.high))
        return f"{checked.value:.{digits}f} times as much ({low} to {high})"
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
    answers = [f"{mark}. {option.says}" for mark, option in zip(LETTERS, lesson.options, strict=False)]
    yield from _list(f"*{lesson.predict.question}*", answers)
    yield "part", f"Run ({lesson.run.minutes} minutes)"
    for case in lesson.run.case:
        yield "step", f"{case.title}: {case.what} {' '.join(case.do)} To notice: {' '.join(case.watch)}"
    yield "part", f"Reveal ({lesson.reveal.minutes} minutes)"
    if measurement is not None:
        yield from _measured(lesson, measurement)
    yield "text", lesson.reveal.why
    yield "part", f"Reflect ({lesson.reflect.minutes} minutes)"
    for text in lesson.reflect.questions:
        yield "item", text
    yield from _list("Then go on:", (go.says for go in lesson.reflect.go))
    yield from _note(lesson)


def lived_by(lesson: Lesson, replicates: int) -> str:
    """Who lives each case: so many couples, or villages of so many."""
    if not lesson.is_of_villages:
        return f"{replicates:,} couples"
    return f"{replicates:,} villages of {next(iter(lesson.scenarios.values())).community.couples:,} couples"


def _list(title: str, items: Iterable[str]) -> Iterator[Paragraph]:
    yield "text", title
    for item in items:
        yield "item", item


def _measured(lesson: Lesson, measurement: Measurement) -> Iterator[Paragraph]:
    """What was measured."""
    reveal = lesson.reveal
    yield "text", f"{answer(lesson, measurement)}"
    yield "text", f"{reveal.label}, {lived_by(lesson, measurement.replicates)} each (in brackets the 95 % interval):"
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
    yield from _list("Questions, and answers to expect:", (f"*{each.ask}* {each.answer}" for each in note.question))
    yield from _list("What is easily got wrong:", note.mistakes)
    yield from _list("Limits, to be said aloud:", note.limits)
    known = (cards()[key] for key in note.cards)
    yield from _list("What it rests on:", (f"{card.claim} ({card.status})" for card in known))
    yield "text", "Sources: " + " ".join(references()[key].text for key in note.sources)


def guide(measurements: Iterable[tuple[Lesson, Measurement]]) -> str:
    """The whole guide."""
    pairs = list(measurements)
    rows = [f"| {lesson.number} | {lesson.title} | {lesson.aim} | {lesson.minutes} |\n" for lesson, _ in pairs]
    return HEAD + "".join(rows) + "".join(f"\n{markdown(*pair)}" for pair in pairs)


def markdown(lesson: Lesson, measurement: Measurement | None = None) -> str:
    """One lesson in Markdown."""
    return joined(lesson, measurement, lambda style, words: MARKS[style] + words)


def joined(lesson: Lesson, measurement: Measurement | None, write: Callable[[str, str], str]) -> str:
    """One lesson as text, each paragraph written by its style; items of a list follow each other closely."""
    text, before = "", ""
    for style, words in paragraphs(lesson, measurement):
        gap = "" if not text or (style == before and style in TIGHT) else "\n"
        text += f"{gap}{write(style, words)}\n"
        before = style
    return text
