"""A lesson's sheet, as the page links to it."""

from html import escape

from sim.checking.errors import complaint, nearest, shown
from sim.lessons import lesson, measured
from sim.sheets.frame import PAPERS, SHEETS, paper_of, votes_of
from sim.sheets.student import student_sheet
from sim.sheets.teacher import teacher_sheet
from sim.wording.language import ENGLISH, asked, say, speaking

KINDS = dict(zip(SHEETS, (student_sheet, teacher_sheet), strict=True))


def sheet(name: str, kind: str, paper: str, votes: str, spoken: str = "") -> str:
    """The sheet of a lesson for a student or a teacher, on a paper, in a language. Raises ``ScenarioError`` for what is
    none; a language that there is not is English."""
    if kind not in KINDS:
        raise complaint("sheet", "kind", shown(kind), " or ".join(KINDS), nearest(kind, KINDS))
    chosen, counts = lesson(name), votes_of(lesson(name), votes)
    known = measured(chosen.name) if kind == "teacher" or counts else None
    more = f"&amp;votes={escape(votes)}" if counts else ""
    code = asked(spoken).language
    more += f"&amp;lang={code}" if code != ENGLISH else ""
    papers = " ".join(f'<a href="?paper={each}{more}">{PAPERS[each][0].capitalize()}</a>' for each in PAPERS)
    with speaking(code):
        told = say(
            "Print it, or save it as PDF, from the browser (Ctrl-P, on a Mac ⌘P). Paper: {papers}", papers=papers
        )
        return KINDS[kind](chosen, paper_of(paper), counts, known, f'<p class="screen">{told}</p>')
