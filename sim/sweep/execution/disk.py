"""Writing that cannot be caught half-way: a file, a folder of results; and a lock that dies with its process."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

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


@contextlib.contextmanager
def whole_folder(path: str | Path, names: Iterable[str], where: str = "--out") -> Iterator[Path]:
    """A folder whose files appear whole and together when the work is done, or not at all.

    Gives the place where the files of these ``names`` are written until then; what they replace stays whole meanwhile.
    Raises ``ScenarioError`` that names ``where``: at once for a folder that cannot be made.
    """
    given, path, names = str(path), Path(path), list(names)

    def refused(why: str) -> ScenarioError:
        return complaint(where, "folder", f"{shown(given)} ({why})", "a folder that can be written")

    with contextlib.ExitStack() as stack:
        try:
            new = [folder for folder in (path, *path.parents) if not folder.exists()]
            stack.callback(_remove_empty, new)
            if not given or (not new and not path.is_dir()):
                raise refused("it is no folder" if given else "it is empty")
            blocked = next((name for name in names if (path / name).is_dir()), None)
            if blocked:
                raise refused(f"{blocked} in it is a folder")
            path.mkdir(parents=True, exist_ok=True)
            temporary = tempfile.TemporaryDirectory(prefix=".pasdedeux-", dir=path, ignore_cleanup_errors=True)
            hidden = Path(stack.enter_context(temporary))
        except (OSError, ValueError) as error:
            if isinstance(error, ScenarioError):
                raise
            raise refused(getattr(error, "strerror", None) or "no such name") from None
        yield hidden
        try:
            for name in names:
                os.replace(hidden / name, path / name)
        except OSError as error:
            raise refused(error.strerror or "it cannot be written") from None


def _remove_empty(folders: list[Path]) -> None:
    """Take away the folders that were made for nothing."""
    for folder in folders:
        with contextlib.suppress(OSError, ValueError):
            folder.rmdir()
