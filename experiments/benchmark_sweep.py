"""What does a sweep cost beyond its runs, and what does it save? One table.

``uv run python -m experiments.benchmark_sweep`` (``--quick`` for a first look, ``--json`` for machines). The sweep is a
thousand points of a hundred couples who talk for one day. Overhead is in processor time, so that other work on the
machine matters little, against the bare ensemble on as many runs of one couple: no points, no files. Mesa's
``batch_run`` runs a part of the sweep, and the whole is extrapolated from that. That values are equal is checked
before anything is measured.
"""

import json
import os
import subprocess
import sys
import tempfile
from argparse import Namespace
from pathlib import Path
from typing import Any

import numpy as np
import tomli_w

import sim
from experiments.arguments import Arguments
from experiments.benchmark import by_agents, by_batch_run, by_lanes
from experiments.timings import Row, benchmark, best
from sim.model.outcomes import Outcomes
from sim.sweep.execution.pools import Options
from sim.sweep.execution.running import run_into
from sim.sweep.spec.design import points
from sim.sweep.spec.specification import Spec, read

GOAL_RATIO, GOAL_OVERHEAD, GOAL_PLAN, GOAL_MEMORY, GOAL_WHOLE = 300.0, 0.15, 1.5, 1.5, 8.0
SEVERAL, FEW = 7, 8


def question(replicates: int, **design: Any) -> Spec:
    """A thousand points of the polka couple, without a plan."""
    couple = {"set": {"life": {}}, "scenario": "protest-polka"}
    steps = {"couple.bond": {"low": 0.1, "high": 0.9, "steps": 40}, "noise": {"low": 0.1, "high": 0.9, "steps": 25}}
    return read({"model": couple, "parameters": steps, "replicates": {"count": replicates}, **design})


def scenarios(spec: Spec, every: int) -> list[sim.Scenario]:
    """Some of its points, as scenarios."""
    values, chosen = points(spec), range(0, spec.count, every)
    return [spec.base.change({key: column[i].item() for key, column in values.items()}) for i in chosen]


def run_time(spec: Spec, jobs: int) -> float:
    """Run a sweep into a folder that is thrown away; gives the seconds that it says it took."""
    with tempfile.TemporaryDirectory() as place:
        return run_into(spec, Path(place) / "sweep", Options(jobs=jobs)).seconds


def agree(spec: Spec) -> None:
    """Stop where the sweep differs in a single bit from the Mesa engine, or from the ensemble on its own."""
    runs = sim.sweep(spec, jobs=2)[list(Outcomes._fields)].to_numpy().reshape(spec.count, spec.replicates, -1)
    every = spec.count // 4
    for i, scenario in zip(range(0, spec.count, every), scenarios(spec, every), strict=True):
        assert np.array_equal(runs[i, :3], by_agents(scenario, 3)), "the Mesa engine differs"
        assert np.array_equal(runs[i], by_lanes(scenario, spec.replicates)), "the ensemble differs"
        bonds = [sim.simulate(scenario, 1, replicate)["bond"][-2] for replicate in range(2)]
        assert np.array_equal(by_batch_run(scenario, 2), bonds), "batch_run differs"


def overhead(quick: bool) -> list[Row]:
    """What the sweep costs beyond the bare ensemble, and against ``batch_run``."""
    spec, rounds = question(10 if quick else 100), 2 if quick else SEVERAL
    couple = spec.base
    both = [
        (best(lambda: by_lanes(couple, spec.runs), 1),
         best(lambda: run_time(spec, 1), 1))
        for _ in range(rounds)
    ]  # fmt: skip
    bare, ours = (min(taken) for taken in zip(*both, strict=True))
    sample = scenarios(spec, spec.count // FEW)
    theirs = best(lambda: [by_batch_run(each, 1) for each in sample], rounds) / len(sample) * spec.runs
    more = ours / bare - 1.0
    return [
        Row(f"{spec.runs:,} runs by the bare ensemble", bare, "s of processor time"),
        Row(f"{spec.runs:,} runs as a sweep of {spec.count:,} points", ours, "s of processor time"),
        Row("overhead of the sweep", 100.0 * more, "%", f"< {100 * GOAL_OVERHEAD:g} %", more < GOAL_OVERHEAD),
        Row(f"the same by Mesa's batch_run, extrapolated from {len(sample)} runs", theirs, "s of processor time"),
        Row("the sweep against batch_run", theirs / ours, "times", f"≥ {GOAL_RATIO:g}", theirs / ours >= GOAL_RATIO),
    ]


def command(place: Path, *arguments: str) -> tuple[dict, float, float]:
    """What a command says as JSON, its seconds of processor time, and the most memory that it used, in GB."""
    with open(place / "said", "w+", encoding="utf-8") as said:
        process = subprocess.Popen([sys.executable, "-m", "sim.cli", *arguments, "--json"], cwd=place, stdout=said,
                                   env={**os.environ, "PYTHONPATH": str(Path(sim.__file__).parents[1])})  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, process.args)
        said.seek(0)
        most = used.ru_maxrss / (2**30 if sys.platform == "darwin" else 2**20)
        return json.load(said), used.ru_utime + used.ru_stime, most


def whole(quick: bool) -> list[Row]:
    """A million conversations by the three commands: planned, lived, reported on."""
    spec = question(100 if quick else 1000)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "spec.toml").write_text(tomli_w.dumps(spec.resolved), "utf-8")
        planned, planning, first = command(place, "plan", "spec.toml")
        lived, living, second = command(place, "sweep", "spec.toml", "--out", "sweep")
        _, reporting, third = command(place, "analyze", "sweep")
    off = max(planned["seconds"] / lived["seconds"], lived["seconds"] / planned["seconds"])
    taken, most = planning + living + reporting, max(first, second, third)
    return [
        Row(f"{spec.runs:,} runs, planned", planned["seconds"], "s"),
        Row(f"{spec.runs:,} runs, lived", lived["seconds"], "s"),
        Row("plan against life", off, "times off", f"≤ {GOAL_PLAN:g}", off <= GOAL_PLAN),
        Row("the command plan", planning, "s of processor time"),
        Row("the command sweep", living, "s of processor time"),
        Row("the command analyze", reporting, "s of processor time"),
        Row("from plan to report", taken, "s of processor time", f"< {GOAL_WHOLE:g}", taken < GOAL_WHOLE),
        Row("peak memory of the three", most, "GB", f"≤ {GOAL_MEMORY:g}", most <= GOAL_MEMORY),
    ]


def measure(options: Namespace) -> list[Row]:
    """What was measured, once the sweep has given the same as the engines."""
    if options.whole:
        return whole(options.quick)
    agree(question(70))
    return [*overhead(options.quick), *whole(options.quick)]


if __name__ == "__main__":
    parser = Arguments("benchmark_sweep", __doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller sweeps")
    parser.add_argument("--whole", action="store_true", help="a million runs from plan to report, and nothing else")
    benchmark(parser, measure)
