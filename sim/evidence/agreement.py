"""How far the model agrees with each row of published evidence, as last measured. One file, read once."""

import html
from functools import cache

from sim.evidence import document

COLUMNS = ("row", "title", "published", "ours", "tolerance", "verdict")


@cache
def agreement() -> dict[str, dict]:
    """By row (``E1`` …): its title, what was published, what the model gives (a list), what was allowed, and whether it
    is a hit. Empty where the table did not come along. Do not change it: it is read once.
    """
    return read(document("table.md", "evidence/table.md"))


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
