"""The README counts the evidence as it came out; every row has its picture, every miss its explanation."""

import json
import re
from pathlib import Path

from experiments.evidence import STUDIES
from sim.evidence.cards import ROWS

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "evidence" / "table.md"


def test_the_readme_counts_the_rows_as_they_came_out():
    found = json.loads((TABLE.parent / "evidence.json").read_text("utf-8"))
    missed = len(found["misses"])
    assert f"{found['rows_that_hold']} hit, {missed} miss" in (ROOT / "README.md").read_text("utf-8")
    assert found["rows_that_hold"] + missed == len(ROWS)
    assert re.findall(r"^\| (E\d+) ", TABLE.read_text("utf-8"), re.MULTILINE) == list(ROWS)


def test_every_row_has_its_picture_and_every_miss_its_explanation():
    found = json.loads((TABLE.parent / "evidence.json").read_text("utf-8"))
    rows = found["rows"]
    assert [row["row"] for row in rows] == list(ROWS) == list(STUDIES)
    explained = (ROOT / "docs" / "decisions.md").read_text("utf-8").partition("## What misses")[2].partition("\n## ")[0]
    for row in rows:
        assert (TABLE.parent / f"{row['row']}.png").stat().st_size > 5000
        assert row["verdict"] == "hit" or f"{row['row']}" in explained
