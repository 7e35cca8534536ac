"""Which conversation, and which turn of it, each line of a user's table is of: one rule for scores and for codes.

A column ``couple``, a name or number, keeps couples apart; a column ``turn`` puts the lines in its order, and a number
that is left out is a turn that nobody coded. Without it each line is the next turn. A cell that is blank, ``?`` or
``NA`` is missing, and so is every cell of a blank line.
"""

from typing import NamedTuple

from sim.checking.csv_file import CsvFile
from sim.checking.errors import shown
from sim.checking.settings import number_in

MISSING = frozenset(("", "na", "n/a", "nan", "null", "none", "missing", "-", ".", "?"))
"""What a cell says, in small letters, that says nothing."""
COUPLE, TURN = "couple", "turn"
LAST_TURN = 999_999_999
MAX_COUPLES = 10_000
"""Couples of one file: as many as are coded of a scenario."""


class Line(NamedTuple):
    """One line: the ``number`` of its turn, its ``row`` in the file and its cells by the column."""

    number: int
    row: int
    cells: dict[str, str]


def missing(cell: str) -> bool:
    """Whether a cell says nothing."""
    return cell.lower() in MISSING


def conversations(table: CsvFile, names: list[str]) -> dict[str, list[Line]]:
    """The lines of a table by the couple, in the order of their turns; ``names`` are what its columns are called.

    Raises ``ScenarioError`` for a line without a couple or a turn where others have one, and for a couple whose lines
    stand apart where no turn tells their order, and for more than ``MAX_COUPLES``.
    """
    found: dict[str, list[Line]] = {}
    last = None
    for row, cells in table.rows:
        of = dict(zip(names, cells or [""] * len(names), strict=True))
        couple = of.get(COUPLE, "couple 1")
        if missing(couple):
            allowed = "a name or number in each line, or no such column"
            raise table.complaint(row, COUPLE, shown(couple) if couple else "nothing", allowed)
        if TURN not in names and couple != last and couple in found:
            raise table.complaint(row, COUPLE, f"{shown(couple)} again, after another one",
                                  "all lines of a couple together, or a column turn")  # fmt: skip
        last = couple
        if len(found) >= MAX_COUPLES and couple not in found:
            raise table.complaint(
                row, COUPLE, f"a couple after {MAX_COUPLES:,} others", f"at most {MAX_COUPLES:,} couples"
            )
        lines = found.setdefault(couple, [])
        lines.append(Line(_turn(of[TURN], table, row) if TURN in names else len(lines), row, of))
    return {couple: sorted(lines, key=lambda line: line.number) for couple, lines in found.items()}


def _turn(text: str, table: CsvFile, row: int) -> int:
    """The number of a turn."""
    number = number_in(text)
    if not isinstance(number, int) or not 0 <= number <= LAST_TURN:
        given = shown(text) if text else "nothing"
        raise table.complaint(row, TURN, given, f"a whole number from 0 to {LAST_TURN}")
    return number
