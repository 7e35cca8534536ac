"""Running a sweep from its beginning to its table, or from where it stopped (floor F6)."""

import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.checking.errors import complaint, shown
from sim.run import cores
from sim.sweep.execution import parts
from sim.sweep.execution.disk import Interrupted
from sim.sweep.execution.execute import cut, execute, size
from sim.sweep.execution.folder import RUNS, Folder, begun, finished, first_failure, no_room, taken_up
from sim.sweep.execution.pools import pool
from sim.sweep.execution.work import Lived, builder
from sim.sweep.spec.spec import Spec, read

if TYPE_CHECKING:
    import pandas as pd

MOST_JOBS = 1024
SAMPLED = 500
"""Scenarios from which the work of a run is judged."""


@dataclass(frozen=True)
class Done:
    """What a sweep came to: runs in all, runs done this time, runs that failed, the seconds, why the first failed."""

    folder: Path
    runs: int
    now: int
    failed: int
    seconds: float
    why: str = ""


@dataclass(frozen=True)
class How:
    """How a sweep is run; what comes of it does not depend on it.

    ``jobs`` workers (all cores where it is not said), threads or ``processes``, or ``on`` a Dask cluster; ``chunk`` is
    the runs of a part.
    """

    jobs: int | None = None
    processes: bool = False
    on: str | None = None
    chunk: int | None = None

    def __post_init__(self) -> None:
        for name, low, high in (("jobs", 1, MOST_JOBS), ("chunk", 1, 10**7)):
            value = getattr(self, name)
            if value is not None and (
                isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high
            ):
                raise complaint("sweep", name, shown(value), f"a whole number from {low} to {high}")

    @property
    def workers(self) -> int:
        """How many workers."""
        return self.jobs or cores()


Bar = Callable[[int], AbstractContextManager[Callable[[int], Any]]]
"""Gives, for the number of runs that are left, a context whose value is called with the number just done."""


def sweep(spec: Spec, out: str | Path, how: How, bar: Bar | None = None) -> Done:
    """Run a sweep into a folder; what is already done there is not done again. Raises ``ScenarioError``, and
    ``Interrupted`` when it has to stop before its end."""
    start = time.perf_counter()
    with begun(spec, out) as folder:
        return _through(folder, how, bar, start)


def resume(path: str | Path, how: How, bar: Bar | None = None) -> Done:
    """Go on with the sweep in a folder. Raises as ``sweep`` does."""
    start = time.perf_counter()
    with taken_up(path) as folder:
        return _through(folder, how, bar, start)


def _through(folder: Folder, how: How, bar: Bar | None, start: float) -> Done:
    """Do what is missing, and gather the table."""
    spec, work = folder.spec, folder.work
    todo: list[tuple[int, int]] = []
    if not finished(folder.path, spec):
        with no_room(folder.path):
            folder.parts.mkdir(exist_ok=True)
            todo = parts.missing(parts.sound(folder.parts, spec), spec.runs)
    left = sum(stop - start for start, stop in todo)
    if left:
        with ExitStack() as stack:
            told = stack.enter_context(bar(left)) if bar else None
            workers = stack.enter_context(pool(how.workers, how.processes, how.on))
            turns = builder(work).turns(folder.points, spec.count, spec.arms, SAMPLED)

            def done(first: int, lived: Lived) -> None:
                with no_room(folder.path):
                    parts.save(folder.parts, spec, work, folder.points, first, lived)
                if told:
                    told(len(lived.outcomes))

            execute(work, folder.points, cut(todo, how.chunk or size(left, turns, workers.slots)), workers, done)
    failed = folder.finish()
    why = first_failure(folder.path) if failed else ""
    return Done(folder.path, spec.runs, left, failed, time.perf_counter() - start, why)


def run(
    spec: "Spec | str | Path | dict[str, Any]",
    out: str | Path | None = None,
    jobs: int | None = None,
    processes: bool = False,
    on: str | None = None,
    chunk: int | None = None,
) -> "pd.DataFrame":
    """Run a sweep and give its table: a row a run, a column a varied key, a column an outcome, in canonical order.

    ``spec`` is a TOML file or the same as nested dictionaries. With ``out`` the sweep is kept in that folder, and goes
    on there if it was begun. The table does not depend on ``jobs`` (workers; all cores where it is not said),
    ``processes``, ``on`` (a Dask scheduler, or ``"local"``) or ``chunk`` (runs of a part). The outcomes of runs that
    failed are NaN. Raises ``ScenarioError`` for a spec that cannot be run.
    """
    import pandas as pd

    asked, how = read(spec), How(jobs, processes, on, chunk)
    with tempfile.TemporaryDirectory(prefix="pasdedeux-") as place:
        done = sweep(asked, out if out is not None else Path(place) / "sweep", how)
        return pd.read_parquet(done.folder / RUNS)


__all__ = ["Done", "How", "Interrupted", "resume", "run", "sweep"]
