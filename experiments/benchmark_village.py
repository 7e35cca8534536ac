"""What does a village cost, against the same couples alone? One table; every ratio is of one run.

``uv run python -m experiments.benchmark_village`` (``--quick`` for a first look, ``--json`` for machines). The couples
of the scenario ``village``, in a small world of six ties each, a conversation a day. Times are processor time, the best
of several rounds, so that other work on the machine matters little; memory is a fresh process's peak. What 100,000
couples take for a year, and a million, is worked out from a part of it, because cost grows with couples and days.
"""

import resource
import sys
from argparse import Namespace

import sim
from experiments.arguments import Arguments
from experiments.benchmark import elsewhere
from experiments.timings import Row, benchmark, best
from sim.community.couples import Couples, couples_of
from sim.community.village import lived
from sim.engines.ensemble import Runs, run_all
from sim.run import cores

GOAL_RATIO, GOAL_LINEAR, GOAL_YEAR, GOAL_MEMORY = 1.2, 1.15, 180.0, 2000.0
YEAR = 365


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


def measure(given: Namespace) -> list[Row]:
    """What was measured."""
    lived(couples(64, 2))
    return [*times(given.quick), *memory(given.quick)]


if __name__ == "__main__":
    parser = Arguments("benchmark_village", __doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller villages")
    benchmark(parser, measure)
