"""What a sweep may vary: every single value of a scenario and of its plan, and every parameter."""

import typing
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from sim.checking.errors import complaint, nearest, shown
from sim.checking.explain import described
from sim.checking.settings import plain_type, words_of
from sim.model.parameters import PARAMETERS
from sim.scenario.schema import Scenario

STRICT = ConfigDict(strict=True, allow_inf_nan=False)
FIXED = ("about", "expect", "parameters", "name", "kind")
"""What makes no difference to a run, or is varied under another name."""
VILLAGES = "community"
"""What makes no difference to a couple's run."""


@dataclass(frozen=True)
class Key:
    """One dotted key that may be varied: its type (float, int, bool or str) and what it may be."""

    name: str
    type: type
    form: Any

    @property
    def allowed(self) -> str:
        """What may be given, in words."""
        return described(self.form)

    @cached_property
    def _adapter(self) -> TypeAdapter:
        return TypeAdapter(self.form, config=STRICT)

    def take(self, value: Any, where: str, place: str) -> Any:
        """A value as it is used. Raises ``ScenarioError`` naming ``where`` and ``place`` when it may not be given."""
        try:
            return self.type(self._adapter.validate_python(value))
        except (ValidationError, TypeError):
            words = words_of(typing.get_args(self.form)[0])
            raise complaint(where, place, shown(value), self.allowed, nearest(str(value), words)) from None


def keys_of(scenario: Scenario, of_villages: bool = False) -> dict[str, Key]:
    """Everything that may be varied in this scenario, by its dotted key; parameters by their name."""
    found = {name: key for name, key in _within(scenario, "") if of_villages or not name.startswith(f"{VILLAGES}.")}
    for name, line in PARAMETERS.items():
        found[name] = Key(name, float, typing.Annotated[float, Field(ge=line.low, le=line.high)])
    return found


def _within(value: Any, path: str) -> typing.Iterator[tuple[str, Key]]:
    """The keys within one table."""
    for name, field in type(value).model_fields.items():
        name, inner = field.alias or name, getattr(value, name)
        if name in FIXED:
            continue
        if isinstance(inner, BaseModel):
            yield from _within(inner, f"{path}{name}.")
        elif isinstance(inner, tuple):
            for i, table in enumerate(inner, 1):
                yield from _within(table, f"{path}{name}.{i}.")
        elif (kind := plain_type(field.annotation)) and len(words_of(field.annotation)) != 1:
            yield path + name, Key(path + name, kind, typing.Annotated[(field.annotation, *field.metadata, None)])


def key_of(name: str, known: dict[str, Key], where: str, place: str) -> Key:
    """The key of this name (``parameters.touch`` is ``touch``). Raises ``ScenarioError`` when there is none."""
    short = name.removeprefix("parameters.")
    if short in PARAMETERS:
        return known[short]
    if name not in known:
        allowed = "a key of the scenario or of its plan with a single value, or a parameter"
        if name.startswith(("intervention.", "life.")):
            there = ", ".join(key for key in known if key.startswith(name.partition(".")[0] + ".")) or "none here"
            allowed = f"one of {there}"
        if name.startswith(f"{VILLAGES}.") and not any(key.startswith(f"{VILLAGES}.") for key in known):
            allowed = 'a key of a couple, or of = "villages" in [replicates]: then each run is a village'
            raise complaint(where, place, f"a key of a village, {shown(name)}", allowed)
        raise complaint(where, place, f"the unknown key {shown(name)}", allowed, nearest(name, known))
    return known[name]
