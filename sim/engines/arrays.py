"""Laws on NumPy arrays: many moments at once, read by the same laws that the engines run."""

import ast
import inspect
import textwrap
import types
from collections.abc import Callable
from functools import cache, reduce
from typing import Any

import numpy as np

from sim.model.registry import LAWS


def _largest(*values: Any) -> Any:
    """The largest, element by element."""
    return reduce(np.maximum, values)


def _smallest(*values: Any) -> Any:
    """The smallest, element by element."""
    return reduce(np.minimum, values)


ELEMENTWISE = {"max": _largest, "min": _smallest, "where": np.where, "both": np.logical_and, "either": np.logical_or}


class _Elementwise(ast.NodeTransformer):
    """Conditional expressions and `and` as functions that NumPy has for arrays."""

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        """``x if condition else y`` is ``where(condition, x, y)``."""
        self.generic_visit(node)
        return ast.Call(ast.Name("where", ast.Load()), [node.test, node.body, node.orelse], [])

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """``x and y`` is ``both(x, y)``, ``x or y`` is ``either(x, y)``."""
        self.generic_visit(node)
        name = "both" if isinstance(node.op, ast.And) else "either"
        first, *others = node.values
        for other in others:
            first = ast.Call(ast.Name(name, ast.Load()), [first, other], [])
        return first


@cache
def on_arrays(law: Callable) -> Callable:
    """The law for named tuples of arrays instead of numbers: the same arithmetic element by element, to the last bit.

    Both sides of a conditional expression are worked out, and the one that holds is taken.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(law)))
    function = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    function.decorator_list = []
    code = compile(ast.fix_missing_locations(_Elementwise().visit(tree)), law.__module__, "exec")
    space = {**law.__globals__, **ELEMENTWISE}
    for name in {node.id for node in ast.walk(function) if isinstance(node, ast.Name)} & law.__globals__.keys():
        space[name] = _on_arrays(space[name])
    exec(code, space)  # a law's own text
    return space[law.__name__]


def _on_arrays(thing: Any) -> Any:
    """A law on arrays, a module with its laws on arrays, or anything else as it is."""
    if isinstance(thing, types.FunctionType) and thing in LAWS:
        return on_arrays(thing)
    if isinstance(thing, types.ModuleType):
        laws = {name: on_arrays(made) for name, made in vars(thing).items() if made in LAWS and callable(made)}
        return types.SimpleNamespace(**{**vars(thing), **laws})
    return thing
