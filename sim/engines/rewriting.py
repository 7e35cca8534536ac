"""A law's own text with other primitives: for arrays of numbers, or for symbols that stand for them."""

import ast
import inspect
import textwrap
import types
from collections.abc import Callable, Mapping
from typing import Any

from sim.model.registry import LAWS


class _AsFunctions(ast.NodeTransformer):
    """Conditional expressions, `and` and `or` as functions."""

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
            self._made[law] = self._rewritten(law)
        return self._made[law]

    def _rewritten(self, law: Callable) -> Callable:
        tree = ast.parse(textwrap.dedent(inspect.getsource(law)))
        function = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
        function.decorator_list = []
        code = compile(ast.fix_missing_locations(_AsFunctions().visit(tree)), law.__module__, "exec")
        space = {**law.__globals__, **self.primitives}
        for name in {node.id for node in ast.walk(function) if isinstance(node, ast.Name)} & law.__globals__.keys():
            space[name] = self._inside(space[name])
        exec(code, space)  # a law's own text
        return space[law.__name__]

    def _inside(self, thing: Any) -> Any:
        """A law rewritten, a module with its laws rewritten, or anything else as it is."""
        if isinstance(thing, types.FunctionType) and thing in LAWS:
            return self(thing)
        if isinstance(thing, types.ModuleType):
            laws = {name: self(made) for name, made in vars(thing).items() if callable(made) and made in LAWS}
            return types.SimpleNamespace(**{**vars(thing), **laws})
        return thing
