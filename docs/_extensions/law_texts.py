"""The laws as a page shows them: what each says, its equation from its docstring, and the constants that it reads."""

import ast
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Callable, Iterator
from importlib import import_module

import equations

from sim.evidence.references import references
from sim.model.parameters import PARAMETERS
from sim.model.registry import LAWS, TIE_LAWS
from sim.model.ties.constants import TIE_CONSTANTS

LITERAL = re.compile(r"``(.+?)``", re.DOTALL)
CONSTANTS = PARAMETERS | TIE_CONSTANTS


def laws(package: str) -> str:
    """Every law of a package: what it says, its equation, and the constants that it reads."""
    parts = []
    for module in modules(package):
        own = [law for law in (*LAWS, *TIE_LAWS) if law.__module__ == module.__name__]
        if own:
            title, _, rest = inspect.getdoc(module).partition("\n")
            parts += [f"### {title.rstrip('.')}", f"{prose(rest)}", f"In `{module.__name__.replace('.', '/')}.py`."]
            parts += [part for law in own for part in _law(law)]
    return "\n\n".join(parts)


def modules(package: str) -> Iterator:
    """The modules of a package, in the order of their names."""
    for found in pkgutil.iter_modules(import_module(package).__path__):
        yield import_module(f"{package}.{found.name}")


def _law(law: Callable) -> Iterator[str]:
    """One law: its name, its docstring, what it reads."""
    first, *more = re.split(r"\n\s*\n", inspect.getdoc(law))
    yield f"#### {law.__name__.replace('_', ' ').capitalize()}"
    yield prose(first)
    for paragraph in more:
        whole = LITERAL.match(paragraph)
        if whole and equations.is_equation(whole[1]):
            tex = equations.latex(whole[1])
            left = "" if "=" in tex else rf"{equations.text_of(law.__name__)} \;=\; "
            yield f"```{{math}}\n{equations.broken(left + tex)}\n```"
            paragraph = paragraph[whole.end() :].lstrip(" .:;,\n")
        if paragraph:
            yield prose(paragraph[0].upper() + paragraph[1:])
    reads = [name for name in _read(law) if name in CONSTANTS]
    if reads:
        said = (f"`{name}` {CONSTANTS[name].default:g} {CONSTANTS[name].unit} ({_sure(name)})" for name in reads)
        yield f"{{.law-reads}}\nReads {', '.join(said)}."


def _read(law: Callable) -> list[str]:
    """The constants that a law reads, as they first stand in it."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(law)))
    read = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name))
    names = sorted((node.lineno, node.col_offset, node.attr) for node in read if node.value.id in ("p", "t"))
    return list(dict.fromkeys(name for _, _, name in names))


def _sure(name: str) -> str:
    """How sure a constant is, and by whom."""
    known = CONSTANTS[name]
    return f"{known.status}, [{cited(known.source)}](#{known.source})" if known.source else known.status


def prose(text: str) -> str:
    """A docstring's text as Markdown: its equations are equations, its names are code."""

    def literal(match: re.Match) -> str:
        text = match[1]
        if not equations.is_equation(text):
            return f"`{text}`"
        return f"{{math}}`{equations.latex(text)}`"

    return LITERAL.sub(literal, " ".join(text.split()))


def cited(key: str) -> str:
    """A source as it is cited: its authors, of more than two the first, and the year."""
    one = references()[key]
    names = [author.partition(",")[0] for author in one.author.split(" and ")]
    alone = len(names) < 3 and "others" not in names
    return f"{' & '.join(names) if alone else f'{names[0]} et al.'} {one.year}"
