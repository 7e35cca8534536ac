"""A user's own coded conversations, from a CSV file.

UTF-8, a heading line, cells apart by comma, semicolon or tab, columns in any order. Two forms:

- ``a,b``: a line is a turn, with the code of each partner; with ``turn`` as well, lines are put in its order;
- ``turn,who,code``: a line is one partner's code; ``who`` is a or b, and who has none at a turn was not to speak.

Both may have ``couple``, a name or number: transitions never cross couples. A code is a word of ``CODES`` in any case;
a blank is neutral; ``?`` or ``NA`` is missing and breaks the sequence, as does a turn whose number is left out.
"""

from pathlib import Path

import numpy as np

from sim.analysis.coding import CODES
from sim.analysis.cycle.sequences import MISSING, SILENT, Sequences
from sim.checking.csv_file import CsvFile, read_csv
from sim.checking.errors import complaint, nearest, one_line, shown

MIN_TURNS = 30
"""Turns that a file must have coded, three minutes of six-second turns: a convention, *assumed*."""
UNKNOWN = ("?", "na", "n/a")
WIDE, LONG = ("a", "b"), ("turn", "who", "code")
COLUMNS = ("couple", "turn", "a", "b", "who", "code")
ALLOWED = "the columns a and b, or turn, who and code, and couple if there are several"

Turns = dict[int, list[int]]
"""Both partners' codes by the number of the turn."""


def read_codes(path: str | Path) -> Sequences:
    """The sequences of a CSV file; see the top of this file for its form.

    Raises ``ScenarioError`` for whatever cannot be used; the message names file, line, column, what was given, what is
    allowed, and the nearest known word.
    """
    table = read_csv(path, "a CSV file of codes", f"a heading and at least {MIN_TURNS} turns; {ALLOWED}")
    names = _columns(table)
    couples: dict[str, Turns] = {}
    last = None
    for line, cells in table.rows:
        if not cells:
            allowed = f"a turn in each line ({table.separator!r} for one in which both are neutral, ? for a gap)"
            raise table.complaint(line, "line", "a blank line", allowed)
        row = dict(zip(names, cells, strict=True))
        couple = row.get("couple", "couple 1")
        if not couple:
            raise table.complaint(line, "couple", "nothing", "a name or number in each line, or no such column")
        if "turn" not in names and couple != last and couple in couples:
            raise table.complaint(line, "couple", f"{shown(couple)} again, after another one",
                                  "all lines of a couple together, or a column turn")  # fmt: skip
        last = couple
        _add(couples.setdefault(couple, {}), row, table, line)
    return _joined(couples, table.path)


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


def _add(turns: Turns, row: dict[str, str], table: CsvFile, line: int) -> None:
    """Put one line's codes at their turn."""
    number = _turn(row["turn"], table, line) if "turn" in row else len(turns)
    if "a" in row:
        if number in turns:
            raise table.complaint(line, "turn", f"{number} a second time", "each turn of a couple once")
        turns[number] = [_code(row[who], table, line, who) for who in WIDE]
        return
    who = row["who"].lower()
    if who not in WIDE:
        raise table.complaint(line, "who", shown(row["who"]), "a or b", nearest(who, WIDE))
    codes = turns.setdefault(number, [SILENT, SILENT])
    if codes[WIDE.index(who)] != SILENT:
        raise table.complaint(line, "turn", f"{number} a second time for {who}", "one code for each partner and turn")
    codes[WIDE.index(who)] = _code(row["code"], table, line, "code")


def _turn(text: str, table: CsvFile, line: int) -> int:
    """The number of a turn."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        allowed = "a whole number from 0 to 999999999"
        raise table.complaint(line, "turn", shown(text) if text else "nothing", allowed)
    return int(text)


def _code(text: str, table: CsvFile, line: int, column: str) -> int:
    """The code that a cell says."""
    word = text.lower()
    if word in UNKNOWN:
        return MISSING
    if word and word not in CODES:
        allowed = f"{', '.join(CODES)}, nothing (neutral), or ? (missing)"
        raise table.complaint(line, column, shown(text), allowed, nearest(word, CODES))
    return CODES.index(word) if word else 0


def _joined(couples: dict[str, Turns], where: str) -> Sequences:
    """All couples' turns in order, with a missing one wherever a number is left out."""
    rows: list[tuple[int, int, int]] = []
    for index, turns in enumerate(couples.values()):
        before = None
        for number in sorted(turns):
            if before is not None and number > before + 1:
                rows.append((MISSING, MISSING, index))
            rows.append((turns[number][0], turns[number][1], index))
            before = number
    a, b, couple = np.array(rows, np.int64).reshape(-1, 3).T
    coded = int(((a >= 0) | (b >= 0)).sum())
    if coded < MIN_TURNS:
        raise complaint(where, "turns", f"{coded} that are coded", f"at least {MIN_TURNS}")
    for who, codes in (("a", a), ("b", b)):
        if not (codes >= 0).any():
            raise complaint(where, f"partner {who}", "no code at all", "codes of both partners")
    return Sequences(a.astype(np.int8), b.astype(np.int8), couple, couple, tuple(map(one_line, couples)))
