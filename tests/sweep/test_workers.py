"""Processes and clusters give the table that threads give, and a worker that dies loses nothing but its time."""

import contextlib
import gc
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, Future

import pandas as pd
import pytest
from small_sweeps import SMALL

from experiments.cluster import started
from sim.sweep.execution import cluster, parts, pools, running
from sim.sweep.execution.faults import Interrupted
from sim.sweep.execution.folder import status
from sim.sweep.execution.pools import Options
from sim.sweep.execution.running import resume, run, run_into
from sim.sweep.execution.table import RUNS
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
    assert sum(part.stop - part.start for part in parts.listed(folder / "parts")) == done.runs
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


NOBODY = {"tcp://127.0.0.1:1": 3, "lokal": 2, "tls://127.0.0.1:1": 2, "nonsense://x": 2}
"""Addresses and how they end: one at which nobody answers now may be tried again, one that is none may not."""


@pytest.mark.cluster
@pytest.mark.parametrize("address", NOBODY)
def test_a_cluster_that_is_none_is_told_and_no_client_is_left_open(spec, pasdedeux, tmp_path, monkeypatch, address):
    client = pytest.importorskip("distributed").Client
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    result = pasdedeux("sweep", spec, "--out", tmp_path / "out", "--on", address)
    assert result.exit_code == NOBODY[address], result.output
    (line,) = result.stderr.splitlines()
    if result.exit_code == 2:
        assert "--on" in line and "allowed: local, or the address of a Dask scheduler" in line
    else:
        assert f"no Dask scheduler answers at {address}; go on with: pasdedeux resume {tmp_path / 'out'}" in line
        assert pasdedeux("resume", tmp_path / "out", "--on", address).exit_code == 3
    assert [item for item in gc.get_objects() if type(item) is client and item.status != "closed"] == []


@pytest.fixture
def scheduler():
    """A scheduler of Dask without workers: its address."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=0, dashboard_address=None, silence_logs=50) as made:
        yield made.scheduler_address


@pytest.fixture
def start(tmp_path):
    """Start a part of a Dask cluster as a process, with lines of Python that it runs first."""
    made = []

    def start(*arguments, first=""):
        (tmp_path / "first.py").write_text(first, "utf-8")
        process, address = started(*arguments, "--preload", str(tmp_path / "first.py"))
        made.append(process)
        return process, address

    yield start
    for process in made:
        process.kill()
        process.communicate()


ALONE = ("--nthreads", "1", "--no-nanny")
WITHOUT_US = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "sim":
            raise ModuleNotFoundError(f"No module named {name!r}")

sys.meta_path.insert(0, Refuse())
"""
ANOTHER_ENGINE = """
from sim.engines import packed

if not hasattr(packed, "real"):  # it is run twice
    packed.real = packed.run_packed
    packed.run_packed = lambda *given: [1.0001 * values for values in packed.real(*given)]
"""
"""A worker whose files are ours, and whose values are not."""


@pytest.mark.cluster
@pytest.mark.parametrize(("first", "why"), [(WITHOUT_US, "No module named 'sim'"), (ANOTHER_ENGINE, "other values")])
def test_a_worker_that_cannot_do_the_work_is_set_aside_by_name(
    scheduler, start, tmp_path, monkeypatch, caplog, first, why
):
    monkeypatch.setattr(cluster, "WITHOUT", 0.1)
    start("worker", scheduler, *ALONE, "--name", "bad", first=first)
    with pytest.raises(Interrupted, match=r"no worker at .* for 0\.1 s, and 1 that cannot do the work"):
        run_into(read(SMALL), tmp_path / "sweep", Options(on=scheduler, chunk=64))
    assert "is set aside" in caplog.text and why in caplog.text
    start("worker", scheduler, *ALONE, "--name", "good")
    assert run_into(read(SMALL), tmp_path / "sweep", Options(on=scheduler, chunk=64)).now == 720
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "sweep" / RUNS), run(SMALL), check_exact=True)


@pytest.mark.cluster
def test_a_cluster_without_workers_is_told(scheduler, spec, tmp_path, pasdedeux, monkeypatch):
    monkeypatch.setattr(cluster, "WITHOUT", 0.1)
    result = pasdedeux("sweep", spec, "--out", tmp_path / "out", "--on", scheduler)
    assert result.exit_code == 3
    assert result.stderr.startswith(f"pasdedeux: no worker at {scheduler} for 0.1 s; go on with: pasdedeux resume")


@pytest.mark.cluster
@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
def test_a_scheduler_that_is_killed_leaves_a_sweep_that_goes_on(by_threads, start, tmp_path, monkeypatch):
    pytest.importorskip("distributed")
    process, address = start("scheduler", "--port", "0", "--host", "127.0.0.1")
    start("worker", address, *ALONE)

    class Bar(contextlib.nullcontext):
        def __enter__(self):
            return killed

    def killed(_):
        process.kill()
        monkeypatch.setattr(cluster, "PATIENCE", 1.0)  # not before: a busy machine answers late

    with pytest.raises(Interrupted, match=f"the Dask scheduler at {address} does not answer any more"):
        run_into(read(MANY), tmp_path / "sweep", Options(on=address, chunk=64), Bar)
    assert 0 < status(tmp_path / "sweep").done < 7200
    assert resume(tmp_path / "sweep", Options(jobs=2)).failed == 0
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "sweep" / RUNS), by_threads, check_exact=True)


def test_workers_that_break_again_and_again_interrupt(tmp_path, monkeypatch):
    class Broken:
        def submit(self, *_):
            future = Future()
            future.set_exception(BrokenExecutor("killed"))
            return future

    @contextlib.contextmanager
    def pool(*_):
        yield pools.Pool(Broken(), 1, Broken)

    monkeypatch.setattr(running, "pool", pool)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with pytest.raises(Interrupted, match="broke"):
        run_into(read(SMALL), tmp_path / "sweep", Options())


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
