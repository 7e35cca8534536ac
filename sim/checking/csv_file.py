"""A user's table in a CSV file: UTF-8, a header, cells apart by commas, semicolons or tabs."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from sim.checking.errors import ScenarioError, complaint
from sim.checking.text_file import text_of

MAX_BYTES, MAX_CELLS = 20_000_000, 600_000
"""Six-second turns with two codes each of 500 hours. A cell takes half a kilobyte of memory until it is understood."""
MAX_LINE = 1_000_000
"""Letters of the first line in which its separator is looked for."""
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}


@dataclass(frozen=True)
class CsvFile:
    """A table as text: the ``header`` with its line, and each row's line and cells, all without blanks around them.

    Lines count from 1. A line that says nothing within the table is a row without cells; before and after the table
    such lines are left out. Every other row has as many cells as the header.
    """

    path: str
    separator: str
    header_line: int
    header: list[str]
    rows: list[tuple[int, list[str]]]

    def complaint(self, line: int, column: str, given: str, allowed: str, hint: str = "") -> ScenarioError:
        """The error at a line and a column (or whatever else of the line is wrong)."""
        return complaint(self.path, f"line {line}, {column}", given, allowed, hint)


def read_csv(path: str | Path, contents: str, rows: str) -> CsvFile:
    """The table in a file of at most ``MAX_BYTES`` and ``MAX_CELLS``.

    ``contents`` and ``rows`` say what should be in it, for messages.

    Raises ``ScenarioError`` for a file that is not there, cannot be read, is too large, is no text in UTF-8, is empty,
    is no CSV, or has a row with more or fewer cells than the header.
    """
    where = str(path)
    text = text_of(Path(path), contents, MAX_BYTES, "a CSV file in UTF-8 (a spreadsheet saves it as 'CSV UTF-8')")
    if not text.strip():
        raise complaint(where, "file", "an empty file", rows)
    said = len(text) - len(text.lstrip())
    begin = 1 + max(text.rfind(end, 0, said) for end in "\n\r")
    first = text[begin : begin + MAX_LINE].splitlines()[0]
    separator = max(SEPARATORS, key=first.count)
    if (count := sum(map(text.count, (separator, "\n", "\r")))) > MAX_CELLS:
        raise complaint(where, "file", f"about {count:,} cells", f"at most {MAX_CELLS:,}")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            lines.append((reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error as error:
        raise complaint(where, f"line {reader.line_num}, line", f"{error}, which is no CSV",
                        "cells apart by commas, semicolons or tabs, quotes closed") from None  # fmt: skip
    says = [i for i, (_, cells) in enumerate(lines) if any(cells)]
    if not says:
        raise complaint(where, "file", "cells in which nothing stands", rows)
    (header_line, header), *body = lines[says[0] : says[-1] + 1]
    table = CsvFile(where, separator, header_line, header, [])
    for line, cells in body:
        if len(cells) != len(header) and any(cells):
            raise table.complaint(line, "cells", str(len(cells)),
                                  f"{len(header)}, one for each column, apart by {SEPARATORS[separator]}")  # fmt: skip
        table.rows.append((line, cells if len(cells) == len(header) else []))
    return table
