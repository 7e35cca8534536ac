"""What the teacher's pages are told of a class, as plain JSON; the QR code; the counts as a table."""

import csv
import io
from functools import lru_cache
from typing import Any

from sim.classroom.ballot import KINDS, PASS, PREDICT, SAW, Question, Round
from sim.classroom.codes import spoken
from sim.classroom.room import Room
from sim.lessons import lesson
from sim.plots.palette import COLOURS
from sim.wording import classroom as words
from sim.wording.language import say
from sim.wording.lesson import letter

COLUMNS = ("lesson", "question", "round", "answer", "says", "votes")


@lru_cache(8)
def qr(url: str, title: str) -> str:
    """The QR code of an address as SVG, dark on light, with its quiet border and its name."""
    import segno

    written = io.BytesIO()
    segno.make(url, error="m", micro=False).save(
        written, kind="svg", xmldecl=False, svgns=True, border=2, scale=8, dark=COLOURS["text"], light=COLOURS["white"],
        omitsize=True, svgclass=None, lineclass=None, title=title,
    )  # fmt: skip
    return written.getvalue().decode()


def state(room: Room, address: str, own_port: int, now: float) -> dict[str, Any]:
    """All that the projected page and the presenter's window show of a class; ``own_port`` is 0 where phones have
    none."""
    url = f"{address}/c/{room.code}" if address else ""
    told = (words.NETWORK if own_port else words.SAME_PORT) if address else words.NO_NETWORK
    return {
        "code": spoken(room.code),
        "url": url,
        "address": address.partition("://")[2] + ("" if own_port else "/c") if address else "",
        "told": say(told, address=url),
        "port": own_port,
        "joined": len(room.devices),
        "present": room.present(now),
        "turned_away": len(room.crowd),
        "is_shared": room.is_shared,
        "is_shown": room.is_shown,
        "is_blank": room.is_blank,
        "stage": room.stage._asdict(),
        "times": [round(seconds) for seconds in room.times(now)],
        "orders": [list(order) for order in room.orders],
        "vote": _vote(room),
        "answers": {kind: _answers(room, kind) for kind in KINDS},
    }


def _vote(room: Room) -> dict[str, Any] | None:
    """The question that was put last: what it is, whether it is open, and its rounds, the newest last."""
    if room.round is None:
        return None
    question, rounds = room.round.question, room.asked[-2:]
    return {
        "lesson": question.lesson,
        "kind": question.kind,
        "open": room.round.is_open,
        "number": room.round.number,
        "voted": room.round.voted,
        "asked": words.asked(lesson(question.lesson), question.kind),
        "pass": say(words.PASS_BUTTON[question.kind]),
        "rows": [
            {"key": key, "letter": mark, "says": says, "counts": [one.count(key) for one in rounds]}
            for key, mark, says in words.answers(lesson(question.lesson), question.kind)
        ],
        "passed": [one.count(PASS) for one in rounds],
        "changed": words.changed(rounds),
    }


def _answers(room: Room, kind: str) -> dict[str, Any] | None:
    """What the class has answered to a lesson's question in the end, for its result: counts by answer."""
    found = [one for one in room.rounds if one.question.lesson == room.stage.lesson and one.question.kind == kind]
    if not found:
        return None
    last = found[-1]
    predicted = [one for one in room.rounds if one.question.lesson == last.question.lesson
                 and one.question.kind == PREDICT]  # fmt: skip
    return {
        "lesson": last.question.lesson,
        "open": last.is_open,
        "voted": last.voted,
        "counts": {key: last.count(key) for key in last.question.options},
        "passed": last.count(PASS),
        "also": words.saw_what_they_predicted(predicted[-1], last) if kind == SAW and predicted else "",
    }


def question(name: str, kind: str) -> Question:
    """A lesson's question of this kind. Raises ``ScenarioError`` for a lesson that is none."""
    return Question(name, kind, tuple(option.key for option in lesson(name).options))


def counts(rounds: list[Round]) -> str:
    """Every round of every question as CSV: a row an answer, and one for those who passed."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in rounds:
        name, kind, _ = one.question
        for key, _, says in words.answers(lesson(name), kind):
            rows.writerow([name, kind, one.number, letter(lesson(name), key), says, one.count(key)])
        rows.writerow([name, kind, one.number, "", words.PASS_BUTTON[kind], one.count(PASS)])
    return written.getvalue()
