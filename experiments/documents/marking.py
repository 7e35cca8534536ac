"""Parts of a page that are made: found by their marks, and filled anew."""

import re
from collections.abc import Callable, Iterable, Mapping

from sim.checking.errors import complaint, nearest, shown

PART = re.compile(r"(<!-- made: ([^>]*?) -->\n).*?(<!-- /made -->)", re.DOTALL)
MARK = re.compile(r"<!-- /?made\b.*?-->")


def filled(text: str, parts: Mapping[str, Callable[[], str]], where: str) -> str:
    """The page's ``text`` with each of its parts made anew. Raises ``ScenarioError`` for a name that is none of
    ``parts``, and for a mark without its fellow."""
    if len(MARK.findall(text)) != 2 * len(PART.findall(text)):
        raise complaint(where, "mark", "a mark without its fellow", "<!-- made: NAME --> and <!-- /made -->, in turn")

    def made(found: re.Match) -> str:
        name = found[2]
        if name not in parts:
            raise complaint(where, "part", shown(name), ", ".join(parts), nearest(name, parts))
        return f"{found[1]}\n{parts[name]().strip()}\n\n{found[3]}"

    return PART.sub(made, text)


def written_by_hand(text: str) -> str:
    """A page without its parts."""
    return PART.sub("", text)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; every cell stays in its cell and reads as it is written."""
    lines = [list(head)]
    lines += [["---"] * len(lines[0]), *([cell(text) for text in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def cell(text: str) -> str:
    """A text for a cell of a table, on one line; what stands between backticks is left as code."""
    flat = " ".join(text.split()).replace("|", "\\|")
    parts = re.split(r"(`+[^`]+`+)", flat)
    return "".join(part if i % 2 else re.sub(r"([*_\[<])", r"\\\1", part) for i, part in enumerate(parts))


def code(text: str) -> str:
    """A name as code."""
    return f"`{text}`"


def number(value: float) -> str:
    """A constant as it stands in its table: seven digits at most, and no more than it has."""
    return f"{value:.7g}"
