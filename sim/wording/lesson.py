"""A lesson in words: its numbers as people read them, and the whole of it as paragraphs.

``paragraphs`` gives paragraphs with a style each, from which a guide in Markdown and a terminal's text are made.
"""

from collections.abc import Callable, Iterable, Iterator

from sim.evidence.cards import cards
from sim.evidence.references import references
from sim.lessons.measuring import Checked, Measured, Measurement
from sim.lessons.schema import Fact, Lesson
from sim.wording.language import plural, say, say_all, written
from sim.wording.numbers import between, outcome_figure

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
    interval = f" ({between(low, high)})" if measured.low < measured.high else ""
    return outcome_figure(outcome, measured.value, signed) + interval


def fact_with_interval(fact: Fact, checked: Checked) -> str:
    """A fact's number with its interval: an outcome, a difference, or how one difference compares with another."""
    if not fact.over:
        return with_interval(fact.outcome, checked, signed=len(fact.of) == 2)
    if checked.value > 1.0:
        digits = 1 if checked.value >= 1.5 else 2
        value, low, high = (written(f"{end:.{digits}f}") for end in (checked.value, checked.low, checked.high))
        return say("{value} times as much ({interval})", value=value, interval=between(low, high))
    value, low, high = (written(f"{100 * end + 0.0:.1f}") for end in (checked.value, checked.low, checked.high))
    return say("{value} % of it ({interval})", value=value, interval=between(low, high))


def compared(lesson: Lesson, fact: Fact) -> str:
    """What a fact's number is made of: the titles of its cases."""

    def gap(keys: tuple[str, ...]) -> str:
        first, *rest = (say("“{title}”", title=say(lesson.cases[key].title)) for key in keys)
        return say("{first} less {second}", first=first, second=rest[0]) if rest else first

    return say("{one}, over {other}", one=gap(fact.of), other=gap(fact.over)) if fact.over else gap(fact.of)


def letter(lesson: Lesson, key: str) -> str:
    """The letter of an option."""
    return LETTERS[[option.key for option in lesson.options].index(key)]


def answer(lesson: Lesson, measurement: Measurement) -> str:
    """Which option the model bears out, or that it is none of them."""
    held = [option for option in lesson.options if option.key in measurement.holds]
    if not held:
        return say("None of the answers is what the model says.")
    told = [f"{letter(lesson, option.key)}. {say(option.says)}" for option in held]
    says = told[0] if len(told) < 2 else say("{one} And: {other}", one=told[0], other=" ".join(told[1:]))
    if measurement.sure > 0.995:
        return say("The model says: {says}", says=says)
    return say("The model says: {says} (in {times} of 100 classes of so many couples)", says=says,
               times=f"{100 * measurement.sure:.0f}")  # fmt: skip


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
    title = say(lesson.title)
    yield "title", f"{lesson.number}. {title}" if lesson.number else title
    yield "text", say("Aim: {aim}", aim=say(lesson.aim))
    yield "text", plural(lesson.minutes, "For: {audience} Time: {n} minute.", "For: {audience} Time: {n} minutes.",
                         audience=say(lesson.audience))  # fmt: skip
    yield "part", _part(say("Predict"), lesson.predict.minutes)
    yield "text", say(lesson.predict.setting)
    answers = [f"{mark}. {say(option.says)}" for mark, option in zip(LETTERS, lesson.options, strict=False)]
    yield from _list(f"*{say(lesson.predict.question)}*", answers)
    yield "part", _part(say("Run"), lesson.run.minutes)
    for case in lesson.run.case:
        told = {"title": say(case.title), "what": say(case.what), "do": " ".join(map(say, case.do))}
        yield "step", say("{title}: {what} {do} To notice: {watch}", watch=" ".join(map(say, case.watch)), **told)
    yield "part", _part(say("Reveal"), lesson.reveal.minutes)
    if measurement is not None:
        yield from _measured(lesson, measurement)
    yield "text", say(lesson.reveal.why)
    yield "part", _part(say("Reflect"), lesson.reflect.minutes)
    for text in lesson.reflect.questions:
        yield "item", say(text)
    yield from _list(say("Then go on:"), (say(go.says) for go in lesson.reflect.go))
    yield from _note(lesson)


def _part(step: str, minutes: int) -> str:
    """The head of a step."""
    return plural(minutes, "{step} ({n} minute)", "{step} ({n} minutes)", step=step)


def lived_by(lesson: Lesson, replicates: int) -> str:
    """Who lives each case: so many couples, or villages of so many."""
    if not lesson.is_of_villages:
        return plural(replicates, "{n} couple", "{n} couples")
    couples = next(iter(lesson.scenarios.values())).community.couples
    return plural(replicates, "{n} village of {couples} couples", "{n} villages of {couples} couples",
                  couples=written(f"{couples:,}"))  # fmt: skip


def _list(title: str, items: Iterable[str]) -> Iterator[Paragraph]:
    yield "text", title
    for item in items:
        yield "item", item


def _measured(lesson: Lesson, measurement: Measurement) -> Iterator[Paragraph]:
    """What was measured."""
    reveal = lesson.reveal
    yield "text", f"{answer(lesson, measurement)}"
    yield "text", say("{label}, {couples} each (in brackets the 95 % interval):", label=say(reveal.label),
                      couples=lived_by(lesson, measurement.replicates))  # fmt: skip
    for case in lesson.measured_cases:
        number = with_interval(reveal.outcome, measurement.cases[case.key])
        told = f"{say(case.title)}: {number}"
        if reveal.against is not None and case.key != reveal.against:
            difference = with_interval(reveal.outcome, measurement.differences[case.key], signed=True)
            told = say("{case}; against “{other}”: {difference}", case=told,
                       other=say(lesson.cases[reveal.against].title), difference=difference)  # fmt: skip
        yield "item", told
    if reveal.fact:
        yield "text", say("And this, measured as well:")
    for fact, checked in zip(reveal.fact, measurement.facts, strict=True):
        told = say("{fact} {number}, from {cases}.", fact=say(fact.says), number=fact_with_interval(fact, checked),
                   cases=compared(lesson, fact))  # fmt: skip
        yield "item", told if checked.holds else say("NOT BORNE OUT: {fact}", fact=told)


def _note(lesson: Lesson) -> Iterator[Paragraph]:
    """The teacher's note."""
    note = lesson.teacher
    yield "part", say("For the teacher")
    expects = next(option for option in lesson.options if option.key == note.expects)
    yield "text", say("Expected of the model: {letter}. {answer}", letter=letter(lesson, expects.key),
                      answer=say(expects.says))  # fmt: skip
    yield from _list(say("Questions, and answers to expect:"),
                     (f"*{say(each.ask)}* {say(each.answer)}" for each in note.question))  # fmt: skip
    yield from _list(say("What is easily got wrong:"), say_all(note.mistakes))
    yield from _list(say("Limits, to be said aloud:"), say_all(note.limits))
    known = (cards()[key] for key in note.cards)
    yield from _list(say("What it rests on:"), (f"{card.claim} ({say(card.status)})" for card in known))
    yield "text", say("Sources: {sources}", sources=" ".join(references()[key].text for key in note.sources))


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
