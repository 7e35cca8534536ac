"""How near to the limit of the machine is the ensemble? One table, measured in one run.

``uv run python -m experiments.benchmark_limit`` (``--quick`` for a first look, ``--json`` for machines) writes C from
the laws, compiles it where a C compiler is found, and compares: the kernel with that C and with what the ports allow,
the whole way from a scenario to its outcomes, and the same laws by NumPy, JAX (where it is installed) and Mesa. The
bits are checked before anything is measured. The unit is a partner living a turn, chance included, on one core, in
processor time; repeats of all ways take turns, and what is shown is their median, with the least and the most.
"""

import tempfile
import time
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import mesa
import numpy as np

import sim
from experiments.arguments import Arguments
from experiments.benchmark import agree, by_agents, by_batch_run, by_lanes, couple, numbers_elsewhere, partner_turns
from experiments.benchmark_limit.bound import Bound
from experiments.benchmark_limit.c import Compiled, compiler
from experiments.benchmark_limit.ways import by_arrays, jax_way
from experiments.timings import Row, benchmark
from sim.engines.ensemble import column
from sim.engines.lanes import BLOCK_ROWS
from sim.engines.packed import Batch, run_packed
from sim.run import side_by_side

NANO = "ns a partner-turn"
DAYS, MANY = 7, 4096
GOAL_KERNEL, GOAL_WHOLE, GOAL_MESA, GOAL_MIXED, GOAL_SPREAD, GOAL_SEASON = 1.25, 1.4, 1500.0, 1.15, 0.05, 15.0
SEASONS = "therapy-course", "life-happens"
PROCESSES = 10
NO_PLAN = np.zeros((0, BLOCK_ROWS))

Way = Callable[[], object]


def in_turns(ways: dict[str, Way], repeats: int, clock: Callable[[], float] = time.process_time) -> dict:
    """The seconds of each repeat of every way, by name; the ways take turns, so that what disturbs one disturbs all."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(repeats):
        for name, way in ways.items():
            start = clock()
            way()
            taken[name].append(clock() - start)
    return taken


def row(name: str, times: list[float], unit: str = NANO, **more: object) -> Row:
    """A line of the table: the median, with the least and the most."""
    return Row(name, median(times), f"{unit} ({min(times):.3g} to {max(times):.3g})", **more)


def ratio(name: str, upper: list[float], lower: list[float], most: float) -> Row:
    """A ratio of medians, which may be ``most`` at most."""
    value = median(upper) / median(lower)
    return Row(name, value, "times", f"≤ {most:g}", value <= most)


def kernel(scenario: sim.Scenario, replicates: int) -> Way:
    """The compiled kernel alone: what it reads is there already."""
    batch = Batch.of(column(scenario)[None], [NO_PLAN], [scenario.lengths])
    same = np.zeros(replicates, np.int64)
    whole = batch.runs(same, same, same, np.arange(replicates), 1)
    return lambda: batch.run(whole).outcomes


def against_c(folder: Path, repeats: int) -> tuple[list[Row], dict[str, list[float]]]:
    """The kernel, the whole way, C and what the ports allow; and the times of each."""
    scenario, unit = couple(DAYS), partner_turns(couple(DAYS), MANY) * 1e-9
    ways: dict[str, Way] = {
        "kernel": kernel(scenario, MANY),
        "ensemble, from scenario to outcomes": lambda: by_lanes(scenario, MANY),
    }
    if compiler():
        for lanes in (16, 32):
            made, start = Compiled(folder, lanes), column(scenario)
            assert np.array_equal(made.outcomes(start, 1, 100, scenario.lengths), by_lanes(scenario, 100)), "C differs"
            ways[f"C of the same laws, {lanes} lanes"] = partial(made.outcomes, start, 1, MANY, scenario.lengths)
    for way in ways.values():
        way()
    times = {name: [value / unit for value in taken] for name, taken in in_turns(ways, repeats).items()}
    rows = [row(name, taken) for name, taken in times.items()]
    if compiler():
        best = min((taken for name, taken in times.items() if name.startswith("C ")), key=median)
        rows += [
            ratio("kernel against C", times["kernel"], best, GOAL_KERNEL),
            ratio("ensemble, whole, against C", times["ensemble, from scenario to outcomes"], best, GOAL_WHOLE),
        ]
        allowed = [Bound(folder).nanoseconds() for _ in range(repeats)]
        against = Row("kernel against them", median(times["kernel"]) / median(allowed), "times")
        rows += [row("what the ports that multiply allow", allowed), against]
    return rows, times


def by_others(ours: list[float], repeats: int) -> list[Row]:
    """NumPy, JAX, Mesa's ``batch_run`` and the Mesa engine, and how often the ensemble is as fast as the last."""
    ways = {"NumPy": (by_arrays, 1, 4096), "Mesa engine": (by_agents, 2, 4)}
    if by_jax := jax_way():
        close = np.allclose(by_jax(couple(2), 5), by_lanes(couple(2), 5), rtol=1e-9, atol=1e-9)
        assert close, "JAX differs by more than rounding"
        ways["JAX"] = (by_jax, DAYS, 4096)
    if hasattr(mesa, "batch_run"):
        ways["Mesa engine under batch_run, which collects data"] = (by_batch_run, 2, 4)
    reference = by_lanes(couple(2), 5)
    assert np.array_equal(by_arrays(couple(2), 5), reference), "NumPy differs"
    tasks = {name: partial(way, couple(days), count) for name, (way, days, count) in ways.items()}
    for task in tasks.values():
        task()
    times = in_turns(tasks, repeats)
    unit = {name: partner_turns(couple(days), n) * 1e-9 for name, (_, days, n) in ways.items()}
    rows = [row(name, [value / unit[name] for value in taken]) for name, taken in times.items()]
    faster = median(times["Mesa engine"]) / unit["Mesa engine"] / median(ours)
    return [*rows, Row("ensemble against the Mesa engine", faster, "times", f"≥ {GOAL_MESA:g}", faster >= GOAL_MESA)]


