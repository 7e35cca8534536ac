"""Processes and clusters give the table that threads give, and a worker that dies loses nothing but its time."""

import gc
import os
import signal
import subprocess
import sys

import pandas as pd
import pytest
from small_sweeps import SMALL

from sim.sweep.execution import parts, pools
from sim.sweep.execution.folder import RUNS
from sim.sweep.execution.pools import Options
from sim.sweep.execution.running import run, run_into
from sim.sweep.spec.specification import read

MANY = {**SMALL, "replicates": {**SMALL["replicates"], "count": 300},
        "model": {"scenario": "protest-polka", "set": {"turns": 100, "days": 10}}}  # fmt: skip


@pytest.fixture(scope="module")
def by_threads():
    return run(MANY, options=Options(jobs=2))


def with_a_death(how, folder):
    """Run the sweep, kill one of its workers on the way, and give the table."""
    psutil = pytest.importorskip("psutil")
    dead = []

    class Bar:
        def __init__(self, total):
            self.total = total

        def __enter__(self):
            return self.done

        def done(self, _):
            children = psutil.Process().children(recursive=True)
            workers = [process for process in children if "spawn_main" in " ".join(cmd(process))]
            if workers and not dead:
                dead.append(workers[0].pid)
                os.kill(workers[0].pid, signal.SIGKILL)

        def __exit__(self, *_):
            pass

    done = run_into(read(MANY), folder, how, Bar)
    assert dead and done.failed == 0
    assert parts.done(folder / "parts") == done.runs
    return pd.read_parquet(folder / RUNS)


def cmd(process):
    try:
        return process.cmdline()
    except Exception:  # it has gone
        return []


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
def test_processes_and_one_that_is_killed(by_threads, tmp_path):
    table = with_a_death(Options(jobs=1, processes=True, chunk=512), tmp_path / "sweep")
    pd.testing.assert_frame_equal(table, by_threads, check_exact=True)


@pytest.mark.cluster
@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
def test_a_dask_cluster_and_a_worker_that_is_killed(by_threads, tmp_path):
    pytest.importorskip("distributed")
    table = with_a_death(Options(jobs=2, on="local", chunk=128), tmp_path / "sweep")
    pd.testing.assert_frame_equal(table, by_threads, check_exact=True)


def test_a_cluster_without_the_package_is_told(spec, pasdedeux, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = pasdedeux("sweep", spec, "--out", tmp_path / "out", "--on", "local")
    assert result.exit_code == 2 and "pas-de-deux[cluster]" in result.stderr


@pytest.mark.cluster
@pytest.mark.parametrize("address", ["lokal", "tcp://127.0.0.1:1", "tls://127.0.0.1:1", "nonsense://x"])
def test_a_cluster_that_is_none_is_told_and_no_client_is_left_open(spec, pasdedeux, tmp_path, monkeypatch, address):
    client = pytest.importorskip("distributed").Client
    monkeypatch.setattr(pools, "PATIENCE", 0.5)
    result = pasdedeux("sweep", spec, "--out", tmp_path / "out", "--on", address)
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.splitlines()
    assert "--on" in line and "allowed: local, or the address of a Dask scheduler" in line
    assert [item for item in gc.get_objects() if type(item) is client and item.status != "closed"] == []


@pytest.mark.parametrize("how", ["processes=True", pytest.param("on='local'", marks=pytest.mark.cluster)])
def test_a_script_without_a_guard_may_have_processes(tmp_path, how):
    """Its workers do not run it again."""
    if "local" in how:
        pytest.importorskip("distributed")
    (tmp_path / "script.py").write_text(
        f"import sim\nprint('began')\nprint(len(sim.sweep({SMALL!r}, jobs=2, {how})))\n", "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.returncode, done.stdout.split()[0], done.stdout.count("began")) == (0, "began", 1), done.stderr
