"""The folder of a sweep: what was asked, where it comes from, what is done (floor F6)."""

import contextlib
import json
import platform
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import tomli_w

from sim.checking.errors import complaint, shown
from sim.scenario.notation import tables_in
from sim.sweep.execution import parts
from sim.sweep.execution.disk import Interrupted, InUse, is_locked, locked, tidy, write_text
from sim.sweep.execution.work import Work, model, work_of
from sim.sweep.spec.design import Points, digest, points
from sim.sweep.spec.spec import TOML, Spec, of, read

PACKAGES = ("pas-de-deux", "numpy", "scipy", "SALib", "numba", "llvmlite", "pandas", "pyarrow")
LOCK, SPEC, MANIFEST, PARTS, RUNS, FAILURES = (
    ".lock", "spec.toml", "manifest.json", "parts", "runs.parquet", "failures.jsonl",
)  # fmt: skip


@dataclass(frozen=True)
class Folder:
    """An open sweep: its spec, its points, and where its files stand."""

    path: Path
    spec: Spec
    points: Points = field(repr=False)
    work: Work = field(repr=False)

    @property
    def parts(self) -> Path:
        """Where the parts are."""
        return self.path / PARTS

    def finish(self) -> int:
        """Make ``failures.jsonl`` and ``runs.parquet`` of the parts where they are not there; gives how many failed."""
        if finished(self.path, self.spec):
            return _failures(self.path)
        with no_room(self.path):
            failed = parts.gather_failures(self.parts, self.spec, self.path / FAILURES)
            parts.gather(self.parts, self.spec, self.path / RUNS)
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
def begun(spec: Spec, path: str | Path) -> Iterator[Folder]:
    """The folder of a sweep, made where it is not there yet, and nobody else's meanwhile.

    Raises ``ScenarioError`` for a folder that cannot be written, that holds anything else, or another sweep.
    """
    path = Path(path)
    made = points(spec)
    with _opened(path, "--out", make=True):
        if (path / MANIFEST).exists():
            _same(spec, made, path)
        else:
            strangers = [one.name for one in path.iterdir() if one.name not in (LOCK, SPEC, PARTS)]
            if strangers:
                raise complaint("--out", "folder", f"{shown(str(path))} (there is {shown(strangers[0])} in it)",
                                "a new folder, an empty one, or one of the same sweep")  # fmt: skip
            with no_room(path):
                (path / PARTS).mkdir(exist_ok=True)
                write_text(path / SPEC, tomli_w.dumps(spec.resolved))
                write_text(path / MANIFEST, json.dumps(_manifest(spec, made), indent=2) + "\n")
        yield Folder(path, spec, made, work_of(spec))


@contextlib.contextmanager
def taken_up(path: str | Path) -> Iterator[Folder]:
    """The folder of a sweep that was begun. Raises ``ScenarioError`` for one that is none, or has another spec now."""
    path = Path(path)
    spec = spec_of(path)
    made = points(spec)
    with _opened(path, "resume", make=False):
        _same(spec, made, path)
        yield Folder(path, spec, made, work_of(spec))


def spec_of(path: str | Path) -> Spec:
    """The spec of a folder, as it was resolved. Raises ``ScenarioError``."""
    path = Path(path)
    if not (path / MANIFEST).is_file() or not (path / SPEC).is_file():
        given = "no such folder" if not path.exists() else f"a folder without {MANIFEST} and {SPEC}"
        raise complaint(str(path), "folder", given, "the folder of a sweep (pasdedeux sweep SPEC --out DIR)")
    return of(tables_in(path / SPEC, TOML), str(path / SPEC), path)


def manifest_of(path: Path) -> dict[str, Any]:
    """Where a sweep comes from. Raises ``ScenarioError``."""
    try:
        found = json.loads((path / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise complaint(str(path / MANIFEST), "file", shown(str(error)), "what `pasdedeux sweep` wrote") from None
    return found if isinstance(found, dict) else {}


def status(path: str | Path) -> Status:
    """How far the sweep in a folder is. Raises ``ScenarioError``."""
    path, spec = Path(path), spec_of(path)
    running = is_locked(path / LOCK)
    if finished(path, spec):
        return Status(spec.runs, spec.runs, _failures(path), running, True)
    done = sum(stop - start for start, stop in parts.stretches(path / PARTS))
    return Status(spec.runs, done, parts.failed(path / PARTS), running, False)


def finished(path: Path, spec: Spec) -> bool:
    """Whether the table is there; it is made of all runs, or not at all."""
    import pyarrow.parquet as parquet

    try:
        return (path / FAILURES).is_file() and parquet.read_metadata(path / RUNS).num_rows == spec.runs
    except (OSError, ValueError):
        return False


def first_failure(path: Path) -> str:
    """Why the first of the failed runs failed."""
    with open(path / FAILURES, "rb") as lines:
        return json.loads(next(lines))["error"]


def _failures(path: Path) -> int:
    with open(path / FAILURES, "rb") as lines:
        return sum(1 for _ in lines)


def _same(spec: Spec, made: Points, path: Path) -> None:
    """Refuse to go on with another sweep, another model or other points than those that were begun with."""
    was = manifest_of(path)
    for name, now, what in (
        ("spec", spec.hash, "another sweep"),
        ("model", model(), "a sweep of another version of the model"),
        ("design", digest(made), "a sweep whose points were drawn by other versions of the libraries"),
    ):
        if was.get(name) != now:
            allowed = "the sweep as it was begun; begin a changed one in a new folder"
            raise complaint(str(path), "spec" if name == "spec" else name, what, allowed)


def _manifest(spec: Spec, made: Points) -> dict[str, Any]:
    return {
        "version": _version("pas-de-deux"),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: _version(name) for name in PACKAGES[1:]},
        "seed": spec.seed,
        "spec": spec.hash,
        "model": model(),
        "design": digest(made),
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
def _opened(path: Path, where: str, make: bool) -> Iterator[None]:
    """The folder, made if asked for, locked, and rid of what a killed process left half-written."""
    new = False
    try:
        if make:
            new = not path.exists()
            path.mkdir(parents=True, exist_ok=True)
        lock = locked(path / LOCK)
        lock.__enter__()
    except InUse:
        raise complaint(
            where, "folder", f"{shown(str(path))} (a sweep is running in it)", "a folder that is free"
        ) from None
    except (OSError, ValueError) as error:
        if new:
            with contextlib.suppress(OSError):
                path.rmdir()
        why = getattr(error, "strerror", None) or "no such name"
        raise complaint(where, "folder", f"{shown(str(path))} ({why})", "a folder that can be written") from None
    try:
        tidy(path)
        tidy(path / PARTS)
        yield
    finally:
        lock.__exit__(None, None, None)


@contextlib.contextmanager
def no_room(path: Path) -> Iterator[None]:
    """A disk that is full, or that cannot be written any more, interrupts a sweep and breaks nothing."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise Interrupted(f"{path}: it cannot be written ({why}); nothing that is done is lost") from None


__all__ = ["Folder", "Status", "begun", "read", "spec_of", "status", "taken_up"]
