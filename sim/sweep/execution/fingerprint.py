"""What the values of a run depend on, as one short text: two computers that agree on it give the same runs."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

SOURCES = (
    "model", "checking", "interventions", "scenario", "engines", "community", "sweep/spec",
    "sweep/execution/couples.py", "sweep/execution/villages.py", "sweep/execution/work.py",
    "sweep/execution/fingerprint.py",
)  # fmt: skip
"""All that a worker runs through, from a spec to its outcomes: what stands there counts, what stands elsewhere does
not."""
COMPILERS = ("numba", "llvmlite")


def fingerprint_of(sim: Path, versions: Iterable[str]) -> str:
    """The hash of every Python file of ``SOURCES`` in the folder ``sim``, and of the compilers' versions."""
    found = hashlib.sha256("\0".join(versions).encode())
    files = (path for name in SOURCES for path in sim.glob(name if name.endswith(".py") else f"{name}/**/*.py"))
    for name, path in sorted((path.relative_to(sim).as_posix(), path) for path in files):
        found.update(f"\0{name}\0{path.read_text('utf-8')}".encode())
    return found.hexdigest()


@cache
def fingerprint() -> str:
    """The fingerprint of this installation."""
    return fingerprint_of(Path(__file__).parents[2], map(metadata.version, COMPILERS))
