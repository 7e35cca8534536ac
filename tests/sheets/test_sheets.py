"""Sheets on paper: whole, honest about what is not to be told yet, and one page for a student."""

import re
from html import unescape

import pytest

from sim.checking.errors import ScenarioError
from sim.lessons import lesson, lessons, measured
from sim.sheets import pdf
from sim.sheets.frame import PAPERS, votes_of
from sim.sheets.student import student_sheet
from sim.sheets.teacher import teacher_sheet
from sim.wording import care

EVERY = lessons()


def words(html):
    """What is to be read on a sheet, on one line."""
    return " ".join(unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)).split())


@pytest.mark.browser
def test_a_student_s_sheet_is_one_page_of_either_paper(browser):
    page = browser.new_page()
    pages = {}
    for paper in PAPERS:
        sheets = [student_sheet(one, paper) for one in EVERY]
        bodies = (re.search(r"<body[^>]*>(.*)</body>", sheet, re.DOTALL)[1] for sheet in sheets)
        together = "".join(f'<div style="break-after: page">{body}</div>' for body in bodies)
        head, _, _ = sheets[0].partition("<body")
        page.set_content(f'{head}<body class="student">{together}</body></html>')
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
        pages[paper] = len(re.findall(rb"/Type\s*/Page\b", printed))
    page.close()
    assert pages == dict.fromkeys(PAPERS, len(EVERY))


def test_a_student_s_sheet_asks_and_does_not_tell():
    for one in EVERY:
        told = words(student_sheet(one, "a4"))
        for text in (one.title, one.predict.question, *(option.says for option in one.options), *care.box()):
            assert " ".join(text.split()) in told, (one.name, text)
        assert "%" not in told.partition("Reveal")[2].partition("Reflect")[0]
        assert next(o.says for o in one.options if o.key == one.teacher.expects) in told
        assert one.reveal.why not in told and one.teacher.limits[0] not in told


def test_a_lesson_with_a_hand_says_that_nobody_has_to_take_one():
    assert care.TOUCH in words(student_sheet(lesson("a-hand-in-the-dark"), "a4"))
    assert care.TOUCH not in words(student_sheet(lesson("no-villain"), "a4"))


def test_with_votes_the_class_stands_beside_the_model():
    one, found = lesson("no-villain"), measured("no-villain")
    told = words(student_sheet(one, "letter", (13, 39, 5), found))
    assert "A 13 B 39 C 5" in told and f"{100 * found.cases['exchanged'].value:.1f}" in told
    told = words(teacher_sheet(one, "a4", (13, 39, 5), found))
    for text in ("39 of 57", one.teacher.limits[0], one.teacher.question[0].answer, care.TEACHER):
        assert text in told


@pytest.mark.parametrize("text", ["1,2", "1,2,3,4", "a,b,c", "1,2,-3", "1,2,99999", "1.5,2,3", "٣,1,1", ","])
def test_what_are_no_votes_is_refused(text):
    with pytest.raises(ScenarioError, match="3 counts from 0 to 9,999"):
        votes_of(lesson("no-villain"), text)


def test_the_command_writes_both_sheets_and_says_where_a_browser_is_missing(pasdedeux, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "browser", lambda: None)
    done = pasdedeux("lessons", "no-villain", "--sheets", tmp_path / "sheets", "--paper", "letter", "--votes", "1,2,3")
    assert done.exit_code == 0 and "no Chromium is here" in " ".join(done.output.split())
    written = sorted(path.name for path in (tmp_path / "sheets").iterdir())
    assert written == ["no-villain-student.html", "no-villain-teacher.html"]
    assert "size: letter" in (tmp_path / "sheets" / written[0]).read_text("utf-8")


@pytest.mark.parametrize(
    "given, told",
    [
        (["--paper", "letter"], "--paper: given without --sheets"),
        (["no-villain", "--votes", "1,2,3"], "--votes: given without --sheets"),
        (["--sheets", "x", "--votes", "1,2,3"], "without a lesson's name"),
        (["no-villain", "--sheets", "x", "--json"], "--sheets: given with"),
        (["no-villain", "--sheets", "x", "--paper", "a5"], "allowed: a4 or letter"),
        (["no-villain", "--sheets", "x", "--votes", "1"], "3 counts"),
    ],
)
def test_flags_that_do_not_go_together_are_refused(pasdedeux, given, told):
    done = pasdedeux("lessons", *given)
    assert done.exit_code == 2 and told in " ".join(done.output.split())
