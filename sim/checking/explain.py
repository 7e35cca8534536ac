"""What a scenario's validation refused, in the words of this project (floor F3)."""

import types
import typing
from typing import Any

from pydantic import BaseModel, ValidationError

from sim.checking.errors import ScenarioError, complaint, nearest, shown
from sim.model.parameters import PARAMETERS
from sim.scenario.schema import PLANNED, Scenario


def explained(error: ValidationError, where: str, form: type[BaseModel] = Scenario) -> ScenarioError:
    """The first thing that ``form`` refused, as one error: where, key, given, allowed, nearest."""
    # A misspelt key is also a missing one: the spelling is what helps.
    first = min(error.errors(include_url=False), key=lambda one: one["type"] != "extra_forbidden")
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    path = [part for at, part in enumerate(first["loc"]) if not _kind_at(first["loc"], at)]
    key = ".".join(str(p + 1) if isinstance(p, int) else shown(p)[1:-1] if not p.isidentifier() else p for p in path)
    key = key or "scenario"
    kind, given = first["type"], shown(first["input"])
    last = str(path[-1]) if path else ""
    siblings, allowed = _around(first["loc"], form)
    if kind == "extra_forbidden":
        return complaint(where, key, f"the unknown key {shown(last)}", "one of " + ", ".join(siblings),
                         nearest(last, siblings) + more)  # fmt: skip
    if kind == "missing":
        return complaint(where, key, "nothing", f"{allowed} (it must be given)", more)
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        kinds = list(PLANNED)
        told = first["input"].get("kind") if isinstance(first["input"], dict) else first["input"]
        return complaint(where, f"{key}.kind", shown(told), "one of " + ", ".join(kinds), nearest(told, kinds) + more)
    if kind == "value_error":
        message = first["msg"].removeprefix("Value error, ")
        if "allowed: " not in message:
            return complaint(where, key, given, f"a table that {message}", more)
        return ScenarioError(f"{where}: {key + ('.' if key == 'parameters' else ': ')}{message}{more}"
                             if key != "scenario" else f"{where}: {message}{more}")  # fmt: skip
    if first["loc"][:1] == ("parameters",) and last in PARAMETERS:
        allowed = f"a number from {PARAMETERS[last].low:g} to {PARAMETERS[last].high:g}"
    if kind == "literal_error" and isinstance(first["input"], str):
        words = [w.strip(" '") for w in allowed.removeprefix("one of ").split(",")]
        return complaint(where, key, given, allowed, nearest(first["input"], words) + more)
    return complaint(where, key, given, allowed or first["msg"], more)


def _kind_at(loc: tuple, at: int) -> bool:
    """Whether a part of a place is an intervention's kind: it follows its number; settings may have the same word."""
    return loc[at] in PLANNED and at > 0 and isinstance(loc[at - 1], int)


def _around(loc: tuple, form: Any) -> tuple[list[str], str]:
    """The keys that stand beside the one at ``loc`` of ``form``, and what that key may be."""
    siblings: list[str] = []
    field = None
    for at, part in enumerate(loc):
        if isinstance(part, int):
            form = next((a for a in typing.get_args(form) if a is not Ellipsis), form)
        elif _kind_at(loc, at):
            form = PLANNED[part]
        elif isinstance(form, type) and issubclass(form, BaseModel):
            names = {(f.alias or name): f for name, f in form.model_fields.items()}
            siblings = list(names)
            field = names.get(part)
            form = field.annotation if field else None
        else:
            break
    return siblings, described(form, field.metadata if field else ())


def described(form: Any, metadata: tuple = ()) -> str:
    """What a key may be, in words."""
    options = typing.get_args(form)
    if typing.get_origin(form) is typing.Literal:
        return "one of " + ", ".join(repr(o) for o in options)
    if typing.get_origin(form) is typing.Annotated:
        inner = options[0]
        return described(inner, _limits(options[1:]))
    if types.NoneType in options:
        return described(next(o for o in options if o is not types.NoneType), metadata)
    if form in (int, float):
        word = "a whole number" if form is int else "a number"
        limits = _limits(metadata)
        low = next((m.ge for m in limits if hasattr(m, "ge")), None)
        high = next((m.le for m in limits if hasattr(m, "le")), None)
        return f"{word} from {low:g} to {high:g}" if low is not None and high is not None else word
    if form is str:
        most = next((m.max_length for m in _limits(metadata) if hasattr(m, "max_length")), None)
        return f"text of at most {most} characters" if most else "text"
    if form is bool:
        return "true or false"
    if typing.get_origin(form) is tuple:
        return "a list"
    return "a table" if (isinstance(form, type) and issubclass(form, BaseModel | dict)) or form is not None else ""


def _limits(metadata: Any) -> list:
    """Constraints, unpacked from pydantic's field objects."""
    return [m for one in metadata for m in (getattr(one, "metadata", None) or [one])]
