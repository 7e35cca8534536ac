"""The fingerprint of the model: it holds all that a run's values depend on, and nothing besides."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sim
from sim.sweep.execution.fingerprint import PACKAGES, fingerprint, fingerprint_of

SIM = Path(sim.__file__).parent
VERSIONS = ("1", "2")


@pytest.fixture
def copy(tmp_path):
    """A copy of the packages, to be changed."""
    return shutil.copytree(SIM, tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__", "*.vue"))


CHANGED = {
    "a law": ("model/laws/care.py", "", "\n# another law\n"),
    "a parameter's default": ("model/parameters.py", "0.6", "0.61"),
    "an intervention": ("interventions/time_out.py", "", "\n"),
    "a new intervention": ("interventions/mediation.py", None, "kind = 'mediation'"),
    "the story": ("scenario/events.py", "", "\n"),
    "the kernel": ("engines/kernel.py", "", "\n"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_whatever_decides_a_runs_values_changes_it(copy, name):
    before = fingerprint_of(copy, VERSIONS)
    path, old, new = CHANGED[name]
    text = "" if old is None else (copy / path).read_text("utf-8")
    assert not old or old in text
    (copy / path).write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
    assert fingerprint_of(copy, VERSIONS) != before


def test_another_compiler_changes_it_and_other_packages_do_not(copy):
    before = fingerprint_of(copy, VERSIONS)
    assert fingerprint_of(copy, ("1", "3")) != before
    for path in ("wording/names.py", "plots/style.py", "analysis/coding.py", "sweep/execution/plan.py", "run.py"):
        (copy / path).write_text((copy / path).read_text("utf-8") + "\n# formatted\n", "utf-8")
    (copy / "model" / "notes.md").write_text("not a law", "utf-8")
    assert fingerprint_of(copy, VERSIONS) == before


def test_it_is_the_same_wherever_the_packages_stand(copy):
    assert fingerprint_of(copy, VERSIONS) == fingerprint_of(SIM, VERSIONS)
    assert len(fingerprint()) == 64


RUN_PATH = """
import sys, types
sys.modules["sim"] = sim = types.ModuleType("sim")
sim.__path__ = [sys.argv[1]]
import sim.engines.packed, sim.scenario.files
print(*{name.split(".")[1] for name in sys.modules if name.startswith("sim.")})
"""
"""Imports what a stretch of a sweep runs through, without the public face, which imports more."""


def test_every_package_that_a_run_imports_is_in_it():
    done = subprocess.run([sys.executable, "-c", RUN_PATH, str(SIM)], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == set(PACKAGES)
