"""What the values of a run depend on, as one short text: two computers that agree on it give the same runs."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

PACKAGES = ("model", "checking", "interventions", "scenario", "engines")
"""The packages that a run is made by, whole: whatever stands in them counts, whatever stands elsewhere does not."""
COMPILERS = ("numba", "llvmlite")


def fingerprint_of(sim: Path, versions: Iterable[str]) -> str:
    """The hash of every Python file of ``PACKAGES`` in the folder ``sim``, and of the compilers' versions."""
    found = hashlib.sha256("\0".join(versions).encode())
    files = (path for package in PACKAGES for path in (sim / package).rglob("*.py"))
    for name, path in sorted((path.relative_to(sim).as_posix(), path) for path in files):
        found.update(f"\0{name}\0{path.read_text('utf-8')}".encode())
    return found.hexdigest()


@cache
def fingerprint() -> str:
    """The fingerprint of this installation."""
    return fingerprint_of(Path(__file__).parents[2], map(metadata.version, COMPILERS))
