"""The wheel holds all that runs: commands, scenario files and the page's parts, outside the checkout."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
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
    tracked = [p for folder in ("sim", "scenarios") for p in (ROOT / folder).rglob("*") if p.is_file()]
    needed = [p.relative_to(ROOT) for p in tracked if p.suffix in (".py", ".toml", ".vue", ".css", ".js", ".svg")]
    assert any(p.suffix == ".vue" for p in needed)
    assert any(p.suffix == ".toml" for p in needed)
    assert [str(p) for p in needed if not (installed / p).is_file()] == []


def test_it_runs_outside_the_checkout(installed, tmp_path):
    where = run(installed, tmp_path, "-c", "import sim, scenarios; print(sim.__file__, scenarios.__file__)").stdout
    assert where.count(str(installed)) == 2
    command = "from sim.cli import main; main()"
    asked = ("run", "protest-polka", "--replicates", "3", "--json", "--engine", "mesa")
    told = run(installed, tmp_path, "-c", command, *asked)
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["scenario"] == "protest-polka"
    assert list(tmp_path.iterdir()) == []
