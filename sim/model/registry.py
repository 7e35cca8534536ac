"""The list of laws (floor F0).

``@law`` only notes a function and hands it back unchanged, so a law stays ordinary Python. The compiled engine, when
it is imported, teaches the compiler every function on the list. A law may use ``+ - * /``, ``min``, ``max``,
conditional expressions, named tuples and other laws, and nothing else: then the interpreted and the compiled run are
the same to the last bit, on every computer.
"""

from collections.abc import Callable
from typing import TypeVar

F = TypeVar("F", bound=Callable)

LAWS: list[Callable] = []


def law(function: F) -> F:
    """Note ``function`` as a law and return it as it is."""
    LAWS.append(function)
    return function
