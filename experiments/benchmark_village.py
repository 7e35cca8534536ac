"""What does a village cost, against the same couples alone? One table; every ratio is of one run.

``uv run python -m experiments.benchmark_village`` (``--quick`` for a first look, ``--year`` to live the whole year of
100,000 couples, ``--json`` for machines). The couples of the scenario ``village``, in a small world of six ties each, a
conversation a day. Times are processor time, the best of several rounds, so that other work on the machine matters
little; memory is a fresh process's peak. What 100,000 couples take for a year, and a million, is worked out from a part
of it, because cost grows with couples and days; what ``village --plan`` says beforehand is held to what it took.
"""

import resource
import sys
import time
from argparse import Namespace

import sim
from experiments.arguments import Arguments
from experiments.benchmark import elsewhere
from experiments.timings import Row, benchmark, best
from sim.community.compiled import Here
from sim.community.couples import Couples, couples_of
from sim.community.part import shares
from sim.community.plan import plan
from sim.community.village import lived
from sim.engines.ensemble import Runs, run_all
from sim.run import cores

GOAL_RATIO, GOAL_LINEAR, GOAL_YEAR, GOAL_MEMORY = 1.2, 1.15, 180.0, 2000.0
YEAR = 365
GOAL_PLAN = 0.35
"""How far what is planned may be from what is taken, as a share of it."""


def couples(count: int, days: int, degree: float = 6.0) -> Couples:
    """Couples of an ordinary village."""
    given = {"community.couples": count, "community.degree": degree, "community.people": "same"}
    return couples_of(sim.scenario("village").change(given), 1, days)


def alone(count: int, days: int, threads: int = 1) -> None:
    """The same number of couples, none of whom is tied to any other."""
    for _ in run_all(Runs(sim.scenario("village").change({"days": days}), 1, range(count)), threads):
        pass


def cost(count: int, days: int, rounds: int, degree: float = 6.0) -> float:
    """Seconds of processor time for a village."""
    made = couples(count, days, degree)
    lived(made, every=days)
    return best(lambda: lived(made, every=days), rounds)


def peak(count: int, days: int) -> float:
    """The most memory, in MB, that this process has used once a village has lived so many days."""
    lived(couples(count, days), every=days, threads=2)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


