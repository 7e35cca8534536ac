"""One kind of error for whatever a user gave wrongly (floor F0)."""

import difflib
from collections.abc import Iterable


class ScenarioError(ValueError):
    """Something given by a user cannot be used; the message says where, what was given, what is allowed."""


def shown(value: object, most: int = 60) -> str:
    """A given value on one line, cut where it is long."""
    text = repr(value)
    text = "".join(c if c.isprintable() else "�" for c in text)
    return text if len(text) <= most else text[: most - 1] + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """`` Did you mean …?`` with the nearest known word, or nothing where none is near."""
    found = difflib.get_close_matches(str(word)[:80], list(known), n=1, cutoff=0.6)
    return f" Did you mean {found[0]!r}?" if found else ""


def complaint(where: str, key: str, given: str, allowed: str, hint: str = "") -> ScenarioError:
    """The error with its parts in one order: where, key, given, allowed, nearest."""
    return ScenarioError(f"{where}: {key}: given {given}; allowed: {allowed}.{hint}")
