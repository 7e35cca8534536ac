"""Citation and changelog have the forms that their readers expect, and name one version."""

import datetime
import re
from pathlib import Path

import yaml

import sim

ROOT = Path(__file__).parents[2]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
CHANGES = (ROOT / "CHANGELOG.md").read_text("utf-8")
REQUIRED = {"cff-version", "message", "title", "authors"}
ALLOWED = REQUIRED | {
    "abstract", "commit", "contact", "date-released", "doi", "identifiers", "keywords", "license", "license-url",
    "preferred-citation", "references", "repository", "repository-artifact", "repository-code", "type", "url",
    "version",
}  # fmt: skip
"""The keys of the Citation File Format, version 1.2.0."""
KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
"""The kinds of change of Keep a Changelog, version 1.1.0."""


def test_the_citation_has_the_keys_of_its_format():
    assert REQUIRED <= CITATION.keys() <= ALLOWED
    assert CITATION["cff-version"] == "1.2.0" and CITATION["type"] == "software"
    assert all(isinstance(CITATION[name], str) for name in ("message", "title", "version", "license", "abstract"))
    assert all(author.get("name") or author.get("family-names") for author in CITATION["authors"])
    assert len(set(CITATION["keywords"])) == len(CITATION["keywords"]) > 0
    assert isinstance(CITATION.get("date-released", datetime.date(2000, 1, 1)), datetime.date)


def test_the_citation_is_of_this_version():
    assert CITATION["version"] == sim.__version__


def test_the_changelog_has_its_form():
    headings = re.findall(r"^## (.+)$", CHANGES, re.MULTILINE)
    assert headings and all(re.fullmatch(r"\[(Unreleased|[\d.]+\] - \d{4}-\d{2}-\d{2})\]?", line) for line in headings)
    kinds = re.findall(r"^### (.+)$", CHANGES, re.MULTILINE)
    assert kinds and set(kinds) <= set(KINDS)
    for part in re.split(r"^## ", CHANGES, flags=re.MULTILINE)[1:]:
        own = re.findall(r"^### (.+)$", part, re.MULTILINE)
        assert own == sorted(set(own), key=KINDS.index), "each kind once, in the order of the form"


def test_no_entry_of_the_changelog_stands_outside_a_kind():
    for part in re.split(r"^## ", CHANGES, flags=re.MULTILINE)[1:]:
        assert not re.search(r"^- ", part.partition("\n### ")[0], re.MULTILINE)
