"""Lessons found and read: the project's by name or number, anyone's from a file."""

import difflib
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from sim.checking.errors import ScenarioError, complaint, nearest, shown
from sim.checking.explain import explained
from sim.lessons.schema import Lesson
from sim.lessons.validation import check
from sim.scenario.files import tables_of, text_of
from sim.scenario.schema import Scenario
from sim.scenario.tables import frozen

FILE = re.compile(r"(\d\d)-([a-z0-9-]+)\.toml")


class Opening(NamedTuple):
    """How the page opens on a case: the scenario and its chance, the day, the zoom, the turn, and the lanes on view."""

    scenario: Scenario
    seed: int
    day: int
    zoom: str
    turn: int
    lanes: tuple[str, ...]


@cache
def lessons() -> tuple[Lesson, ...]:
    """The project's lessons in their order, read once."""
    files = resources.files("scenarios") / "lessons"
    found = sorted((match.groups(), file) for file in files.iterdir() if (match := FILE.fullmatch(file.name)))
    return tuple(
        parse(file.read_text("utf-8"), file.name, name=name, number=int(number)) for (number, name), file in found
    )


def lesson(name: str) -> Lesson:
    """One of the project's lessons by name or number. Raises ``ScenarioError`` for any other."""
    by_name = {each.name: each for each in lessons()}
    known = {str(each.number): each for each in lessons()} | by_name
    if str(name) not in known:
        hint = nearest(name, by_name) or _by_word(str(name), by_name)
        raise complaint("lessons", "name", shown(name), f"a number, or one of {', '.join(by_name)}", hint)
    return known[str(name)]


def _by_word(given: str, known: Iterable[str]) -> str:
    """`` Did you mean …?`` with the name that has a word like the one given in it."""
    words = {word: name for name in known for word in name.split("-") if len(word) > 3}
    near = difflib.get_close_matches(given[:80], words, n=1, cutoff=0.7)
    return f" Did you mean {words[near[0]]!r}?" if near else ""


def read(path: str | Path) -> Lesson:
    """A teacher's own lesson from a TOML file.

    Raises ``ScenarioError`` for what cannot be used: file, key, what was given, what is allowed, the nearest name.
    """
    path = Path(path)
    return parse(text_of(path, "a lesson in TOML"), str(path), path.stem)


def parse(text: str, where: str, name: str = "unnamed", number: int = 0) -> Lesson:
    """A lesson from the text of a TOML file; ``where`` is named in errors, which are those of ``read``."""
    given = tables_of(text, where, "a lesson in TOML")
    try:
        made = Lesson.model_validate({"name": name[:200], "number": number, **frozen(given)})
        check(made)
    except ValidationError as error:
        raise explained(error, where, Lesson) from None
    except RecursionError:
        raise complaint(where, "TOML", "too deep a nesting", "a lesson in TOML") from None
    except ValueError as error:
        raise ScenarioError(f"{where}: {error}") from None
    return made


def visit_case(name: str, key: str) -> Opening:
    """How the page opens on a case of one of the project's lessons. Raises ``ScenarioError`` for what is not there."""
    chosen = lesson(name)
    case = chosen.cases.get(key) if isinstance(key, str) else None
    if case is None:
        allowed = f"one of {', '.join(chosen.cases)}"
        raise complaint(f"lesson {chosen.name}", "case", shown(key), allowed, nearest(key, chosen.cases))
    return Opening(chosen.scenarios[key], case.seed, case.day, case.zoom, case.turn, case.lanes)
