"""A lesson's sheet, as the page links to it."""

from html import escape

from sim.checking.errors import complaint, nearest, shown
from sim.lessons import lesson, measured
from sim.sheets.frame import PAPERS, SHEETS, paper_of, votes_of
from sim.sheets.student import student_sheet
from sim.sheets.teacher import teacher_sheet

KINDS = dict(zip(SHEETS, (student_sheet, teacher_sheet), strict=True))


def sheet(name: str, kind: str, paper: str, votes: str) -> str:
    """The sheet of a lesson for a student or a teacher, on a paper. Raises ``ScenarioError`` for what is none."""
    if kind not in KINDS:
        raise complaint("sheet", "kind", shown(kind), " or ".join(KINDS), nearest(kind, KINDS))
    chosen, counts = lesson(name), votes_of(lesson(name), votes)
    known = measured(chosen.name) if kind == "teacher" or counts else None
    more = f"&amp;votes={escape(votes)}" if counts else ""
    papers = " ".join(f'<a href="?paper={each}{more}">{PAPERS[each][0].capitalize()}</a>' for each in PAPERS)
    links = (
        f'<p class="screen">Print it, or save it as PDF, from the browser (Ctrl-P, on a Mac ⌘P). Paper: {papers}</p>'
    )
    return KINDS[kind](chosen, paper_of(paper), counts, known, links)
