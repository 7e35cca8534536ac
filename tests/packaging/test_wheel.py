"""The wheel holds all that runs: commands, scenario files and the page's parts, outside the checkout."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The wheel's contents in a folder of their own, read-only as an installation may be."""
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    site = folder / "site"
    zipfile.ZipFile(wheel).extractall(site)
    for path in site.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return site


def run(site: Path, tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Python with the wheel before everything else, away from the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-W", "ignore", *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True
    )


def test_every_file_that_the_program_reads_is_inside(installed):
    tracked = [path for folder in ("sim", "scenarios", "experiments") for path in (ROOT / folder).rglob("*")]
    needed = {str(path.relative_to(ROOT)) for path in tracked if path.is_file() and "__pycache__" not in path.parts}
    kinds = {".py", ".typed", ".toml", ".json", ".vue", ".js", ".css", ".svg", ".html", ".po", ".pot"}
    assert {Path(path).suffix for path in needed} == kinds
    # Where they stand among the documents, the wheel puts them beside what reads them.
    needed |= {"sim/evidence/references.bib", "sim/evidence/table.md"}
    assert sorted(path for path in needed if not (installed / path).is_file()) == []
    for name, place in (("references.bib", "references.bib"), ("table.md", "evidence/table.md")):
        assert (installed / "sim" / "evidence" / name).read_bytes() == (ROOT / "docs" / place).read_bytes()


def test_the_sources_hold_what_the_wheel_is_built_from(tmp_path):
    archive = SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(next(archive)) as opened:
        inside = {name.partition("/")[2] for name in opened.getnames()}
    assert {
        "pyproject.toml",
        "docs/references.bib",
        "docs/evidence/table.md",
        "sim/py.typed",
        "tests/conftest.py",
    } <= inside


def test_it_runs_outside_the_checkout(installed, tmp_path):
    where = run(installed, tmp_path, "-c", "import sim, scenarios; print(sim.__file__, scenarios.__file__)").stdout
    assert where.count(str(installed)) == 2
    command = ("run", "protest-polka", "--replicates", "3", "--json", "--engine", "mesa")
    result = run(installed, tmp_path, "-m", "sim.cli", *command)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["scenario"] == "protest-polka"
    assert list(tmp_path.iterdir()) == []
