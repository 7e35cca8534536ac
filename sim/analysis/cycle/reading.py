"""A user's own coded conversations, from a CSV file (floor F6).

UTF-8, a heading line, cells apart by comma, semicolon or tab, columns in any order. Two forms:

- ``a,b``: a line is a turn, with the code of each partner; with ``turn`` as well, lines are put in its order;
- ``turn,who,code``: a line is one partner's code; ``who`` is a or b, and who has none at a turn was not to speak.

Both may have ``couple``, a name or number: transitions never cross couples. A code is a word of ``CODES`` in any case;
a blank is neutral; ``?`` or ``NA`` is missing and breaks the sequence, as does a turn whose number is left out.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sim.analysis.cycle.sequences import MISSING, SILENT, Sequences
from sim.analysis.measures import CODES
from sim.checking.errors import ScenarioError, complaint, nearest, one_line, shown

LEAST_TURNS = 30
"""Turns that a file must have coded, three minutes of six-second turns: a convention, *assumed*."""
LARGEST = 50_000_000
"""Bytes of the largest file that is read."""
UNKNOWN = ("?", "na", "n/a")
WIDE, LONG, OPTIONAL = ("a", "b"), ("turn", "who", "code"), ("couple", "turn")
COLUMNS = ("couple", "turn", "a", "b", "who", "code")
ALLOWED = "the columns a and b, or turn, who and code, and couple if there are several"

Turns = dict[int, list[int]]
"""Both partners' codes by the number of the turn."""


def read_codes(path: str | Path) -> Sequences:
    """The sequences of a CSV file; see the top of this file for its form.

    Raises ``ScenarioError`` for whatever cannot be used; the message names file, line, column, what was given, what is
    allowed, and the nearest known word.
    """
    where = str(path)
    lines = _lines(_text(Path(where), where), where)
    _, heading = next(lines, (1, []))
    names = _columns(heading, where)
    wide = "a" in names
    couples: dict[str, Turns] = {}
    last = None
    for line, cells in lines:
        if len(cells) != len(names):
            raise _wrong(where, line, "cells", f"{len(cells)}", f"{len(names)}, one for each column")
        given = {name: cell.strip() for name, cell in zip(names, cells, strict=True)}
        couple = _couple(given, where, line)
        if "turn" not in names and couple != last and couple in couples:
            raise _wrong(where, line, "couple", f"{shown(couple)} again, after another one",
                         "all lines of a couple together, or a column turn")  # fmt: skip
        last = couple
        _add(couples.setdefault(couple, {}), given, wide, where, line)
    return _made(couples, where)


def _text(path: Path, where: str) -> str:
    """The text of the file."""
    try:
        if not where or "\0" in where or not path.exists():
            raise complaint(where, "file", "no such file", "a CSV file of codes", _beside(path))
        if not path.is_file():
            raise complaint(where, "file", "a folder" if path.is_dir() else "no ordinary file", "a CSV file of codes")
        size = path.stat().st_size
        if size > LARGEST:
            raise complaint(where, "file", f"{size:,} bytes", f"at most {LARGEST:,} bytes")
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise complaint(where, "file", f"bytes that are no text at {error.start}", "a CSV file in UTF-8") from None
    except OSError as error:
        raise complaint(where[:200], "file", error.strerror or "an unreadable file", "a readable CSV file") from None
    if not text.strip():
        raise complaint(where, "file", "an empty file", f"a heading and at least {LEAST_TURNS} turns; {ALLOWED}")
    return text


def _beside(path: Path) -> str:
    """The nearest CSV file in the folder that was meant."""
    try:
        return nearest(str(path), [str(one) for one, _ in zip(path.parent.glob("*.csv"), range(1000), strict=False)])
    except (OSError, ValueError):
        return ""


def _lines(text: str, where: str) -> Iterator[tuple[int, list[str]]]:
    """Each line's number and its cells; blank lines at the end are left out, and refused elsewhere."""
    first = text.lstrip().partition("\n")[0]
    apart = next((mark for mark in (",", ";", "\t") if mark in first), ",")
    lines = io.StringIO(text.rstrip("\r\n ") + "\n", newline="")
    rows = csv.reader(lines, delimiter=apart, skipinitialspace=True, strict=True)
    try:
        for cells in rows:
            if len(cells) < 2 and not "".join(cells).strip():
                allowed = f"a turn in each line ({apart!r} for one in which both are neutral, ? for a gap)"
                raise _wrong(where, rows.line_num, "line", "a blank line", allowed)
            yield rows.line_num, cells
    except csv.Error as error:
        raise _wrong(where, rows.line_num, "line", one_line(str(error)), "cells of a CSV file") from None


