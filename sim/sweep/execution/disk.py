"""Writing that cannot be caught half-way, and a lock that dies with its process."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

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
