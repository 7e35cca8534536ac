"""A folder is the one that was named, whatever its name looks like to a library, and whatever its file system lacks."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys

import pandas as pd
import pytest
from small_sweeps import SMALL as GRID

import sim
from sim.sweep.execution import folder as folders
from sim.sweep.execution import integrity, lock
from sim.sweep.execution.disk import HIDDEN, whole_folder
from sim.sweep.execution.folder import status
from sim.sweep.execution.lock import InUse, is_locked, locked
from sim.sweep.execution.table import RUNS

fcntl = pytest.importorskip("fcntl")
SMALL = {**GRID, "analysis": {"main": ["satisfaction"]}}
OTHER = {**SMALL, "replicates": {**SMALL["replicates"], "seed": 2}}
NAMES = ["~/x", "file:zz", "s3://bucket/x", "http:", b"caf\xe9".decode("utf-8", "surrogateescape"), "é", "a b\n"]


@pytest.mark.parametrize("name", NAMES)
def test_a_sweep_is_where_it_was_asked_for(name, tmp_path, monkeypatch, pasdedeux):
    """Once ``~/x`` was one folder where it was written, and another where it was read."""
    (tmp_path / "home").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "here")
    sim.sweep(OTHER, out=tmp_path / "home" / "x", jobs=1)
    got = sim.sweep(SMALL, out=name, jobs=1)
    right = sim.sweep(SMALL, jobs=1)
    pd.testing.assert_frame_equal(got, right, check_exact=True)
    assert (tmp_path / "here" / name / RUNS).is_file()
    assert {path.name for path in (tmp_path / "home").iterdir()} == {"x"}
    assert pasdedeux("check", name).exit_code == 0
    first = json.loads(pasdedeux("replay", name, 5, "--json").stdout)["outcomes"]
    assert first == right.iloc[5][list(first)].to_dict()
    if name in ("~/x", NAMES[4]):
        assert pasdedeux("analyze", name).exit_code == 0
        assert (tmp_path / "here" / name / "report" / "report.html").is_file()


@pytest.mark.parametrize("name", NAMES)
def test_results_are_where_they_were_asked_for(name, tmp_path, monkeypatch, pasdedeux):
    (tmp_path / "home" / "x").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    result = pasdedeux("run", "protest-polka", "--set", "turns=5", "--replicates", 2, "--out", name)
    assert result.exit_code == 0, result.output
    written = {path.name for path in (tmp_path / name).iterdir()}
    assert {"trajectory.csv", "trajectory.parquet", "outcomes.csv", "outcomes.parquet"} <= written
    assert list((tmp_path / "home" / "x").iterdir()) == []


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "sweep"
    sim.sweep(SMALL, out=folder, jobs=1, chunk=256)
    return folder


def test_status_never_holds_a_lock_that_keeps_a_start_out(whole, monkeypatch):
    asked, real = [], fcntl.flock
    monkeypatch.setattr(fcntl, "flock", lambda file, how: (asked.append(how), real(file, how))[1])
    assert status(whole).running is False
    assert asked == [fcntl.LOCK_SH | fcntl.LOCK_NB]
    with open(whole / ".lock", "rb") as reader:
        real(reader, fcntl.LOCK_SH)
        monkeypatch.setattr(lock.time, "sleep", lambda _: real(reader, fcntl.LOCK_UN))
        with locked(whole / ".lock"):
            assert is_locked(whole / ".lock")


def test_a_lock_that_is_held_is_told(whole, monkeypatch):
    monkeypatch.setattr(lock, "WAIT", 0.0)
    with locked(whole / ".lock"), pytest.raises(InUse), locked(whole / ".lock"):
        pass
    assert is_locked(whole / ".lock") is False


def test_status_of_another_users_sweep_and_of_one_without_a_lock(whole, tmp_path, monkeypatch, pasdedeux):
    copy = shutil.copytree(whole, tmp_path / "sweep")
    (copy / ".lock").unlink()
    assert status(copy).running is False and not (copy / ".lock").exists()

    def refuse(path):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    for module in (folders, integrity):
        monkeypatch.setattr(module, "manifest_of", refuse)
    for verb in ("status", "check", "resume", "analyze"):
        result = pasdedeux(verb, copy)
        assert result.exit_code == 2 and "Permission denied" in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_a_file_system_without_locks_and_without_syncing_of_folders(tmp_path, monkeypatch):
    """As some networks' are: it works, and the table is the same."""
    real = os.fsync

    def no_lock(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    def no_folder(number):
        if os.path.isdir(f"/proc/self/fd/{number}"):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(number)

    right = sim.sweep(SMALL, jobs=1)
    monkeypatch.setattr(fcntl, "flock", no_lock)
    monkeypatch.setattr(os, "fsync", no_folder)
    pd.testing.assert_frame_equal(sim.sweep(SMALL, out=tmp_path / "sweep", jobs=1), right, check_exact=True)
    assert status(tmp_path / "sweep").running is None and status(tmp_path / "sweep").finished


KILLED = """
import os, signal, sys
from sim.sweep.execution.disk import thrown_away, whole_folder
with whole_folder(sys.argv[1], ["table.csv"]) as hidden, thrown_away():
    (hidden / "table.csv").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_was_writing_is_swept_at_the_next_start(tmp_path, monkeypatch):
    out, temporary = tmp_path / "out", tmp_path / "tmp"
    temporary.mkdir()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(out)], env={**os.environ, "TMPDIR": str(temporary)})
    assert killed.returncode == -signal.SIGKILL
    assert [path.name[: len(HIDDEN)] for path in out.iterdir()] == [HIDDEN] and len(list(temporary.iterdir())) == 1
    with whole_folder(out, ["table.csv"]) as first, whole_folder(out, ["other.csv"]) as second:
        assert len(list(out.iterdir())) == 2, "what is being written is left alone, and the rest is gone"
        (first / "table.csv").write_text("whole")
        (second / "other.csv").write_text("whole")
    assert sorted(path.name for path in out.iterdir()) == ["other.csv", "table.csv"]
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    sim.sweep(SMALL, jobs=1)
    assert list(temporary.iterdir()) == []
