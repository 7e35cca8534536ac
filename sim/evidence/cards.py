"""Evidence cards: what each claim and each parameter rests on (floor F2).

A card is one claim of ``cards.toml``: a sentence to read out, its status, its sources, what was found, and its limits.
The status is that of the claim. The number that carries it has a status of its own in ``sim.model.parameters``: many a claim
is measured while the number in the model is assumed.
"""

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from pathlib import Path

from sim.checking.errors import complaint, nearest, shown
from sim.model.parameters import PARAMETERS

ROWS = tuple(f"E{number}" for number in range(1, 18))
"""The rows of published evidence that the model is held to."""


@dataclass(frozen=True)
class Card:
    """One claim. ``status`` is one of ``sim.model.parameters.STATUSES``; ``sources`` is empty only where it is *assumed*."""

    key: str
    claim: str
    status: str
    sources: tuple[str, ...] = ()
    finding: str = ""
    note: str = ""
    rows: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """One entry of ``references.bib``, field by field as it stands there."""

    key: str
    kind: str
    author: str
    title: str
    year: str
    journal: str = ""
    volume: str = ""
    pages: str = ""
    publisher: str = ""
    editor: str = ""
    booktitle: str = ""
    edition: str = ""
    howpublished: str = ""

    @property
    def text(self) -> str:
        """The citation as people read it: authors, year, title, and where it appeared."""
        title = self.title + (f" ({self.edition} ed.)" if self.edition else "")
        pages = self.pages.replace("--", "–")
        whole = self.booktitle
        if self.editor:
            whole = f"{people(self.editor, family_first=False)} (Eds.), {whole}"
        parts = (
            people(self.author),
            f"({self.year})",
            title,
            ", ".join(part for part in (self.journal, self.volume, pages) if part) if self.journal else "",
            f"In {whole}" + (f" (pp. {pages})" if pages else "") if whole else "",
            self.publisher,
        )
        sentences = [part if part[-1] in ".?!" else f"{part}." for part in parts if part]
        return " ".join([*sentences, self.howpublished]).strip()


def people(names: str, family_first: bool = True) -> str:
    """BibTeX's ``Family, Given and Family, Given`` as ``Family, G., & Family, G.``, or as ``G. Family & G. Family``."""
    shortened = []
    for family, _, given in (name.partition(", ") for name in names.split(" and ")):
        initials = " ".join("-".join(f"{part[0]}." for part in word.split("-")) for word in given.split())
        shortened.append(f"{family}, {initials}" if family_first else f"{initials} {family}")
    *others, last = shortened
    comma = "," if family_first or len(others) > 1 else ""
    return f"{', '.join(others)}{comma} & {last}" if others else last


@cache
def cards() -> dict[str, Card]:
    """Every card by key, in the order of ``cards.toml``. Do not change it: it is read once."""
    rows = tomllib.loads((resources.files("sim.evidence") / "cards.toml").read_text("utf-8"))["claim"]
    made = [Card(**{name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}) for row in rows]
    table = {card.key: card for card in made}
    assert len(table) == len(made), "a card is declared twice"
    return table


def cards_of_parameter(name: str) -> tuple[Card, ...]:
    """The cards of the claims that a parameter carries, at least one. Raises ``ScenarioError`` for an unknown name."""
    if name not in PARAMETERS:
        raise complaint("cards", "parameter", shown(name), "a parameter of the model", nearest(name, PARAMETERS))
    return tuple(card for card in cards().values() if name in card.parameters)


def cards_of_row(row: str) -> tuple[Card, ...]:
    """The cards of a row of the evidence, at least one. Raises ``ScenarioError`` for a row that is none of ``ROWS``."""
    if row not in ROWS:
        raise complaint("cards", "row", shown(row), f"{ROWS[0]} to {ROWS[-1]}", nearest(row, ROWS))
    return tuple(card for card in cards().values() if row in card.rows)


def find(name: str) -> tuple[Card, ...]:
    """The cards of a claim's key, a parameter or a row of the evidence. Raises ``ScenarioError`` for any other name."""
    if name in PARAMETERS:
        return cards_of_parameter(name)
    if name in ROWS:
        return cards_of_row(name)
    if name not in cards():
        known = (*cards(), *PARAMETERS, *ROWS)
        raise complaint("cards", "name", shown(name), "a claim, a parameter, or a row E1 to E17", nearest(name, known))
    return (cards()[name],)


ENTRY = re.compile(r"@(\w+)\{(\w+)((?:, \w+ = \{[^{}]+\})+)\}")
FIELD = re.compile(r", (\w+) = \{([^{}]+)\}")
KNOWN = {field.name for field in fields(Reference)}


@cache
def references() -> dict[str, Reference]:
    """Every reference by key, in the order of the file. Do not change it: it is read once.

    Raises ``ValueError`` for a line that is not one entry of the form ``@kind{key, field = {value}, …}``.
    """
    inside = resources.files("sim.evidence") / "references.bib"
    file = inside if inside.is_file() else Path(__file__).parents[2] / "docs" / "references.bib"
    return parsed(file.read_text("utf-8"))


def parsed(text: str) -> dict[str, Reference]:
    """References by key from the text of a bibliography with one entry a line. Raises as ``references`` does."""
    table = {}
    for number, line in enumerate(text.splitlines(), 1):
        entry = ENTRY.fullmatch(line)
        pairs = FIELD.findall(entry[3]) if entry else []
        names = [name for name, _ in pairs]
        whole = {"author", "title", "year"} <= set(names) <= KNOWN - {"key", "kind"} and len(set(names)) == len(names)
        if not whole or entry[2] in table:
            raise ValueError(f"references.bib, line {number}: not one new entry @kind{{key, field = {{value}}, …}}")
        table[entry[2]] = Reference(entry[2], entry[1], **dict(pairs))
    return table
