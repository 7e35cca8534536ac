"""The teacher's sheet: the whole lesson, what the model says to it, and what the class said."""

from collections.abc import Iterable
from itertools import groupby

from sim.lessons import Lesson, Measurement
from sim.report.html import escape
from sim.sheets.frame import document
from sim.wording import care
from sim.wording.language import marked, say
from sim.wording.lesson import LETTERS, Paragraph, paragraphs

TITLE = marked("teacher sheet")
SAID, OF = marked(("What the class said", "{votes} of {total}"))
TAGS = {"item": "ul", "step": "ol"}


def teacher_sheet(
    lesson: Lesson, paper: str, votes: tuple[int, ...] = (), measurement: Measurement | None = None, links: str = ""
) -> str:
    """The sheet; with a measurement it has the model's numbers, and with votes the class's."""
    (_, title), aim, audience, *rest = paragraphs(lesson, measurement)
    box = f'<p class="care"><b>{escape(say("Care."))}</b> {escape(" ".join((say(care.TEACHER), *care.box())))}</p>'
    body = f"<h1>{escape(title)}</h1>{box}{_written((aim, audience))}{_result(lesson, votes)}{_written(rest)}"
    return document(lesson, say(TITLE), "teacher", paper, body, links)


def _result(lesson: Lesson, votes: tuple[int, ...]) -> str:
    """What the class answered."""
    if not votes:
        return ""
    total = sum(votes)
    rows = "".join(
        f"<li>{LETTERS[i]}. {escape(say(one.says))} <b>{escape(say(OF, votes=votes[i], total=total))}</b></li>"
        for i, one in enumerate(lesson.options)
    )
    return f"<h2>{escape(say(SAID))}</h2><ul>{rows}</ul>"


def _written(rest: Iterable[Paragraph]) -> str:
    """Paragraphs as HTML; what follows each other as items is one list."""
    parts = []
    for style, group in groupby(rest, lambda paragraph: paragraph[0]):
        texts = [_emphasised(text) for _, text in group]
        if style in TAGS:
            parts.append(f"<{TAGS[style]}>{''.join(f'<li>{text}</li>' for text in texts)}</{TAGS[style]}>")
        else:
            tag = "h2" if style == "part" else "p"
            parts.extend(f"<{tag}>{text}</{tag}>" for text in texts)
    return "".join(parts)


def _emphasised(text: str) -> str:
    """Text with what stands between asterisks in italics."""
    return "".join(f"<i>{escape(part)}</i>" if at % 2 else escape(part) for at, part in enumerate(text.split("*")))
