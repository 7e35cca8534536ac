"""Settings of whatever is found by itself: declared once, as fields, and checked where they are given (floor F0).

A frozen dataclass declares ``inertia: float = number(0.3, -1.0, 1.0, "share", "…")``; sliders, validation, sweeps and
documentation read ``settings_of`` it.
"""

import math
import re
from dataclasses import dataclass, field, fields
from numbers import Integral, Real
from typing import Any

from sim.checking.errors import complaint, nearest, shown


class Named:
    """What is found by itself goes by the name of its class, and by the first line of its docstring."""

    @classmethod
    def kind(cls) -> str:
        """Its name in files and on the command line: ``HandHolding`` is ``hand-holding``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def title(cls) -> str:
        """The first line of its docstring, without the full stop."""
        return (cls.__doc__ or "").strip().splitlines()[0].rstrip(".")


@dataclass(frozen=True)
class Setting:
    """One setting: a number with its range and unit, or one of a few words."""

    name: str
    default: Any
    meaning: str
    low: float = 0.0
    high: float = 1.0
    unit: str = "share"
    allowed: tuple[str, ...] = ()

    @property
    def type(self) -> type:
        """int, float or str, as the default is."""
        return type(self.default)

    @property
    def range(self) -> str:
        """What may be given, in words."""
        if self.allowed:
            return "one of " + ", ".join(self.allowed)
        return f"a {'whole ' if self.type is int else ''}number from {self.low:g} to {self.high:g}"

    def takes(self, value: Any) -> bool:
        """Whether ``value`` may be given: a known word, or a finite number of the right sort within the range."""
        if self.allowed:
            return isinstance(value, str) and value in self.allowed
        sort = Integral if self.type is int else Real
        if isinstance(value, bool) or not isinstance(value, sort):
            return False
        return bool(self.low <= value <= self.high) and math.isfinite(value)


def number(default: float, low: float, high: float, unit: str, meaning: str) -> Any:
    """A number setting, whole where its default is."""
    return field(default=default, metadata={"low": low, "high": high, "unit": unit, "meaning": meaning})


def choice(default: str, allowed: tuple[str, ...], meaning: str) -> Any:
    """A setting that is one of a few words."""
    return field(default=default, metadata={"allowed": allowed, "unit": "", "meaning": meaning})


def settings_of(kind: type) -> dict[str, Setting]:
    """The settings of a dataclass by name, in the order a reader expects."""
    return {f.name: Setting(f.name, f.default, **f.metadata) for f in fields(kind)}


def check(where: str, kind: type, given: dict[str, Any]) -> None:
    """Refuse what ``kind`` cannot be made of.

    Raises ``ScenarioError`` for a name that is no setting, a word that is not known, and a number that is out of its
    range or not finite.
    """
    known = settings_of(kind)
    for name, value in given.items():
        if name not in known:
            raise complaint(where, name, "an unknown setting", "one of " + ", ".join(known), nearest(name, known))
        setting = known[name]
        if not setting.takes(value):
            hint = nearest(value, setting.allowed) if isinstance(value, str) else ""
            raise complaint(where, name, shown(value), setting.range, hint)
