"""Writing that cannot be caught half-way: a file, a folder of results; and a lock that dies with its process."""

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from sim.checking.errors import ScenarioError, complaint, shown

UNFINISHED = ".unfinished-"
"""How the names of files begin that are being written."""


class Interrupted(Exception):  # noqa: N818
    """A sweep that stopped before its end and can go on: the message says how."""


class InUse(OSError):  # noqa: N818
    """Somebody else holds the lock."""


def write_whole(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Write a file that is there whole, on the disk, or not at all. Raises ``OSError``; then nothing is left."""
    unfinished = path.parent / f"{UNFINISHED}{os.getpid()}-{path.name}"
    try:
        with open(unfinished, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
        _sync_name(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def write_text(path: Path, text: str) -> None:
    """A text file, whole or not at all."""
    write_whole(path, lambda file: file.write(text.encode("utf-8")))


def tidy(folder: Path) -> None:
    """Take away what a process that was killed had begun to write."""
    for path in folder.glob(f"{UNFINISHED}*"):
        with contextlib.suppress(OSError):
            path.unlink()


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that the system lets go of when the process ends, however it ends. Raises ``InUse``."""
    with open(path, "ab") as file:
        try:
            _lock(file)
        except OSError as error:
            raise InUse(error.errno, "another process is at work in it") from None
        yield


def is_locked(path: Path) -> bool:
    """Whether somebody holds the lock."""
    if not path.exists():
        return False
    try:
        with locked(path):
            return False
    except InUse:
        return True
    except OSError:
        return False


def _lock(file: BinaryIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sync_name(folder: Path) -> None:
    """Make sure that a new name survives a power cut, where the system can."""
    if sys.platform != "win32":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


class Folder:
    """A folder whose files appear whole and together when the work is done, or not at all.

    ``with Folder(path, names) as folder`` makes it, or finds out at once that it cannot be made (``ScenarioError`` that
    names ``where``); ``folder / name`` is where a file is written until then. What it replaces stays whole meanwhile.
    """

    def __init__(self, path: str | Path, names: Iterable[str], where: str = "--out") -> None:
        self.path, self.names, self.where = Path(path), list(names), where
        self._given = str(path)
        self._created: list[Path] = []

    def __enter__(self) -> "Folder":
        try:
            self._created = [folder for folder in (self.path, *self.path.parents) if not folder.exists()]
            if not self._given or (not self._created and not self.path.is_dir()):
                raise self._problem("it is no folder" if self._given else "it is empty")
            blocked = next((name for name in self.names if (self.path / name).is_dir()), None)
            if blocked:
                raise self._problem(f"{blocked} in it is a folder")
            self.path.mkdir(parents=True, exist_ok=True)
            self._hidden = Path(tempfile.mkdtemp(prefix=".pasdedeux-", dir=self.path))
        except (OSError, ValueError) as error:
            self._tidy()
            if isinstance(error, ScenarioError):
                raise
            raise self._problem(getattr(error, "strerror", None) or "no such name") from None
        return self

    def __truediv__(self, name: str) -> Path:
        return self._hidden / name

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        try:
            if kind is None:
                for name in self.names:
                    os.replace(self._hidden / name, self.path / name)
                self._created = []
        except OSError as problem:
            raise self._problem(problem.strerror or "it cannot be written") from None
        finally:
            shutil.rmtree(self._hidden, ignore_errors=True)
            self._tidy()

    def _tidy(self) -> None:
        """Take away the folders that were made for nothing."""
        for folder in self._created:
            with contextlib.suppress(OSError, ValueError):
                folder.rmdir()

    def _problem(self, why: str) -> ScenarioError:
        return complaint(self.where, "folder", f"{shown(self._given)} ({why})", "a folder that can be written")
