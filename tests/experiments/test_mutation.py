"""The mutation tester itself: it finds what no test looks at, and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.mutation.__main__ import MODEL, TURNS
from experiments.mutation.faults import faults

ROOT = Path(__file__).resolve().parents[2]
DUMMY = '''
"""Two laws, of which one is tested."""


def difference(a, b):
    return a - b


def at_least_one(a):
    return max(a, 1.0)
'''
TESTS = """
from dummy import at_least_one, difference


def test_one_of_them():
    assert difference(3.0, 1.0) == 2.0
    assert at_least_one(1.0) == 1.0
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs an operating system that forks")


@pytest.fixture
def dummy(tmp_path) -> list[str]:
    """The arguments that try the dummy."""
    (tmp_path / "dummy.py").write_text(DUMMY)
    (tmp_path / "test_dummy.py").write_text(TESTS)
    return ["--file", str(tmp_path / "dummy.py"), "--tests", str(tmp_path / "test_dummy.py")]


def mutation(*arguments: str, folder: Path) -> subprocess.CompletedProcess:
    """The command, in a folder of its own."""
    command = [sys.executable, "-m", "experiments.mutation", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


def test_it_tells_the_fault_that_no_test_notices_from_those_that_some_do(dummy, tmp_path):
    kept, out = tmp_path / "kept", tmp_path / "counts.json"
    done = mutation(*dummy, "--sample", "8", "--keep", str(kept), "--out", str(out), folder=tmp_path)
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1].startswith("Noticed: 0.875 of 8 faults")
    survivors = [line for line in lines if "→" in line]
    assert survivors == ["  line 10, dummy.py at_least_one: `max` → `(min)`"]
    assert [json.loads(line)[-1] for line in kept.read_text().splitlines()].count(False) == 1
    assert json.loads(out.read_text()) == {
        "faults": 8, "noticed": 7, "not_noticed": ["dummy.py at_least_one: `max` → `(min)`"],
    }  # fmt: skip


def test_tests_that_fail_without_a_fault_say_nothing(dummy, tmp_path):
    (tmp_path / "test_dummy.py").write_text("def test_nothing():\n    assert False\n")
    done = mutation(*dummy, "--sample", "1", folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "fail without any fault" in done.stderr


def test_every_law_gets_faults_and_no_fault_is_broken_python():
    every = [fault for paths, _ in (MODEL, TURNS) for fault in faults(paths)]
    assert len(set(every)) == len(every) > 1000
    for fault in every[::7]:
        compile(fault.source(), str(fault.path), "exec")
    places = {fault.where.split()[-1] for fault in every}
    assert {"threat", "satisfaction", "partner_turn", "until", "after"} <= places
    assert {"Outcomes", "_both"} <= places, "what a table writes gets its faults in the table"
