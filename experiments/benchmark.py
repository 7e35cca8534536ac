"""How fast is the ensemble, and against what? One table; every ratio is of one run.

``uv run python -m experiments.benchmark`` (``--quick`` for a first look, ``--json`` for machines). The unit is one
partner living one turn, its chance included: the couple of the Protest Polka, nothing planned for it, one conversation
a day. One-core rows are processor time, the best of several rounds, so that other work on the machine matters little;
rows of two threads and whole runs are wall-clock time. All four ways of running give the same outcomes to the last bit,
which is checked here before anything is measured.
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass

import mesa
import numba
import numpy as np

import sim
from sim.engines.agents import Couple
from sim.engines.ensemble import Runs, live_all
from sim.model import chance, dynamics, outcomes
from sim.model.state import NOTHING

GOAL_RATIO, GOAL_THREADS, GOAL_GROWTH = 400.0, 1.7, 1.05


@dataclass(frozen=True)
class Row:
    """One line of the table; ``hit`` is empty where there is no goal."""

    what: str
    value: float
    unit: str
    goal: str = ""
    hit: bool | None = None


def couple(days: int) -> sim.Scenario:
    """The couple that every way of running lives, with its own chance and no plan."""
    return sim.scenario("protest-polka").without().change({"life": {}, "days": days})


def partner_turns(scenario: sim.Scenario, replicates: int) -> int:
    """How often a partner lives a turn."""
    return 2 * replicates * sum(scenario.lengths)


def by_agents(scenario: sim.Scenario, replicates: int) -> np.ndarray:
    """The Mesa engine, without its data collector: outcomes (replicates, outcomes)."""
    found = []
    for replicate in range(replicates):
        model = Couple(scenario, rng=1, replicate=replicate, collect=False)
        while model.running:
            model.step()
        found.append(model.outcomes)
    return np.array(found)


def by_batch_run(scenario: sim.Scenario, replicates: int) -> np.ndarray:
    """Mesa's own ``batch_run`` over the same model; it needs the data collector. Gives each run's last bond in it.

    (It reads the records as if the first came after a step, so that is the bond a turn before the end.)
    """
    given = {"scenario": [scenario], "rng": [1], "replicate": range(replicates)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        records = mesa.batch_run(Couple, given, max_steps=10**9, display_progress=False)
    last = {record["replicate"]: record["bond"] for record in records}
    return np.array([last[replicate] for replicate in range(replicates)])


@numba.njit(error_model="numpy")
def one_couple(now, p, replicate, k0, k1, lengths):
    """One couple's outcomes: the same laws, compiled, one couple at a time in local variables."""
    tally = outcomes.EMPTY
    for index in range(len(lengths)):
        day = index + 1
        now = dynamics.morning(now, chance.fate(day, replicate, k0, k1, 0.0), p)
        tally = outcomes.EMPTY
        for turn in range(1, lengths[index] + 1):
            now = dynamics.turn(now, NOTHING, chance.luck(turn, day, replicate, k0, k1, 0.0), p)
            tally = outcomes.note(tally, now)
        if day < len(lengths):
            now = dynamics.night(now, p)
    return outcomes.read(now, tally, p)


def without_lanes(scenario: sim.Scenario, replicates: int) -> np.ndarray:
    """The laws compiled, without lanes."""
    lengths, key = np.array(scenario.lengths), chance.key(1)
    start, p = scenario.start(), scenario.constants
    return np.array([one_couple(start, p, replicate, *key, lengths) for replicate in range(replicates)])


def by_lanes(scenario: sim.Scenario, replicates: int, threads: int = 1) -> np.ndarray:
    """The ensemble engine."""
    return np.concatenate(list(live_all(Runs(scenario, 1, range(replicates)), threads)))


def best(task: Callable[[], object], rounds: int, clock: Callable[[], float]) -> float:
    """The shortest of several rounds, in seconds of ``clock``."""
    taken = []
    for _ in range(rounds):
        start = clock()
        task()
        taken.append(clock() - start)
    return min(taken)


def agree() -> None:
    """Stop where two ways of running differ in a single bit; compiles everything on the way."""
    scenario = couple(2)
    reference = by_agents(scenario, 3)
    assert np.array_equal(by_lanes(scenario, 3), reference), "the ensemble differs"
    assert np.array_equal(without_lanes(scenario, 3), reference), "the ensemble without lanes differs"
    if hasattr(mesa, "batch_run"):
        bonds = [sim.simulate(scenario, 1, replicate)["bond"][-2] for replicate in range(3)]
        assert np.array_equal(by_batch_run(scenario, 3), bonds), "batch_run differs"


