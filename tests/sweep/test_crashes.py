"""Whatever happens on the way, nothing is lost, nothing is doubled, and no file is half-written."""

import json
import os
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest
from small_sweeps import SMALL

from sim.sweep.execution import parts
from sim.sweep.execution.disk import UNFINISHED, write_whole
from sim.sweep.execution.folder import status
from sim.sweep.execution.lock import locked
from sim.sweep.execution.manifest import sealed
from sim.sweep.execution.pools import Options
from sim.sweep.execution.running import resume, run, run_into
from sim.sweep.spec.specification import read

START = [sys.executable, "-m", "sim.cli"]


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The small sweep, done at one go."""
    folder = tmp_path_factory.mktemp("whole") / "sweep"
    run_into(read(SMALL), folder, Options(jobs=1, chunk=64))
    return folder


@pytest.fixture
def half(tmp_path):
    """The same, stopped after some parts."""
    folder = tmp_path / "sweep"
    calls = iter(range(4))

    def stop(_: int) -> None:
        if next(calls) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_into(read(SMALL), folder, Options(jobs=1, chunk=64), bar(stop))
    return folder


def bar(call):
    """A progress bar that calls ``call`` with what is done."""

    class Bar:
        def __init__(self, total):
            self.total = total

        def __enter__(self):
            return call

        def __exit__(self, *_):
            pass

    return Bar


def same(first, second):
    return (first / "runs.parquet").read_bytes() == (second / "runs.parquet").read_bytes()


def test_what_a_folder_holds(whole):
    names = files(whole)
    assert [name for name in names if not name.startswith("parts/")] == [
        ".lock", "SHA256SUMS", "failures.jsonl", "manifest.json", "parts", "runs.parquet", "spec.toml",
    ]  # fmt: skip
    manifest = json.loads((whole / "manifest.json").read_text("utf-8"))
    assert manifest["spec"] == read(SMALL).hash and manifest["runs"] == 720 and manifest["seed"] == 1
    assert {"version", "python", "platform", "packages"} <= set(manifest)
    assert read(whole / "spec.toml").hash == read(SMALL).hash
    assert (whole / "failures.jsonl").read_bytes() == b""


def test_a_stopped_sweep_goes_on_where_it_was(half, whole):
    was = status(half)
    assert (was.done, was.left, was.finished, was.running) == (4 * 64, 720 - 4 * 64, False, False)
    assert not (half / "runs.parquet").exists()
    done = resume(half, Options(jobs=2, chunk=100))
    assert (done.now, done.failed) == (720 - 4 * 64, 0)
    assert same(half, whole)
    assert status(half).finished
    assert resume(half, Options()).now == 0


def test_the_same_sweep_into_its_folder_goes_on(half, whole):
    assert run_into(read(SMALL), half, Options(jobs=1)).now == 720 - 4 * 64
    assert same(half, whole)


def test_a_part_that_is_damaged_is_done_again(half, whole):
    first = sorted((half / "parts").iterdir())[0]
    first.write_bytes(first.read_bytes()[:100])
    assert resume(half, Options(jobs=1)).now == 720 - 3 * 64
    assert same(half, whole)


LONG = {**SMALL, "model": {"scenario": "protest-polka", "set": {"turns": 300, "days": 12}},
        "replicates": {**SMALL["replicates"], "count": 200}}  # fmt: skip
"""A second's work in 75 parts."""

