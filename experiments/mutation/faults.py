"""Small faults of the kind that people make: what may stand in the place of each piece of a Python file by mistake.

A plus for a minus or a lost term, a limit that includes or does not, the smaller for the larger, a constant a little
off, branches exchanged, one partner or one field for another. Data in tables (defaults, ranges, labels) is left alone;
equations that stand in tables as text are logic, and are not.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]

OPERATORS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mod,
    ast.Mod: ast.FloorDiv, ast.RShift: ast.LShift, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.BitXor: ast.BitOr,
}  # fmt: skip
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
PAIRS = ("me other", "a b", "first second", "left right", "k0 k1", "c0 c1", "c2 c3", "even odd", "touched soothed",
         "noise_a noise_b", "bond hardship", "days nights", "min max")  # fmt: skip
LIKE = {name: twin for pair in PAIRS for name, twin in (pair.split(), reversed(pair.split()))}
TUPLES = {"me": "partner", "other": "partner"} | {name: name for name in ("p", "support", "couple", "cues", "tally")}
DATA = ("P", "Parameter", "cue", "Cue", "outcome", "Outcome", "written_law", "namedtuple")
IN_TEXT = ((" + ", " - "), (" * ", " / "), ("max(", "min("), ("first.", "second."), ("second.", "first."))


class Fault(NamedTuple):
    """One change of one file: the bytes from ``start`` to ``end`` become ``new``."""

    path: Path
    where: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.where}: `{self.old}` → `{self.new}`"

    def key(self) -> str:
        """What tells a fault from all others."""
        return f"{self.start} {self}"

    def source(self) -> str:
        """The whole file with the fault in it."""
        text = self.path.read_bytes()
        return (text[: self.start] + self.new.encode() + text[self.end :]).decode()


def tables(paths: Iterable[Path]) -> dict[str, dict[str, str]]:
    """The named tuples of the given files by lower-case name, and for each field the next one: it has the like type."""
    found = {}
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == "NamedTuple" for base in node.bases):
                fields = [line.target.id for line in node.body if isinstance(line, ast.AnnAssign)]
                found[node.name.lower()] = dict(zip(fields, fields[1:] + fields[:1], strict=True))
    return found


def like(node: ast.Attribute, known: dict[str, dict[str, str]]) -> str | None:
    """The field that stands in for this one: of the table that the value is named after, or of a partner."""
    base = node.value.id if isinstance(node.value, ast.Name) else ""
    table = known.get({"p": "parameters", "couple": ""}.get(base, base)) or known.get("partner", {})
    return LIKE.get(node.attr) or table.get(node.attr)


def changed(node: ast.AST, known: dict[str, dict[str, str]]) -> Iterator[ast.AST | str]:
    """What may stand in a node's place by mistake."""
    match node:
        case ast.BinOp(left, op, right):
            if type(op) in OPERATORS:
                yield ast.BinOp(left, OPERATORS[type(op)](), right)
            yield from (left, right)
        case ast.Compare(left, [op], [right]):
            yield from (ast.Compare(left, [other()], [right]) for other in COMPARISONS.get(type(op), ()))
        case ast.Compare(left, ops, comparators):
            for i, op in enumerate(ops):
                for other in COMPARISONS[type(op)]:
                    yield ast.Compare(left, [*ops[:i], other(), *ops[i + 1 :]], comparators)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield from values
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.UnaryOp(ast.USub() | ast.Not(), operand):
            yield operand
        case ast.Call(func, args, keywords):
            kinds = [TUPLES.get(getattr(argument, "id", ""), "") for argument in args]
            for i in range(len(args) - 1 if getattr(func, "id", "") not in ("min", "max", *DATA) else 0):
                if kinds[i] == kinds[i + 1] and ast.dump(args[i]) != ast.dump(args[i + 1]):
                    yield ast.Call(func, [*args[:i], args[i + 1], args[i], *args[i + 2 :]], keywords)
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(float() as value):
            yield ast.Constant(value + 0.01 * max(1.0, abs(value)))
        case ast.Attribute(value, _, ast.Load()) if other := like(node, known):
            yield ast.Attribute(value, other, ast.Load())
        case ast.Name(name, ast.Load()) if name in LIKE:
            yield ast.Name(LIKE[name], ast.Load())


def parts(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node that are logic: no annotation, no decorator, no import, no data of a table."""
    match node:
        case ast.FunctionDef():
            yield from (*node.args.defaults, *node.args.kw_defaults, *node.body)
        case ast.ClassDef():
            lines = (line.value if isinstance(line, ast.AnnAssign) else line for line in node.body)
            yield from (line for line in lines if line is not None and not isinstance(line, ast.Constant))
        case ast.AnnAssign():
            yield from filter(None, [node.value])
        case ast.Call(ast.Name("outcome")):
            yield node.args[0]
        case ast.Call(ast.Name("P" | "cue")) | ast.Import() | ast.ImportFrom() | ast.Raise():
            return
        case _:
            yield from ast.iter_child_nodes(node)


def text_of(text: str, node: ast.AST) -> tuple[int, int]:
    """Where a node stands in a text, in bytes."""
    lines = text.encode().splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset


def in_strings(node: ast.AST, known: dict[str, dict[str, str]], code: bool) -> Iterator[str]:
    """Faults within a text: a formatted one, or one that is ``code``."""
    if isinstance(node, ast.JoinedStr):
        whole = ast.unparse(node)
        yield from (whole.replace(old, new) for old, new in IN_TEXT if old in whole)
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                inner = ast.unparse(value.value)
                for _, start, end, new in faults_of(inner, ast.parse(inner), known):
                    made = inner.encode()[:start].decode() + new + inner.encode()[end:].decode()
                    yield whole.replace("{" + inner, "{" + made)
    elif code and isinstance(node, ast.Constant) and isinstance(node.value, str):
        try:
            logic = ast.parse(node.value)
        except SyntaxError:
            return  # a village's outcomes are said in words
        for _, start, end, new in faults_of(node.value, logic, known):
            yield repr(node.value[:start] + new + node.value[end:])


def faults_of(
    text: str, node: ast.AST, known: dict[str, dict[str, str]], where: str = "", code: bool = False
) -> Iterator[tuple[str, int, int, str]]:
    """Every fault of a piece of source: the function, where it starts and ends, and what stands there instead."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        where = f"{where}.{node.name}".strip(".")
    code = code or (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "outcome")
    code = code or (isinstance(node, ast.List) and bool(where == "" and text.count("written_law(")))
    if isinstance(node, ast.expr) and not (isinstance(node, ast.Constant) and isinstance(node.value, str) and not code):
        news = [f"({ast.unparse(new)})" for new in changed(node, known)]
        for new in (*news, *in_strings(node, known, code)):
            yield where, *text_of(text, node), new
    if isinstance(node, ast.If):
        yield where, *text_of(text, node.test), f"(not ({ast.unparse(node.test)}))"
    if not isinstance(node, ast.JoinedStr):
        for part in parts(node):
            yield from faults_of(text, part, known, where, code)


def faults(paths: Iterable[Path]) -> list[Fault]:
    """Every fault of the given files, in order."""
    paths = [path.resolve() for path in paths]
    known, found = tables(paths), []
    for path in paths:
        text = path.read_text("utf-8")
        name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
        for function, start, end, new in faults_of(text, ast.parse(text), known):
            before = text.encode()[:start]
            old = " ".join(text.encode()[start:end].decode().split())
            place = f"{name} {function}".strip()
            found.append(Fault(path, place, before.count(b"\n") + 1, start, end, old, new))
    return list(dict.fromkeys(found))
