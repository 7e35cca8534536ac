"""Text for a terminal: paragraphs in its width, and words that fit."""

import shutil
import textwrap
import unicodedata
from collections.abc import Sequence

from sim.checking.errors import one_line
from sim.wording.language import say


def width() -> int:
    """Columns of the terminal, at most what is pleasant to read."""
    return max(40, min(shutil.get_terminal_size().columns, 100))


def wrapped(text: str, first: str = "", then: str | None = None) -> str:
    """A paragraph in the terminal's width, with a hanging indent."""
    return textwrap.fill(one_line(" ".join(text.split())), width(), initial_indent=first,
                         subsequent_indent=first if then is None else then, break_on_hyphens=False)  # fmt: skip


def shortened(text: str, most: int) -> str:
    """The text on one line, cut where it is longer than ``most`` letters."""
    text = one_line(text)
    return text if len(text) <= most else text[: most - 1] + "…"


def isolated(name: str) -> str:
    """A name that stands among other words as itself: one that is written from right to left draws none of them in."""
    turns = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in name)
    return f"\u2068{name}\u2069" if turns else name


def capitalised(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def counted(count: int, what: str) -> str:
    """``1 day``, ``1,000 days``."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return say("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
