"""The README's example runs, every source has its reference, and every file that is named exists."""

import re
from pathlib import Path

import pytest

import sim
from sim.sweep.spec.specification import read

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
KEYS = set(re.findall(r"^@\w+\{(\w+),", (ROOT / "docs" / "references.bib").read_text("utf-8"), re.MULTILINE))


def test_the_example_in_the_readme_runs(capsys):
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    assert "of turns in the dance. With hand-holding" in capsys.readouterr().out


def test_the_two_commands_come_first():
    first = README.index("```sh")
    assert README.index("pip install uv && uv run pasdedeux") - first < 20
    assert README.count("\n", 0, first) < 6


def test_every_local_link_in_the_readme_leads_somewhere():
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if not link.startswith("http")]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_parameter_names_a_known_source():
    sources = {name: row.source for name, row in sim.PARAMETERS.items() if row.source}
    assert sources
    assert {name: source for name, source in sources.items() if source not in KEYS} == {}


@pytest.mark.parametrize("name", sim.scenarios())
def test_every_scenario_names_known_sources(name):
    sources = sim.scenario(name).about.sources
    assert sources, "a scenario says where it comes from"
    assert [source for source in sources if source not in KEYS] == []


def test_the_example_in_the_guide_to_sweeps_runs(capsys):
    guide = (ROOT / "docs" / "guide" / "sweeps.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    exec(compile(example, "sweeps.md", "exec"), {})
    assert "couple.bond" in capsys.readouterr().out


def test_the_file_in_the_guide_to_sweeps_is_a_sweep(tmp_path):
    guide = (ROOT / "docs" / "guide" / "sweeps.md").read_text("utf-8")
    (file,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    (tmp_path / "sweep.toml").write_text(file, "utf-8")
    assert read(tmp_path / "sweep.toml").runs == 3 * 4 * 2 * 50


def test_every_picture_and_file_in_the_guide_is_there():
    for guide in (ROOT / "docs" / "guide").glob("*.md"):
        text = guide.read_text("utf-8")
        named = [guide.parent / link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("http")]
        named += [ROOT / path for path in re.findall(r"`(experiments/[\w.-]+)`", text)]
        assert named
        assert [path for path in named if not path.exists()] == []
