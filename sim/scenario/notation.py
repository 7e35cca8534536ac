"""A scenario written down: TOML files, dotted keys, and links (floor F3)."""

import contextlib
import itertools
import json
import tomllib
import urllib.parse
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import tomli_w
from pydantic import BaseModel, ValidationError

from sim.checking.errors import ScenarioError, complaint, nearest, shown
from sim.checking.explain import explained
from sim.model.parameters import PARAMETERS
from sim.scenario.schema import Scenario

LARGEST = 1_000_000
"""Bytes of the largest scenario file that is read."""
LINK_VERSION = "1"
LONGEST_LINK = 60_000
SEEDS = 2**64


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
    if text and _there(path):
        return parse(text_of(path), text, path.stem)
    near = nearest(text, (*known, *_beside(path)))
    if path.suffix == ".toml" and len(text) < 1000:
        raise complaint(text, "file", "no such file", "a scenario's name, or a TOML file", near)
    raise complaint("scenario", "name", shown(text), "a scenario's name, or a TOML file", near)


def _there(path: Path) -> bool:
    """Whether there is something of this name. Raises ``ScenarioError`` where the system cannot say."""
    try:
        return "\0" not in str(path) and path.exists()
    except OSError as error:
        raise _unreadable(path, error) from None


def _unreadable(path: Path, error: OSError) -> ScenarioError:
    return complaint(str(path)[:200], "file", error.strerror or "an unreadable file", "a readable TOML file")


def text_of(path: Path, what: str = "a TOML file") -> str:
    """The text of a file that should be ``what``. Raises ``ScenarioError`` for whatever keeps it from being read."""
    where = str(path)
    try:
        if not _there(path):
            raise complaint(where[:200] or "file", "file", "no such file", what)
        if not path.is_file():
            raise complaint(where, "file", "a folder" if path.is_dir() else "no ordinary file", "a TOML file")
        size = path.stat().st_size
        if size > LARGEST:
            raise complaint(where, "file", f"{size:,} bytes", f"at most {LARGEST:,} bytes")
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise complaint(where, "file", f"bytes that are no text at {error.start}", "a TOML file in UTF-8") from None
    except OSError as error:
        raise _unreadable(path, error) from None


def tables_in(path: Path, what: str) -> dict[str, Any]:
    """The tables of a TOML file that should be ``what``. Raises ``ScenarioError``."""
    return tables_of(text_of(path, what), str(path), what)


def tables_of(text: str, where: str, what: str) -> dict[str, Any]:
    """The tables of a TOML text that should be ``what``. Raises ``ScenarioError``; ``where`` is named in it."""
    if not text.strip():
        raise complaint(where, "file", "an empty file", what)
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise complaint(where, "TOML", str(error)[:200] or "too deep a nesting", what) from None


@cache
def _shipped(name: str) -> Scenario:
    """A shipped scenario, read once: it is frozen."""
    return parse(shipped()[name].read_text("utf-8"), f"{name}.toml", name)


def _beside(path: Path) -> list[str]:
    """The TOML files in the folder that was meant, written as ``path`` is."""
    with contextlib.suppress(OSError, ValueError):
        return [str(one) for one, _ in zip(path.parent.glob("*.toml"), range(1000), strict=False)]
    return []


def parse(text: str, where: str, name: str = "unnamed") -> Scenario:
    """A scenario from the text of a TOML file. ``where`` is named in errors."""
    return build({"name": name, **tables_of(text, where, "a scenario in TOML")}, where)


def build(given: dict[str, Any], where: str) -> Scenario:
    """A scenario from nested tables, or a ``ScenarioError`` that a person can act on."""
    try:
        return Scenario.model_validate(frozen(given))
    except ValidationError as error:
        raise explained(error, where) from None
    except RecursionError:
        raise complaint(where, "TOML", "too deep a nesting", "a scenario in TOML") from None


def frozen(value: Any) -> Any:
    """TOML and JSON have arrays, a frozen form has tuples."""
    if isinstance(value, dict):
        return {key: frozen(one) for key, one in value.items()}
    return tuple(frozen(one) for one in value) if isinstance(value, list | tuple) else value


def plain(one: Scenario) -> dict[str, Any]:
    """A scenario as nested tables, defaults left out."""
    return one.model_dump(by_alias=True, exclude_defaults=True, exclude={"name"})


def to_toml(one: Scenario) -> str:
    """A scenario as the text of a TOML file; reading it back gives an equal scenario."""
    return tomli_w.dumps(_lists(plain(one)))


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(item) for key, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, tuple | list) else value


def changed(one: Scenario, changes: dict[str, Any], where: str) -> Scenario:
    """``one`` with dotted keys set; see ``Scenario.change``."""
    tables = _lists({"name": one.name, **plain(one)})
    for key, value in changes.items():
        _set(tables, f"parameters.{key}" if key in PARAMETERS else key, value, where)
    return build(tables, where)


