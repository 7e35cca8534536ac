"""Where compiled code is kept between starts."""

import atexit
import contextlib
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import llvmlite
import numba


def digest(sources: Iterable[str]) -> str:
    """A name for one state of the sources, of the compiler and of Python.

    Numba notices a change of the kernel's own file only; the laws it compiles stand in other files.
    """
    made = hashlib.sha256(f"{numba.__version__} {llvmlite.__version__} {sys.version}".encode())
    for source in sorted(set(sources)):
        made.update(Path(source).read_bytes())
    return made.hexdigest()[:16]


def folder(name: str) -> Path:
    """A writable folder for this state: ``PASDEDEUX_CACHE``, the user's cache, or else a temporary one.

    So a read-only install, or a read-only home, costs a compilation and breaks nothing.
    """
    homes = (os.environ.get("PASDEDEUX_CACHE"), os.environ.get("XDG_CACHE_HOME"), str(Path.home() / ".cache"))
    for home in filter(None, homes):
        made = Path(str(home)) / "pas-de-deux" / name
        try:
            made.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=made):
                return made
        except OSError:
            continue
    made = Path(tempfile.mkdtemp(prefix="pas-de-deux-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@contextlib.contextmanager
def keeping(sources: Iterable[str]) -> Iterator[None]:
    """While this lasts, functions compiled with ``cache=True`` are kept in our folder; other code's are not touched."""
    config: Any = numba.config
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder(digest(sources)))
    try:
        yield
    finally:
        config.CACHE_DIR = before
