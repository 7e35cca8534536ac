"""What a sweep will take, from a short pilot of its own runs on this computer."""

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.engines.lanes import LANES
from sim.sweep.execution import parts
from sim.sweep.execution.dispatch import Stretch, dispatch, part_size
from sim.sweep.execution.folder import RUNS
from sim.sweep.execution.options import Options
from sim.sweep.execution.pools import Pool, pool
from sim.sweep.execution.work import Result, Work
from sim.sweep.spec.specification import Spec

PILOT = 1.5
"""Seconds of the pilot, about."""
PLACES = 6
"""Stretches of the pilot for each worker, from all over the sweep: some points take longer than others."""
PACE = 4e-8
"""Seconds of a partner-turn, about: it only decides how long the pilot's stretches are. They are whole parts where that
does not take too long, since a part fills the lanes better than a piece of it."""


@dataclass(frozen=True)
class Plan:
    """What a sweep is, and what it takes: ``seconds`` with so many ``workers``, the bytes of ``memory`` at most, and
    the bytes of ``disk``."""

    points: int
    arms: int
    replicates: int
    runs: int
    partner_turns: int
    workers: int
    part: int
    seconds: float
    memory: int
    disk: int


def plan(spec: Spec, options: Options | None = None) -> Plan:
    """What a sweep takes here. It runs a second or two of it, and keeps nothing. Raises ``ScenarioError``."""
    options, begun = options or Options(), time.perf_counter()
    work = Work(spec)
    turns = work.turns()
    with (
        tempfile.TemporaryDirectory(prefix="pasdedeux-") as place,
        pool(options.workers, options.processes, options.on) as workers,
    ):
        pilot = Pilot(Path(place), work, workers)
        # The very first runs load the engine: a price that is paid once.
        pilot.run([(i, i + 1) for i in range(min(spec.runs, workers.slots))])
        before = time.perf_counter() - begun
        part = options.chunk or part_size(spec.runs, turns, workers.slots)
        length = int(PILOT / PLACES / (2.0 * turns * PACE)) // LANES * LANES
        seconds = pilot.run(_spread(spec.runs, min(part, max(LANES, length)), PLACES * workers.slots))
        gathering, disk = pilot.gather()
    return Plan(
        spec.count, len(spec.arms), spec.replicates, spec.runs, round(2 * turns * spec.runs), workers.slots, part,
        before + (seconds * turns + gathering) * spec.runs, _memory(part, workers.slots, spec), round(disk * spec.runs),
    )  # fmt: skip


@dataclass(frozen=True)
class Pilot:
    """A few stretches of a sweep, run and written as the sweep will do it."""

    folder: Path
    work: Work
    workers: Pool

    def run(self, stretches: list[Stretch]) -> float:
        """Run some stretches. Gives seconds a turn of a run."""
        turns = sum((stop - start) * self.work.turns(start, stop) for start, stop in stretches)
        start = time.perf_counter()

        def save(first: int, result: Result) -> None:
            parts.save(self.folder, self.work, first, result)

        dispatch(self.work, stretches, self.workers, save)
        return (time.perf_counter() - start) / max(turns, 1.0)

    def gather(self) -> tuple[float, float]:
        """Gather what was run. Gives the seconds and the bytes, parts included, of one run."""
        rows = parts.done(self.folder)
        used = sum(file.stat().st_size for file in self.folder.iterdir())
        start, table = time.perf_counter(), self.folder / RUNS
        parts.gather(self.folder, self.work.spec, table)
        return (time.perf_counter() - start) / rows, (used + table.stat().st_size) / rows


def _spread(runs: int, length: int, count: int) -> list[Stretch]:
    """At most ``count`` stretches that do not overlap, evenly over the runs, each a whole number of ``length`` in."""
    places = -(-runs // length)
    chosen = np.unique(np.linspace(0, places - 1, min(count, places)).astype(np.int64)).tolist()
    return [(i * length, min(runs, (i + 1) * length)) for i in chosen]


def _memory(part: int, slots: int, spec: Spec) -> int:
    """Bytes at most: what this process takes now, and the parts that are out at a time."""
    row = 8 * (len(spec.columns) + len(spec.keys) + 4)
    couples = min(part, part // spec.replicates + 2)
    return _peak() + (2 * slots + 1) * part * row * 2 + 2 * slots * couples * 8 * 128


def _peak() -> int:
    """The most bytes that this process has used."""
    try:
        import resource
    except ImportError:
        return 500_000_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
