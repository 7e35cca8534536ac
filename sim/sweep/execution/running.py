"""Running a sweep from its beginning to its table, or from where it stopped."""

import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.sweep.execution import parts
from sim.sweep.execution.dispatch import dispatch, part_size, split
from sim.sweep.execution.folder import (
    PARTS,
    RUNS,
    finish,
    first_failures,
    held,
    interrupted_when_full,
    is_finished,
    spec_of,
)
from sim.sweep.execution.pools import Options, pool
from sim.sweep.execution.work import Result, Work
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
    return _run(Path(out), spec, options, bar, new=True)


def resume(path: str | Path, options: Options, bar: Bar | None = None) -> Summary:
    """Go on with the sweep in a folder. Raises as ``run_into`` does."""
    return _run(Path(path), spec_of(path), options, bar, new=False)


def _run(path: Path, spec: Spec, options: Options, bar: Bar | None, new: bool) -> Summary:
    """Do what is missing, and gather the table."""
    begun, work, missing, folder = time.perf_counter(), Work(spec), [], path / PARTS
    with held(path, work, new):
        if not is_finished(path, spec):
            with interrupted_when_full(path):
                folder.mkdir(exist_ok=True)
                missing = parts.missing(parts.sound(folder, spec), spec.runs)
        left = sum(stop - start for start, stop in missing)
        if left:
            with bar(left) if bar else nullcontext() as progress, pool(options) as workers:

                def save(first: int, result: Result) -> None:
                    with interrupted_when_full(path):
                        parts.save(folder, work, first, result)
                    if progress:
                        progress(len(result.outcomes))

                size = options.chunk or part_size(left, work.turns(), workers.slots)
                dispatch(work, split(missing, size), workers, save)
        failed = finish(path, spec)
        why = first_failures(path, 1)[0]["error"] if failed else ""
        return Summary(path, spec.runs, left, failed, time.perf_counter() - begun, why)


def run(
    spec: Spec | str | Path | dict[str, Any], out: str | Path | None = None, options: Options | None = None
) -> "pd.DataFrame":
    """Run a sweep and give its table; see ``sim.sweep``. Without ``out`` its folder is thrown away."""
    import pandas as pd

    spec, options = read(spec), options or Options()
    with tempfile.TemporaryDirectory(prefix="pasdedeux-") as place:
        summary = run_into(spec, out if out is not None else Path(place) / "sweep", options)
        return pd.read_parquet(summary.folder / RUNS)