def one_core(quick: bool) -> list[Row]:
    """Nanoseconds a partner-turn, and the ratio to the Mesa engine."""
    ways = [("Mesa engine", by_agents, 2, 4), ("ensemble without lanes", without_lanes, 7, 50)]
    if hasattr(mesa, "batch_run"):
        ways.insert(1, ("Mesa engine under Mesa's batch_run, which collects data", by_batch_run, 2, 4))
    ways.append(("ensemble", by_lanes, 7, 2048))
    rounds, rows = (3 if quick else 7), []
    for name, way, days, replicates in ways:
        scenario = couple(days)
        taken = best(lambda way=way, s=scenario, n=replicates: way(s, n), rounds, time.process_time)
        rows.append(Row(name, taken / partner_turns(scenario, replicates) * 1e9, "ns a partner-turn"))
    by_name = {row.what: row.value for row in rows}
    ratio = by_name["Mesa engine"] / by_name["ensemble"]
    lanes = by_name["ensemble without lanes"] / by_name["ensemble"]
    return [
        *rows,
        Row("ensemble against the Mesa engine", ratio, "times", f"≥ {GOAL_RATIO:g}", ratio >= GOAL_RATIO),
        Row("ensemble against itself without lanes", lanes, "times"),
    ]


def two_threads(quick: bool) -> list[Row]:
    """What a second thread is worth, and a million couple-days."""
    if (os.cpu_count() or 1) < 2:
        return []
    scenario, replicates = couple(30), 4096 if quick else 16384
    alone, both = [], []
    for _ in range(2 if quick else 4):
        alone.append(best(lambda: by_lanes(scenario, replicates, 1), 1, time.perf_counter))
        both.append(best(lambda: by_lanes(scenario, replicates, 2), 1, time.perf_counter))
    scaling = min(alone) / min(both)
    part = 10 if quick else 100
    million = best(lambda: by_lanes(couple(part), 10_000, 2), 1, time.perf_counter) * (100 / part)
    told = "measured on a tenth" if quick else "measured whole"
    return [
        Row("two threads against one", scaling, "times", f"≥ {GOAL_THREADS:g}", scaling >= GOAL_THREADS),
        Row(f"a million couple-days on two threads ({told})", million, "s"),
    ]


def elsewhere(script: str, **environment: str) -> float:
    """A number that a fresh Python prints."""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    return float(done.stdout.split()[-1])


def peak(days: int, replicates: int) -> float:
    """The most memory, in MB, that this process has used once it has lived so many days."""
    by_lanes(couple(days), replicates)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def memory(quick: bool) -> list[Row]:
    """Peak memory for a week and for two years of the same couples, each in its own process."""
    replicates = 128 if quick else 1024
    script = "from experiments.benchmark import peak; print(peak({}, {}))"
    week, years = (elsewhere(script.format(days, replicates)) for days in (7, 700))
    return [
        Row(f"peak memory, {replicates} couples, 7 days", week, "MB"),
        Row(f"peak memory, {replicates} couples, 700 days", years, "MB", f"≤ {GOAL_GROWTH:g} times that of 7",
            years <= GOAL_GROWTH * week),
    ]  # fmt: skip


def starts() -> list[Row]:
    """Seconds until the kernel is at hand, at the first start and at a later one."""
    script = "import time; t = time.perf_counter(); import sim; sim.warm_up(); print(time.perf_counter() - t)"
    with tempfile.TemporaryDirectory() as place:
        first, later = (elsewhere(script, PASDEDEUX_CACHE=place) for _ in range(2))
    return [Row("first start of the ensemble (compiles)", first, "s"), Row("every later start", later, "s")]


def machine() -> str:
    """What it was measured on."""
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    python = f"Python {platform.python_version()}, Mesa {mesa.__version__}, Numba {numba.__version__}"
    return f"{processor()}, {os.cpu_count()} cores, {platform.system()}{load}; {python}, NumPy {np.__version__}"


def processor() -> str:
    """The processor's name, where the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as told:
            return next(line.partition(":")[2].strip() for line in told if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def table(rows: list[Row]) -> str:
    """The rows as text."""
    width = max(len(row.what) for row in rows)
    lines = []
    for row in rows:
        number = f"{row.value:12,.0f}" if row.value >= 1000 else f"{row.value:12.3g}"
        verdict = "" if row.hit is None else f"  goal {row.goal}: {'hit' if row.hit else 'MISS'}"
        lines.append(f"{row.what:<{width}}  {number} {row.unit}{verdict}".rstrip())
    return "\n".join(lines)


def report(told: str, rows: list[Row], as_json: bool) -> None:
    """Print what was measured, and on what machine."""
    if as_json:
        print(json.dumps({"machine": told, "rows": [asdict(row) for row in rows]}, indent=2))
    else:
        print(f"{told}\n\n{table(rows)}")


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller parts")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    given = parser.parse_args()
    told = machine()
    agree()
    rows = [*one_core(given.quick), *two_threads(given.quick), *memory(given.quick), *starts()]
    report(told, rows, given.json)


if __name__ == "__main__":
    main()
