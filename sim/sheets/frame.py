"""The document around a sheet: its style, its paper, its foot."""

import re
from functools import cache
from importlib import resources

from sim.checking.errors import complaint, nearest, shown
from sim.lessons import Lesson
from sim.plots.palette import custom_properties
from sim.report.html import escape
from sim.wording import care
from sim.wording.language import direction, say, tag
from sim.wording.lesson import LETTERS

PAPERS = {"a4": ("A4", "210mm", "297mm", "25px"), "letter": ("letter", "8.5in", "11in", "19px")}
"""The papers: what a browser calls them, their width and height, and how high a line to write on may be."""
MAX_VOTES = 9_999
SHEETS = ("student", "teacher")


def paper_of(name: str) -> str:
    """A paper that there is. Raises ``ScenarioError``."""
    if name not in PAPERS:
        raise complaint("sheet", "paper", shown(name), " or ".join(PAPERS), nearest(name, PAPERS))
    return name


def votes_of(lesson: Lesson, text: str) -> tuple[int, ...]:
    """The class's votes in the order of the answers, as in ``13,39,5``; none for an empty text.

    Raises ``ScenarioError`` for what are no counts, or not one for each answer.
    """
    if not text:
        return ()
    parts = text[:200].split(",")
    counts = tuple(int(part) for part in parts if part.strip().isascii() and part.strip().isdigit())
    if len(counts) != len(parts) or len(counts) != len(lesson.options) or max(counts) > MAX_VOTES:
        letters = ", ".join(LETTERS[: len(lesson.options)])
        allowed = f"{len(lesson.options)} counts from 0 to {MAX_VOTES:,} with commas between, for {letters}"
        raise complaint("sheet", "votes", shown(text), allowed)
    return counts


@cache
def style(paper: str) -> str:
    """The print style on a paper, with the colours that it uses."""
    sheet = (resources.files("sim.sheets") / "sheet.css").read_text("utf-8")
    size, width, height, line = PAPERS[paper]
    sheet = sheet.replace("$paper", size).replace("$width", width).replace("$height", height).replace("$line", line)
    return custom_properties(*sorted(set(re.findall(r"--pdd-([a-z-]+)", sheet)))) + "\n" + sheet


def document(lesson: Lesson, title: str, kind: str, paper: str, body: str, links: str = "") -> str:
    """The whole HTML document, which needs nothing else; ``links`` stand above the sheet on a screen."""
    number = say("lesson {number}", number=lesson.number) + " · " if lesson.number else ""
    foot = f"<footer><span>Pas de Deux · {number}{escape(title)}</span><span>{escape(say(care.MODEL))}</span></footer>"
    return (
        f'<!DOCTYPE html>\n<html lang="{tag()}" dir="{direction()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(f'{say(lesson.title)} · {title}')}</title><style>{style(paper)}</style></head>\n"
        f'<body class="{kind}">{links}{body}{foot}</body></html>\n'
    )
