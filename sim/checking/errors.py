"""One kind of error for whatever a user gave wrongly."""

import difflib
from collections.abc import Iterable


class ScenarioError(ValueError):
    """Something given by a user cannot be used; the message says where, what was given, what is allowed."""


JOINERS = "\u200c\u200d\u2068\u2069"
"""What joins letters, or signs into one, and keeps them or a name apart: Python counts them as not printable."""


def one_line(text: str) -> str:
    """A text that prints as one line: nothing in it moves the cursor or rings the bell."""
    return "".join(c if c.isprintable() or c in JOINERS else "�" for c in text)


def shown(value: object, most: int = 60) -> str:
    """A given value on one line, cut where it is long."""
    try:
        text = one_line(repr(value))
    except (ValueError, RecursionError):
        # Python does not write out whole numbers of more than some thousand digits, or lists within lists within lists.
        text = "something that is too large to show"
    return text if len(text) <= most else text[: most - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """`` Did you mean …?`` with the nearest known word, or nothing where none is near."""
    word, known = str(word)[:80], list(known)
    found = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if not found and len(word) > 2:
        found = [name for name in known if word in name]
    return f" Did you mean {found[0]!r}?" if found else ""


def complaint(where: str, key: str, given: str, allowed: str, hint: str = "") -> ScenarioError:
    """The error with its parts in one order: where, key, given, allowed, nearest."""
    where, key = one_line(where), one_line(key[:200])
    return ScenarioError(f"{where}: {key}: given {given}; allowed: {allowed}.{hint}")
