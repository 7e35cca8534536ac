"""Running a sweep from its beginning to its table, or from where it stopped."""

import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.sweep.execution import parts
from sim.sweep.execution.dispatch import dispatch, part_size, split
from sim.sweep.execution.folder import RUNS, Folder, begin, first_failures, interrupted_when_full, is_finished, take_up
from sim.sweep.execution.options import Options
from sim.sweep.execution.pools import pool
from sim.sweep.execution.work import Result
from sim.sweep.spec.specification import Spec, read

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Summary:
    """What a sweep came to: runs in all, runs done this time, runs that failed, the seconds, why the first failed."""

    folder: Path
    runs: int
    now: int
    failed: int
    seconds: float
    why: str = ""


Bar = Callable[[int], AbstractContextManager[Callable[[int], Any]]]
"""Gives, for the number of runs that are left, a context whose value is called with the number just done."""


def run_into(spec: Spec, out: str | Path, options: Options, bar: Bar | None = None) -> Summary:
    """Run a sweep into a folder; what is already done there is not done again. Raises ``ScenarioError``, and
    ``Interrupted`` when it has to stop before its end."""
    start = time.perf_counter()
    with begin(spec, out) as folder:
        return _complete(folder, options, bar, start)


def resume(path: str | Path, options: Options, bar: Bar | None = None) -> Summary:
    """Go on with the sweep in a folder. Raises as ``run_into`` does."""
    start = time.perf_counter()
    with take_up(path) as folder:
        return _complete(folder, options, bar, start)


def _complete(folder: Folder, options: Options, bar: Bar | None, start: float) -> Summary:
    """Do what is missing, and gather the table."""
    work, spec = folder.work, folder.work.spec
    missing: list[tuple[int, int]] = []
    if not is_finished(folder.path, spec):
        with interrupted_when_full(folder.path):
            folder.parts.mkdir(exist_ok=True)
            missing = parts.missing(parts.sound(folder.parts, spec), spec.runs)
    left = sum(stop - start for start, stop in missing)
    if left:
        with ExitStack() as stack:
            progress = stack.enter_context(bar(left)) if bar else None
            workers = stack.enter_context(pool(options.workers, options.processes, options.on))

            def save(first: int, result: Result) -> None:
                with interrupted_when_full(folder.path):
                    parts.save(folder.parts, work, first, result)
                if progress:
                    progress(len(result.outcomes))

            size = options.chunk or part_size(left, work.turns(), workers.slots)
            dispatch(work, split(missing, size), workers, save)
    failed = folder.finish()
    why = first_failures(folder.path, 1)[0]["error"] if failed else ""
    return Summary(folder.path, spec.runs, left, failed, time.perf_counter() - start, why)


def run(
    spec: Spec | str | Path | dict[str, Any], out: str | Path | None = None, options: Options | None = None
) -> "pd.DataFrame":
    """Run a sweep and give its table; see ``sim.sweep``. Without ``out`` its folder is thrown away."""
    import pandas as pd

    spec, options = read(spec), options or Options()
    with tempfile.TemporaryDirectory(prefix="pasdedeux-") as place:
        summary = run_into(spec, out if out is not None else Path(place) / "sweep", options)
        return pd.read_parquet(summary.folder / RUNS)
