"""What a form refused, in the words of this project: where, which key, what was given, what is allowed."""

import types
import typing
from typing import Any

from pydantic import BaseModel, Tag, ValidationError

from sim.checking.errors import ScenarioError, complaint, nearest, shown
from sim.checking.settings import limit, limits, range_of, words_of


def explained(error: ValidationError, where: str, form: type[BaseModel]) -> ScenarioError:
    """The first thing that ``form`` refused, as one error: where, key, given, allowed, nearest."""
    # A misspelt key is also a missing one: the spelling is what helps.
    first = min(error.errors(include_url=False), key=lambda each: each["type"] != "extra_forbidden")
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    path, siblings, inner, metadata = _around(first["loc"], form)
    key = ".".join(str(p + 1) if isinstance(p, int) else shown(p)[1:-1] if not p.isidentifier() else p for p in path)
    top = not key
    key = key or form.__name__.lower()
    kind, given, last = first["type"], shown(first["input"]), str(path[-1]) if path else ""
    allowed = described(inner, metadata)
    if kind == "extra_forbidden":
        return complaint(where, key, f"the unknown key {shown(last)}", "one of " + ", ".join(siblings),
                         nearest(last, siblings) + more)  # fmt: skip
    if kind == "missing":
        return complaint(where, key, "nothing", f"{allowed} (it must be given)", more)
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        kinds = list(tags_of(inner))
        tag = first["input"].get("kind") if isinstance(first["input"], dict) else first["input"]
        return complaint(
            where, f"{key}.kind", shown(tag), "one of " + ", ".join(kinds), nearest(str(tag), kinds) + more
        )
    if kind == "value_error":
        message = first["msg"].removeprefix("Value error, ")
        if "allowed: " not in message:
            return complaint(where, key, given, f"a table that {message}", more)
        # A message that begins with a key of the table goes on from that table's own.
        return ScenarioError(f"{where}: {message}{more}" if top else f"{where}: {key}{_joint(message)}{message}{more}")
    if kind == "literal_error" and isinstance(first["input"], str):
        return complaint(where, key, given, allowed, nearest(first["input"], words_of(inner)) + more)
    return complaint(where, key, given, allowed or first["msg"], more)


def _joint(message: str) -> str:
    """What stands between a table's key and a message on it: a full stop where the message begins with a key."""
    return "." if message.partition(": ")[0].isidentifier() else ": "


def tags_of(form: Any) -> dict[str, type[BaseModel]]:
    """The forms of a union that are told apart by a tag, by that tag; none for any other form."""
    if typing.get_origin(form) is typing.Annotated:
        form = typing.get_args(form)[0]
    options = typing.get_args(form) if typing.get_origin(form) in (typing.Union, types.UnionType) else ()
    tagged = (typing.get_args(option) for option in options if typing.get_origin(option) is typing.Annotated)
    return {mark.tag: inner for inner, *marks in tagged for mark in marks if isinstance(mark, Tag)}


def _around(loc: tuple, form: Any) -> tuple[list, list[str], Any, Any]:
    """The path to a place without tags, the keys beside its last one, and what may stand there with its limits."""
    path: list = []
    siblings: list[str] = []
    metadata: Any = ()
    for part in loc:
        if isinstance(part, str) and part in tags_of(form):
            form = tags_of(form)[part]
            continue
        path.append(part)
        if isinstance(part, int):
            form, metadata = next((a for a in typing.get_args(form) if a is not Ellipsis), form), ()
        elif isinstance(form, type) and issubclass(form, BaseModel):
            fields = {(field.alias or name): field for name, field in form.model_fields.items()}
            siblings = list(fields)
            field = fields.get(part)
            form, metadata = (field.annotation, field.metadata) if field else (None, ())
        elif typing.get_origin(form) is dict:
            form, metadata = typing.get_args(form)[1], ()
    return path, siblings, form, metadata


def described(form: Any, metadata: Any = ()) -> str:
    """What a key may be, in words."""
    options = typing.get_args(form)
    if words := words_of(form):
        return "one of " + ", ".join(map(repr, words))
    if typing.get_origin(form) is typing.Annotated:
        return described(options[0], options[1:])
    if types.NoneType in options:
        return described(next(option for option in options if option is not types.NoneType), metadata)
    if form in (int, float):
        low, high = limits(metadata)
        return range_of(form, low, high) if abs(high) < float("inf") else f"a {'whole ' * (form is int)}number"
    if form is str:
        most = limit(metadata, "max_length", None)
        return f"text of at most {most} characters" if most else "text"
    if form is bool:
        return "true or false"
    if typing.get_origin(form) is tuple:
        return "a list"
    return "" if form is None else "a table"
