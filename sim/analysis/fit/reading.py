"""A file of two partners' scores or codes.

A CSV file with a header (``sim.checking.csv_file``). Codes become scores: what turns to the other (reach, respond) +1,
what attacks or leaves (pursue, withdraw) -1, neutral 0.
"""

from pathlib import Path

import numpy as np

from sim.analysis.fit.data import MAX_SCORE, Series
from sim.checking.csv_file import SEPARATORS, CsvFile, read_csv
from sim.checking.errors import ScenarioError, complaint, nearest, shown
from sim.checking.settings import check_number

SCORES = {"pursue": -1.0, "withdraw": -1.0, "reach": 1.0, "respond": 1.0, "neutral": 0.0}
"""What a code counts."""
MISSING = frozenset(("", "na", "n/a", "nan", "null", "none", "missing", "-", ".", "?"))


def read(path: str | Path, columns: tuple[str, str] | None = None, window: int = 1) -> Series:
    """The two columns of scores, or of codes, of a file.

    columns: their names; without it the only two that are not a count of turns.
    window: scores are summed over this many turns that follow each other, 1 to 100, as observers' codes often are.
    Raises ``ScenarioError`` that says where, what was given and what is allowed; nothing else.
    """
    check_number(str(path), "window", window, 1, 100)
    table = _table(path)
    header = table.header
    lines = [line for line, _ in table.rows]
    cells = [[row[i] if row else "" for _, row in table.rows] for i in range(len(header))]
    kinds = [_kind(column) for column in cells]
    first, second = _chosen(table.path, header, kinds, columns)
    notes = [f"columns are apart by {SEPARATORS[table.separator]}"] if table.separator != "," else []
    aside = [header[i] for i, kind in enumerate(kinds) if kind == "count" and i not in (first, second)]
    notes += [f"left aside as counts of turns: {', '.join(aside)}"] if aside else []
    coded = [kinds[i] == "codes" for i in (first, second)]
    if coded[0] != coded[1]:
        codes, numbers = (header[first], header[second]) if coded[0] else (header[second], header[first])
        given = f"codes in {shown(codes)} and numbers in {shown(numbers)}"
        raise complaint(table.path, "columns", given, "numbers in both or codes in both")
    worth = _code if coded[0] else _number
    scores = np.array([[worth(table, line, header[i], cell) for line, cell in zip(lines, cells[i], strict=True)]
                       for i in (first, second)], float).T  # fmt: skip
    if coded[0]:
        notes.append("codes count: " + ", ".join(f"{code} {score:+g}" for code, score in SCORES.items()))
    if window > 1:
        whole = len(scores) // window
        scores = scores[: whole * window].reshape(whole, window, 2).sum(1)
        notes.append(f"a score is the sum over {window} turns")
    return Series((header[first], header[second]), scores, table.path, tuple(notes))


def _table(path: str | Path) -> CsvFile:
    """The file, refused where its header or its rows cannot hold two series."""
    table = read_csv(path, "a CSV file of scores or codes", "a header and a line for each turn")
    header, line = table.header, table.header_line
    for number, cells in [(line, header), *table.rows]:
        if "\0" in "".join(cells):
            raise table.complaint(number, "encoding", "a zero byte", "text in UTF-8")
    if len(header) < 2:
        allowed = "two or more, apart by commas, semicolons or tabs"
        raise table.complaint(line, "columns", f"one column, {shown(header[0])}", allowed)
    if any(_is_number(cell) or cell.lower() in SCORES for cell in header):
        given = f"scores or codes, {shown(table.separator.join(header))}"
        raise table.complaint(line, "header", given, "the names of the columns in the first line")
    while table.rows and not any(table.rows[-1][1]):
        del table.rows[-1]
    if not table.rows:
        raise complaint(table.path, "file", "a header and nothing below it", "a line for each turn")
    return table


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return cell.lower() not in MISSING


def _kind(cells: list[str]) -> str:
    """Whether a column is ``numbers``, ``codes``, a ``count`` of turns, or ``other``: by most of its cells."""
    there = [cell for cell in cells if cell.lower() not in MISSING]
    numbers = sum(map(_is_number, there))
    if numbers and 2 * numbers >= len(there):
        return "count" if numbers == len(there) == len(cells) and _evenly(cells) else "numbers"
    return "codes" if there and 2 * sum(cell.lower() in SCORES for cell in there) >= len(there) else "other"


def _evenly(cells: list[str]) -> bool:
    """Whether a column of numbers rises by the same step from line to line: a count of turns, or a clock."""
    values = np.array([float(cell.replace(",", ".")) for cell in cells])
    steps = np.diff(values)
    with np.errstate(all="ignore"):
        return len(steps) > 1 and bool(steps[0] > 0 and np.ptp(steps) <= 1e-6 * steps[0])


def _chosen(where: str, header: list[str], kinds: list[str], wanted: tuple[str, str] | None) -> tuple[int, int]:
    """The places of the two columns: those wanted by name, or the only two of their kind."""
    if wanted is not None:
        return _named(where, header, wanted)
    if len(header) == 2 and "count" not in kinds:
        return 0, 1
    for kind in ("numbers", "codes"):
        found = [i for i, of_column in enumerate(kinds) if of_column == kind]
        if len(found) == 2:
            return found[0], found[1]
        if found:
            raise _unclear(where, header, found, kind)
    named = ", ".join(map(shown, header[:8]))
    raise complaint(where, "columns", f"{named}, none of them with scores", "two columns of numbers or of codes")


def _named(where: str, header: list[str], wanted: tuple[str, str]) -> tuple[int, int]:
    names = [wanted] if isinstance(wanted, str) else [str(name).strip() for name in wanted]
    if len(names) != 2 or names[0] == names[1]:
        raise complaint(where, "columns", ", ".join(map(shown, names)) or "none", "the names of two different columns")
    for name in names:
        if header.count(name) != 1:
            known = "one of " + ", ".join(map(shown, dict.fromkeys(header)))
            given = f"{shown(name)}, which heads {header.count(name)} columns" if name in header else shown(name)
            raise complaint(where, "columns", given, known, "" if name in header else nearest(name, header))
    return header.index(names[0]), header.index(names[1])


def _unclear(where: str, header: list[str], found: list[int], kind: str) -> ScenarioError:
    named = ", ".join(shown(header[i]) for i in found[:8])
    count = f"{len(found)} columns of {kind}" if len(found) > 1 else f"one column of {kind}"
    more = "" if len(found) == 1 else ", or the names of the two"
    return complaint(where, "columns", f"{count} ({named})", f"two such columns, beside any count of turns{more}")


def _code(table: CsvFile, line: int, column: str, cell: str) -> float:
    """What a cell's code counts."""
    word = cell.lower()
    if word in MISSING:
        return np.nan
    if word not in SCORES:
        allowed = "one of " + ", ".join(SCORES) + ", or nothing"
        raise table.complaint(line, f"column {shown(column)}", shown(cell), allowed, nearest(word, SCORES))
    return SCORES[word]


def _number(table: CsvFile, line: int, column: str, cell: str) -> float:
    """A cell's number; where columns are not apart by commas, 0,5 is a half."""
    if cell.lower() in MISSING:
        return np.nan
    try:
        value = float(cell if table.separator == "," else cell.replace(",", "."))
    except ValueError:
        value = np.inf
    if not abs(value) <= MAX_SCORE:
        allowed = f"a number from {-MAX_SCORE:g} to {MAX_SCORE:g}, or nothing"
        raise table.complaint(line, f"column {shown(column)}", shown(cell), allowed)
    return value
