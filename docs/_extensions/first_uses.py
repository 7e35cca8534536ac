"""Where a term of the glossary first stands in a page of the guide, it leads to its meaning."""

import re

from docutils import nodes
from sphinx.addnodes import pending_xref

from sim.wording.glossary import Term, glossary

GUIDE = re.compile(r"(index|start|theory|guide/(?!security).+|evidence/index|recovery/recovery)$")
"""Pages that are read by people who may not know the field."""
ELSEWHERE = (nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.math, nodes.raw, pending_xref)
"""What a link may not stand in."""
FORMS: dict[str, Term] = {form.lower(): term for term in glossary() for form in term.forms}
WORD = re.compile(
    rf"(?<![\w-])({'|'.join(sorted(map(re.escape, FORMS), key=len, reverse=True))})(?![\w-])", re.IGNORECASE
)


def link(page: nodes.document) -> None:
    """Make links of the first use of each term."""
    known: set[str] = set()
    for text in list(page.findall(nodes.Text)):
        if not within(text):
            parts = split(text.astext(), known)
            if len(parts) > 1:
                text.parent.replace(text, parts)


def within(text: nodes.Text) -> bool:
    """Whether a text stands where no link may."""
    node = text.parent
    while node is not None and not isinstance(node, ELSEWHERE):
        node = node.parent
    return node is not None


def split(text: str, known: set[str]) -> list[nodes.Node]:
    """A text in parts: as it is, and as a link where a term stands that is not yet ``known``."""
    parts: list[nodes.Node] = []
    end = 0
    for match in WORD.finditer(text):
        term = FORMS[match[1].lower()]
        if term.name in known:
            continue
        known.add(term.name)
        where = {"refdomain": "std", "reftype": "term", "reftarget": term.name, "refexplicit": True, "refwarn": True}
        shown = nodes.inline(match[0], match[0], classes=["term"])
        parts += [nodes.Text(text[end : match.start()]), pending_xref("", shown, **where)]
        end = match.end()
    return [*parts, nodes.Text(text[end:])]


def setup(app) -> dict:
    """Links are made as each page of the guide is read."""

    def read(app, page: nodes.document) -> None:
        if GUIDE.match(app.env.docname):
            link(page)

    app.connect("doctree-read", read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
