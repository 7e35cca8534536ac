"""The guide to the lessons in Markdown, made of the lessons and of what was measured."""

from collections.abc import Iterable

from sim.lessons.measuring import Measurement
from sim.lessons.schema import Lesson
from sim.wording.lesson import paragraphs

MARKS = {"title": "## ", "part": "### ", "text": "", "item": "- ", "step": "1. "}
TIGHT = ("item", "step")
HEAD = """# Lessons

Each lesson has four steps. The class *predicts*: it sees a situation and a question, and everyone commits to an
answer, by a show of hands. It *runs* the cases on the page and looks. The page *reveals* what the model says over
hundreds of couples, and why. The class *reflects*, and plays on. Committing first is the point: students who predict
a demonstration before they see it understand more of it, and those who only watch understand no more than those who
never saw it (Crouch et al. 2004, for physics).

On the page, open the tab *Lessons*. On the command line:

```sh
uv run pasdedeux lessons                 # the list
uv run pasdedeux lessons flooded         # one lesson, with its note for the teacher
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


def guide(measurements: Iterable[tuple[Lesson, Measurement]]) -> str:
    """The whole guide."""
    pairs = list(measurements)
    rows = [f"| {lesson.number} | {lesson.title} | {lesson.aim} | {lesson.minutes} |\n" for lesson, _ in pairs]
    return HEAD + "".join(rows) + "".join(f"\n{markdown(*pair)}" for pair in pairs)


def markdown(lesson: Lesson, measurement: Measurement | None = None) -> str:
    """One lesson in Markdown."""
    text, before = "", ""
    for style, words in paragraphs(lesson, measurement):
        gap = "" if not text or (style == before and style in TIGHT) else "\n"
        text += f"{gap}{MARKS[style]}{words}\n"
        before = style
    return text
