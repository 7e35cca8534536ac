"""A user's text file: read whole, or refused in one line."""

import contextlib
import errno
import os
from itertools import islice
from pathlib import Path

from sim.checking.errors import complaint, nearest


def text_of(path: Path, what: str, most: int, form: str) -> str:
    """The text of a file of at most ``most`` bytes that should be ``what``, in the ``form`` that is named.

    Raises ``ScenarioError`` for whatever keeps it from being read; where there is none, with the nearest in its folder.
    """
    where = str(path)[:200] or "file"
    if not is_there(path, what):
        raise complaint(where, "file", "no such file", what, nearest(str(path), beside(path)))
    try:
        if not path.is_file():
            kind = "a folder" if path.is_dir() else "no ordinary file"
            raise complaint(where, "file", f"{kind}, which cannot be read", what)
        if (size := path.stat().st_size) > most:
            raise complaint(where, "file", f"{size:,} bytes", f"at most {most:,} bytes")
        with open(path, "rb", opener=at_once) as file:
            raw = file.read()
        if raw is None:  # a file of the system's that would keep us waiting
            raise OSError(errno.EAGAIN, "nothing is in it yet")
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise complaint(where, "file", f"a file that cannot be read ({error.strerror})", what) from None
    except UnicodeDecodeError as error:
        line, byte = raw[: error.start].count(b"\n") + 1, raw[error.start]
        raise complaint(where, "file", f"bytes that are no text ({byte:#04x} in line {line})", form) from None


def at_once(name: str, flags: int) -> int:
    """An opener that waits for nobody: a pipe may have no other end."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0), 0o666)


def is_there(path: Path, what: str) -> bool:
    """Whether there is something of this name. Raises ``ScenarioError`` where the system cannot say."""
    try:
        return "\0" not in str(path) and path.exists()
    except OSError as error:
        given = f"a file that cannot be read ({error.strerror})"
        raise complaint(str(path)[:200], "file", given, what) from None


def beside(path: Path) -> list[str]:
    """The files in the folder that was meant whose names end as this one's does, written as ``path`` is."""
    with contextlib.suppress(OSError, ValueError):
        return [str(file) for file in islice(path.parent.glob(f"*{path.suffix or '.toml'}"), 1000)]
    return []
