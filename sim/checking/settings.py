"""One way to declare a setting: a field of a frozen pydantic model that carries its range, unit and meaning.

``inertia: float = number(0.3, -1.0, 1.0, "share", "…")`` declares one. Files, links, the command line, sweeps, sliders
and documentation read ``settings_of`` the model; pydantic refuses whatever is out of range, and
``sim.checking.explain`` says so in words.
"""

import math
import re
import types
import typing
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from sim.checking.errors import complaint, shown


class Settings(BaseModel):
    """Frozen; an unknown key, a wrong type and a number that is none are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False, populate_by_name=True)

    def altered(self, **fields: Any) -> Self:
        """A copy with other fields, checked as any other; nothing that was worked out before is carried over."""
        return type(self)(**{**{name: getattr(self, name) for name in type(self).model_fields}, **fields})


class Named(Settings):
    """Settings of a thing that is found by itself: it goes by the name of its class and is titled by its docstring."""

    kind: ClassVar[str]
    """Its name in files and on the command line: ``HandHolding`` is ``hand-holding``."""
    title: ClassVar[str]
    """The first line of its docstring, without the full stop."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        if not (cls.__doc__ or "").strip():
            raise cls.incomplete("a docstring, whose first line is its title")
        cls.kind = re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()
        if "title" not in vars(cls):
            cls.title = str(cls.__doc__).strip().splitlines()[0].rstrip(".")
        for name, setting in settings_of(cls).items():
            if not setting.meaning or not math.isfinite(setting.low) or not math.isfinite(setting.high):
                raise cls.incomplete(f"a range and a meaning for `{name}`, as in number(0.3, 0.0, 1.0, 'share', '…')")

    @classmethod
    def incomplete(cls, what: str) -> TypeError:
        """The error for a class that lacks ``what``, when it is first imported."""
        return TypeError(f"{cls.__module__}.{cls.__name__} lacks {what}")


def number(default: Any, low: float, high: float, unit: str, meaning: str) -> Any:
    """A number from ``low`` to ``high``; ``...`` as default where it must be given."""
    return Field(default, ge=low, le=high, description=meaning, json_schema_extra={"unit": unit})


def choice(default: Any, meaning: str) -> Any:
    """One of the few words of the field's ``Literal``."""
    return Field(default, description=meaning)


@dataclass(frozen=True)
class Setting:
    """One setting as a model declares it: a number with its range and unit, or one of a few words.

    ``type`` is float, int, bool or str; ``low`` and ``high`` are infinite where a number has no
    limit, and 0 for words.
    """

    name: str
    type: type
    default: Any
    meaning: str
    low: float
    high: float
    unit: str
    allowed: tuple[str, ...]

    @property
    def range(self) -> str:
        """What may be given, in words."""
        return "one of " + ", ".join(self.allowed) if self.allowed else range_of(self.type, self.low, self.high)


def settings_of(form: type[BaseModel]) -> dict[str, Setting]:
    """The settings of a model that are single values, by name, in the order in which they are declared."""
    return dict(_settings(form))


def _settings(form: type[BaseModel]) -> Iterator[tuple[str, Setting]]:
    for name, field in form.model_fields.items():
        if kind := plain_type(field.annotation):
            low, high = limits(field.metadata) if kind in (float, int) else (0.0, 0.0)
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            default = None if field.is_required() else field.get_default()
            yield name, Setting(name, kind, default, field.description or "", low, high, str(extra.get("unit", "")),
                                words_of(field.annotation))  # fmt: skip


def plain_type(form: Any) -> type | None:
    """float, int, bool or str where ``form`` is a single value of that type, or of it and None; else nothing."""
    if typing.get_origin(form) is Literal:
        return str
    if typing.get_origin(form) is typing.Annotated:
        return plain_type(typing.get_args(form)[0])
    inner = [option for option in typing.get_args(form) if option is not types.NoneType]
    if len(inner) == 1 and typing.get_origin(form) in (typing.Union, types.UnionType):
        return plain_type(inner[0])
    return form if form in (float, int, bool, str) else None


def words_of(form: Any) -> tuple[str, ...]:
    """The words of a ``Literal``, or of it and None; else none."""
    if typing.get_origin(form) in (typing.Union, types.UnionType):
        (form, *others) = (option for option in typing.get_args(form) if option is not types.NoneType)
        return () if others else words_of(form)
    return typing.get_args(form) if typing.get_origin(form) is Literal else ()


def limits(metadata: Any) -> tuple[float, float]:
    """The least and the greatest value that pydantic's metadata of a field allow."""
    return limit(metadata, "ge", -math.inf), limit(metadata, "le", math.inf)


def limit(metadata: Any, name: str, default: Any) -> Any:
    """One limit by pydantic's name for it, or the default where a field has none; nested fields are looked into."""
    parts = [part for item in metadata for part in (item.metadata if isinstance(item, FieldInfo) else [item])]
    return next((getattr(part, name) for part in parts if hasattr(part, name)), default)


def range_of(kind: type, low: float, high: float) -> str:
    """What may be given, in words: ``a whole number from 1 to 40``."""
    if kind is int:
        return f"a whole number from {int(low)} to {int(high)}"
    return f"a number from {low:g} to {high:g}"


UNSEEN = "\u2800\u3164\u115f\u1160\uffa0"
"""Letters and signs that nobody sees."""


def seen(text: str) -> str:
    """A text with something in it that can be seen. Raises ``ValueError``."""
    if not any(unicodedata.category(letter)[0] in "LNPS" and letter not in UNSEEN for letter in text):
        raise ValueError(f"given {shown(text)}; allowed: text in which something can be seen.")
    return text


NUMBER = re.compile(r"[+-]?(?:\d+(\.\d*)?|(\.\d+))(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def number_in(text: str) -> int | float | None:
    """The number that a text says in plain digits, whole where it has neither a point nor a power; else nothing.

    Python's own reading takes ``1_2`` for 12, and the digits of every script.
    """
    found = NUMBER.fullmatch(text)
    if found is None or len(text) > LONGEST_NUMBER:
        return None
    return float(text) if any(found.groups()) else int(text)


LONGEST_NUMBER = 400
"""Characters of a number: none that can be used has more."""


def check_number(where: str, name: str, value: Any, low: float, high: float, kind: type = int) -> None:
    """Refuse what is not a finite number of this kind (int or float) from ``low`` to ``high``: ``ScenarioError``."""
    fits = isinstance(value, Integral if kind is int else Real) and not isinstance(value, bool)
    if not fits or not low <= value <= high or not math.isfinite(value):
        raise complaint(where, name, shown(value), range_of(kind, low, high))
