"""The folder of a sweep: what is run, where it comes from, what is done."""

import contextlib
import json
import platform
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import tomli_w

from sim.checking.errors import complaint, shown
from sim.scenario.files import tables_in
from sim.sweep.execution import parts
from sim.sweep.execution.disk import Interrupted, InUse, is_locked, locked, tidy, write_text
from sim.sweep.execution.work import Work
from sim.sweep.spec.design import digest
from sim.sweep.spec.specification import TOML, Spec, spec_from

PACKAGES = ("numpy", "scipy", "SALib", "numba", "llvmlite", "pandas", "pyarrow")
"""Whose versions the manifest notes."""
LOCK, SPEC, MANIFEST, PARTS, RUNS, FAILURES = (
    ".lock", "spec.toml", "manifest.json", "parts", "runs.parquet", "failures.jsonl",
)  # fmt: skip


@dataclass(frozen=True)
class Status:
    """How far a sweep is, in runs."""

    runs: int
    done: int
    failed: int
    running: bool
    finished: bool

    @property
    def left(self) -> int:
        """Runs that are not done."""
        return self.runs - self.done


def spec_of(path: str | Path) -> Spec:
    """The spec of a folder, as it was resolved. Raises ``ScenarioError``."""
    path = Path(path)
    if not (path / MANIFEST).is_file() or not (path / SPEC).is_file():
        given = "no such folder" if not path.exists() else f"a folder without {MANIFEST} and {SPEC}"
        raise complaint(str(path), "folder", given, "the folder of a sweep (pasdedeux sweep SPEC --out DIR)")
    return spec_from(tables_in(path / SPEC, TOML), str(path / SPEC), path)


def manifest_of(path: Path) -> dict[str, Any]:
    """Where a sweep comes from. Raises ``ScenarioError``."""
    (manifest,) = _objects(path / MANIFEST, lambda file: [file.read()])
    return manifest


def first_failures(path: Path, most: int) -> list[dict[str, Any]]:
    """The first of the runs that failed: where each stands, what was varied, and the ``error``. Raises
    ``ScenarioError``."""
    return _objects(path / FAILURES, lambda file: islice(file, most))


def _objects(path: Path, texts: Callable[[TextIO], Iterable[str]]) -> list[dict[str, Any]]:
    """The objects of a file of JSON."""
    try:
        with open(path, encoding="utf-8") as file:
            found = [json.loads(text) for text in texts(file)]
        if all(isinstance(each, dict) for each in found):
            return found
        why = "something else than objects"
    except (OSError, ValueError, RecursionError) as error:
        why = str(error)
    raise complaint(str(path), "file", shown(why), "what `pasdedeux sweep` wrote")


def status(path: str | Path) -> Status:
    """How far the sweep in a folder is. Raises ``ScenarioError``."""
    path, spec = Path(path), spec_of(path)
    running = is_locked(path / LOCK)
    if is_finished(path, spec):
        return Status(spec.runs, spec.runs, _failed(path), running, True)
    return Status(spec.runs, parts.done(path / PARTS), parts.failed(path / PARTS), running, False)


@contextlib.contextmanager
def held(path: Path, work: Work, new: bool) -> Iterator[None]:
    """The folder of a sweep, nobody else's meanwhile; where it is ``new`` it is made if it is not there yet.

    What a killed process left half-written is taken away. Raises ``ScenarioError`` for a folder that somebody else has,
    that cannot be written, or that holds anything else, another sweep, another version of the model or other points.
    """
    where, made = "--out" if new else "resume", False
    with contextlib.ExitStack() as stack:
        try:
            if new:
                made = not path.exists()
                path.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(path / LOCK))
        except (OSError, ValueError) as error:
            if made:
                with contextlib.suppress(OSError):
                    path.rmdir()
            in_use = isinstance(error, InUse)
            why = "a sweep is running in it" if in_use else getattr(error, "strerror", None) or "no such name"
            allowed = "a folder that is free" if in_use else "a folder that can be written"
            raise complaint(where, "folder", f"{shown(str(path))} ({why})", allowed) from None
        tidy(path)
        tidy(path / PARTS)
        if new and not (path / MANIFEST).exists():
            _begin(path, work)
        else:
            _check_same(path, work)
        yield


def _begin(path: Path, work: Work) -> None:
    """Say in the folder what is to be run. Raises ``ScenarioError`` where there is something else in it."""
    strangers = [file.name for file in path.iterdir() if file.name not in (LOCK, SPEC, PARTS)]
    if strangers:
        raise complaint("--out", "folder", f"{shown(str(path))} (there is {shown(strangers[0])} in it)",
                        "a new folder, an empty one, or one of the same sweep")  # fmt: skip
    with interrupted_when_full(path):
        (path / PARTS).mkdir(exist_ok=True)
        write_text(path / SPEC, tomli_w.dumps(work.spec.resolved))
        write_text(path / MANIFEST, json.dumps(_manifest(work), indent=2) + "\n")


def finish(path: Path, spec: Spec) -> int:
    """Make ``failures.jsonl`` and ``runs.parquet`` of the parts where they are not there; gives how many failed."""
    if not is_finished(path, spec):
        with interrupted_when_full(path):
            parts.gather_failures(path / PARTS, spec, path / FAILURES)
            parts.gather(path / PARTS, spec, path / RUNS)
    return _failed(path)


def is_finished(path: Path, spec: Spec) -> bool:
    """Whether the table is there; it is made of all runs, or not at all."""
    import pyarrow.parquet as parquet

    try:
        return (path / FAILURES).is_file() and parquet.read_metadata(path / RUNS).num_rows == spec.runs
    except (OSError, ValueError):
        return False


def _failed(path: Path) -> int:
    with open(path / FAILURES, "rb") as lines:
        return sum(1 for _ in lines)


def _check_same(path: Path, work: Work) -> None:
    """Refuse to go on with another sweep, another model or other points than those that were begun with."""
    manifest = manifest_of(path)
    for name, now, what in (
        ("spec", work.spec.hash, "another sweep"),
        ("model", work.task.model, "a sweep of another version of the model"),
        ("design", digest(work.points), "a sweep whose points were drawn by other versions of the libraries"),
    ):
        if manifest.get(name) != now:
            raise complaint(str(path), name, what, "the sweep as it was begun; begin a changed one in a new folder")


def _manifest(work: Work) -> dict[str, Any]:
    spec = work.spec
    return {
        "version": _version("pas-de-deux"),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: _version(name) for name in PACKAGES},
        "seed": spec.seed,
        "spec": spec.hash,
        "model": work.task.model,
        "design": digest(work.points),
        "points": spec.count,
        "arms": list(spec.arms),
        "replicates": spec.replicates,
        "runs": spec.runs,
        "begun": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "unknown"


@contextlib.contextmanager
def interrupted_when_full(path: Path) -> Iterator[None]:
    """A disk that is full, or that cannot be written any more, interrupts a sweep and breaks nothing."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise Interrupted(f"{path}: it cannot be written ({why}); nothing that is done is lost") from None
