"""Two names of a file system exchanged in one step, so that nobody sees a moment between."""

import ctypes
import errno
import os
import sys
from pathlib import Path

HERE, EXCHANGE = -100, 2
"""``AT_FDCWD`` and ``RENAME_EXCHANGE`` of Linux."""


def exchange(one: Path, other: Path) -> None:
    """Give each the other's name. Raises ``OSError``: ``ENOSYS`` where the system cannot, ``EINVAL`` where its file
    system cannot. Linux can on its own file systems, others and most networks' cannot.
    """
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(HERE, os.fsencode(one), HERE, os.fsencode(other), EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
