"""What the teacher's own window says at each step of a lesson: what to read out, the next cue, what to listen for.

Before the reveal it has the class asked what it saw: one observation of a demonstration in five was at odds with what
had happened, and fewer where people had predicted. Source: Miller, Lasry, Chu & Mazur (2013).
"""

import re
from typing import Any

from sim.lessons.schema import Lesson
from sim.model.schedule import TURN_SECONDS
from sim.wording import care
from sim.wording.lesson import letter, lived_by

STEPS = ("Predict", "Run", "Reveal", "Reflect")
CLOCK = re.compile(r"\b(\d{1,2}):([0-5]\d)\b")
PREDICT_CUES = (
    "Read the box on the stage aloud, and press Begin there. Then read the situation and the question. Nobody speaks "
    "yet.",
    "Open the vote. The code stands on the wall now, and whoever is not in yet joins. Each one answers alone, in "
    "silence.",
    "Close the vote. Look at the counts before the class does.",
    "Are they split? Hide the counts, and have each one convince a neighbour who chose otherwise: two minutes. "
    "Then vote again.",
    "Show both votes. Hear one voice for each answer. Then run.",
)
"""Peer instruction. Source: Crouch & Mazur (2001)."""
DRAW_CUE = "First let them draw, on the curtain or on paper, what they expect. Then run it."
SAW_CUE = (
    "Before you go on, ask what they saw, and show the counts: people remember what they expected, and the next step "
    "shows at once what the model says."
)
REVEAL_CUES = (
    "Now what the model says, over {couples}.",
    "Read the reason aloud. Who had it, whatever they voted?",
    "Say the limits aloud.",
)
"""What is seen comes before what is revealed."""
REFLECT_CUES = ("Two minutes alone, on paper. Then in pairs. Then whoever wants to.",)


def notes(lesson: Lesson) -> dict[str, Any]:
    """The teacher's notes of a lesson, as plain JSON."""
    expects = lesson.teacher.expects
    says = next(option.says for option in lesson.options if option.key == expects)
    couples = lived_by(lesson, lesson.reveal.replicates)
    first, last = lesson.run.case[0], lesson.run.case[-1]
    before = {first.key: () if lesson.scenarios[first.key].is_village else (DRAW_CUE,)}
    after = {last.key: (SAW_CUE,)}
    return {
        "turn_seconds": TURN_SECONDS,
        "name": lesson.name,
        "title": lesson.title,
        "minutes": [step.minutes for step in (lesson.predict, lesson.run, lesson.reveal, lesson.reflect)],
        "steps": [
            {"title": STEPS[0], "say": [lesson.predict.setting, lesson.predict.question], "cues": cues(PREDICT_CUES)},
            {"title": STEPS[1], "say": [], "cues": []},
            {
                "title": STEPS[2],
                "say": [lesson.reveal.why],
                "cues": cues(tuple(text.format(couples=couples) for text in REVEAL_CUES)),
            },
            {"title": STEPS[3], "say": list(lesson.reflect.questions), "cues": cues(REFLECT_CUES)},
        ],
        "cases": [
            {
                "key": case.key,
                "title": case.title,
                "say": [case.what],
                "cues": cues(before.get(case.key, ()) + case.do + after.get(case.key, ())),
                "watch": list(case.watch),
            }
            for case in lesson.run.case
        ],
        "expects": {"letter": letter(lesson, expects), "says": says},
        "questions": [question.model_dump() for question in lesson.teacher.question],
        "mistakes": list(lesson.teacher.mistakes),
        "limits": list(lesson.teacher.limits),
        "care": [care.TEACHER, *care.BOX],
    }


def cues(texts: tuple[str, ...]) -> list[dict[str, Any]]:
    """What to do next, each with the turn of the conversation that it names, where it names one."""
    return [{"says": text.replace("*", ""), "turn": turn(text)} for text in texts]


def turn(text: str) -> int | None:
    """The turn at which a text says that something is to be done, as in *Stop at 5:00*."""
    found = CLOCK.search(text)
    return (60 * int(found[1]) + int(found[2])) // TURN_SECONDS if found else None
