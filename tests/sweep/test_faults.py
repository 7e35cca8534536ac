"""A disk that fails at any moment, a process that is killed at any, and a bit that turns over anywhere: a short form of
``experiments.soak_sweep``."""

import errno
import os
import random
import subprocess
import sys

import pytest

from experiments.sweep_faults import KINDS, QUESTION, contents, failures, flips, live, switches
from sim.plots import sweep as plots
from sim.report.writing import write
from sim.sweep.execution import disk, parts
from sim.sweep.execution.disk import whole_folder
from sim.sweep.execution.integrity import check
from sim.sweep.execution.pools import Options
from sim.sweep.execution.running import run_into
from sim.sweep.spec.specification import read


@pytest.fixture
def pictures_are_blank(monkeypatch):
    """Nothing is drawn in reports: what is asked is whether their files are whole."""
    monkeypatch.setattr(plots, "curve", lambda *_: "<svg/>")


@pytest.mark.parametrize("kind", KINDS)
def test_a_disk_that_fails_once(kind, tmp_path, pictures_are_blank):
    """At every file that is opened, as some are looked at twice; elsewhere at every fourth call."""
    live(tmp_path / "calm")
    right = contents(tmp_path / "calm")
    assert failures(kind, tmp_path, right, step=1 if kind == "open" else 4) >= 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_process_that_is_killed_wherever_it_writes(tmp_path):
    """In its parts, its table, and its report."""
    arguments = ["--kills", "0", "--bits", "0", "--step", "5", "--kinds", "rename"]
    done = subprocess.run([sys.executable, "-m", "experiments.soak_sweep", *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "kills, one at each rename" in done.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no folders are exchanged here")
@pytest.mark.parametrize("kind", ["open", "rename", "fsync"])
def test_results_are_the_old_ones_or_the_new_ones_at_every_moment(kind, tmp_path):
    """To whoever looks, after a failure of the disk, and after a kill."""
    assert switches(kind, tmp_path) >= 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.parametrize("kind", ["open", "rename", "fsync"])
def test_where_no_folders_are_exchanged_there_is_none_for_a_moment(kind, tmp_path, monkeypatch):
    monkeypatch.setattr(disk, "exchange", cannot)
    assert switches(kind, tmp_path, {}) >= 3


@pytest.mark.parametrize("odd", ["a folder in it", "a stranger's file and no exchange", "worked in", "no links"])
def test_where_a_folder_cannot_be_switched_its_files_are_replaced(odd, tmp_path, monkeypatch):
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "table.csv").write_text("old")
    (folder / "former.csv").write_text("old")
    if odd == "a folder in it":
        (folder / "mine").mkdir()
    elif odd == "worked in":
        monkeypatch.chdir(folder)
    elif odd == "no links":
        monkeypatch.setattr(os, "link", cannot)
    else:
        (folder / "mine").write_text("mine")
        monkeypatch.setattr(disk, "exchange", cannot)
    before = folder.stat().st_ino
    with whole_folder(folder, ["table.csv"], former=["table.csv", "former.csv"]) as made:
        (made / "table.csv").write_text("new")
    assert folder.stat().st_ino == before and (folder / "table.csv").read_text() == "new"
    assert {path.name for path in folder.iterdir()} == {"table.csv"} | (
        {"mine"} if (folder / "mine").exists() else set()
    )
    assert {path.name for path in tmp_path.iterdir()} == {"results"}


def cannot(*_):
    raise OSError(errno.ENOSYS, "Function not implemented")


def test_an_earlier_reports_tables_leave_with_it(tmp_path):
    live(tmp_path)
    (tmp_path / "report" / "notes.txt").write_text("mine")
    (tmp_path / "report" / "tipping.csv").write_text("of another question")
    write(tmp_path)
    there = {path.name for path in (tmp_path / "report").iterdir()}
    assert "notes.txt" in there and "points.csv" in there and "tipping.csv" not in there


@pytest.mark.parametrize("finished", [True, False])
def test_a_bit_that_turns_over(finished, tmp_path):
    folder = tmp_path / "sweep"
    run_into(read(QUESTION), folder, Options(jobs=1, chunk=64))
    if not finished:
        parts.listed(folder / "parts")[1].path.unlink()
        for name in ("SHA256SUMS", "runs.parquet", "failures.jsonl"):
            (folder / name).unlink()
    assert flips(folder, 6, random.Random(1)) == (56 if finished else 32)
    assert check(folder).finished == finished
