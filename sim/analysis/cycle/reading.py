"""A user's own coded conversations, from a CSV file.

UTF-8, a heading line, cells apart by comma, semicolon or tab, columns in any order. Two forms:

- ``a,b``: a line is a turn, with the code of each partner; with ``turn`` as well, lines are put in its order;
- ``turn,who,code``: a line is one partner's code; ``who`` is a or b, and who has none at a turn was not to speak.

Both may have ``couple``: transitions never cross couples. A code is a word of ``CODES`` in any case; what is missing
(``sim.analysis.conversations``) breaks the sequence, as does a turn whose number is left out.
"""

from itertools import groupby
from pathlib import Path

import numpy as np

from sim.analysis.coding import CODES
from sim.analysis.conversations import Line, conversations, missing
from sim.analysis.cycle.sequences import MISSING, SILENT, Sequences
from sim.checking.csv_file import CsvFile, read_csv
from sim.checking.errors import complaint, nearest, one_line, shown

MIN_TURNS = 30
"""Turns that a file must have coded, three minutes of six-second turns: a convention, *assumed*."""
WIDE, LONG = ("a", "b"), ("turn", "who", "code")
COLUMNS = ("couple", "turn", "a", "b", "who", "code")
ALLOWED = "the columns a and b, or turn, who and code, and couple if there are several"


def read_codes(path: str | Path) -> Sequences:
    """The sequences of a CSV file; see the top of this file for its form.

    Raises ``ScenarioError`` for whatever cannot be used; the message names file, line, column, what was given, what is
    allowed, and the nearest known word.
    """
    table = read_csv(path, "a CSV file of codes", f"a heading and at least {MIN_TURNS} turns; {ALLOWED}")
    names = _columns(table)
    return _joined(conversations(table, names), table)


def _columns(table: CsvFile) -> list[str]:
    """The names of the columns."""

    def wrong(given: str, allowed: str, hint: str = "") -> Exception:
        return table.complaint(table.header_line, "heading", given, allowed, hint)

    names = [cell.lower() for cell in table.header]
    for given, name in zip(table.header, names, strict=True):
        if name not in COLUMNS:
            raise wrong(shown(given), ALLOWED, nearest(name, COLUMNS))
        if names.count(name) > 1:
            raise wrong(f"{name} twice", "each column once")
    wide, long = set(names) & set(WIDE), set(names) & {"who", "code"}
    if wide and long:
        raise wrong(", ".join(names), f"one form only: {ALLOWED}")
    for name in LONG if long or not wide else WIDE:
        if name not in names:
            raise wrong(f"{', '.join(names)}, without {name}", ALLOWED)
    return names


def _of_turn(lines: list[Line], table: CsvFile) -> tuple[int, int]:
    """Both partners' codes at a turn, by the lines that tell of it."""
    codes = [SILENT, SILENT]
    for line in lines:
        if "a" in line.cells:
            if line is not lines[0]:
                raise table.complaint(line.row, "turn", f"{line.number} a second time", "each turn of a couple once")
            codes = [_code(line.cells[who], table, line.row, who) for who in WIDE]
            continue
        who = line.cells["who"].lower()
        if who not in WIDE:
            raise table.complaint(line.row, "who", shown(line.cells["who"]), "a or b", nearest(who, WIDE))
        if codes[WIDE.index(who)] != SILENT:
            given = f"{line.number} a second time for {who}"
            raise table.complaint(line.row, "turn", given, "one code for each partner and turn")
        codes[WIDE.index(who)] = _code(line.cells["code"], table, line.row, "code")
    return codes[0], codes[1]


def _code(text: str, table: CsvFile, row: int, column: str) -> int:
    """The code that a cell says."""
    word = text.lower()
    if missing(word):
        return MISSING
    if word not in CODES:
        allowed = f"{', '.join(CODES)}, or nothing (missing)"
        raise table.complaint(row, column, shown(text), allowed, nearest(word, CODES))
    return CODES.index(word)


def _joined(couples: dict[str, list[Line]], table: CsvFile) -> Sequences:
    """All couples' turns in order, with a missing one wherever a number is left out."""
    rows: list[tuple[int, int, int]] = []
    for index, lines in enumerate(couples.values()):
        before = None
        for number, of_turn in groupby(lines, key=lambda line: line.number):
            if before is not None and number > before + 1:
                rows.append((MISSING, MISSING, index))
            rows.append((*_of_turn(list(of_turn), table), index))
            before = number
    a, b, couple = np.array(rows, np.int64).reshape(-1, 3).T
    coded = int(((a >= 0) | (b >= 0)).sum())
    if coded < MIN_TURNS:
        raise complaint(table.path, "turns", f"{coded} that are coded", f"at least {MIN_TURNS}")
    for who, codes in (("a", a), ("b", b)):
        if not (codes >= 0).any():
            raise complaint(table.path, f"partner {who}", "no code at all", "codes of both partners")
    names = tuple(map(one_line, couples))
    return Sequences(a.astype(np.int8), b.astype(np.int8), couple, couple, names, notes=_notes(couples))


def _notes(couples: dict[str, list[Line]]) -> tuple[str, ...]:
    """How many codes are missing, and what that means."""
    cells = [line.cells.get(name, "code") for lines in couples.values() for line in lines for name in (*WIDE, "code")]
    if not (lost := sum(map(missing, cells))):
        return ()
    said = "1 cell says nothing and counts" if lost == 1 else f"{lost:,} cells say nothing and count"
    return (f"{said} as missing, not as neutral",)
