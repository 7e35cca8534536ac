"""What a benchmark shows: rows with goals, and the machine on which they were measured, as a table or as JSON."""

import json
import os
import platform
import time
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict, dataclass

import mesa
import numba
import numpy as np

from experiments.arguments import Arguments


@dataclass(frozen=True)
class Row:
    """One line of the table; ``hit`` is empty where there is no goal."""

    what: str
    value: float
    unit: str
    goal: str = ""
    hit: bool | None = None


def best(task: Callable[[], object], rounds: int, clock: Callable[[], float] = time.process_time) -> float:
    """The shortest of several rounds, in seconds of ``clock`` (without one, of this process's processor time)."""
    taken = []
    for _ in range(rounds):
        start = clock()
        task()
        taken.append(clock() - start)
    return min(taken)


def machine() -> str:
    """What it is measured on."""
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    python = f"Python {platform.python_version()}, Mesa {mesa.__version__}, Numba {numba.__version__}"
    return f"{processor()}, {os.cpu_count()} cores, {platform.system()}{load}; {python}, NumPy {np.__version__}"


def processor() -> str:
    """The processor's name, where the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            return next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
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


def benchmark(parser: Arguments, measure: Callable[[Namespace], list[Row]]) -> list[Row]:
    """Read the command line, measure, and print what was measured and on what machine."""
    parser.add_json()
    given = parser.parse_args()
    measured_on = machine()
    rows = measure(given)
    if given.json:
        print(json.dumps({"machine": measured_on, "rows": [asdict(row) for row in rows]}, indent=2))
    else:
        print(f"{measured_on}\n\n{table(rows)}")
    return rows
