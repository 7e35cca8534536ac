"""What the teacher's own window says at each step of a lesson: what to read out, the next cue, what to listen for.

Before the reveal it has the class asked what it saw: one observation of a demonstration in five was at odds with what
had happened, and fewer where people had predicted. Source: Miller, Lasry, Chu & Mazur (2013).
"""

import re
from typing import Any

from sim.lessons.schema import Lesson
from sim.model.schedule import TURN_SECONDS
from sim.wording import care
from sim.wording.language import marked, say, say_all
from sim.wording.lesson import letter, lived_by

STEPS = marked(("Predict", "Run", "Reveal", "Reflect"))
CLOCK = re.compile(r"\b(\d{1,2}):([0-5]\d)\b")
PREDICT_CUES = marked((
    "Read the box on the stage aloud, and press Begin there. Then read the situation and the question. Nobody speaks "
    "yet.",
    "Open the vote. The code stands on the wall now, and whoever is not in yet joins. Each one answers alone, in "
    "silence.",
    "Close the vote. Look at the counts before the class does.",
    "Are they split? Hide the counts, and have each one convince a neighbour who chose otherwise: two minutes. "
    "Then vote again.",
    "Show both votes. Hear one voice for each answer. Then run.",
))  # fmt: skip
"""Peer instruction. Source: Crouch & Mazur (2001)."""
DRAW_CUE = marked("First let them draw, on the curtain or on paper, what they expect. Then run it.")
SAW_CUE = marked(
    "Before you go on, ask what they saw, and show the counts: people remember what they expected, and the next step "
    "shows at once what the model says."
)
REVEAL_CUES = marked((
    "Now what the model says, over {couples}.",
    "Read the reason aloud. Who had it, whatever they voted?",
    "Say the limits aloud.",
))  # fmt: skip
"""What is seen comes before what is revealed."""
REFLECT_CUES = marked(("Two minutes alone, on paper. Then in pairs. Then whoever wants to.",))


def notes(lesson: Lesson) -> dict[str, Any]:
    """The teacher's notes of a lesson, as plain JSON."""
    expects = lesson.teacher.expects
    says = next(option.says for option in lesson.options if option.key == expects)
    setting, question = lesson.predict.setting, lesson.predict.question
    spoken = ((setting, question), (), (lesson.reveal.why,), lesson.reflect.questions)
    steps = zip(STEPS, spoken, (PREDICT_CUES, (), REVEAL_CUES, REFLECT_CUES), strict=True)
    couples = lived_by(lesson, lesson.reveal.replicates)
    first, last = lesson.run.case[0], lesson.run.case[-1]
    before = {first.key: () if lesson.scenarios[first.key].is_village else (DRAW_CUE,)}
    after = {last.key: (SAW_CUE,)}
    return {
        "turn_seconds": TURN_SECONDS,
        "name": lesson.name,
        "title": say(lesson.title),
        "minutes": [step.minutes for step in (lesson.predict, lesson.run, lesson.reveal, lesson.reflect)],
        "steps": [
            {"title": say(title), "say": say_all(texts), "cues": cues(given, couples=couples)}
            for title, texts, given in steps
        ],
        "cases": [
            {
                "key": case.key,
                "title": say(case.title),
                "say": [say(case.what)],
                "cues": cues(before.get(case.key, ()) + case.do + after.get(case.key, ())),
                "watch": say_all(case.watch),
            }
            for case in lesson.run.case
        ],
        "expects": {"letter": letter(lesson, expects), "says": say(says)},
        "questions": [{"ask": say(one.ask), "answer": say(one.answer)} for one in lesson.teacher.question],
        "mistakes": say_all(lesson.teacher.mistakes),
        "limits": say_all(lesson.teacher.limits),
        "care": [say(care.TEACHER), *care.box()],
    }  # fmt: skip


def cues(texts: tuple[str, ...], **values: str) -> list[dict[str, Any]]:
    """What to do next, each with the turn of the conversation that it names, where it names one."""
    return [{"says": say(text).replace("*", ""), "turn": turn(text)} for text in texts]


def turn(text: str) -> int | None:
    """The turn at which a text says that something is to be done, as in *Stop at 5:00*."""
    found = CLOCK.search(text)
    return (60 * int(found[1]) + int(found[2])) // TURN_SECONDS if found else None
