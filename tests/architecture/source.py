"""The project's source as syntax trees, and the floor of each module."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

FLOORS = (
    ("model",),
    ("checking", "classroom"),
    ("interventions", "peers", "evidence"),
    ("scenario",),
    ("engines", "vignettes"),
    ("run",),
    ("analysis", "community"),
    ("lessons", "sweep"),
    ("wording",),
    ("plots",),
    ("report",),
    ("sheets",),
    ("",),
    ("classpages",),
    ("dashboard",),
    ("cli",),
)
"""The floors of ``sim`` from the ground up, by package; ``sim`` itself is the public face."""


def files(*folders: str, kind: str = "*.py") -> list[Path]:
    """Every source file of the given folders."""
    found = (path for folder in folders for path in (ROOT / folder).rglob(kind))
    return sorted(path for path in found if "__pycache__" not in path.parts)


def module(path: Path) -> str:
    """``sim/model/laws/care.py`` is ``sim.model.laws.care``; a package is its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module(path): path for path in files("sim")}


def first_name(name: str) -> str:
    """The part of a module's name that decides its floor."""
    return name.split(".")[1] if "." in name else ""


@cache
def tree(path: Path) -> ast.Module:
    """One file's syntax tree."""
    return ast.parse(path.read_text("utf-8"))


def imports(nodes: ast.AST) -> set[str]:
    """Every module that a piece of source imports, wherever the import stands."""
    found = set()
    for node in ast.walk(nodes):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            inner = whole & MODULES.keys()
            found |= inner if inner else {node.module}
            if inner and inner != whole:
                found.add(node.module)
    return found
