"""How much memory and time does the analysis of a large sweep take? One line a design.

``uv run python -m experiments.benchmark_analysis`` (``--rows 1000000`` for a first look). The sweeps are synthetic:
their outcomes are a smooth function of what is varied, and noise, and nothing is simulated. Each is written as any
sweep is, and analysed in a process of its own, whose greatest memory the system tells; beside it what `plan` says.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from experiments.arguments import Arguments
from sim.sweep.execution import parts
from sim.sweep.execution.folder import begin, begun, finish, held
from sim.sweep.execution.manifest import PARTS
from sim.sweep.execution.work import Result, Work
from sim.sweep.report.memory import analysis_memory
from sim.sweep.spec.specification import read

GOAL, PART = 2e9, 500_000
KEPT = ("dance", "threat", "satisfaction", "bond", "distressed")
KEYS = ("couple.bond", "partner_a.anxiety", "noise")


def designs(rows: int) -> dict[str, dict[str, Any]]:
    """Sweeps of about so many rows: many replicates of a paired grid, and samples of very many points."""
    grid = {KEYS[0]: {"low": 0.0, "high": 0.9, "steps": 10}, KEYS[1]: {"low": 0.1, "high": 0.9, "steps": 10}}
    ranges = {key: {"low": 0.1, "high": 0.9} for key in KEYS}
    return {
        "paired grid, few points": {
            "parameters": grid, "replicates": {"count": rows // 200, "paired": {"intervention": "hand-holding"}}},
        "latin-hypercube, 4 replicates": {
            "parameters": ranges, "design": {"kind": "latin-hypercube", "size": rows // 4}, "replicates": {"count": 4}},
        "sobol, 10 replicates": {
            "parameters": ranges, "design": {"kind": "sobol", "size": 1 << (rows // 50).bit_length() - 1},
            "replicates": {"count": 10}},
    }  # fmt: skip


def written(question: dict[str, Any], folder: Path) -> Work:
    """A finished sweep whose outcomes are made up."""
    whole = {"model": {"scenario": "protest-polka"}, "outcomes": {"which": list(KEPT)}, **question}
    work = Work(read(whole | {"analysis": {"main": list(KEPT), "resamples": 50}}))
    first, second = list(work.points.values())[:2]
    rng = np.random.default_rng(1)
    with held(folder, "--out", new=True):
        begin(folder, work)
        for start in range(0, work.spec.runs, PART):
            stop = min(work.spec.runs, start + PART)
            point, arm, _ = work.spec.places(start, stop)
            share = 1 / (1 + np.exp(-8 * (second[point] - 0.6 * first[point] - 0.2 + 0.1 * arm)))
            share = np.clip(share + 0.1 * rng.standard_normal(stop - start), 0.0, 1.0)
            columns = {"dance": share, "threat": share**2, "satisfaction": 120 - 50 * share, "bond": 1 - share,
                       "distressed": (share > 0.5).astype(float)}  # fmt: skip
            values = np.stack([columns[name] for name in work.spec.outcomes], 1)
            parts.save(folder / PARTS, work, start, Result(values, {}))
        finish(begun(folder))
    return work


def main() -> None:
    """Write, analyse and tell. Exits with 1 where an analysis takes more memory than the goal or than was said."""
    given = Arguments("benchmark_analysis", __doc__)
    given.add_number("--rows", 10_000, 100_000_000, 10_000_000, "about how many runs each sweep has (10,000,000)")
    given.add_argument("--only", default="", help="designs whose name has this in it")
    given.add_argument("--analyze", default="", help=argparse.SUPPRESS)
    options = given.parse_args()
    if options.analyze:
        return _measured(Path(options.analyze))
    missed = False
    for name, question in designs(options.rows).items():
        if options.only not in name:
            continue
        with tempfile.TemporaryDirectory() as place:
            work = written(question, Path(place) / "sweep")
            command = [sys.executable, "-m", "experiments.benchmark_analysis", "--analyze", f"{place}/sweep"]
            told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        peak, seconds, said = int(told[0]), float(told[1]), analysis_memory(work.spec)
        missed |= peak > min(GOAL, said)
        print(f"{name}: {work.spec.runs:,} rows, {work.spec.count:,} points, {len(KEPT)} outcomes: "
              f"{peak / 1e9:.2f} GB at most in {seconds:.0f} s; plan says {said / 1e9:.2f} GB")  # fmt: skip
    sys.exit(missed)


def _measured(folder: Path) -> None:
    """Analyse and say the greatest memory of this process, in bytes, and the seconds."""
    from sim.report.writing import write

    start = time.perf_counter()
    write(folder)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(most, time.perf_counter() - start)


if __name__ == "__main__":
    main()