KILLER = """
import json, os, random, signal, sys, time
import pyarrow.parquet
import sim
from sim.sweep.execution import parts, running
from sim.sweep.execution.pools import Options
from sim.sweep.spec.specification import read
from pathlib import Path

sim.warm_up()
spec, out = read(json.loads(sys.argv[1])), Path(sys.argv[2])
chance = random.Random(int(sys.argv[3]))
for _ in range(3):
    before = len(parts.listed(out / "parts"))
    child = os.fork()
    if child == 0:
        running.run_into(spec, out, Options(jobs=2, chunk=64))
        os._exit(0)
    while len(parts.listed(out / "parts")) == before:
        time.sleep(0.002)
    time.sleep(chance.uniform(0.0, 0.04))
    os.kill(child, signal.SIGKILL)
    _, how = os.waitpid(child, 0)
    print(os.WTERMSIG(how), sum(part.stop - part.start for part in parts.listed(out / "parts")), flush=True)
"""
"""Begins a sweep, and goes on with it, and kills it each time at a random moment."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_killed_sweep_is_resumed(tmp_path):
    out = tmp_path / "sweep"
    arguments = [sys.executable, "-c", KILLER, json.dumps(LONG), str(out), "1"]
    result = subprocess.run(arguments, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    killed = [tuple(map(int, line.split())) for line in result.stdout.splitlines()]
    assert [how for how, _ in killed] == [signal.SIGKILL] * 3
    done = [count for _, count in killed]
    assert 0 < done[0] < done[1] < done[2] == status(out).done < status(out).runs and not status(out).running
    held = written(out)
    resume(out, Options(jobs=2))
    assert held.items() <= written(out).items()
    assert not [name for name in files(out) if UNFINISHED in name]
    pd.testing.assert_frame_equal(pd.read_parquet(out / "runs.parquet"), run(LONG), check_exact=True)


def written(folder):
    """When each part was."""
    names = (name for name in os.listdir(folder / "parts") if not name.startswith("."))
    return {name: (folder / "parts" / name).stat().st_mtime_ns for name in names}


def parts_in(folder):
    return len(parts.listed(folder / "parts"))


def wait_for(what, process, seconds=60.0):
    end = time.monotonic() + seconds
    while not what():
        assert process.poll() is None and time.monotonic() < end
        time.sleep(0.01)


def test_two_sweeps_on_one_folder(half, pasdedeux):
    with locked(half / ".lock"):
        result = pasdedeux("resume", half)
        assert "running" in pasdedeux("status", half).stdout
    assert result.exit_code == 2 and "a sweep is running in it" in result.stderr
    assert pasdedeux("resume", half).exit_code == 0


def test_a_changed_spec_is_refused(half, pasdedeux, tmp_path):
    text = (half / "spec.toml").read_text("utf-8")
    (half / "spec.toml").write_text(text.replace("count = 30", "count = 31"), "utf-8")
    result = pasdedeux("resume", half)
    assert result.exit_code == 2 and "another sweep" in result.stderr
    other = tmp_path / "other.toml"
    other.write_text(text.replace("count = 30", "count = 31"), "utf-8")
    result = pasdedeux("sweep", other, "--out", half)
    assert result.exit_code == 2 and "begin a changed one in a new folder" in result.stderr
    (half / "spec.toml").write_text(text.replace('title = ""', "") + "\n[about]\n" if "[about]" not in text else text)
    assert pasdedeux("resume", half).exit_code == 0


def test_another_version_of_the_model_is_refused(half, pasdedeux):
    manifest = (half / "manifest.json").read_text("utf-8")
    (half / "manifest.json").write_text(sealed({**json.loads(manifest), "model": "0" * 64}), "utf-8")
    result = pasdedeux("resume", half)
    assert result.exit_code == 2 and "another version of the model" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
@pytest.mark.parametrize("told", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_being_told_to_end_says_how_to_go_on(spec, tmp_path, told):
    out = tmp_path / "out"
    text = spec.read_text("utf-8").replace("turns = 12", "turns = 300, days = 30").replace("count = 30", "count = 500")
    spec.write_text(text, "utf-8")
    arguments = [*START, "sweep", str(spec), "--out", str(out), "--chunk", "64", "--jobs", "2"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        wait_for(lambda: parts_in(out) > 0, process)
        for _ in range(3):  # a terminal and a starter may both pass it on
            process.send_signal(getattr(signal, told))
        output, error = process.communicate(timeout=120)
    finally:
        process.kill()
    assert process.returncode == 3 and output == ""
    assert error.splitlines() == [
        f"pasdedeux: stopped; nothing that is done is lost; go on with: pasdedeux resume {out}"
    ]
    assert 0 < status(out).done < status(out).runs


def test_a_full_disk_leaves_a_sweep_that_goes_on(half, pasdedeux, monkeypatch, whole):
    real, calls = os.fsync, iter(range(100))

    def full(number):
        if next(calls) == 2:
            raise OSError(28, "No space left on device")
        real(number)

    monkeypatch.setattr(os, "fsync", full)
    before = files(half)
    result = pasdedeux("resume", half, "--jobs", "1", "--chunk", "64")
    assert result.exit_code == 3
    (line,) = result.stderr.splitlines()
    assert "No space left on device" in line and f"pasdedeux resume {half}" in line
    assert len(files(half)) == len(before) + 1
    monkeypatch.undo()
    assert pasdedeux("resume", half).exit_code == 0
    assert same(half, whole)


def test_a_quota_on_the_size_of_files(spec, pasdedeux, tmp_path):
    """A real limit, of the system: the table is too large for it, the parts are not."""
    resource = pytest.importorskip("resource")
    out, (soft, hard) = tmp_path / "out", resource.getrlimit(resource.RLIMIT_FSIZE)
    spec.write_text(spec.read_text("utf-8").replace("count = 30", "count = 100"), "utf-8")
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
        result = pasdedeux("sweep", spec, "--out", out, "--chunk", "256")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert result.exit_code == 3
    assert "File too large" in result.stderr and len(result.stderr.splitlines()) == 1
    assert not (out / "runs.parquet").exists() and status(out).left == 0
    assert not [name for name in files(out) if UNFINISHED in name]
    assert resume(out, Options()).now == 0
    assert status(out).finished


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="no folder that nobody can write to")
def test_a_folder_that_cannot_be_written(spec, pasdedeux):
    result = pasdedeux("sweep", spec, "--out", "/proc/self/sweep")
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "--out" in line and "a folder that can be written" in line


def test_a_file_is_there_whole_or_not_at_all(tmp_path):
    def half_of_it(file):
        file.write(b"half")
        raise ValueError

    with pytest.raises(ValueError):
        write_whole(tmp_path / "file", half_of_it)
    assert files(tmp_path) == []
    write_whole(tmp_path / "file", lambda file: file.write(b"all"))
    assert (tmp_path / "file").read_bytes() == b"all" and files(tmp_path) == ["file"]
