"""The list of laws.

``@law`` only notes a function and hands it back unchanged, so a law stays ordinary Python. The compiled engine, when
it is imported, teaches the compiler every function on the list. A law may use ``+ - * /``, ``min``, ``max``,
conditional expressions, named tuples and other laws, and nothing else: then the interpreted and the compiled run are
the same to the last bit, on every computer.
"""

import linecache
from collections.abc import Callable
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable)

LAWS: list[Callable] = []
TIE_LAWS: list[Callable] = []
"""Laws between couples: a list of their own, so that a change in them leaves the kernel of a couple's days as it is."""


def law(function: F) -> F:
    """Note ``function`` as a law and return it as it is."""
    LAWS.append(function)
    return function


def tie_law(function: F) -> F:
    """Note ``function`` as a law between couples and return it as it is."""
    TIE_LAWS.append(function)
    return function


def lines_of(table: type[tuple]) -> dict[str, Any]:
    """The lines of a table that is written as a named tuple, ``name: float = line``, by name.

    Only the lines stand where the defaults were; so the tuple itself is left without defaults.
    """
    lines = dict(table._field_defaults)  # type: ignore[attr-defined]
    table.__new__.__defaults__ = None
    return lines


def written_law(
    signature: str, before: list[str], result: str, values: list[str], space: dict[str, Any], says: str
) -> Callable:
    """A law made of a table: it returns the named tuple ``result`` of one expression a line.

    The compiler wants each expression written out; so the text is put together here, and compiled among the names of
    ``space``, a module's ``globals()``. The text can be read with ``inspect.getsource``.
    """
    lines = [f"def {signature}:", *(f"    {line}" for line in before), f"    return {result}("]
    lines += [*(f"        {value}," for value in values), "    )"]
    source, name = "\n".join(lines) + "\n", signature.partition("(")[0]
    file = f"<{space['__name__']}.{name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    made: dict[str, Any] = {}
    exec(compile(source, file, "exec"), space, made)
    made[name].__doc__ = says
    return law(made[name])
