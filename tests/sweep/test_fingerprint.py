"""The fingerprint of the model: it holds all that a run's values depend on, and nothing besides."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from small_sweeps import SMALL

import sim.engines.packed
from sim.sweep.execution.fingerprint import SOURCES, fingerprint, fingerprint_of
from sim.sweep.execution.work import Unfit, Work, proof, run_stretch
from sim.sweep.spec.specification import read

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
    "how points become columns": ("sweep/execution/couples.py", "", "\n"),
    "how a log range is drawn": ("sweep/spec/design.py", "2.0**40", "2.0**41"),
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
from sim.sweep.execution.work import proof
print(proof())
print(*(module.__file__ for name, module in list(sys.modules.items()) if name.startswith("sim.")), sep="\\n")
"""
"""Runs what a worker runs, without the public face, which imports more."""


def run_path(sim_folder):
    done = subprocess.run([sys.executable, "-c", RUN_PATH, str(sim_folder)], capture_output=True, text=True, check=True)
    proven, *files = done.stdout.split("\n")
    return proven, [Path(file).relative_to(sim_folder) for file in filter(None, files)]


def test_every_file_that_a_worker_runs_through_is_in_it(copy):
    proven, files = run_path(copy)
    assert proven == proof() and len(files) > 30
    for file in files:
        empty = file.name == "__init__.py" and (copy / file).read_text("utf-8").count("\n") == 1
        assert empty or any(file == Path(source) or Path(source) in file.parents for source in SOURCES), file


def test_an_engine_that_gives_other_values_is_found_out_though_its_sources_are_the_same(monkeypatch):
    work = Work(read(SMALL))
    with pytest.raises(Unfit, match="other values"):
        run_stretch(work.task._replace(engine="0" * 64), 0, 64, work.points_of(0, 64))
    with pytest.raises(Unfit, match="another version of the model"):
        run_stretch(work.task._replace(model="0" * 64), 0, 64, work.points_of(0, 64))
    real, before = sim.engines.packed.run_packed, proof()

    def off_by_a_bit(*given):
        end, then = real(*given)
        end[-1, -1] = np.nextafter(end[-1, -1], 2.0)
        return end, then

    monkeypatch.setattr(sim.engines.packed, "run_packed", off_by_a_bit)
    assert proof.__wrapped__() != before
