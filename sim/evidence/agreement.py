"""How far the model agrees with each row of published evidence, as last measured. One file, read once."""

import html
from functools import cache
from importlib import resources
from pathlib import Path

COLUMNS = ("row", "title", "published", "ours", "tolerance", "verdict")


@cache
def agreement() -> dict[str, dict]:
    """By row (``E1`` …): its title, what was published, what the model gives (a list), what was allowed, and whether it
    is a hit. Empty where the table did not come along. Do not change it: it is read once.
    """
    inside = resources.files("sim.evidence") / "table.md"
    file = inside if inside.is_file() else Path(__file__).parents[2] / "docs" / "evidence" / "table.md"
    return read(file.read_text("utf-8")) if file.is_file() else {}


def read(text: str) -> dict[str, dict]:
    """The rows of the table from its Markdown: one line a row, ``|`` between cells, ``<br>`` between numbers."""
    found = {}
    for line in text.splitlines():
        cells = [html.unescape(cell.strip().replace("**", "")) for cell in line.strip().strip("|").split("|")]
        if len(cells) < len(COLUMNS) or not (cells[0][:1] == "E" and cells[0][1:].isdecimal()):
            continue
        row = dict(zip(COLUMNS, cells, strict=False))
        number = row.pop("row")
        found[number] = {**row, "ours": row["ours"].split("<br>"), "verdict": row["verdict"] == "hit"}
    return found
