"""A lock that dies with its process, however it ends."""

import contextlib
import errno
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sim.checking.text_file import at_once

BUSY = (errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
"""What a system says of a lock that somebody else holds; anything else says that there are no locks here."""
WAIT = 0.5
"""Seconds that taking a lock waits for somebody who only asks whether it is held."""


class InUse(OSError):  # noqa: N818
    """Somebody else holds the lock."""


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock. Raises ``InUse``, and ``OSError`` where the file cannot be made.

    A file system without locks, as some networks' are, keeps nobody out: what two processes write into one folder is
    still told apart when it is gathered.
    """
    with open(path, "ab", opener=at_once) as file:
        end = time.monotonic() + WAIT
        while _try(file) is False:
            if time.monotonic() > end:
                raise InUse(errno.EAGAIN, "another process is at work in it")
            time.sleep(0.02)
        yield


def is_locked(path: Path) -> bool | None:
    """Whether somebody holds the lock; nothing where it cannot be known. It keeps nobody from taking it."""
    try:
        with open(path, "ab" if sys.platform == "win32" else "rb", opener=at_once) as file:
            got = _try(file, shared=True)
            return None if got is None else not got
    except FileNotFoundError:
        return False
    except OSError:
        return None


def _try(file: BinaryIO, shared: bool = False) -> bool | None:
    """Take the lock of an open file until it is closed: whether it could be had, nothing where there are no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        return True
    except OSError as error:
        return False if error.errno in BUSY else None
