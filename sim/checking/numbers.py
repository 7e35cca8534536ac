"""One way to refuse a number that is none."""

from numbers import Integral
from typing import Any

from sim.checking.errors import complaint, shown


def whole_number(value: Any, low: int, high: int, where: str, key: str) -> int:
    """The value as a plain whole number. Raises ``ScenarioError`` for anything else, truth values included."""
    if isinstance(value, bool) or not isinstance(value, Integral) or not low <= int(value) <= high:
        raise complaint(where, key, shown(value), f"a whole number from {low} to {high}")
    return int(value)
