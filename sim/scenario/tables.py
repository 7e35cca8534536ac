"""Nested tables and dotted keys: what a file, a link, a flag and a row of a sweep have in common. Pure."""

import itertools
import json
from typing import Any

from pydantic import BaseModel

from sim.checking.errors import ScenarioError, complaint, nearest, shown
from sim.checking.settings import number_in
from sim.model.parameters import PARAMETERS


def frozen(value: Any) -> Any:
    """TOML and JSON have arrays, a frozen form has tuples."""
    if isinstance(value, dict):
        return {key: frozen(inner) for key, inner in value.items()}
    return tuple(map(frozen, value)) if isinstance(value, list | tuple) else value


def thawed(value: Any) -> Any:
    """The other way round: tuples as lists."""
    if isinstance(value, dict):
        return {key: thawed(inner) for key, inner in value.items()}
    return list(map(thawed, value)) if isinstance(value, tuple | list) else value


def flat(tables: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested tables as dotted keys; a list stays one value, and so does an empty table."""
    found: dict[str, Any] = {}
    for key, value in thawed(tables).items():
        inner = isinstance(value, dict) and value
        found |= flat(value, f"{prefix}{key}.") if inner else {f"{prefix}{key}": value}
    return found


def set_key(tables: dict[str, Any], key: str, value: Any, where: str, form: type[BaseModel]) -> None:
    """Set one dotted key in the nested tables of a form; numbers in it count list entries from 1.

    Raises ``ScenarioError`` for a key that leads nowhere.
    """
    *path, last = key.split(".")
    at: Any = tables
    for part, then in itertools.pairwise((*path, last)):
        if isinstance(at, list) and 1 <= _entry(part) <= len(at):
            at = at[_entry(part) - 1]
        elif isinstance(at, dict) and isinstance(at.setdefault(part, [] if then.isdecimal() else {}), dict | list):
            at = at[part]
        else:
            raise _no_such(where, key, at, form)
    if isinstance(at, list) and 1 <= _entry(last) <= len(at):
        at[_entry(last) - 1] = value
    elif isinstance(at, dict) and (path or last in form.model_fields):
        at[last] = value
    else:
        raise _no_such(where, key, at, form)


def _entry(part: str) -> int:
    """Which entry of a list a part of a key means; 0 for none."""
    return int(part) if part.isascii() and part.isdecimal() and len(part) < 10 else 0


def _no_such(where: str, key: str, at: Any, form: type[BaseModel]) -> ScenarioError:
    """What there is instead of a key that leads nowhere from the table or list ``at``."""
    if isinstance(at, list):
        there = f"a number from 1 to {len(at)} in the list" if at else "entries that are there (the list is empty)"
        return complaint(where, key, f"the key {shown(key)}", there)
    known = [*dotted_keys(form), *PARAMETERS]
    return complaint(where, key, f"the unknown key {shown(key)}", "a scenario key or a parameter", nearest(key, known))


def dotted_keys(form: type[BaseModel]) -> list[str]:
    """Every dotted key of a form that is no list."""
    found = []
    for name, field in form.model_fields.items():
        kind = field.annotation
        inner = kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else None
        found.extend([f"{name}.{key}" for key in inner] if inner else [name])
    return found


def assignment(text: str, where: str = "--set") -> tuple[str, Any]:
    """``key=value`` as a pair; the value is read as JSON where it is that (numbers, true, lists), else as a word."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise complaint(where, "key=value", shown(text), "a key, an equals sign and a value, as in couple.bond=0.4")
    return key.strip(), value_of(value.strip())


def value_of(text: str) -> Any:
    """A value as JSON, as a plain number, or else as a word."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        number = number_in(text)
        return text if number is None else number
