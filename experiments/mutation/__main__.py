"""Would the tests notice? Small faults are put into the model, one at a time, and the fast tests run against each.

``uv run python -m experiments.mutation`` goes through ``sim/model`` and ``sim/engines/turns.py``, prints the share of
faults that the tests of the laws notice, and lists the others; ``docs/mutation.md`` says why those may stand. It ends
with 1 where less than ``ENOUGH`` is noticed; ``--out`` keeps the counts as JSON. Each fault has a process of its own,
forked from one in which pytest is ready, so it costs a part of a second; that needs an operating system that forks.
"""

import ast
import hashlib
import json
import linecache
import os
import random
import signal
import sys
import time
import types
from importlib import import_module
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from experiments.arguments import Arguments
from experiments.mutation.faults import ROOT, Fault, faults

WORKED = sorted((ROOT / "tests" / "laws").glob("test_worked_*.py"))
MODEL = sorted((ROOT / "sim" / "model").rglob("*.py")), [*WORKED, ROOT / "tests" / "laws" / "test_injury.py"]
TURNS = [ROOT / "sim" / "engines" / "turns.py"], [ROOT / "tests" / "equality" / "test_many_starts.py"]
"""What gets faults, and the tests that should notice."""
ENOUGH = 0.95
EXAMPLES = 10
"""Examples of each property; the suite itself tries more."""
PATIENCE = 60.0
"""Seconds after which a fault counts as noticed: the tests no longer come to an end."""
OPTIONS = ["-x", "-s", "--assert=plain", "--noconftest", "--override-ini=addopts="]
OPTIONS += [f"-pno:{plugin}" for plugin in ("terminal", "cacheprovider", "xdist")]


