"""Where compiled code is kept between starts."""

import contextlib
import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import llvmlite
import numba

from sim.checking.cache_folder import folder


def digest(sources: Iterable[str]) -> str:
    """A name for one state of the sources, of the compiler and of Python.

    Numba notices a change of the kernel's own file only; the laws it compiles stand in other files.
    """
    made = hashlib.sha256(f"{numba.__version__} {llvmlite.__version__} {sys.version}".encode())
    for source in sorted(set(sources)):
        made.update(Path(source).read_bytes())
    return made.hexdigest()[:16]


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
