"""A file of two partners' scores or codes.

A CSV file with a header (``sim.checking.csv_file``), in which ``sim.analysis.conversations`` tells couples and turns
apart: no pair is of two couples, or of turns that do not follow each other. Codes become scores: what turns to the
other (reach, respond) +1, what attacks or leaves (pursue, withdraw) -1, neutral 0.
"""

from pathlib import Path

import numpy as np

from sim.analysis.conversations import COUPLE, TURN, conversations, missing
from sim.analysis.fit.data import MAX_SCORE, Series
from sim.checking.csv_file import SEPARATORS, CsvFile, read_csv
from sim.checking.errors import ScenarioError, complaint, nearest, one_line, shown
from sim.checking.settings import check_number, number_in

SCORES = {"pursue": -1.0, "withdraw": -1.0, "reach": 1.0, "respond": 1.0, "neutral": 0.0}
"""What a code counts."""


def read(path: str | Path, columns: tuple[str, str] | None = None, window: int = 1) -> Series:
    """The two columns of scores, or of codes, of a file.

    columns: their names; without it the only two that hold scores and are no count of turns.
    window: scores are summed over this many turns that follow each other, 1 to 100, as observers' codes often are.
    Raises ``ScenarioError`` that says where, what was given and what is allowed; nothing else.
    """
    check_number(str(path), "window", window, 1, 100)
    table = _table(path)
    header = table.header
    cells = [[row[i] if row else "" for _, row in table.rows] for i in range(len(header))]
    kinds = [_kind(column) for column in cells]
    known = [name.lower() if name.lower() in (COUPLE, TURN) else "" for name in header]
    for i, name in enumerate(known):
        if name and known.count(name) > 1:
            raise table.complaint(table.header_line, "header", f"two columns {name}", f"one column {name}, or none")
        kinds[i] = name or kinds[i]
    chosen = _chosen(table.path, header, kinds, columns)
    # What was asked for as scores is that, whatever it is called.
    known = [name if name and i not in chosen else str(i) for i, name in enumerate(known)]
    coded = [kinds[i] == "codes" for i in chosen]
    if coded[0] != coded[1]:
        codes, numbers = (header[i] for i in (chosen if coded[0] else chosen[::-1]))
        given = f"codes in {shown(codes)} and numbers in {shown(numbers)}"
        raise complaint(table.path, "columns", given, "numbers in both or codes in both")
    worth = _code if coded[0] else _number
    parts = []
    couples = conversations(table, known)
    for lines in couples.values():
        scores = [[worth(table, line.row, header[i], line.cells[str(i)]) for i in chosen] for line in lines]
        numbers_of = np.array([line.number for line in lines])
        for line, before in zip(lines[1:], lines, strict=False):
            if line.number == before.number:
                raise table.complaint(line.row, TURN, f"{line.number} a second time", "each turn of a couple once")
        parts += np.split(np.array(scores, float), np.flatnonzero(np.diff(numbers_of) > 1) + 1)
    notes = [f"columns are apart by {SEPARATORS[table.separator]}"] if table.separator != "," else []
    aside = [name for i, name in enumerate(header) if i not in chosen and known[i] not in (COUPLE, TURN)]
    notes += [f"left aside: {', '.join(map(one_line, aside))}"] if aside else []
    notes += [f"{len(couples)} couples, apart by the column couple"] if len(couples) > 1 else []
    skips = len(parts) - len(couples)
    notes += [f"gaps in the turns' numbers, across which nothing is paired: {skips}"] if skips else []
    if coded[0]:
        notes.append("codes count: " + ", ".join(f"{code} {score:+g}" for code, score in SCORES.items()))
    if window > 1:
        over = sum(len(part) % window for part in parts)
        parts = [part[: len(part) // window * window].reshape(-1, window, 2).sum(1) for part in parts]
        parts = [part for part in parts if len(part)]
        left = f"; turns left over at the ends: {over}" if over else ""
        notes.append(f"a score is the sum over {window} turns{left}")
    names = header[chosen[0]], header[chosen[1]]
    return Series(names, _apart(parts), table.path, tuple(notes), len(couples), max(0, len(parts) - 1))


def _apart(parts: list[np.ndarray]) -> np.ndarray:
    """Stretches of scores, (turns, 2) each, one after the other with a row of nothing between them."""
    gap = np.full((1, 2), np.nan)
    return np.concatenate([row for part in parts for row in (gap, part)][1:]) if parts else np.empty((0, 2))


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
    if any(_value(cell) is not None or cell.lower() in SCORES for cell in header):
        given = f"scores or codes, {shown(table.separator.join(header))}"
        raise table.complaint(line, "header", given, "the names of the columns in the first line")
    if not table.rows:
        raise complaint(table.path, "file", "a header and nothing below it", "a line for each turn")
    return table


def _value(cell: str, comma: bool = True) -> float | None:
    """A cell's number, where 0,5 may be a half; nothing where it is none."""
    return number_in(cell.replace(",", ".") if comma else cell)


def _kind(cells: list[str]) -> str:
    """Whether a column is ``numbers``, ``codes``, a ``count`` of turns, or ``other``: by most of its cells."""
    there = [cell for cell in cells if not missing(cell)]
    numbers = [value for cell in there if (value := _value(cell)) is not None]
    if numbers and 2 * len(numbers) >= len(there):
        return "count" if len(numbers) == len(cells) and _evenly(numbers) else "numbers"
    return "codes" if there and 2 * sum(cell.lower() in SCORES for cell in there) >= len(there) else "other"


def _evenly(values: list[float]) -> bool:
    """Whether numbers rise by the same step from line to line: a count of turns, or a clock."""
    steps = np.diff(np.array(values, float))
    with np.errstate(all="ignore"):
        return len(steps) > 1 and bool(steps[0] > 0 and np.ptp(steps) <= 1e-6 * steps[0])


def _chosen(where: str, header: list[str], kinds: list[str], wanted: tuple[str, str] | None) -> tuple[int, int]:
    """The places of the two columns: those wanted by name, or the only two of their kind."""
    if wanted is not None:
        return _named(where, header, wanted)
    if len(header) == 2 and not {"count", COUPLE, TURN} & set(kinds):
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
    if missing(word):
        return np.nan
    if word not in SCORES:
        allowed = "one of " + ", ".join(SCORES) + ", or nothing"
        raise table.complaint(line, f"column {shown(column)}", shown(cell), allowed, nearest(word, SCORES))
    return SCORES[word]


def _number(table: CsvFile, line: int, column: str, cell: str) -> float:
    """A cell's number; where columns are not apart by commas, 0,5 is a half."""
    if missing(cell):
        return np.nan
    value = _value(cell, table.separator != ",")
    if value is None or not abs(value) <= MAX_SCORE:
        allowed = f"a number from {-MAX_SCORE:g} to {MAX_SCORE:g}, or nothing"
        raise table.complaint(line, f"column {shown(column)}", shown(cell), allowed)
    return value
