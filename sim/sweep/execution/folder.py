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
class Folder:
    """An open sweep, and where its files stand."""

    path: Path
    work: Work

    @property
    def parts(self) -> Path:
        """Where the parts are."""
        return self.path / PARTS

    def finish(self) -> int:
        """Make ``failures.jsonl`` and ``runs.parquet`` of the parts where they are not there; gives how many failed."""
        spec = self.work.spec
        if is_finished(self.path, spec):
            return _failed(self.path)
        with interrupted_when_full(self.path):
            failed = parts.gather_failures(self.parts, spec, self.path / FAILURES)
            parts.gather(self.parts, spec, self.path / RUNS)
        return failed


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


@contextlib.contextmanager
def begin(spec: Spec, path: str | Path) -> Iterator[Folder]:
    """The folder of a sweep, made where it is not there yet, and nobody else's meanwhile.

    Raises ``ScenarioError`` for a folder that cannot be written, that holds anything else, or another sweep.
    """
    path, work = Path(path), Work(spec)
    with _reserved(path, "--out", make=True):
        if (path / MANIFEST).exists():
            _check_same(work, path)
        else:
            strangers = [file.name for file in path.iterdir() if file.name not in (LOCK, SPEC, PARTS)]
            if strangers:
                raise complaint("--out", "folder", f"{shown(str(path))} (there is {shown(strangers[0])} in it)",
                                "a new folder, an empty one, or one of the same sweep")  # fmt: skip
            with interrupted_when_full(path):
                (path / PARTS).mkdir(exist_ok=True)
                write_text(path / SPEC, tomli_w.dumps(spec.resolved))
                write_text(path / MANIFEST, json.dumps(_manifest(work), indent=2) + "\n")
        yield Folder(path, work)


@contextlib.contextmanager
def take_up(path: str | Path) -> Iterator[Folder]:
    """The folder of a sweep that was begun. Raises ``ScenarioError`` for one that is none, or has another spec now."""
    path, work = Path(path), Work(spec_of(path))
    with _reserved(path, "resume", make=False):
        _check_same(work, path)
        yield Folder(path, work)


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


def _check_same(work: Work, path: Path) -> None:
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
def _reserved(path: Path, where: str, make: bool) -> Iterator[None]:
    """The folder, made if it may be, locked, and rid of what a killed process left half-written."""
    new = False
    with contextlib.ExitStack() as stack:
        try:
            if make:
                new = not path.exists()
                path.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(path / LOCK))
        except InUse:
            given = f"{shown(str(path))} (a sweep is running in it)"
            raise complaint(where, "folder", given, "a folder that is free") from None
        except (OSError, ValueError) as error:
            if new:
                with contextlib.suppress(OSError):
                    path.rmdir()
            why = getattr(error, "strerror", None) or "no such name"
            raise complaint(where, "folder", f"{shown(str(path))} ({why})", "a folder that can be written") from None
        tidy(path)
        tidy(path / PARTS)
        yield


@contextlib.contextmanager
def interrupted_when_full(path: Path) -> Iterator[None]:
    """A disk that is full, or that cannot be written any more, interrupts a sweep and breaks nothing."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise Interrupted(f"{path}: it cannot be written ({why}); nothing that is done is lost") from None
