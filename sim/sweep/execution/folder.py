"""The folder of a sweep: what is run, where it comes from, how far it is."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.checking.errors import ScenarioError, complaint, shown
from sim.scenario.files import tables_in
from sim.sweep.execution import parts, table
from sim.sweep.execution.disk import LOCK, tidy
from sim.sweep.execution.faults import Damaged, interrupted_when_full, readable
from sim.sweep.execution.lock import InUse, is_locked, locked
from sim.sweep.execution.manifest import MANIFEST, MARKS, PARTS, SPEC, check_mark, describe, manifest_of
from sim.sweep.execution.work import Work
from sim.sweep.spec.specification import TOML, Spec, spec_from


@dataclass(frozen=True)
class Begun:
    """A sweep that is in a folder: what was asked, and where it comes from."""

    path: Path
    spec: Spec
    manifest: dict[str, Any]

    @property
    def mark(self) -> parts.Mark:
        """Whose its rows are."""
        return {name: self.manifest[name] for name in MARKS}

    def survey(self) -> parts.Survey:
        """What its parts are worth. Raises ``ScenarioError`` where they cannot be read."""
        with readable(self.path):
            return parts.survey(self.path / PARTS, self.mark)

    def is_finished(self) -> bool:
        """Whether its table is there, as it was written. Raises ``Damaged``, and ``ScenarioError`` where it cannot be
        read."""
        with readable(self.path):
            return table.is_whole(self.path, self.spec, self.mark)


@dataclass(frozen=True)
class Status:
    """How far a sweep is, in runs. ``running`` is nothing where it cannot be known; ``damaged`` names files that do
    not count, and says why."""

    runs: int
    done: int
    failed: int
    running: bool | None
    finished: bool
    damaged: dict[str, str]

    @property
    def left(self) -> int:
        """Runs that are not done."""
        return self.runs - self.done


def begun(path: str | Path) -> Begun:
    """The sweep in a folder. Raises ``ScenarioError`` where there is none, where its files are damaged, and where its
    spec is no longer the one that it was begun with; ``[about]`` and ``[analysis]`` may be."""
    path = Path(path)
    with readable(path):
        if not (path / MANIFEST).is_file() or not (path / SPEC).is_file():
            raise no_sweep(path)
        manifest = manifest_of(path)
        spec = spec_of(path)
    check_mark(path / SPEC, {"spec": spec.hash}, manifest)
    return Begun(path, spec, manifest)


def no_sweep(path: Path) -> ScenarioError:
    """The error for a folder in which there is no sweep."""
    given = f"a folder without {MANIFEST} and {SPEC}" if path.is_dir() else "no folder" if path.exists() else ""
    allowed = "the folder of a sweep (pasdedeux sweep SPEC --out DIR)"
    return complaint(str(path), "folder", given or "no such folder", allowed)


def spec_of(path: Path) -> Spec:
    """What the folder says that is to be run. Raises ``ScenarioError``."""
    return spec_from(tables_in(path / SPEC, TOML), str(path / SPEC), path)


def status(path: str | Path) -> Status:
    """How far the sweep in a folder is; nothing is changed, and nobody is kept from it. Raises ``ScenarioError``."""
    sweep = begun(path)
    running, damaged = is_locked(sweep.path / LOCK), {}
    try:
        if sweep.is_finished():
            with readable(sweep.path):
                failed = table.failed(sweep.path)
            return Status(sweep.spec.runs, sweep.spec.runs, failed, running, True, {})
    except Damaged as damage:
        damaged[damage.file.name] = str(damage)
    found = sweep.survey()
    damaged |= {f"{PARTS}/{part.path.name}": why for part, why in found.others}
    return Status(sweep.spec.runs, found.done, found.failed, running, False, damaged)


@contextlib.contextmanager
def held(path: Path, where: str, new: bool = False) -> Iterator[None]:
    """The folder of a sweep, nobody else's meanwhile; where it is ``new`` it is made if it is not there yet.

    What a killed process left half-written is taken away, and so is a new folder in which nothing was begun. Raises
    ``ScenarioError`` that says ``where``, for a folder that somebody else has or that cannot be written.
    """
    with contextlib.ExitStack() as stack:
        try:
            if new:
                if not path.exists():
                    stack.callback(_remove_where_nothing_was_begun, path)
                path.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(path / LOCK))
        except (OSError, ValueError) as error:
            in_use = isinstance(error, InUse)
            why = "a sweep is running in it" if in_use else getattr(error, "strerror", None) or "no such name"
            allowed = "a folder that is free" if in_use else "a folder that can be written"
            raise complaint(where, "folder", f"{shown(str(path))} ({why})", allowed) from None
        tidy(path)
        tidy(path / PARTS)
        yield


def _remove_where_nothing_was_begun(path: Path) -> None:
    with contextlib.suppress(OSError, ValueError):
        if {file.name for file in path.iterdir()} <= {LOCK}:
            (path / LOCK).unlink(missing_ok=True)
            path.rmdir()


def begin(path: Path, work: Work) -> None:
    """Say in a folder what is to be run; one of the same sweep is gone on with.

    Raises ``ScenarioError`` where there is something else in it, ``Interrupted`` where it cannot be written.
    """
    if not (path / MANIFEST).exists():
        strangers = [file.name for file in path.iterdir() if file.name not in (LOCK, SPEC, PARTS)]
        if strangers:
            raise complaint("--out", "folder", f"{shown(str(path))} (there is {shown(strangers[0])} in it)",
                            "a new folder, an empty one, or one of the same sweep")  # fmt: skip
        describe(path, work)
    check_mark(path, work.mark, manifest_of(path))
    with contextlib.suppress(ScenarioError):
        if spec_of(path).hash == work.spec.hash:
            return
    describe(path, work)


def finish(sweep: Begun) -> int:
    """Make the table, its failures and their sums of the parts, where they are not there as they should be; gives how
    many runs failed. Raises ``Interrupted``."""
    with interrupted_when_full(sweep.path):
        whole = False
        with contextlib.suppress(Damaged):
            whole = sweep.is_finished()
        if not whole:
            table.gather(sweep.path, sweep.spec, sweep.mark, sweep.survey().sound)
        return table.failed(sweep.path)
