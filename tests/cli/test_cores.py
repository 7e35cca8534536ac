"""The cores that are used are those that are given, by the system, a batch queue or a container."""

import os

import pytest

from sim import run

REAL = run._shares


@pytest.fixture(autouse=True)
def sixteen(monkeypatch):
    """A machine of sixteen cores, and no limits."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(16), raising=False)
    monkeypatch.setattr(run, "_shares", lambda *_: iter(()))
    for name in ("SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"):
        monkeypatch.delenv(name, raising=False)


def test_without_limits_all():
    assert run.cores() == 16


@pytest.mark.parametrize(("task", "node", "cores"), [("4", "8", 4), ("", "8", 8), ("64", "", 16), ("4(x2)", "", 16)])
def test_a_batch_queue(monkeypatch, task, node, cores):
    monkeypatch.setenv("SLURM_CPUS_PER_TASK", task)
    monkeypatch.setenv("SLURM_CPUS_ON_NODE", node)
    assert run.cores() == cores


QUOTA, PERIOD = "cpu.cfs_quota_us", "cpu.cfs_period_us"
GROUPS = {
    "version 2": ("0::/job/step", {"job/cpu.max": "250000 100000", "job/step/cpu.max": "max 100000"}, 3),
    "the tightest of them": ("0::/job/step", {"job/cpu.max": "800000 100000", "job/step/cpu.max": "50000 100000"}, 1),
    "version 1": ("3:cpuacct,cpu:/job\n0::/", {f"cpu/job/{QUOTA}": "200000", f"cpu/job/{PERIOD}": "100000"}, 2),
    "no limit in version 1": ("3:cpu:/", {f"cpu/{QUOTA}": "-1", f"cpu/{PERIOD}": "100000"}, 16),
    "a path from outside": ("0::/docker/0123", {"cpu.max": "400000 100000"}, 4),
    "what nobody understands": ("nonsense", {"cpu.max": "four"}, 16),
}


@pytest.mark.parametrize("name", GROUPS)
def test_a_container(tmp_path, monkeypatch, name):
    own, files, cores = GROUPS[name]
    (tmp_path / "cgroup").write_text(own, "utf-8")
    for file, text in files.items():
        (tmp_path / "root" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "root" / file).write_text(text + "\n", "utf-8")
    monkeypatch.setattr(run, "_shares", lambda *_: REAL(tmp_path / "cgroup", tmp_path / "root"))
    assert run.cores() == cores