def prepare(paths: list[Path]) -> None:
    """Import what every process will need, but nothing that may get a fault.

    The face of ``sim`` imports half the project; the model needs none of it, so an empty package stands in its place.
    """
    for name in [name for name in sys.modules if name.partition(".")[0] == "sim"]:
        del sys.modules[name]
    face = types.ModuleType("sim")
    face.__path__ = [str(ROOT / "sim")]
    sys.modules["sim"] = face
    os.environ["NUMBA_DISABLE_JIT"] = "1"
    lines = (line for path in paths for line in ast.parse(path.read_text("utf-8")).body)
    needed = {alias.name for line in lines if isinstance(line, ast.Import) for alias in line.names}
    for name in ("hypothesis.strategies", *sorted(needed)):
        if not name.startswith("sim"):
            import_module(name)
    settings.register_profile(
        "mutation", deadline=None, database=None, derandomize=True, max_examples=EXAMPLES,
        phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    settings.load_profile("mutation")


def plant(fault: Fault) -> None:
    """Let this process import the file with the fault in it, and ``inspect`` read it."""
    source, path, get_code = fault.source(), str(fault.path), SourceFileLoader.get_code
    linecache.cache[path] = (len(source), None, source.splitlines(keepends=True), path)

    def get_faulty_code(loader: SourceFileLoader, name: str) -> types.CodeType | None:
        return compile(source, path, "exec") if loader.path == path else get_code(loader, name)

    SourceFileLoader.get_code = get_faulty_code


class Forks:
    """A plugin of pytest: before it collects tests, a process is forked for each fault, which goes on in its place.

    ``planned`` are faults, each with the paths of its tests; no fault stands for the files as they are.
    """

    def __init__(self, planned: list[tuple[Fault | None, list[str]]], jobs: int, results: "Results") -> None:
        self.planned, self.jobs, self.results = planned, jobs, results
        self.running: dict[int, tuple[Fault | None, float]] = {}
        self.child = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        """Fork for every fault; only a forked process goes on from here."""
        for fault, tests in self.planned:
            while len(self.running) >= self.jobs:
                self.wait()
            process = os.fork()
            if not process:
                self.child, session.config.args, session.config.option.tbstyle = True, tests, "native"
                os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
                if fault:
                    plant(fault)
                return
            self.running[process] = fault, time.monotonic()
        while self.running:
            self.wait()
        pytest.exit("every fault was tried", 0)

    def wait(self) -> None:
        """Note a process that has ended; one that takes too long is ended."""
        process, status = os.waitpid(-1, os.WNOHANG)
        if process:
            fault, _ = self.running.pop(process)
            if fault:
                self.results.add(fault, status != 0)
            elif status:
                pytest.exit("the tests fail without any fault", 2)
            return
        for late, (_, start) in self.running.items():
            if time.monotonic() - start > PATIENCE:
                os.kill(late, signal.SIGKILL)
        time.sleep(0.005)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Leave a forked process without ceremony."""
        if self.child:
            os._exit(int(exitstatus))


class Results:
    """Whether each fault was noticed; with a file to keep them in, a run that was interrupted goes on where it was."""

    def __init__(self, file: Path | None, sources: list[Path]) -> None:
        self.noticed: dict[Fault, bool] = {}
        self.file = file
        self.of = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
        lines = file.read_text("utf-8").splitlines() if file and file.exists() else []
        self.known = {key: noticed for of, key, noticed in map(json.loads, lines) if of == self.of}

    def recall(self, fault: Fault) -> bool:
        """Whether this fault has been tried before; then its result stands."""
        if fault.key() in self.known:
            self.noticed[fault] = self.known[fault.key()]
        return fault in self.noticed

    def add(self, fault: Fault, noticed: bool) -> None:
        """Note whether the tests noticed."""
        self.noticed[fault] = noticed
        if self.file:
            with self.file.open("a", encoding="utf-8") as file:
                file.write(json.dumps([self.of, fault.key(), noticed]) + "\n")

    def share(self) -> float:
        """The share of faults that were noticed."""
        return sum(self.noticed.values()) / max(1, len(self.noticed))

    def report(self) -> str:
        """A line for each file, the faults that nobody noticed, and the share."""
        files: dict[str, list[bool]] = {}
        for fault in sorted(self.noticed):
            files.setdefault(fault.where.split()[0], []).append(self.noticed[fault])
        lines = [f"{name:34} {sum(noticed):5} of {len(noticed):5}" for name, noticed in files.items()]
        survivors = [f"  line {fault.line}, {fault}" for fault in sorted(self.noticed) if not self.noticed[fault]]
        lines += ["", f"Not noticed: {len(survivors)}", *survivors, ""]
        return "\n".join([*lines, f"Noticed: {self.share():.3f} of {len(self.noticed)} faults"])

    def to_dict(self) -> dict[str, Any]:
        """The counts, and the faults that nobody noticed, for JSON."""
        survivors = [str(fault) for fault in sorted(self.noticed) if not self.noticed[fault]]
        return {"faults": len(self.noticed), "noticed": sum(self.noticed.values()), "not_noticed": survivors}


def main(arguments: list[str] | None = None) -> int:
    """Try the faults; returns the exit code."""
    parser = Arguments("mutation", __doc__)
    parser.add_argument("--file", type=Path, action="append", metavar="FILE", help="put faults into this (repeatable)")
    parser.add_argument("--tests", type=Path, action="append", metavar="FILE", help="and run these (repeatable)")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep results here, and go on from them")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the counts there, as JSON")
    parser.add_number("--sample", 1, 10**6, None, "try so many faults, chosen by chance (all)")
    parser.add_number("--jobs", 1, 256, os.cpu_count() or 1, "faults at a time (one a core)")
    parser.add_seed()
    options = parser.parse_args(arguments)
    if not hasattr(os, "fork"):
        parser.error("this operating system does not fork.")
    if bool(options.file) != bool(options.tests):
        parser.error("--file needs --tests, and the other way round.")
    suites = [(options.file, options.tests)] if options.file else [MODEL, TURNS]
    results = Results(options.keep, [path for suite in suites for paths in suite for path in paths])
    every = [(fault, [*map(str, tests)]) for paths, tests in suites for fault in faults(paths)]
    chosen = random.Random(options.seed).sample(every, min(options.sample or len(every), len(every)))
    start = time.monotonic()
    os.nice(10)
    prepare([path for paths, _ in suites for path in paths])
    first = [(None, [*map(str, tests)]) for _, tests in suites]
    todo = [(fault, tests) for fault, tests in chosen if not results.recall(fault)]
    if code := pytest.main(OPTIONS, [Forks([*first, *todo], options.jobs, results)]):
        print("The tests fail without any fault, or there are none.", file=sys.stderr)
        return int(code)
    if options.out:
        options.out.write_text(json.dumps(results.to_dict(), indent=1) + "\n", "utf-8")
    print(f"{results.report()}, in {time.monotonic() - start:.0f} s")
    return int(results.share() < ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
