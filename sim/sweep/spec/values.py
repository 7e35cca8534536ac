"""What is varied, and over which values."""

import math
from typing import Any

from pydantic import ValidationError

from sim.checking.errors import complaint, shown
from sim.checking.explain import explained
from sim.sweep.spec.keys import Key, key_of
from sim.sweep.spec.sections import Design, Range

Varied = tuple[float | int | bool | str, ...] | Range
MAX_VALUES = 10_000
EXAMPLES = "a list of values, or { low = …, high = … }"


def varied(tables: dict[str, Any], known: dict[str, Key], design: Design, where: str) -> dict[str, Varied]:
    """The values or the range of each key, by its name, in their order: lists before ranges, as TOML is written.

    Raises ``ScenarioError``.
    """
    entries: dict[str, Varied] = {}
    for name, entry in _flat(tables, where).items():
        place = name if name.startswith("parameters.") else f"parameters.{name}"
        key = key_of(name, known, where, place)
        if key.name in entries:
            raise complaint(where, place, "a key that is there twice", "each key once")
        read = _range if isinstance(entry, dict) else _values
        entries[key.name] = read(entry, key, design, where, place)
    return dict(sorted(entries.items(), key=lambda entry: isinstance(entry[1], Range)))


def _flat(tables: dict[str, Any], where: str, prefix: str = "") -> dict[str, Any]:
    """Entries by dotted key: ``couple.bond = [...]`` in TOML is a table within a table."""
    entries: dict[str, Any] = {}
    for name, entry in tables.items():
        key = f"{prefix}{name}"
        if isinstance(entry, dict) and not any(field in entry for field in Range.model_fields):
            if not entry:
                raise complaint(where, f"parameters.{key}", "an empty table", EXAMPLES)
            inside = _flat(entry, where, f"{key}.")
        else:
            inside = {key: entry}
        twice = next((each for each in inside if each in entries), None)
        if twice:
            raise complaint(where, f"parameters.{twice}", "a key that is there twice", "each key once")
        entries |= inside
    return entries


def _values(entry: Any, key: Key, design: Design, where: str, place: str) -> Varied:
    """A list of values."""
    if not isinstance(entry, list | tuple):
        raise complaint(where, place, shown(entry), EXAMPLES)
    if not 1 <= len(entry) <= MAX_VALUES:
        raise complaint(where, place, f"{len(entry):,} values", f"1 to {MAX_VALUES:,} values")
    if design.kind in ("sobol", "morris"):
        raise complaint(where, place, "a list", f"a range for {design.kind}, as in {{ low = 0.2, high = 0.8 }}")
    values = tuple(key.take(value, where, place) for value in entry)
    twice = next((value for i, value in enumerate(values) if value in values[:i]), None) if len(values) < 500 else None
    if twice is not None or len(set(values)) < len(values):
        raise complaint(where, place, f"{shown(twice)} twice", "each value once")
    return values


def _range(entry: dict[str, Any], key: Key, design: Design, where: str, place: str) -> Varied:
    """A range, or, in a grid, its steps as values."""
    try:
        span = Range.model_validate(entry)
    except ValidationError as error:
        raise explained(error, f"{where}: {place}", Range) from None
    if key.type not in (float, int):
        raise complaint(where, place, "a range", f"a list of values: {key.allowed}")
    for end in ("low", "high"):
        value = getattr(span, end)
        key.take(int(value) if key.type is int and value.is_integer() else value, where, f"{place}.{end}")
    if not span.low < span.high:
        raise complaint(where, place, f"low {span.low:g} and high {span.high:g}", "a low that is less than high")
    if span.scale == "log" and span.low <= 0.0:
        raise complaint(where, f"{place}.low", shown(span.low), "a number above 0 where the scale is log")
    if design.kind != "grid":
        if span.steps is not None:
            raise complaint(where, f"{place}.steps", shown(span.steps), f"nothing: {design.kind} draws from the range")
        if design.kind == "morris" and key.type is int and span.high - span.low < (design.levels or 4) - 1:
            raise complaint(where, place, f"{span.low:g} to {span.high:g}", "as many whole numbers as there are levels")
        return span
    if span.steps is None:
        raise complaint(where, place, "a range without steps", "a list of values, or steps = … as well, in a grid")
    values = tuple(dict.fromkeys(key.type(_whole(x) if key.type is int else x) for x in _steps(span, span.steps)))
    if len(values) < span.steps:
        raise complaint(where, f"{place}.steps", shown(span.steps), f"at most {len(values)}: they are whole numbers")
    return values


def _steps(span: Range, count: int) -> list[float]:
    """The values of a range in a grid, both ends included, to twelve digits."""
    shares = [i / (count - 1) for i in range(count)]
    if span.scale == "log":
        return [float(f"{span.low * (span.high / span.low) ** share:.12g}") for share in shares]
    return [float(f"{span.low + (span.high - span.low) * share:.12g}") for share in shares]


def _whole(value: float) -> int:
    """The nearest whole number, halves up."""
    return math.floor(value + 0.5)
