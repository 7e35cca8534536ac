"""The glossary: the field's terms, each said once, plainly, with its source."""

import re

import pytest
from pydantic import ValidationError

from sim.dashboard.payload.controls import fixed
from sim.wording.glossary import glossary

ASKED = (
    "demand-withdraw", "protest", "felt security", "primary emotion", "secondary emotion", "hyperactivation",
    "deactivation", "flooding", "softening", "enactment", "alliance", "bond", "loop gain", "tipping point",
)  # fmt: skip


def test_every_term_of_the_field_is_there():
    assert set(ASKED) <= {term.name for term in glossary()}


@pytest.mark.parametrize("term", glossary(), ids=lambda term: term.name)
def test_a_term_is_explained_in_a_plain_sentence_and_not_by_itself(term):
    assert len(re.findall(r"[.!?](?:\s|$)", term.short)) == 1
    assert len(term.short.split()) <= 28
    whole = re.search(rf"\b{re.escape(term.name)}\b", term.short, re.IGNORECASE)
    assert not whole or term.name == "EFT"


def test_the_page_has_the_same_words():
    assert [(term["name"], term["says"]) for term in fixed()["terms"]] == [
        (term.name, term.short) for term in glossary()
    ]
    assert all(form == form.lower() for term in fixed()["terms"] for form in term["forms"])


def test_a_source_that_is_not_in_the_bibliography_is_refused():
    with pytest.raises(ValidationError, match="allowed: a key of the bibliography"):
        glossary()[0].altered(source="nobody1900")
