"""A file of two partners' scores or codes (floor F6).

Text in UTF-8 with a header; columns apart by commas, semicolons or tabs. Codes become scores: what turns to the other
(reach, respond) +1, what attacks or leaves (pursue, withdraw) -1, neutral 0.
"""

import csv
from pathlib import Path

import numpy as np

from sim.analysis.fit.columns import choose, evenly
from sim.analysis.fit.data import MOST, Series
from sim.checking.errors import ScenarioError, complaint, nearest, shown

SCORES = {"pursue": -1.0, "withdraw": -1.0, "reach": 1.0, "respond": 1.0, "neutral": 0.0}
"""What a code counts."""
MISSING = frozenset(("", "na", "n/a", "nan", "null", "none", "missing", "-", ".", "?"))
LARGEST = 50_000_000
"""Bytes: far more than the longest series takes."""
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}


def read(path: str | Path, columns: tuple[str, str] | None = None, window: int = 1) -> Series:
    """The two columns of scores, or of codes, of a file.

    columns: their names; without it the only two that are not a count of turns.
    window: scores are summed over this many turns that follow each other, 1 to 100, as observers' codes often are.
    Raises ``ScenarioError`` that says where, what was given and what is allowed; nothing else.
    """
    path = Path(path)
    if not isinstance(window, int) or isinstance(window, bool) or not 1 <= window <= 100:
        raise complaint(str(path), "window", shown(window), "a whole number of turns from 1 to 100")
    rows, separator = _rows(path, _text(path))
    (_, header), body = rows[0], rows[1:]
    header = [name.strip() for name in header]
    cells = [[row[i].strip() if row else "" for _, row in body] for i in range(len(header))]
    kinds = [_kind(column) for column in cells]
    two = choose(str(path), header, kinds, columns)
    notes = [f"columns are apart by {SEPARATORS[separator]}"] if separator != "," else []
    aside = [header[i] for i, kind in enumerate(kinds) if kind == "count" and i not in two]
    notes += [f"left aside as counts of turns: {', '.join(aside)}"] if aside else []
    coded = [kinds[i] == "codes" for i in two]
    if coded[0] != coded[1]:
        codes, numbers = (shown(header[two[coded.index(one)]]) for one in (True, False))
        given = f"codes in {codes} and numbers in {numbers}"
        raise complaint(str(path), "columns", given, "numbers in both or codes in both")
    lines = [line for line, _ in body]
    worth = _code if coded[0] else _number(separator)
    scores = np.array([[worth(str(path), line, header[i], cell) for line, cell in zip(lines, cells[i], strict=True)]
                       for i in two], float).T  # fmt: skip
    if coded[0]:
        notes.append("codes count: " + ", ".join(f"{code} {score:+g}" for code, score in SCORES.items()))
    if window > 1:
        whole = len(scores) // window
        scores = scores[: whole * window].reshape(whole, window, 2).sum(1)
        notes.append(f"a score is the sum over {window} turns")
    return Series((header[two[0]], header[two[1]]), scores, str(path), tuple(notes))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise complaint(str(path), "file", f"{path.stat().st_size:,} bytes", f"at most {LARGEST:,} bytes")
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, ScenarioError):
            raise
        told = getattr(error, "strerror", None) or "no name of a file"
        raise complaint(str(path), "file", f"a file that cannot be read ({told})", "a text file that can") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise complaint(f"{path}, line {line}", "encoding", f"the byte {raw[error.start]:#04x}",
                        "text in UTF-8 (a spreadsheet saves it as 'CSV UTF-8')") from None  # fmt: skip
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise complaint(f"{path}, line {line}", "encoding", "a zero byte", "text in UTF-8")
    if not text.strip():
        raise complaint(str(path), "file", "an empty file", "a header and a line for each turn")
    return text


def _rows(path: Path, text: str) -> tuple[list[tuple[int, list[str]]], str]:
    """Lines with their numbers, the header first, an empty line as an empty list; and what separates the columns."""
    first = next(line for line in text.splitlines() if line.strip())
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True, skipinitialspace=True)
    rows = []
    try:
        for row in reader:
            rows.append((reader.line_num, row if any(cell.strip() for cell in row) else []))
    except csv.Error as error:
        raise complaint(f"{path}, line {reader.line_num}", "line", f"what is no CSV ({error})",
                        "cells apart by commas, semicolons or tabs, quotes closed") from None  # fmt: skip
    while not rows[0][1]:
        del rows[0]
    while not rows[-1][1]:
        del rows[-1]
    header = rows[0][1]
    where = f"{path}, line {rows[0][0]}"
    if len(header) < 2:
        raise complaint(where, "columns", f"one column, {shown(header[0])}",
                        "two or more, apart by commas, semicolons or tabs")  # fmt: skip
    if any(_is_number(cell) or cell.strip().lower() in SCORES for cell in header):
        raise complaint(where, "header", f"scores or codes, {shown(separator.join(header))}",
                        "the names of the columns in the first line")  # fmt: skip
    if len(rows) == 1:
        raise complaint(str(path), "file", "a header and nothing below it", "a line for each turn")
    for line, row in rows[1:]:
        if row and len(row) != len(header):
            raise complaint(f"{path}, line {line}", "cells", str(len(row)),
                            f"{len(header)}, as in the header, apart by {SEPARATORS[separator]}")  # fmt: skip
    return rows, separator


def _is_number(cell: str) -> bool:
    try:
        float(cell.strip().replace(",", "."))
    except ValueError:
        return False
    return cell.strip().lower() not in MISSING


def _kind(cells: list[str]) -> str:
    """Whether a column is ``numbers``, ``codes``, a ``count`` of turns, or ``other``: by most of its cells."""
    there = [cell for cell in cells if cell.lower() not in MISSING]
    numbers = sum(map(_is_number, there))
    if numbers and 2 * numbers >= len(there):
        return "count" if numbers == len(there) == len(cells) and evenly(cells) else "numbers"
    return "codes" if there and 2 * sum(cell.lower() in SCORES for cell in there) >= len(there) else "other"


def _code(where: str, line: int, column: str, cell: str) -> float:
    word = cell.lower()
    if word in MISSING:
        return np.nan
    if word not in SCORES:
        raise complaint(f"{where}, line {line}", f"column {shown(column)}", shown(cell),
                        "one of " + ", ".join(SCORES) + ", or nothing", nearest(word, SCORES))  # fmt: skip
    return SCORES[word]


def _number(separator: str):
    """How a cell becomes a number; where columns are not apart by commas, 0,5 is a half."""

    def of(where: str, line: int, column: str, cell: str) -> float:
        if cell.lower() in MISSING:
            return np.nan
        try:
            value = float(cell if separator == "," else cell.replace(",", "."))
        except ValueError:
            value = np.inf
        if not abs(value) <= MOST:
            raise complaint(f"{where}, line {line}", f"column {shown(column)}", shown(cell),
                            f"a number from {-MOST:g} to {MOST:g}, or nothing")  # fmt: skip
        return value

    return of
