"""The bibliography: every source by its key, as ``references.bib`` has it."""

import re
from dataclasses import dataclass, fields
from functools import cache

from sim.evidence import document


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
    doi: str = ""

    @property
    def text(self) -> str:
        """The citation as people read it: authors, year, title, where it appeared, and its DOI where it is known."""
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
        link = f"https://doi.org/{self.doi}" if self.doi else self.howpublished
        return " ".join([*sentences, link]).strip()


def people(names: str, family_first: bool = True) -> str:
    """BibTeX's ``Family, Given and Family, Given`` as ``Family, G., & Family, G.``, or as ``G. Family & G. Family``;
    ``and others`` as ``et al.``."""
    shortened = []
    for family, _, given in (name.partition(", ") for name in names.split(" and ")):
        initials = " ".join("-".join(f"{part[0]}." for part in word.split("-")) for word in given.split())
        shortened.append((f"{family}, {initials}" if family_first else f"{initials} {family}") if given else family)
    *others, last = shortened
    if names.endswith(" and others"):
        return f"{', '.join(others)}, et al."
    comma = "," if family_first or len(others) > 1 else ""
    return f"{', '.join(others)}{comma} & {last}" if others else last


ENTRY = re.compile(r"@(\w+)\{(\w+)((?:, \w+ = \{[^{}]+\})+)\}")
FIELD = re.compile(r", (\w+) = \{([^{}]+)\}")
KNOWN = {field.name for field in fields(Reference)}


@cache
def references() -> dict[str, Reference]:
    """Every reference by key, in the order of the file. Do not change it: it is read once.

    Raises ``ValueError`` for a line that is not one entry of the form ``@kind{key, field = {value}, …}``.
    """
    return parse(document("references.bib", "references.bib"))


def parse(text: str) -> dict[str, Reference]:
    """References by key from the text of a bibliography with one entry a line. Raises as ``references`` does."""
    table: dict[str, Reference] = {}
    for number, line in enumerate(text.splitlines(), 1):
        entry = ENTRY.fullmatch(line)
        kind, key, rest = entry.groups() if entry else ("", "", "")
        names = [name for name, _ in FIELD.findall(rest)]
        whole = {"author", "title", "year"} <= set(names) <= KNOWN - {"key", "kind"} and len(set(names)) == len(names)
        if not whole or key in table:
            raise ValueError(f"references.bib, line {number}: not one new entry @kind{{key, field = {{value}}, …}}")
        table[key] = Reference(key, kind, **dict(FIELD.findall(rest)))
    return table
