"""How fast is the ensemble, and against what? One table; every ratio is of one run.

``uv run python -m experiments.benchmark`` (``--quick`` for a first look, ``--json`` for machines). The unit is one
partner living one turn, its chance included: the couple of the Protest Polka, nothing planned for it, one conversation
a day. One-core rows are processor time, the best of several rounds, so that other work on the machine matters little;
rows of two threads and a million couple-days are wall-clock time. All four ways of running give the same outcomes to
the last bit, which is checked here before anything is measured.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from argparse import Namespace

import mesa
import numba
import numpy as np
from numba.extending import register_jitable

import sim
from experiments.arguments import Arguments
from experiments.timings import Row, benchmark, best
from sim.engines.agents import Couple
from sim.engines.ensemble import Runs, run_all
from sim.model import chance, dynamics, outcomes
from sim.model.cues import NOTHING
from sim.model.registry import LAWS

GOAL_RATIO, GOAL_THREADS, GOAL_GROWTH, GOAL_LINEAR, GOAL_START = 1500.0, 1.85, 1.05, 1.05, 2.5


def couple(days: int) -> sim.Scenario:
    """The couple that every way of running runs, with its own chance and no plan."""
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


for law in LAWS:
    register_jitable(forceinline=True)(law)


@numba.njit(error_model="numpy")
def by_itself(now, p, replicate, k0, k1, lengths):
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
    return np.array([by_itself(start, p, replicate, *key, lengths) for replicate in range(replicates)])


def by_lanes(scenario: sim.Scenario, replicates: int, threads: int = 1) -> np.ndarray:
    """The ensemble engine."""
    return np.concatenate(list(run_all(Runs(scenario, 1, range(replicates)), threads)))


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
        taken = best(lambda way=way, s=scenario, n=replicates: way(s, n), rounds)
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
    how = "measured on a tenth" if quick else "measured whole"
    return [
        Row("two threads against one", scaling, "times", f"≥ {GOAL_THREADS:g}", scaling >= GOAL_THREADS),
        Row(f"a million couple-days on two threads ({how})", million, "s"),
    ]


def elsewhere(script: str, **environment: str) -> float:
    """The last number that a fresh Python prints."""
    return numbers_elsewhere(script, **environment)[-1]


def numbers_elsewhere(script: str, **environment: str) -> list[float]:
    """The numbers that a fresh Python prints, apart by spaces."""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={**os.environ, **environment}
    )
    return [float(number) for number in done.stdout.split()]


def peak(days: int, replicates: int) -> float:
    """The most memory, in MB, that this process has used once it has lived so many days."""
    by_lanes(couple(days), replicates)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def memory(quick: bool) -> list[Row]:
    """Peak memory for a week and for two years of the same couples, and what each further couple takes where there are
    many and where there are twice as many; each in its own process."""
    replicates, many = (128, 2**13) if quick else (1024, 2**15)
    script = "from experiments.benchmark import peak; print(peak({}, {}))"
    week, years = (elsewhere(script.format(days, replicates)) for days in (7, 700))
    once, twice, four = (elsewhere(script.format(1, times * many)) for times in (1, 2, 4))
    first, later = 1e6 * (twice - once) / many, 1e6 * (four - twice) / (2 * many)
    return [
        Row(f"each further couple, {many:,} to {2 * many:,}", first, "B"),
        Row(f"each further couple, {2 * many:,} to {4 * many:,}", later, "B", f"≤ {GOAL_LINEAR:g} times that",
            later <= GOAL_LINEAR * first),
        Row(f"peak memory, {replicates} couples, 7 days", week, "MB"),
        Row(f"peak memory, {replicates} couples, 700 days", years, "MB", f"≤ {GOAL_GROWTH:g} times that of 7",
            years <= GOAL_GROWTH * week),
    ]  # fmt: skip


def starts() -> list[Row]:
    """Seconds of processor time until the kernel is at hand, at the first start and at a later one."""
    script = "import sim, time; sim.warm_up(); print(time.process_time())"
    with tempfile.TemporaryDirectory() as place:
        first, later = (elsewhere(script, PASDEDEUX_CACHE=place) for _ in range(2))
    return [
        Row("first start of the ensemble (compiles)", first, "s", f"≤ {GOAL_START:g}", first <= GOAL_START),
        Row("every later start", later, "s"),
    ]


def measure(given: Namespace) -> list[Row]:
    """What was measured, once all ways of running have given the same."""
    agree()
    return [*one_core(given.quick), *two_threads(given.quick), *memory(given.quick), *starts()]


if __name__ == "__main__":
    parser = Arguments("benchmark", __doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller parts")
    benchmark(parser, measure)
