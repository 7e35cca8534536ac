"""Scenarios found and read: those that come with the project by name, anyone's from a TOML file."""

import re
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from sim.checking import text_file
from sim.checking.errors import complaint, nearest, shown
from sim.scenario.schema import Scenario, build

MAX_BYTES = 1_000_000
"""Bytes of the largest TOML file that is read."""
DEEPEST = 32
"""Parts of the longest dotted key that is read: the time and memory that it takes grow with the square of them."""
PART = re.compile(
    r"""[A-Za-z0-9_-]++|(#[^\n]*+)|"{3}(?:[^"\\]++|\\.|"(?!""))*+"{0,5}|'{3}(?:[^']++|'(?!''))*+'{0,5}"""
    r"""|"(?:[^"\\\n]++|\\.)*+"?|'[^'\n]*+'?""",
    re.DOTALL,
)
DEEP = re.compile(rf"(?:k[ \t]*+\.[ \t]*+){{{DEEPEST}}}")
"""A word or a string, which may be a part of a key, or a comment; and a key of too many parts, each written as k. Every
letter is looked at once or twice."""


@cache
def shipped() -> dict[str, Any]:
    """The scenario files that come with the project, by name, in gallery order. Do not change it: it is read once."""
    files = (f for f in resources.files("scenarios").iterdir() if f.name.endswith(".toml"))
    found = {f.name.removesuffix(".toml"): f for f in files}
    first = ("protest-polka", "secure-base", "find-the-bad-guy", "freeze-and-flee", "steady-partner")
    return {name: found[name] for name in sorted(found, key=lambda n: (first.index(n) if n in first else 99, n))}


def scenario(name_or_path: str | Path) -> Scenario:
    """A shipped scenario by name, or anyone's from a TOML file.

    Raises ``ScenarioError`` when there is none, or when the file cannot be used; the message names file, key, what was
    given, what is allowed and the nearest known name.
    """
    text = str(name_or_path)
    known = shipped()
    if text in known:
        return _shipped(text)
    path = Path(text)
    if text and text_file.is_there(path, "a TOML file"):
        return parse(text_of(path), text, path.stem)
    near = nearest(text, (*known, *text_file.beside(path)))
    if path.suffix == ".toml" and len(text) < 1000:
        raise complaint(text, "file", "no such file", "a scenario's name, or a TOML file", near)
    raise complaint("scenario", "name", shown(text), "a scenario's name, or a TOML file", near)


def text_of(path: Path, what: str = "a TOML file") -> str:
    """The text of a TOML file that should be ``what``. Raises ``ScenarioError`` as ``text_file.text_of`` does."""
    return text_file.text_of(path, what, MAX_BYTES, "a TOML file in UTF-8")


def tables_in(path: Path, what: str) -> dict[str, Any]:
    """The tables of a TOML file that should be ``what``. Raises ``ScenarioError``."""
    return tables_of(text_of(path, what), str(path), what)


def tables_of(text: str, where: str, what: str) -> dict[str, Any]:
    """The tables of a TOML text that should be ``what``. Raises ``ScenarioError``; ``where`` is named in it."""
    if not text.strip():
        raise complaint(where, "file", "an empty file", what)
    if DEEP.search(PART.sub(lambda part: "" if part[1] else "k", text)):
        raise complaint(where, "TOML", f"a key of more than {DEEPEST} parts", what)
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise complaint(where, "TOML", str(error)[:200] or "too deep a nesting", what) from None


@cache
def _shipped(name: str) -> Scenario:
    """A shipped scenario, read once: it is frozen."""
    return parse(shipped()[name].read_text("utf-8"), f"{name}.toml", name)


def parse(text: str, where: str, name: str = "unnamed") -> Scenario:
    """A scenario from the text of a TOML file. ``where`` is named in errors."""
    return build({"name": name, **tables_of(text, where, "a scenario in TOML")}, where)
