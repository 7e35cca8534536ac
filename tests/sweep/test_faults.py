"""A disk that fails at any moment, a process that is killed at any, and a bit that turns over anywhere: a short form of
``experiments.soak_sweep``."""

import os
import random
import subprocess
import sys

import pytest

from experiments.sweep_faults import KINDS, QUESTION, contents, failures, flips, live
from sim.sweep.execution import parts
from sim.sweep.execution.integrity import check
from sim.sweep.execution.pools import Options
from sim.sweep.execution.running import run_into
from sim.sweep.spec.specification import read


@pytest.fixture(scope="module")
def right(tmp_path_factory):
    """What a sweep comes to that nothing happens to."""
    folder = tmp_path_factory.mktemp("calm") / "sweep"
    live(folder)
    return contents(folder)


@pytest.mark.parametrize("kind", KINDS)
def test_a_disk_that_fails_once(kind, tmp_path, right):
    """At every file that is opened, as some are looked at twice; elsewhere at every fourth call."""
    assert failures(kind, tmp_path, right, step=1 if kind == "open" else 4) >= 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_process_that_is_killed_wherever_it_writes(tmp_path):
    """In its parts, its table, and its report."""
    arguments = ["--kills", "0", "--bits", "0", "--step", "5", "--kinds", "rename"]
    done = subprocess.run([sys.executable, "-m", "experiments.soak_sweep", *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "kills, one at each rename" in done.stdout


@pytest.mark.parametrize("finished", [True, False])
def test_a_bit_that_turns_over(finished, tmp_path):
    folder = tmp_path / "sweep"
    run_into(read(QUESTION), folder, Options(jobs=1, chunk=64))
    if not finished:
        parts.listed(folder / "parts")[1].path.unlink()
        for name in ("SHA256SUMS", "runs.parquet", "failures.jsonl"):
            (folder / name).unlink()
    assert flips(folder, 6, random.Random(1)) == (48 if finished else 24)
    assert check(folder).finished == finished
