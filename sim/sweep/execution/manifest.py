"""Where a sweep comes from, in its own folder: what is run, and by which model, engine and libraries."""

import hashlib
import json
import platform
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib import metadata
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

import tomli_w

from sim.checking.errors import complaint, shown
from sim.sweep.execution.disk import SMALL, opened, read_small, write_text
from sim.sweep.execution.faults import interrupted_when_full
from sim.sweep.execution.parts import Mark
from sim.sweep.execution.work import Work

PACKAGES = ("numpy", "scipy", "SALib", "numba", "llvmlite", "pandas", "pyarrow")
"""Whose versions the manifest notes."""
SPEC, MANIFEST, PARTS = "spec.toml", "manifest.json", "parts"
OLDER = "one of an older version, which says too little of its sweep"
MARKS = {
    "spec": "another sweep",
    "model": "a sweep of another version of the model",
    "engine": "a sweep of an engine that gives other values",
    "design": "a sweep whose points were drawn by other versions of the libraries",
}
"""What a sweep is when one of its marks is not what it should be."""


def describe(path: Path, work: Work) -> None:
    """Write what is run and where it comes from. Raises ``Interrupted`` where it cannot be written."""
    text = tomli_w.dumps(work.spec.resolved)
    manifest = sealed(_manifest(work, text))
    with interrupted_when_full(path):
        (path / PARTS).mkdir(exist_ok=True)
        write_text(path / SPEC, text)
        write_text(path / MANIFEST, manifest)


def manifest_of(path: Path) -> dict[str, Any]:
    """Where a sweep comes from. Raises ``ScenarioError``."""
    (manifest,) = objects(path / MANIFEST, lambda file: [file.read(SMALL)])
    if not manifest.keys() & {"digest", "engine", SPEC}:
        raise complaint(str(path / MANIFEST), "file", OLDER, "one of a sweep that was begun with this version")
    if sealed(manifest).encode() != read_small(path / MANIFEST):
        allowed = f"what was written; `pasdedeux check {path} --repair` makes it again"
        raise complaint(str(path / MANIFEST), "file", "one that is damaged", allowed)
    return manifest


def check_mark(where: Path, now: Mark, manifest: dict[str, Any]) -> None:
    """Refuse another sweep, model, engine or points than those that were begun with. Raises ``ScenarioError``."""
    for name, mark in now.items():
        if manifest.get(name) != mark:
            back = f" (`pasdedeux check {where.parent} --repair` puts it back)" if where.name == SPEC else ""
            allowed = f"the sweep as it was begun{back}; begin a changed one in a new folder"
            raise complaint(str(where), name, MARKS[name], allowed)


def objects(path: Path, texts: Callable[[TextIO], Iterable[str]]) -> list[dict[str, Any]]:
    """The objects of a file of JSON. Raises ``ScenarioError``."""
    try:
        with TextIOWrapper(opened(path), "utf-8") as file:
            found = [json.loads(text) for text in texts(file)]
        if all(isinstance(each, dict) for each in found):
            return found
        why = "something else than objects"
    except (OSError, ValueError, RecursionError) as error:
        why = str(error)
    raise complaint(str(path), "file", shown(why), "what `pasdedeux sweep` wrote")


def sealed(manifest: dict[str, Any]) -> str:
    """A manifest's text, with the hash of all the rest of it in it: any other byte is damage."""
    rest = {name: value for name, value in manifest.items() if name != "digest"}
    digest = hashlib.sha256(json.dumps(rest).encode()).hexdigest()
    return json.dumps({**rest, "digest": digest}, indent=2) + "\n"


def _manifest(work: Work, text: str) -> dict[str, Any]:
    spec = work.spec
    return {
        "version": _version("pas-de-deux"),
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: _version(name) for name in PACKAGES},
        "seed": spec.seed,
        **work.mark,
        "points": spec.count,
        "arms": list(spec.arms),
        "replicates": spec.replicates,
        "runs": spec.runs,
        "begun": datetime.now(UTC).isoformat(timespec="seconds"),
        SPEC: text,
    }


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "unknown"
