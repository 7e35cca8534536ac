"""The terms of the field, each with its meaning and its source, as ``glossary.toml`` has them."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Annotated, Any

from pydantic import Field, model_validator

from sim.checking.settings import Settings
from sim.evidence.references import references
from sim.wording.language import say

Words = Annotated[str, Field(min_length=2, max_length=40)]
Sentences = Annotated[str, Field(min_length=20, max_length=240, pattern=r"\.$")]


class Term(Settings):
    """One term: its name, the other forms in which it stands in texts, a short and a longer meaning, and its source.

    ``short`` is one plain sentence of at most 160 letters. Raises ``ValidationError`` for a source without a reference.
    """

    name: Words = Field(alias="term")
    also: tuple[Words, ...] = ()
    short: Annotated[str, Field(min_length=20, max_length=160, pattern=r"\.$")]
    long: Sentences
    source: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form in which it stands in a text."""
        return (self.name, *self.also)

    @model_validator(mode="after")
    def known(self) -> "Term":
        """Its source is in the bibliography."""
        if self.source not in references():
            raise ValueError(f"{self.name}: source: given {self.source!r}; allowed: a key of the bibliography")
        return self


@cache
def glossary() -> tuple[Term, ...]:
    """All terms, in the order of the file. Raises ``ValueError`` for a form that two terms have."""
    rows: list[Any] = tomllib.loads((resources.files("sim.wording") / "glossary.toml").read_text("utf-8"))["term"]
    terms = tuple(Term.model_validate({**row, "also": tuple(row.get("also", ()))}) for row in rows)
    forms = [form.lower() for term in terms for form in term.forms]
    twice = {form for form in forms if forms.count(form) > 1}
    if twice:
        raise ValueError(f"glossary.toml: {', '.join(sorted(twice))}: a form belongs to one term")
    return terms


def for_the_page() -> list[dict[str, Any]]:
    """The terms as the page explains them: ``{name, forms, says}``, ``forms`` in small letters; in the language that is
    spoken, which has forms of its own."""
    return [
        {"name": term.name, "forms": re.findall(r"[^⟦⟧,]+", said(term)), "says": say(term.short)} for term in glossary()
    ]


def said(term: Term) -> str:
    """All forms of a term in the language that is spoken, in small letters."""
    return ",".join(form.strip() for form in say(", ".join(term.forms)).lower().split(","))