def times(quick: bool) -> list[Row]:
    """Processor time by couples, by ties, and against the same couples alone."""
    rounds, days = (2 if quick else 5), (4 if quick else 8)
    sizes = (1_000, 10_000) if quick else (1_000, 10_000, 100_000)
    rows, by_size = [], {}
    for count in sizes:
        some = max(2, min(days, days * 10_000 // count)) if count > 10_000 else days * max(1, 2_000 // count)
        taken = cost(count, some, rounds) / (count * some)
        by_self = best(lambda n=count, d=some: alone(n, d), rounds) / (count * some)
        by_size[count] = taken
        rows.append(Row(f"{count:,} couples", taken * 1e6, "µs a couple-day"))
        rows.append(Row(f"{count:,} couples, against the same alone", taken / by_self, "times", f"≤ {GOAL_RATIO:g}",
                        taken / by_self <= GOAL_RATIO))  # fmt: skip
    growth = by_size[sizes[-1]] / by_size[sizes[0]]
    rows.append(Row(f"a couple-day among {sizes[-1]:,} against one among {sizes[0]:,}", growth, "times",
                    f"≤ {GOAL_LINEAR:g}", growth <= GOAL_LINEAR))  # fmt: skip
    few, many = (cost(4_000, days, rounds, degree) / (4_000 * days) for degree in (6.0, 24.0))
    rows.append(Row("eighteen more ties a couple", (many - few) / 9.0 * 1e9, "ns a tie and day"))
    year = by_size[sizes[-1]] * 100_000 * YEAR / min(2, cores())
    rows.append(Row("100,000 couples for a year on two cores, from this", year, "s", f"≤ {GOAL_YEAR:g}",
                    year <= GOAL_YEAR))  # fmt: skip
    rows.append(Row("a million couples for a year on two cores, from this", 10.0 * year / 60.0, "min"))
    return rows


def memory(quick: bool) -> list[Row]:
    """Peak memory, each in its own process: flat in days, and linear in couples."""
    script = "from experiments.benchmark_village import peak; print(peak({}, {}))"
    count = 2_000 if quick else 20_000
    week, month = (elsewhere(script.format(count, days)) for days in (2, 8 if quick else 30))
    rows = [
        Row(f"peak memory, {count:,} couples, 2 days", week, "MB"),
        Row(f"the same, {8 if quick else 30} days", month, "MB", "≤ 1.05 times that of 2", month <= 1.05 * week),
    ]
    if not quick:
        many = elsewhere(script.format(100_000, 2))
        rows.append(Row("peak memory, 100,000 couples", many, "MB", f"≤ {GOAL_MEMORY:,.0f}", many <= GOAL_MEMORY))
        base = elsewhere(script.format(1, 1))
        rows.append(Row("a million couples, from this", (base + 10.0 * (many - base)) / 1000.0, "GB"))
    return rows


def planned(count: int, days: int) -> list[Row]:
    """What was said beforehand of a village, against what it took: time, and a fresh process's memory."""
    threads = min(2, cores())
    told = plan(sim.scenario("village").change({"community.couples": count}), 1, days, days, threads)
    start = time.perf_counter()
    sim.village("village", count, None, days, every=days, threads=threads)
    taken = time.perf_counter() - start
    script = f"from experiments.benchmark_village import peak; print(peak({count}, {days}))"
    most = elsewhere(script) * 1e6
    ends = 1.0 - GOAL_PLAN, 1.0 + GOAL_PLAN
    goal = f"{ends[0]:g} to {ends[1]:g}"
    return [
        Row(f"{count:,} couples, {days} days: planned against taken, time", told.seconds / taken, "times", goal,
            ends[0] <= told.seconds / taken <= ends[1]),
        Row("the same, memory", told.memory / most, "times", goal, ends[0] <= told.memory / most <= ends[1]),
    ]  # fmt: skip


def year() -> list[Row]:
    """100,000 couples lived for a year on two threads, once: by the clock, and processor time."""
    made = couples(100_000, YEAR)
    clock, worked = time.perf_counter(), time.process_time()
    lived(made, threads=2)
    clock, worked = time.perf_counter() - clock, time.process_time() - worked
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return [
        Row("100,000 couples for a year on two threads", clock, "s", f"≤ {GOAL_YEAR:g}", clock <= GOAL_YEAR),
        Row("the same, processor time", worked, "s"),
        Row("the same, peak memory of this process", most, "MB", f"≤ {GOAL_MEMORY:,.0f}", most <= GOAL_MEMORY),
    ]


def parted(count: int, days: int) -> list[Row]:
    """The same village cut into parts: here, in processor time, and over two Dask workers, by the clock."""
    from sim.sweep.execution.parted import hands_on

    made = couples(count, days)
    whole, cut = (best(lambda n=n: lived(made, every=days, hands=Here(1, n)), 3) for n in (1, 3))
    threads = best(lambda: lived(made, every=days, threads=2), 2, time.perf_counter)
    with hands_on("local", 2) as hands:
        lived(couples(64, 2), hands=hands)
        workers = best(lambda: lived(made, every=days, hands=hands), 2, time.perf_counter)
    border = sum(len(share.border) for share in shares(made, 2))
    return [
        Row(f"{count:,} couples cut into three parts, against one", cut / whole, "times"),
        Row("couples at the border of two parts", float(border), "couples"),
        Row("two Dask workers against two threads, by the clock", workers / threads, "times"),
        Row("what they take longer", 1e3 * (workers - threads) / days, "ms a day"),
    ]


def measure(given: Namespace) -> list[Row]:
    """What was measured."""
    lived(couples(64, 2))
    size = (4_000, 20) if given.quick else (50_000, 30)
    return [*(year() if given.year else ()), *times(given.quick), *memory(given.quick), *planned(*size),
            *(parted(*size) if given.cluster else ())]  # fmt: skip


if __name__ == "__main__":
    parser = Arguments("benchmark_village", __doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller villages")
    parser.add_argument("--year", action="store_true", help="live the whole year of 100,000 couples as well")
    parser.add_argument("--cluster", action="store_true", help="cut a village over a Dask cluster as well")
    benchmark(parser, measure)
