"""Running a sweep from its beginning to its table, or from where it stopped."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.sweep.execution import parts, table
from sim.sweep.execution.disk import thrown_away
from sim.sweep.execution.dispatch import Stretch, dispatch, part_size, split
from sim.sweep.execution.faults import Damaged, believed, interrupted_when_full, machinery, readable
from sim.sweep.execution.folder import Begun, begin, begun, finish, held
from sim.sweep.execution.manifest import PARTS, check_mark
from sim.sweep.execution.pools import Options, pool
from sim.sweep.execution.work import Result, Work
from sim.sweep.spec.specification import Spec, read

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Summary:
    """What a sweep came to: runs in all, runs done this time, runs that failed, the seconds, why the first failed;
    how many files were damaged, or another sweep's, and did not count."""

    folder: Path
    runs: int
    now: int
    failed: int
    seconds: float
    why: str = ""
    damaged: int = 0


Bar = Callable[[int], AbstractContextManager[Callable[[int], Any]]]
"""Gives, for the number of runs that are left, a context whose value is called with the number just done."""


def run_into(spec: Spec, out: str | Path, options: Options, bar: Bar | None = None) -> Summary:
    """Run a sweep into a folder; what is already done there is not done again. Raises ``ScenarioError``, and
    ``Interrupted`` when it has to stop before its end."""
    path, work = Path(out), Work(spec)
    with held(path, "--out", new=True):
        with machinery("the engine does not work here"):
            begin(path, work)
        return _go_on(begun(path), work, options, bar)


def resume(path: str | Path, options: Options, bar: Bar | None = None, retry_failed: bool = False) -> Summary:
    """Go on with the sweep in a folder; where it is said, parts in which runs failed are done again. Raises as
    ``run_into`` does."""
    path = Path(path)
    begun(path)  # what is no sweep is not touched
    with held(path, "resume"):
        sweep = begun(path)
        work = Work(sweep.spec)
        with machinery("the engine does not work here"):
            check_mark(path, work.mark, sweep.manifest)
        return _go_on(sweep, work, options, bar, retry_failed)


def _go_on(sweep: Begun, work: Work, options: Options, bar: Bar | None, retry_failed: bool = False) -> Summary:
    """Do what is missing, and gather the table."""
    start, left, damaged = time.perf_counter(), 0, 0
    with interrupted_when_full(sweep.path):
        try:
            whole = sweep.is_finished()
        except Damaged:
            whole, damaged = False, 1
        if not whole or (retry_failed and table.failed(sweep.path)):
            left, others = _fill(sweep, work, options, bar, retry_failed)
            damaged += others
    failed = finish(sweep)
    why = table.first_failures(sweep.path, 1)[0]["error"] if failed else ""
    return Summary(sweep.path, sweep.spec.runs, left, failed, time.perf_counter() - start, why, damaged)


def _fill(sweep: Begun, work: Work, options: Options, bar: Bar | None, retry_failed: bool) -> tuple[int, int]:
    """Do the runs that no sound part holds; gives how many they were, and how many parts did not count."""
    found = sweep.survey()
    again = [part for part in found.sound if retry_failed and part.failed]
    (sweep.path / table.SUMS).unlink(missing_ok=True)
    for part in (*again, *(part for part, _ in found.others)):
        part.path.unlink(missing_ok=True)
    missing = parts.missing([part for part in found.sound if part not in again], sweep.spec.runs)
    do(sweep, work, missing, options, bar)
    return sum(stop - start for start, stop in missing), len(found.others)


def do(sweep: Begun, work: Work, missing: list[Stretch], options: Options, bar: Bar | None) -> None:
    """Do stretches of runs, each as parts. Raises ``Interrupted`` where the disk or the machinery fails."""
    left, folder = sum(stop - start for start, stop in missing), sweep.path / PARTS
    if not left:
        return
    folder.mkdir(exist_ok=True)
    with machinery("the workers broke"), pool(options) as workers, bar(left) if bar else nullcontext() as progress:

        def save(first: int, result: Result) -> None:
            with interrupted_when_full(sweep.path):
                parts.save(folder, work, first, result)
            if progress:
                progress(len(result.outcomes))

        size = options.chunk or part_size(left, work.turns(), workers.slots, work.least)
        dispatch(work, split(missing, size), workers, save)


def run(
    spec: Spec | str | Path | dict[str, Any], out: str | Path | None = None, options: Options | None = None
) -> "pd.DataFrame":
    """Run a sweep and give its table; see ``sim.sweep``. Without ``out`` its folder is thrown away."""
    spec, options = read(spec), options or Options()
    with thrown_away() as place:
        summary = run_into(spec, out if out is not None else place / "sweep", options)
        with believed(summary.folder), readable(summary.folder), table.opened(summary.folder) as rows:
            return rows.read().to_pandas()