def _set(tables: dict[str, Any], key: str, value: Any, where: str) -> None:
    """Set one dotted key in nested tables; numbers in it count list entries from 1."""
    *path, last = key.split(".")
    at: Any = tables
    for part, then in itertools.pairwise((*path, last)):
        if isinstance(at, list) and part.isdecimal() and 1 <= int(part) <= len(at):
            at = at[int(part) - 1]
        elif isinstance(at, dict) and isinstance(at.setdefault(part, [] if then.isdecimal() else {}), dict | list):
            at = at[part]
        else:
            raise _no_such(where, key, at)
    if isinstance(at, list) and last.isdecimal() and 1 <= int(last) <= len(at):
        at[int(last) - 1] = value
    elif isinstance(at, dict) and (path or last in Scenario.model_fields):
        at[last] = value
    else:
        raise _no_such(where, key, at)


def _no_such(where: str, key: str, at: Any) -> ScenarioError:
    """What there is instead of a key that leads nowhere from the table or list ``at``."""
    if isinstance(at, list):
        there = f"a number from 1 to {len(at)} in the list" if at else "entries that are there (the list is empty)"
        return complaint(where, key, f"the key {shown(key)}", there)
    known = [*dotted_keys(), *PARAMETERS]
    return complaint(where, key, f"the unknown key {shown(key)}", "a scenario key or a parameter", nearest(key, known))


def dotted_keys() -> list[str]:
    """Every dotted key of a scenario that is no list."""
    found = []
    for name, field in Scenario.model_fields.items():
        form = field.annotation
        inner = form.model_fields if isinstance(form, type) and issubclass(form, BaseModel) else None
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
    for read in (json.loads, int, float):
        try:
            return read(text)
        except (ValueError, RecursionError):
            continue
    return text


def differences(one: Scenario) -> dict[str, Any]:
    """The dotted keys in which a scenario differs from the shipped one of its name (or from nothing)."""
    base = shipped()
    start = flat(plain(scenario(one.name))) if one.name in base else {}
    now = flat(plain(one))
    gone = {key: _default(key) for key in start if key not in now}
    return {**{key: value for key, value in now.items() if start.get(key) != value}, **gone}


def _default(key: str) -> Any:
    """A key's default; for a parameter its own."""
    first, _, rest = key.partition(".")
    if first == "parameters":
        return PARAMETERS[rest].default
    field = Scenario.model_fields[first]
    if not rest:
        return _lists(field.get_default())
    inner = {(f.alias or name): f for name, f in field.annotation.model_fields.items()}
    return _lists(inner[rest].get_default())


def to_flags(one: Scenario) -> list[str]:
    """The flags that make this scenario from the shipped one of its name, after ``pasdedeux run NAME``."""
    changes = differences(one).items()
    return [part for key, value in changes for part in ("--set", f"{key}={json.dumps(value, ensure_ascii=False)}")]


def flat(tables: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested tables as dotted keys; a list stays one value."""
    found: dict[str, Any] = {}
    for key, value in _lists(tables).items():
        found.update(flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value})
    return found


def to_link(one: Scenario, seed: int = 1) -> str:
    """A scenario and a seed as the query part of an address; ``from_link`` gives them back."""
    pairs = {"v": LINK_VERSION, "scenario": one.name, "seed": str(seed)}
    changes = {key: json.dumps(value, ensure_ascii=False) for key, value in differences(one).items()}
    return urllib.parse.urlencode({**pairs, **changes})


def from_link(query: str) -> tuple[Scenario, int]:
    """The scenario and the seed of a link. Raises ``ScenarioError`` for whatever is wrong with it.

    Keys that begin with ``page.`` say how the page looks at the run, and are no part of it.
    """
    if len(query) > LONGEST_LINK:
        raise complaint("link", "length", f"{len(query):,} characters", f"at most {LONGEST_LINK:,}")
    given = urllib.parse.parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    pairs = {key: value for key, value in given if not key.startswith("page.")}
    version = pairs.pop("v", LINK_VERSION)
    if version != LINK_VERSION:
        raise complaint("link", "v", shown(version), f"version {LINK_VERSION}")
    name = pairs.pop("scenario", "protest-polka")
    chance = seed_of(pairs.pop("seed", "1"), "link")
    changes = {key: value_of(value) for key, value in pairs.items()}
    if name in shipped():
        return changed(scenario(name), changes, "link"), chance
    if "about.title" not in changes:
        raise complaint("link", "scenario", shown(name), "a shipped scenario's name", nearest(name, shipped()))
    tables: dict[str, Any] = {"name": name}
    for key, value in changes.items():
        _set(tables, key, value, "link")
    return build(tables, "link"), chance


def seed_of(given: Any, where: str) -> int:
    """A seed: a whole number from 0 to 2**64 - 1."""
    value = value_of(given) if isinstance(given, str) else given
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < SEEDS:
        raise complaint(where, "seed", shown(given), f"a whole number from 0 to {SEEDS - 1}")
    return value
