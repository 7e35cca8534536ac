"""What does a sweep cost beyond its runs, and what does it save? One table.

``uv run python -m experiments.benchmark_sweep`` (``--quick`` for a first look, ``--json`` for machines). The sweep is a
thousand points of a hundred couples who talk for one day. Overhead is in processor time, so that other work on the
machine matters little, against the bare ensemble on as many runs of one couple: no points, no files. Mesa's
``batch_run`` runs a part of the sweep, and the whole is extrapolated from that. That values are equal is checked
before anything is measured.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from argparse import Namespace
from pathlib import Path
from typing import Any

import numpy as np

import sim
from experiments.arguments import Arguments
from experiments.benchmark import by_agents, by_batch_run, by_lanes
from experiments.timings import Row, benchmark, best
from sim.model.outcomes import Outcomes
from sim.report.writing import write
from sim.sweep.execution.plan import plan
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


def peak() -> float:
    """The most memory that this process has used, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**30 if sys.platform == "darwin" else 2**20)


def million(replicates: int) -> None:
    """Plan a sweep, run it and report on it, and say what it took (in a process of its own)."""
    spec, options = question(replicates), Options()
    sim.warm_up()
    made = {"planned": plan(spec).seconds, "until": {"planned": time.process_time()}}
    with tempfile.TemporaryDirectory() as place:
        made["seconds"] = run_into(spec, Path(place) / "sweep", options).seconds
        made["peak"], made["until"]["lived"] = peak(), time.process_time()
        write(Path(place) / "sweep")
    made["until"]["reported"] = time.process_time()
    print(json.dumps(made))


def whole(quick: bool) -> list[Row]:
    """A million conversations: planned, run and reported on, the memory of it, and where the processor's time went."""
    replicates = 100 if quick else 1000
    script = f"from experiments.benchmark_sweep import million; million({replicates})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    measured = json.loads(done.stdout.splitlines()[-1])
    planned, lived, reported = measured["until"].values()
    off = max(measured["planned"] / measured["seconds"], measured["seconds"] / measured["planned"])
    return [
        Row(f"{1000 * replicates:,} runs, planned", measured["planned"], "s"),
        Row(f"{1000 * replicates:,} runs, lived", measured["seconds"], "s"),
        Row("plan against life", off, "times off", f"≤ {GOAL_PLAN:g}", off <= GOAL_PLAN),
        Row("to load and plan", planned, "s of processor time"),
        Row("to live", lived - planned, "s of processor time"),
        Row("to report", reported - lived, "s of processor time"),
        Row("from start to report", reported, "s of processor time", f"< {GOAL_WHOLE:g}", reported < GOAL_WHOLE),
        Row("peak memory of both", measured["peak"], "GB", f"≤ {GOAL_MEMORY:g}", measured["peak"] <= GOAL_MEMORY),
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
