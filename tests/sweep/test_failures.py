"""A run that fails is a row in failures.jsonl; the others are run."""

import json
import os
import shutil
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from small_sweeps import SMALL

import sim.engines.packed
from sim.cli import terminal
from sim.report.contents import report_on
from sim.sweep.execution.pools import Options
from sim.sweep.execution.running import resume, run, run_into
from sim.sweep.execution.work import Work, run_stretch
from sim.sweep.spec.specification import read

CLASHING = {
    "model": {"scenario": "protest-polka", "set": {"turns": 30, "intervention": [
        {"kind": "hand-holding", "turn": 1, "turns": 5}, {"kind": "hand-holding", "turn": 20, "turns": 5}]}},
    "parameters": {"intervention.1.turn": [1, 19], "couple.bond": [0.2, 0.8]},
    "replicates": {"count": 10},
}  # fmt: skip
"""Two of its four points hold the same hand twice at once."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("failed") / "sweep"
    assert run_into(read(CLASHING), folder, Options(jobs=2, chunk=7)).failed == 20
    return folder


def test_failed_runs_are_rows(folder):
    rows = [json.loads(line) for line in (folder / "failures.jsonl").read_text("utf-8").splitlines()]
    assert [row["run"] for row in rows] == list(range(20, 40))
    assert all("do not overlap" in row["error"] for row in rows)
    assert rows[0] | {"error": ""} == {
        "run": 20, "point": 2, "arm": "", "replicate": 0, "intervention.1.turn": 19, "couple.bond": 0.2, "error": "",
    }  # fmt: skip


def test_the_rest_is_run(folder):
    table = pd.read_parquet(folder / "runs.parquet")
    assert len(table) == 40
    assert table["satisfaction"].isna().tolist() == [False] * 20 + [True] * 20
    good = {**CLASHING, "parameters": {"intervention.1.turn": [1], "couple.bond": [0.2, 0.8]}}
    assert table.iloc[:20].equals(run(good))


def test_the_command_says_so(pasdedeux, folder, tmp_path):
    (tmp_path / "clashing.toml").write_bytes((folder / "spec.toml").read_bytes())
    result = pasdedeux("sweep", tmp_path / "clashing.toml", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "20 failed" in result.stdout
    assert pasdedeux("resume", folder).exit_code == 1
    assert json.loads(pasdedeux("status", folder, "--json").stdout)["failed"] == 20
    assert "do not overlap" in pasdedeux("replay", folder, 25).stderr


def test_outcomes_that_are_no_numbers_are_failures(monkeypatch):
    real = sim.engines.packed.run_packed

    def broken(*given):
        end, then = real(*given)
        end[given[4] == 3, 0] = np.nan
        return end, then

    monkeypatch.setattr(sim.engines.packed, "run_packed", broken)
    table = run(SMALL, options=Options(jobs=1))
    assert table[table["satisfaction"].isna()]["replicate"].unique().tolist() == [3]
    assert table["bond"].isna().equals(table["satisfaction"].isna())


def test_a_couple_that_breaks_the_engine_does_not_break_the_others(monkeypatch):
    whole = run(SMALL, options=Options(jobs=1))
    real = sim.engines.packed.run_packed

    def broken(columns, blocks, plan, of, *more):
        if 5 in of:
            raise ZeroDivisionError("a couple beyond words")
        return real(columns, blocks, plan, of, *more)

    monkeypatch.setattr(sim.engines.packed, "run_packed", broken)
    work = Work(read(SMALL))
    result = run_stretch(work.task, 0, 720, work.points)
    assert set(result.failures) == set(range(150, 180))
    assert set(result.failures.values()) == {"ZeroDivisionError: a couple beyond words"}
    good = ~np.isnan(result.outcomes).any(1)
    assert np.array_equal(result.outcomes[good], whole.iloc[:, 7:].to_numpy()[good])


@pytest.fixture
def breaking(monkeypatch):
    """Have the engine raise something for the first couple of each part."""
    real = sim.engines.packed.run_packed

    def breaking(error):
        def broken(*given):
            if 0 in given[3]:
                raise error
            return real(*given)

        monkeypatch.setattr(sim.engines.packed, "run_packed", broken)

    return breaking


@pytest.mark.parametrize(
    "error", [RuntimeError("an engine beyond words"), MemoryError(), NotImplementedError("no JIT")]
)
def test_machinery_that_breaks_stops_the_sweep_and_fails_no_couple(
    breaking, spec, pasdedeux, tmp_path, monkeypatch, error
):
    breaking(error)
    out = tmp_path / "out"
    result = pasdedeux("sweep", spec, "--out", out, "--jobs", "1", "--chunk", "64")
    assert result.exit_code == 3
    (line,) = result.stderr.splitlines()
    assert (str(error) or "not enough memory") in line and f"go on with: pasdedeux resume {out}" in line
    monkeypatch.undo()
    assert pasdedeux("resume", out).exit_code == 0
    assert pd.read_parquet(out / "runs.parquet").equals(run(SMALL))


def test_runs_that_failed_are_tried_again_where_it_is_asked_for(breaking, spec, pasdedeux, told, tmp_path, monkeypatch):
    breaking(ZeroDivisionError("a couple beyond words"))
    out = tmp_path / "out"
    result = pasdedeux("sweep", spec, "--out", out, "--jobs", "1", "--chunk", "60")
    assert result.exit_code == 1 and f"pasdedeux resume {out} --retry-failed" in " ".join(result.stdout.split())
    monkeypatch.undo()
    failed = told("status", out)["failed"]
    assert 0 < failed < 720 and told("resume", out, code=1)["now"] == 0
    again = told("resume", out, "--retry-failed")
    assert failed <= again["now"] and again["failed"] == 0
    assert pd.read_parquet(out / "runs.parquet").equals(run(SMALL))
    assert told("resume", out, "--retry-failed")["now"] == 0


def test_where_the_parts_are_gone_all_is_tried_again(breaking, tmp_path, monkeypatch):
    breaking(ZeroDivisionError("a couple beyond words"))
    assert run_into(read(SMALL), tmp_path / "out", Options(jobs=1)).failed
    monkeypatch.undo()
    shutil.rmtree(tmp_path / "out" / "parts")
    again = resume(tmp_path / "out", Options(jobs=1), retry_failed=True)
    assert (again.now, again.failed) == (720, 0)


def test_an_engine_without_its_compiler_begins_nothing(spec, tmp_path):
    """Every run had failed, for good."""
    arguments = [sys.executable, "-m", "sim.cli", "sweep", str(spec), "--out", str(tmp_path / "out")]
    (tmp_path / "numba.py").write_text("raise ImportError('no compiler for this processor')")
    path = os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", "")))
    settings = {**os.environ, "PYTHONPATH": path, "PASDEDEUX_CACHE": str(tmp_path / "cache")}
    result = subprocess.run(arguments, capture_output=True, text=True, env=settings, timeout=120)
    assert result.returncode == 3
    (line,) = result.stderr.splitlines()
    assert "the engine does not work here" in line and "nothing was begun" in line
    assert not (tmp_path / "out").exists()


def test_a_log_is_told_how_far_it_is(spec, pasdedeux, tmp_path, monkeypatch):
    monkeypatch.setattr(terminal, "EVERY", 0.0)
    result = pasdedeux("sweep", spec, "--out", tmp_path / "out", "--jobs", "1", "--chunk", "256")
    *_, last = lines = result.stderr.splitlines()
    assert len(lines) == 3 and last.startswith("pasdedeux: 100 %, 720 of 720 runs, ") and "left" in last


def test_a_sweep_of_which_every_run_failed_is_not_reported_on(pasdedeux, tmp_path):
    clashing = {**CLASHING, "parameters": {"intervention.1.turn": [18, 19]}}
    run_into(read(clashing), tmp_path / "out", Options(jobs=1))
    result = pasdedeux("analyze", tmp_path / "out")
    assert result.exit_code == 2
    assert "given 20 that all failed (" in result.stderr and "do not overlap" in result.stderr
    assert not (tmp_path / "out" / "report").exists()


def test_what_is_kept_and_not_reported_is_named(folder):
    """Of the outcomes that were asked for only those of the analysis are in the report."""
    (told,) = [text for text in report_on(folder).doubts if "Kept and not reported" in text]
    assert "threat" in told and "satisfaction of the couple" not in told
