"""A law is arithmetic and nothing else: then it gives the same bits interpreted, compiled, and in a browser."""

import ast
import inspect
import re
import textwrap

import pytest
from source import MODULES, ROOT, tree

import sim.model.dynamics
import sim.model.outcomes
import sim.model.schedule
import sim.model.ties.beginning
import sim.model.ties.night
from sim.model import chance
from sim.model.cues import CUES
from sim.model.parameters import PARAMETERS, STATUSES
from sim.model.registry import LAWS, TIE_LAWS
from sim.model.state import MEANING, Couple, Partner
from sim.model.ties.constants import TIE_CONSTANTS

PLAIN = (
    ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Expr, ast.Assign, ast.Load, ast.Store, ast.Name,
    ast.Attribute, ast.Constant, ast.Tuple, ast.Call, ast.keyword, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div,
    ast.UnaryOp, ast.USub, ast.IfExp, ast.Compare, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.BoolOp, ast.And, ast.Or,
)  # fmt: skip
WORDS = (ast.RShift, ast.BitAnd, ast.BitXor, ast.For)
"""What chance may use as well: whole-number operators, and a loop over a constant range."""

BUILT_IN = {"min": min, "max": max}
EVERY = [*LAWS, *TIE_LAWS]
BETWEEN = "sim.model.ties."
"""Where the laws between couples stand; the order of their night and what they read are no claims of their own."""
LAW_FILES = sorted(
    path for name, path in MODULES.items()
    if name.startswith(("sim.model.laws.", BETWEEN)) and path.stem not in ("constants", "state", "night", "__init__")
)  # fmt: skip


def syntax(function) -> ast.FunctionDef:
    """The syntax tree of one law, its decorator left out."""
    made = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    made.decorator_list = []
    return made


def meant(node: ast.expr, function):
    """What a called name stands for in a law's module."""
    if isinstance(node, ast.Name):
        return function.__globals__.get(node.id, BUILT_IN.get(node.id))
    return getattr(meant(node.value, function), node.attr)


def is_named_tuple(thing) -> bool:
    return isinstance(thing, type) and issubclass(thing, tuple) and hasattr(thing, "_fields")


def name_of(function) -> str:
    return f"{function.__module__.removeprefix('sim.model.')}.{function.__name__}"


@pytest.mark.parametrize("function", EVERY, ids=name_of)
def test_a_law_is_written_in_arithmetic(function):
    allowed = (*PLAIN, *WORDS) if function.__module__ == chance.__name__ else PLAIN
    for node in ast.walk(syntax(function)):
        assert isinstance(node, allowed), f"{name_of(function)}, line {node.lineno}: {type(node).__name__}"
        if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id == "range"):
            called = meant(node.func, function)
            known = called in EVERY or called in BUILT_IN.values() or is_named_tuple(called)
            assert known, f"{name_of(function)} calls {ast.unparse(node.func)}"
        if isinstance(node, ast.For):
            assert re.fullmatch(r"range\((\d+, )?\d+\)", ast.unparse(node.iter)), "a loop over a constant range"


@pytest.mark.parametrize("function", EVERY, ids=name_of)
def test_a_law_reads_only_its_arguments_and_constants(function):
    made = syntax(function)
    local = {one.arg for one in made.args.args} | {
        node.id for node in ast.walk(made) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    for node in ast.walk(made):
        if isinstance(node, ast.Name) and node.id not in local | BUILT_IN.keys() | {"range"}:
            thing = function.__globals__[node.id]
            constant = isinstance(thing, int | float) or is_named_tuple(thing) or thing in EVERY
            assert constant or inspect.ismodule(thing), f"{name_of(function)} reads {node.id}"


@pytest.mark.parametrize("function", EVERY, ids=name_of)
def test_a_law_says_what_it_claims(function):
    assert len((function.__doc__ or "").strip()) > 1


def test_every_function_of_the_laws_is_a_law():
    defined = {f"{path.stem}.{node.name}" for path in LAW_FILES for node in tree(path).body
               if isinstance(node, ast.FunctionDef)}  # fmt: skip
    noted = {name_of(function) for function in EVERY} - {name_of(function) for function in order_of_a_night()}
    noted = {name.partition(".")[2] for name in noted if name.startswith(("laws.", "ties."))}
    assert defined == noted


def order_of_a_night() -> list:
    """The laws that put those between couples into their order."""
    return [function for function in TIE_LAWS if function.__module__ == sim.model.ties.night.__name__]


@pytest.mark.parametrize("path", LAW_FILES, ids=lambda path: path.stem)
def test_a_file_of_laws_names_its_sources(path):
    said = ast.get_docstring(tree(path))
    assert re.search(r"Sources?: ", said)
    assert re.search(r"\((?:18|19|20)\d\d\b", said), "an author and a year"


def used_parameters(table: str = "p") -> set[str]:
    """Every constant that a law, the observer or the plan reads: ``p.name``; between couples ``t.name``."""
    return {
        node.attr
        for function in EVERY
        for node in ast.walk(syntax(function))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == table
    }


@pytest.mark.parametrize("name", [*PARAMETERS, *TIE_CONSTANTS])
def test_a_parameter_is_used_and_explained(name):
    one = (PARAMETERS | TIE_CONSTANTS)[name]
    assert name in used_parameters("p" if name in PARAMETERS else "t"), "no law uses it"
    assert one.unit.strip()
    assert one.meaning.strip()
    assert one.low <= one.default <= one.high
    assert one.low < one.high
    assert one.status in STATUSES
    assert bool(one.source) == (one.status != "assumed"), "a source, or assumed"


def test_every_parameter_that_is_used_is_declared():
    assert used_parameters() == set(PARAMETERS)
    assert used_parameters("t") == set(TIE_CONSTANTS)
    assert not PARAMETERS.keys() & TIE_CONSTANTS.keys()


def test_every_source_of_a_parameter_and_a_scenario_is_in_the_references():
    known = set(re.findall(r"^@\w+\{([^,\s]+),", (ROOT / "docs" / "references.bib").read_text("utf-8"), re.MULTILINE))
    cited = {one.source for table in (PARAMETERS, TIE_CONSTANTS) for one in table.values()} - {""}
    for name in sim.scenarios():
        cited |= set(sim.scenario(name).about.sources)
    assert cited <= known, f"not in docs/references.bib: {sorted(cited - known)}"


def test_every_quantity_has_a_meaning():
    assert set(MEANING) == {*Partner._fields, *Couple._fields} - {"a", "b"}
    assert all(MEANING.values())
    assert all(line.meaning and line.label for line in CUES.values())
