"""The student's sheet: one page, without a name."""

import re
from importlib import resources

from sim.lessons import Lesson, Measurement
from sim.report.html import escape
from sim.sheets import guess
from sim.sheets.frame import document
from sim.wording import care
from sim.wording.language import marked, say
from sim.wording.lesson import LETTERS, with_interval
from sim.wording.numbers import line_of

TITLE = marked("student sheet")
OURS = marked("No name on this sheet; it is yours to keep.")
BEFORE = marked("Before you begin.")
LONG = 2_200
"""Letters from which a page is set closer, so that it stays one (tried with all lessons in all languages)."""
MANY = 3
"""Questions to reflect on that have room on the page."""


def student_sheet(
    lesson: Lesson, paper: str, votes: tuple[int, ...] = (), measurement: Measurement | None = None, links: str = ""
) -> str:
    """The sheet. Where votes are given, it has the class's result, and with a measurement the model's; otherwise there
    is room for both: nothing is told before it is predicted."""
    about_touch = any(plan.kind == "hand-holding" for one in lesson.scenarios.values() for plan in one.interventions)
    box = f'<p class="care"><b>{say(BEFORE)}</b> {escape(" ".join(care.box(about_touch)))}</p>'
    body = (
        f'<h1>{escape(say(lesson.title))}</h1><p class="aim">{escape(say(lesson.aim))} {escape(say(OURS))}</p>{box}'
        + _step(1, say("Predict, before you see"), _predict(lesson))
        + _step(2, say("Run: draw your guess in pencil, then what you saw in pen"),
                guess.picture(lesson) + f'<p class="write">{escape(say("What I saw, and did not expect:"))}</p>')
        + _step(3, say("Reveal: the class and the model"), _reveal(lesson, votes, measurement))
        + _step(4, say("Reflect"), _reflect(lesson))
    )  # fmt: skip
    kind = "student long" if len(re.sub(r"<[^>]+>", "", body)) > LONG else "student"
    return document(lesson, say(TITLE), kind, paper, body, links)


def _step(number: int, title: str, inner: str) -> str:
    return f'<section class="step"><h2><i>{number}</i>{escape(title)}</h2>{inner}</section>'


def _predict(lesson: Lesson) -> str:
    """The couple, the situation, the question, the answers, and why one thinks so."""
    scenario = lesson.scenarios[lesson.run.case[0].key]
    names = "".join(f"<span>{escape(person.name)}</span>" for person in (scenario.partner_a, scenario.partner_b))
    couple = (resources.files("sim.plots") / "couple.svg").read_text("utf-8")
    options = "".join(
        f"<li><span>{LETTERS[i]}. {escape(say(one.says))}</span></li>" for i, one in enumerate(lesson.options)
    )
    return (
        f'<div class="predict"><figure>{couple}<figcaption>{names}</figcaption></figure><div>'
        f'<p class="setting">{escape(say(lesson.predict.setting))}</p>'
        f'<p class="question">{escape(say(lesson.predict.question))}</p><ul class="options">{options}</ul>'
        f'<p class="write">{escape(say("because"))}</p></div></div>'
    )


def _reveal(lesson: Lesson, votes: tuple[int, ...], measurement: Measurement | None) -> str:
    """The class's votes and the model's numbers, or bars to be filled in."""
    most = max((*votes, 1))
    ours = "".join(
        _bar("bar", f"<b>{LETTERS[i]}</b>", 100 * votes[i] / most if votes else None, str(votes[i]) if votes else "")
        for i in range(len(lesson.options))
    )
    model = "".join(_case(lesson, key, measurement) for key in (case.key for case in lesson.measured_cases))
    model_says = say("The model: {label}", label=say(lesson.reveal.label))
    return (
        f'<div class="reveal"><div><h3>{escape(say("Our class"))}</h3>{ours}</div>'
        f"<div><h3>{escape(model_says)}</h3>{model}</div></div>"
    )


def _case(lesson: Lesson, key: str, measurement: Measurement | None) -> str:
    """One case of the model's: a bar where it is a share."""
    found = measurement.cases[key] if measurement else None
    share = line_of(lesson.reveal.outcome).is_share
    text = with_interval(lesson.reveal.outcome, found).partition(" (")[0] if found else ""
    width = 100 * found.value if found and share else None
    return _bar("bar model", escape(say(lesson.cases[key].title)), width, text)


def _bar(kind: str, head: str, width: float | None, text: str) -> str:
    filled = f'<u style="width: {width:.1f}%"></u>' if width is not None else ""
    told = f'<em class="told">{escape(text)}</em>' if text else "<em></em>"
    return f'<div class="{kind}">{head}<span>{filled}</span>{told}</div>'


def _reflect(lesson: Lesson) -> str:
    """The first questions, each with a line to write on."""
    rows = "".join(
        f'<li>{escape(say(text))}<p class="write second"></p></li>' for text in lesson.reflect.questions[:MANY]
    )
    return f'<ol class="reflect">{rows}</ol>'
