"""The README is short and true, every source has its reference, and every file that is named exists."""

import importlib.util
import re
from pathlib import Path

import sim

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
KEYS = set(re.findall(r"^@\w+\{(\w+),", (ROOT / "docs" / "references.bib").read_text("utf-8"), re.MULTILINE))


def test_the_two_commands_come_first():
    first = README.index("```sh")
    assert README.index("pip install uv && uv run pasdedeux") - first < 20
    assert README.count("\n", 0, first) < 6


def test_it_is_read_in_two_minutes():
    words = len(re.sub(r"```.*?```|\(http[^)]*\)", "", README, flags=re.DOTALL).split())
    assert words <= 500, "250 words a minute"
    assert not re.search(r"^\|", README, re.MULTILINE), "tables are the site's"


def test_every_local_link_in_the_readme_leads_somewhere():
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_parameter_names_a_known_source():
    sources = {name: row.source for name, row in sim.PARAMETERS.items() if row.source}
    assert sources
    assert {name: source for name, source in sources.items() if source not in KEYS} == {}


def test_every_scenario_names_known_sources():
    for name in sim.scenarios():
        sources = sim.scenario(name).about.sources
        assert sources, f"{name}: a scenario says where it comes from"
        assert [source for source in sources if source not in KEYS] == [], name


def test_every_file_and_module_that_a_document_names_is_there():
    for document in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        text = document.read_text("utf-8")
        paths = re.findall(r"`((?:sim|experiments|tests|scenarios|docs)/[\w./*-]+)`", text)
        assert [path for path in paths if not list(ROOT.glob(path.rstrip("/")))] == [], document.name
        modules = set(re.findall(r"\b((?:sim|experiments)(?:\.[a-z_]+)+)\b", text))
        assert {name for name in modules if not found(name)} == set(), document.name


def found(name: str) -> bool:
    """Whether a dotted name leads to a module, or to what a module holds."""
    module, *rest = name.split(".")
    for part in rest:
        there = importlib.import_module(module)
        if not hasattr(there, "__path__") or importlib.util.find_spec(f"{module}.{part}") is None:
            return hasattr(there, part)
        module = f"{module}.{part}"
    return True
