"""The README shows the evidence table as it came out."""

import json
from pathlib import Path

from experiments.evidence import STUDIES
from sim.evidence.cards import ROWS

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "evidence" / "table.md"


def test_the_table_in_the_readme_is_the_one_that_was_saved():
    shown = (ROOT / "README.md").read_text("utf-8").partition("<!-- evidence: docs/evidence/table.md -->")[2]
    assert shown.partition("<!-- /evidence -->")[0].strip() == TABLE.read_text("utf-8").strip()


def test_every_row_has_its_picture_and_every_miss_its_explanation():
    found = json.loads((TABLE.parent / "evidence.json").read_text("utf-8"))
    rows = found["rows"]
    assert [row["row"] for row in rows] == list(ROWS) == list(STUDIES)
    explained = (ROOT / "docs" / "decisions.md").read_text("utf-8").partition("## What misses")[2].partition("\n## ")[0]
    for row in rows:
        assert (TABLE.parent / f"{row['row']}.png").stat().st_size > 5000
        assert row["verdict"] == "hit" or f"{row['row']}" in explained
