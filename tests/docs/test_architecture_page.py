"""The stranger's walk leads through places that are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "docs" / "architecture.md", ROOT / "docs" / "extending.md"]
HOP = re.compile(r"`([\w./-]+\.(?:py|vue|js)): ([\w.]+)`")
HOPS = HOP.findall((ROOT / "docs" / "architecture.md").read_text("utf-8"))


def names(body: list[ast.stmt], prefix: str = "") -> set[str]:
    """What a file defines by name: functions, classes with their methods, and constants."""
    found = set()
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(prefix + node.name)
        if isinstance(node, ast.ClassDef):
            found |= names(node.body, f"{node.name}.")
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        found |= {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return found


def test_the_walk_has_four_ways_of_several_hops():
    ways = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("\n## ")[1:]
    assert [len(HOP.findall(way)) > 5 for way in ways] == [True] * 4


@pytest.mark.parametrize(("file", "name"), HOPS, ids=[f"{file}:{name}" for file, name in HOPS])
def test_a_hop_leads_to_a_place_that_is_there(file, name):
    text = (ROOT / file).read_text("utf-8")
    if file.endswith(".py"):
        assert name in names(ast.parse(text).body)
    else:
        assert re.search(rf"\b{name}\b", text), f"{file} has no {name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_files_lead_somewhere(page):
    text = page.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("http")]
    assert [link for link in links if not (page.parent / link).exists()] == []
    shown = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    named = re.findall(r"`((?:sim|tests|docs|experiments|scenarios)/[\w./-]+)`", shown)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_drawing_has_every_package():
    drawing = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]
    packages = {path.parent.name for path in (ROOT / "sim").glob("*/__init__.py")}
    assert {name for name in packages if name not in drawing} == set()