def _columns(heading: list[str], where: str) -> list[str]:
    """The names of the columns."""
    names = [cell.strip().lower() for cell in heading]
    for given, name in zip(heading, names, strict=True):
        if name not in COLUMNS:
            raise _wrong(where, 1, "heading", shown(given.strip()), ALLOWED, nearest(name, COLUMNS))
        if names.count(name) > 1:
            raise _wrong(where, 1, "heading", f"{name} twice", "each column once")
    wide, long = set(names) & set(WIDE), set(names) & {"who", "code"}
    if wide and long:
        raise _wrong(where, 1, "heading", ", ".join(names), f"one form only: {ALLOWED}")
    for name in LONG if long or not wide else WIDE:
        if name not in names:
            raise _wrong(where, 1, "heading", f"{', '.join(names)}, without {name}", ALLOWED)
    return names


def _couple(given: dict[str, str], where: str, line: int) -> str:
    """The name of a line's couple."""
    name = given.get("couple", "couple 1")
    if not name:
        raise _wrong(where, line, "couple", "nothing", "a name or number in each line, or no such column")
    return name


def _add(turns: Turns, given: dict[str, str], wide: bool, where: str, line: int) -> None:
    """Put one line's codes at their turn."""
    number = _turn(given["turn"], where, line) if "turn" in given else len(turns)
    if wide:
        if number in turns:
            raise _wrong(where, line, "turn", f"{number} a second time", "each turn of a couple once")
        turns[number] = [_code(given[who], where, line, who) for who in "ab"]
        return
    who = given["who"].lower()
    if who not in WIDE:
        raise _wrong(where, line, "who", shown(given["who"]), "a or b", nearest(who, WIDE))
    codes = turns.setdefault(number, [SILENT, SILENT])
    if codes["ab".index(who)] != SILENT:
        raise _wrong(where, line, "turn", f"{number} a second time for {who}", "one code for each partner and turn")
    codes["ab".index(who)] = _code(given["code"], where, line, "code")


def _turn(text: str, where: str, line: int) -> int:
    """The number of a turn."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        raise _wrong(where, line, "turn", shown(text) if text else "nothing", "a whole number from 0 to 999999999")
    return int(text)


def _code(text: str, where: str, line: int, column: str) -> int:
    """The code that a cell says."""
    word = text.lower()
    if word in UNKNOWN:
        return MISSING
    if word and word not in CODES:
        raise _wrong(where, line, column, shown(text), f"{', '.join(CODES)}, nothing (neutral), or ? (missing)",
                     nearest(word, CODES))  # fmt: skip
    return CODES.index(word) if word else 0


def _made(couples: dict[str, Turns], where: str) -> Sequences:
    """All couples' turns in order, with a missing one wherever a number is left out."""
    rows: list[tuple[int, int, int]] = []
    for index, turns in enumerate(couples.values()):
        before = None
        for number in sorted(turns):
            if before is not None and number > before + 1:
                rows.append((MISSING, MISSING, index))
            rows.append((*turns[number], index))
            before = number
    a, b, couple = np.array(rows, np.int64).reshape(-1, 3).T
    said = int(((a >= 0) | (b >= 0)).sum())
    if said < LEAST_TURNS:
        raise complaint(where, "turns", f"{said} that are coded", f"at least {LEAST_TURNS}")
    for who, codes in (("a", a), ("b", b)):
        if not (codes >= 0).any():
            raise complaint(where, f"partner {who}", "no code at all", "codes of both partners")
    return Sequences(a.astype(np.int8), b.astype(np.int8), couple, couple, tuple(map(one_line, couples)))


def _wrong(where: str, line: int, column: str, given: str, allowed: str, hint: str = "") -> ScenarioError:
    """The error at a line and a column."""
    return complaint(where, f"line {line}, {column}", given, allowed, hint)
