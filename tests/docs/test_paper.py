"""The paper has the form that its journal asks for, cites what is known, and says what the results say."""

import json
import re
from pathlib import Path

import yaml

from sim.evidence.references import references

ROOT = Path(__file__).parents[2]
PAPER = ROOT / "paper" / "paper.md"
_, FRONT, BODY = PAPER.read_text("utf-8").split("---\n", 2)
WORDS = (750, 1750)
"""How long the journal lets a paper be."""
SECTIONS = (
    "Summary", "Statement of need", "State of the field", "Software design", "Evidence", "Research impact",
    "Limitations", "Acknowledgements", "References",
)  # fmt: skip


def test_what_stands_at_its_head_is_whole():
    head = yaml.safe_load(FRONT)
    assert {"title", "tags", "authors", "affiliations", "date", "bibliography"} == head.keys()
    assert {author["affiliation"] for author in head["authors"]} == {one["index"] for one in head["affiliations"]}
    assert (PAPER.parent / head["bibliography"]).resolve() == ROOT / "docs" / "references.bib"


def test_its_sections_and_its_length():
    assert re.findall(r"^# (.+)$", BODY, re.MULTILINE) == list(SECTIONS)
    assert WORDS[0] <= len(re.sub(r"\[@[^\]]+\]", "", BODY).split()) <= WORDS[1]


def test_what_it_cites_is_in_the_bibliography():
    cited = set(re.findall(r"@(\w+)", " ".join(re.findall(r"\[(@[^\]]+)\]", BODY))))
    assert len(cited) > 20
    assert cited - references().keys() == set()


def test_it_says_what_the_evidence_says():
    found = json.loads((ROOT / "docs" / "evidence" / "evidence.json").read_text("utf-8"))
    assert f"{len(found['rows'])} rows" in BODY
    assert f"{found['rows_that_hold']} of {len(found['rows'])} hold at its seed" in BODY
