"""A law's own text with other primitives: for arrays of numbers, or for symbols that stand for them."""

import ast
import linecache
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sim.model.registry import LAWS, TIE_LAWS


class _AsFunctions(ast.NodeTransformer):
    """Conditional expressions, `and` and `or` as functions."""

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        """``x if condition else y`` is ``where(condition, x, y)``."""
        self.generic_visit(node)
        return _call(node, "where", node.test, node.body, node.orelse)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """``x and y`` is ``both(x, y)``, ``x or y`` is ``either(x, y)``."""
        self.generic_visit(node)
        name = "both" if isinstance(node.op, ast.And) else "either"
        first, *others = node.values
        for other in others:
            first = _call(node, name, first, other)
        return first


def _call(where: ast.expr, name: str, *given: ast.expr) -> ast.expr:
    """A call that stands in the place of another expression."""
    called = ast.copy_location(ast.Name(name, ast.Load()), where)
    return ast.copy_location(ast.Call(called, list(given), []), where)


@cache
def _functions(file: str) -> dict[str, ast.FunctionDef]:
    """The functions of a file, or of a text that is kept as one, by name."""
    body = ast.parse("".join(linecache.getlines(file))).body
    return {node.name: node for node in body if isinstance(node, ast.FunctionDef)}


@cache
def _rewritten(law: Callable) -> tuple[types.CodeType, frozenset[str]]:
    """The law's text with functions for choices, compiled, and the names of its module that it uses."""
    file = law.__code__.co_filename
    function = _functions(file)[law.__name__]
    used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    function.decorator_list = []
    code = compile(ast.Module([_AsFunctions().visit(function)], []), file, "exec")
    return code, frozenset(used & law.__globals__.keys())


def _is_law(thing: Any) -> bool:
    """Whether it is on one of the lists of laws."""
    return thing in LAWS or thing in TIE_LAWS


class Rewriting:
    """Laws as they are written, with ``max``, ``min``, ``where``, ``both`` and ``either`` (see ``primitives``) in place
    of Python's own choices. Both sides of a conditional expression are worked out, and the one that holds is taken."""

    def __init__(self, primitives: Mapping[str, Callable]) -> None:
        """With these functions for the five names."""
        self.primitives = primitives
        self._made: dict[Callable, Callable] = {}

    def __call__(self, law: Callable) -> Callable:
        """The law for whatever the primitives work on: the same arithmetic, in the same order."""
        if law not in self._made:
            code, names = _rewritten(law)
            space = {**law.__globals__, **self.primitives}
            for name in names:
                space[name] = self._inside(space[name])
            exec(code, space)  # a law's own text
            self._made[law] = space[law.__name__]
        return self._made[law]

    def _inside(self, thing: Any) -> Any:
        """A law rewritten, a module with its laws rewritten, or anything else as it is."""
        if isinstance(thing, types.FunctionType) and _is_law(thing):
            return self(thing)
        if isinstance(thing, types.ModuleType):
            laws = {name: self(made) for name, made in vars(thing).items() if callable(made) and _is_law(made)}
            return types.SimpleNamespace(**{**vars(thing), **laws})
        return thing