def mixed(repeats: int) -> list[Row]:
    """Conversations of many lengths beside those of one, as many turns in all, one run a couple and four."""
    start, rows = column(couple(1)), []
    for runs in (1, 4):
        count = MANY // runs
        turns = np.random.default_rng(1).integers(20, 281, count)
        turns[-1] += 150 * count - turns.sum()
        of, plan = np.repeat(np.arange(count), runs), np.zeros(count, np.int64)
        same = (np.tile(start, (count, 1)), [NO_PLAN], plan, of, np.tile(np.arange(runs), count), 1)
        kinds, talk = np.unique(turns, return_inverse=True)
        ways: dict[str, Way] = {
            "mixed": partial(run_packed, *same, [(int(length),) for length in kinds], talk),
            "equal": partial(run_packed, *same, [(150,)], plan),
        }
        times = in_turns(ways, 3 * repeats)
        name = f"conversations of 20 to 280 turns against equal ones, {runs} run{'s' * (runs > 1)} a couple"
        rows.append(ratio(name, times["mixed"], times["equal"], GOAL_MIXED))
    return rows


def in_this_process() -> list[float]:
    """The processor time a partner-turn in this process, of the ensemble and, where there is a compiler, of C, in
    nanoseconds: medians of repeats that take turns."""
    scenario = couple(DAYS)
    unit = partner_turns(scenario, MANY) * 1e-9
    ways: dict[str, Way] = {"ensemble": lambda: by_lanes(scenario, MANY)}
    with tempfile.TemporaryDirectory() as folder:
        if compiler():
            ways["C"] = partial(Compiled(Path(folder), 32).outcomes, column(scenario), 1, MANY, scenario.lengths)
        for way in ways.values():
            way()
        return [median(taken) / unit for taken in in_turns(ways, 11).values()]


def fresh_processes() -> list[Row]:
    """How far the medians of fresh processes lie apart: memory lies elsewhere in each. What disturbs the machine
    disturbs C in the same process as much, so beside it stand C's own spread, and that of how they compare."""
    script = "from experiments.benchmark_limit.__main__ import in_this_process; print(*in_this_process())"
    found = np.array([numbers_elsewhere(script) for _ in range(PROCESSES)]).T
    rows = [spread(f"spread over {PROCESSES} fresh processes", found[0], "ns", GOAL_SPREAD)]
    if len(found) > 1:
        rows.append(spread("spread of C in the same processes", found[1], "ns"))
        rows.append(
            spread("spread of ensemble against C in the same process", found[0] / found[1], "times", GOAL_SPREAD)
        )
    return rows


def spread(name: str, found: np.ndarray, unit: str, most: float | None = None) -> Row:
    """How far apart values lie, as a share of their median; ``most`` is the goal, where there is one."""
    share = float(np.ptp(found) / np.median(found))
    said = f"of the median ({found.min():.3g} to {found.max():.3g} {unit})"
    return Row(name, share, said) if most is None else Row(name, share, said, f"≤ {most:g}", share <= most)


def seasons(repeats: int) -> list[Row]:
    """A season of the page and its ghost, turn by turn, in milliseconds."""
    rows = []
    for name in SEASONS:
        scenario = sim.scenario(name)
        both = (scenario, scenario.without())
        side_by_side(both, engine="ensemble")
        times = in_turns({name: lambda both=both: side_by_side(both, engine="ensemble")}, repeats)[name]
        what = f"{name} and its ghost, {scenario.days} days, {sum(scenario.lengths):,} turns each"
        made = [1e3 * value for value in times]
        rows.append(row(what, made, "ms", goal=f"≤ {GOAL_SEASON:g}", hit=median(made) <= GOAL_SEASON))
    return rows


def measure(given: Namespace) -> list[Row]:
    """What was measured, once the bits are the same."""
    agree()
    repeats = 3 if given.quick else 5
    with tempfile.TemporaryDirectory() as folder:
        rows, times = against_c(Path(folder), repeats)
    rows += by_others(times["ensemble, from scenario to outcomes"], repeats)
    return [*rows, *mixed(repeats), *seasons(repeats), *([] if given.quick else fresh_processes())]


if __name__ == "__main__":
    parser = Arguments("benchmark_limit", __doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repeats, and no fresh processes")
    benchmark(parser, measure)
