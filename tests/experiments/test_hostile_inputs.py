"""What is counted as a fault of a hostile input, and that what chance spoils is the same every time."""

import subprocess
import sys

import pytest

from experiments.hostile.__main__ import BYTES, KINDS, SECONDS, Outcome, cases, faults
from experiments.hostile.chance import spoiled
from experiments.hostile.folders import DAMAGE, FILES
from experiments.hostile.specs import SPEC, SPECS
from experiments.hostile.tables import TABLES

FINE = Outcome(2, 1.0, 200_000_000, "pasdedeux: x: bond: given 7; allowed: a number from 0 to 1.")


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"code": 0, "said": ""}, []),
        ({"code": 3, "said": "Traceback (most recent call last):"}, ["traceback"]),
        ({"said": "no"}, ["not told"]),
        ({"code": -9, "said": ""}, ["hang"]),
        ({"code": 139}, ["exit code 139"]),
        ({"seconds": SECONDS + 0.1}, ["hang"]),
        ({"bytes": BYTES + 1}, ["memory"]),
    ],
)
def test_what_is_a_fault(changes, found):
    assert faults(FINE._replace(**changes)) == found


def test_there_are_more_than_five_hundred_of_all_kinds_and_they_differ(tmp_path):
    made = list(cases(tmp_path))
    assert len(made) > 500 and {case.kind for case in made} == set(KINDS)
    assert len({(case.kind, case.what) for case in made}) == len(made)
    assert len(set(SPECS.values())) == len(SPECS) and len(set(TABLES.values())) == len(TABLES)
    assert sum(case.kind == "folder" for case in made) == len(FILES) * len(DAMAGE)


def test_chance_spoils_the_same_way_every_time():
    made = [spoiled(SPEC.encode(), i) for i in range(20)]
    assert made == [spoiled(SPEC.encode(), i) for i in range(20)]
    assert len({*made, SPEC.encode()}) == 21


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no pipes by name there")
def test_some_of_them_end_as_they_should():
    command = [sys.executable, "-m", "experiments.hostile", "--only", "folder", "--every", "13"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 tracebacks, 0 hangs over 5 s, 0 over 500 MB, 0 not told, 0 other exit codes" in done.stdout
