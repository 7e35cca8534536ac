"""What a sweep will take, from a short pilot of its own runs on this computer."""

import sys
import time
from dataclasses import dataclass

import numpy as np

from sim.sweep.execution import parts, table
from sim.sweep.execution.disk import thrown_away, write_whole
from sim.sweep.execution.dispatch import Stretch, dispatch, part_size
from sim.sweep.execution.faults import machinery
from sim.sweep.execution.pools import Options, pool
from sim.sweep.execution.work import Work
from sim.sweep.report.memory import analysis_memory
from sim.sweep.spec.specification import Spec

PILOT = 1.5
"""Seconds of the pilot, about."""
PLACES = 6
"""Stretches of the pilot for each worker, from all over the sweep: some points take longer than others."""
LONGEST = 0.5
"""Seconds of one stretch of the pilot at most, about: of longer stories it lives the first days only."""
PACE = 4e-8
"""Seconds of a partner-turn, about: it only decides how long the pilot's stretches are. They are whole parts where that
does not take too long, since a part fills the lanes better than a piece of it."""


@dataclass(frozen=True)
class Plan:
    """What a sweep is, ``of`` couples or villages, and what it takes: ``seconds`` with so many ``workers``, the bytes
    of ``memory`` at most and of ``disk``, and the bytes of memory that its ``analysis`` takes at most."""

    of: str
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
    analysis: int


def plan(spec: Spec, options: Options | None = None) -> Plan:
    """What a sweep takes here. It runs a second or two of it, and keeps nothing. Raises ``ScenarioError``, and
    ``Interrupted`` where the workers break."""
    options, begun, work = options or Options(), time.perf_counter(), Work(spec)
    turns = work.turns()
    least = work.least
    share = min(1.0, LONGEST / (2.0 * least * PACE * max(1.0, turns)))
    days = max(1, int(share * spec.base.days))
    share = max(share, days / spec.base.days)
    with machinery("the engine does not work here"), thrown_away() as folder, pool(options) as workers:
        slots = workers.slots

        def pilot(stretches: list[Stretch]) -> float:
            """Run and write some stretches as the sweep will do it. Gives seconds a turn of a run."""
            lived = share * sum((stop - start) * work.turns(start, stop) for start, stop in stretches)
            start = time.perf_counter()
            dispatch(work, stretches, workers, lambda first, result: parts.save(folder, work, first, result), days)
            return (time.perf_counter() - start) / max(lived, 1.0)

        # The very first runs load the engine: a price that is paid once.
        pilot([(i, i + 1) for i in range(min(spec.runs, slots))])
        before = time.perf_counter() - begun
        part = options.chunk or part_size(spec.runs, turns, slots, least)
        length = int(PILOT / PLACES / (2.0 * share * turns * PACE)) // least * least
        seconds = pilot(_spread(spec.runs, min(part, max(least, length)), PLACES * slots))
        start = time.perf_counter()
        written = parts.listed(folder)
        write_whole(folder / table.RUNS, lambda file: table.write_rows(spec, work.mark, written, file))
        done = sum(part.stop - part.start for part in written)
        gathering = (time.perf_counter() - start) / done
        disk = sum(file.stat().st_size for file in folder.iterdir()) / done
    return Plan(
        spec.sections.replicates.of, spec.count, len(spec.arms), spec.replicates, spec.runs,
        round(2 * turns * spec.runs), slots, part,
        before + (seconds * turns + gathering) * spec.runs, _memory(part, slots, work), round(disk * spec.runs),
        analysis_memory(spec),
    )  # fmt: skip


def _spread(runs: int, length: int, count: int) -> list[Stretch]:
    """At most ``count`` stretches that do not overlap, evenly over the runs, each a whole number of ``length`` in."""
    places = -(-runs // length)
    chosen = np.unique(np.linspace(0, places - 1, min(count, places)).astype(np.int64)).tolist()
    return [(i * length, min(runs, (i + 1) * length)) for i in chosen]


def _memory(part: int, slots: int, work: Work) -> int:
    """Bytes at most: what this process takes now, and the parts that are out at a time."""
    spec = work.spec
    row = 8 * (len(spec.columns) + len(spec.keys) + 4)
    couples = min(part, part // spec.replicates + 2)
    if spec.of_villages:
        from sim.sweep.execution.villages import memory_of

        return _peak() + (2 * slots + 1) * part * row * 2 + slots * memory_of(spec, work.points)
    return _peak() + (2 * slots + 1) * part * row * 2 + 2 * slots * couples * 8 * 128


def _peak() -> int:
    """The most bytes that this process has used."""
    try:
        import resource
    except ImportError:
        return 500_000_000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
