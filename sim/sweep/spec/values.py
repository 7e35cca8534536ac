"""What is varied, and over which values."""

import math
from typing import Any

from pydantic import ValidationError

from sim.checking.errors import complaint, shown
from sim.checking.explain import explained
from sim.sweep.spec.keys import Key, key_of
from sim.sweep.spec.sections import Design, Range

Varied = tuple[float | int | bool | str, ...] | Range
MOST_VALUES = 10_000
EXAMPLES = "a list of values, or { low = …, high = … }"


def varied(given: dict[str, Any], known: dict[str, Key], design: Design, where: str) -> dict[str, Varied]:
    """The values or the range of each key, by its name, in the order given. Raises ``ScenarioError``."""
    found: dict[str, Varied] = {}
    for name, entry in _flat(given, where).items():
        place = name if name.startswith("parameters.") else f"parameters.{name}"
        key = key_of(name, known, where, place)
        if key.name in found:
            raise complaint(where, place, "a key that is there twice", "each key once")
        found[key.name] = _range(entry, key, design, where, place) if isinstance(entry, dict) else _values(
            entry, key, design, where, place
        )  # fmt: skip
    return found


def _flat(tables: dict[str, Any], where: str, prefix: str = "") -> dict[str, Any]:
    """Entries by dotted key: ``couple.bond = [...]`` in TOML is a table within a table."""
    found: dict[str, Any] = {}
    for name, entry in tables.items():
        one = f"{prefix}{name}"
        if isinstance(entry, dict) and not any(key in entry for key in Range.model_fields):
            if not entry:
                raise complaint(where, f"parameters.{one}", "an empty table", EXAMPLES)
            inside = _flat(entry, where, f"{one}.")
        else:
            inside = {one: entry}
        twice = next((key for key in inside if key in found), None)
        if twice:
            raise complaint(where, f"parameters.{twice}", "a key that is there twice", "each key once")
        found |= inside
    return found


def _values(entry: Any, key: Key, design: Design, where: str, place: str) -> Varied:
    """A list of values."""
    if not isinstance(entry, list | tuple):
        raise complaint(where, place, shown(entry), EXAMPLES)
    if not 1 <= len(entry) <= MOST_VALUES:
        raise complaint(where, place, f"{len(entry):,} values", f"1 to {MOST_VALUES:,} values")
    if design.kind in ("sobol", "morris"):
        raise complaint(where, place, "a list", f"a range for {design.kind}, as in {{ low = 0.2, high = 0.8 }}")
    values = tuple(key.take(one, where, place) for one in entry)
    twice = next((one for i, one in enumerate(values) if one in values[:i]), None) if len(values) < 500 else None
    if twice is not None or len(set(values)) < len(values):
        raise complaint(where, place, f"{shown(twice)} twice", "each value once")
    return values


def _range(entry: dict[str, Any], key: Key, design: Design, where: str, place: str) -> Varied:
    """A range, or, in a grid, its steps as values."""
    try:
        one = Range.model_validate(entry)
    except ValidationError as error:
        raise explained(error, f"{where}: {place}", Range) from None
    if key.type not in (float, int):
        raise complaint(where, place, "a range", f"a list of values: {key.allowed}")
    for end in ("low", "high"):
        value = getattr(one, end)
        key.take(int(value) if key.type is int and value.is_integer() else value, where, f"{place}.{end}")
    if not one.low < one.high:
        raise complaint(where, place, f"low {one.low:g} and high {one.high:g}", "a low that is less than high")
    if one.scale == "log" and one.low <= 0.0:
        raise complaint(where, f"{place}.low", shown(one.low), "a number above 0 where the scale is log")
    if design.kind != "grid":
        if one.steps is not None:
            raise complaint(where, f"{place}.steps", shown(one.steps), f"nothing: {design.kind} draws from the range")
        if design.kind == "morris" and key.type is int and one.high - one.low < (design.levels or 4) - 1:
            raise complaint(where, place, f"{one.low:g} to {one.high:g}", "as many whole numbers as there are levels")
        return one
    if one.steps is None:
        raise complaint(where, place, "a range without steps", "a list of values, or steps = … as well, in a grid")
    values = tuple(dict.fromkeys(key.type(_whole(x) if key.type is int else x) for x in steps(one)))
    if len(values) < one.steps:
        raise complaint(where, f"{place}.steps", shown(one.steps), f"at most {len(values)}: they are whole numbers")
    return values


def steps(one: Range) -> list[float]:
    """The values of a range in a grid, both ends included, to twelve digits."""
    shares = [i / (one.steps - 1) for i in range(one.steps)]
    if one.scale == "log":
        return [float(f"{one.low * (one.high / one.low) ** share:.12g}") for share in shares]
    return [float(f"{one.low + (one.high - one.low) * share:.12g}") for share in shares]


def _whole(value: float) -> int:
    """The nearest whole number, halves up."""
    return math.floor(value + 0.5)
