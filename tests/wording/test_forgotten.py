"""What is sent as a page of its own, in the language of marks: no word of a sheet, a phone or the presenter's window
was forgotten. The page itself is looked at in a browser (``tests/dashboard/test_page_language.py``)."""

import re
from dataclasses import replace
from gettext import NullTranslations
from html import unescape
from html.parser import HTMLParser
from importlib import resources

import pytest

from sim.classpages import phone
from sim.classpages.teachers import presenter
from sim.classroom.ballot import Question
from sim.classroom.room import Room
from sim.dashboard import views
from sim.dashboard.payload import controls
from sim.dashboard.payload.payload import payload
from sim.dashboard.state import placing
from sim.dashboard.state.gestures import after
from sim.dashboard.state.visit import opening
from sim.lessons import lesson, measured
from sim.sheets.student import student_sheet
from sim.sheets.teacher import teacher_sheet
from sim.wording import classroom, language
from sim.wording.language import PSEUDO, say, speaking

ENGLISH_ON_PURPOSE = re.compile(r"Pas de Deux|LARK 4207|\b[A-E]\b\.?|PDF|(?<=\()\S+(?=\))")


class Outside(HTMLParser):
    """The words of a page that stand outside of marks."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.found, self.skipped = 0, "", False

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.skipped = tag in ("style", "script")
        for name, value in attrs:
            if name in ("aria-label", "title", "placeholder", "alt"):
                self.handle_data(value or "")
        self.found += " "

    def handle_data(self, data: str) -> None:
        for sign in "" if self.skipped else data:
            self.depth += (sign == "⟦") - (sign == "⟧")
            self.found += sign if self.depth == 0 and sign != "⟧" else ""


def forgotten(html: str, *names: str) -> str:
    """The words of a page that nobody said."""
    parser = Outside()
    parser.feed(html)
    assert parser.depth == 0, "a message is cut off"
    words = ENGLISH_ON_PURPOSE.sub(" ", unescape(parser.found))
    for name in names:
        words = words.replace(name, " ")
    return " ".join(re.findall(r"\w*[^\W\d_]+\w*", words))


@pytest.mark.parametrize(("name", "is_measured"), [("no-villain", True), ("nobody-stands-alone", False)])
def test_no_word_of_a_sheet_was_forgotten(name, is_measured):
    one, known = lesson(name), measured(name) if is_measured else None
    names = [each.name for scenario in one.scenarios.values() for each in (scenario.partner_a, scenario.partner_b)]
    votes = tuple(range(1, len(one.options) + 1))
    with speaking(PSEUDO):
        assert forgotten(student_sheet(one, "a4"), *names) == ""
        assert forgotten(student_sheet(one, "a4", votes, known), *names) == ""
        teachers = teacher_sheet(one, "a4", votes, known)
    # Claims and sources are English on purpose, and are all that is.
    rest, _, sources = teachers.partition("⟦Sources: ")
    assert sources and forgotten(re.sub(r"<li>[^<⟦]*(?=\(⟦)", "<li>", rest), *names) == ""


def test_no_word_of_a_phone_was_forgotten():
    room = Room("LARK4207", [], b"secret")
    one = lesson("let-go-too-soon")
    options = tuple(option.key for option in one.options)
    device = room.enter(room.token(b"0123456789abcdef"), "10.0.0.9", 0.0)
    pages = []
    with speaking(PSEUDO):
        pages += [phone.enter("/c", say(classroom.NO_CLASS)), phone.wait(), phone.now(room, device, "/c")]
        pages += [phone.refused("/c", classroom.refused(why), room.code) for why in classroom.REFUSED]
        for kind in ("predict", "saw"):
            for choice in (None, options[0], ""):
                room.ask(Question(one.name, kind, options), again=True)
                if choice is not None:
                    room.vote(device, len(room.rounds), choice)
                pages.append(phone.now(room, device, "/c"))
            room.close()
            pages.append(phone.now(room, device, "/c"))
        for page in (*pages, *(phone.page(body, "/c") for body in pages[:1])):
            assert forgotten(page, "LARK 4207", "LARK4207") == "", page


def test_no_word_of_the_presenter_s_window_was_forgotten():
    page = (resources.files("sim.classpages") / "assets" / "presenter.html").read_text("utf-8")
    assert forgotten(presenter(page, PSEUDO)) == ""
    assert 'lang="de" dir="ltr"' in presenter(page, "de") and "Für die Lehrkraft" in presenter(page, "de")
    assert "For the teacher" in presenter(page, "en")


def test_what_is_kept_for_all_visitors_is_kept_in_each_language():
    placed = after(opening(), {"kind": "place", "what": "hand-holding", "turn": 29, "turns": 60})
    told = {}
    for code in ("en", "de"):
        with speaking(code):
            told[code] = payload(replace(placed, language=code))["sentence"]
    assert told["en"].startswith("With the hand") and "the hand" not in told["de"]


def test_nothing_is_said_that_no_catalogue_has(monkeypatch):
    unsaid = set()

    class Unsaid(NullTranslations):
        def ugettext(self, message):
            unsaid.add(message)
            return message

        def ungettext(self, one, many, count):
            return self.ugettext(one)

    monkeypatch.setattr(language._translations("de"), "_fallback", Unsaid())
    with speaking("de"):
        controls._fixed.__wrapped__("de")
        for name in ("protest-polka", "steady-partner", "therapy-course"):
            visit = after(replace(opening(), language="de"), {"kind": "choose", "name": name})
            visit = after(visit, {"kind": "place", "what": "time-out", "turn": 5, "turns": 10})
            payload(visit)
            for panel in ("why", "cycle", "evidence"):
                views.answer(replace(visit, panel=panel))
        for kind in placing.FORMS:
            payload(after(opening(), {"kind": "place", "what": kind, "turn": 5, "turns": 10}))
    assert unsaid == set()
