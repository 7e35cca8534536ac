"""Folders of sweeps in which something is not what was written, and names that are no files."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

FILES = ("manifest.json", "spec.toml", "runs.parquet", "failures.jsonl", "SHA256SUMS", ".lock", "parts", "a part")


def _gone(path: Path) -> None:
    """Take away a file, or a folder."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _replaced(make: Callable[[Path], object]) -> Callable[[Path], None]:
    """A way to put something in the place of a file."""

    def replace(path: Path) -> None:
        _gone(path)
        make(path)

    return replace


def _sparse(path: Path) -> None:
    """A file of a gigabyte of zeros that takes no room."""
    with open(path, "wb") as file:
        file.truncate(10**9)


def _half(path: Path) -> None:
    """Half of what was written."""
    if path.is_dir():
        next(path.iterdir()).unlink()
    else:
        os.truncate(path, path.stat().st_size // 2)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "is gone": _gone,
    "is empty": _replaced(lambda path: path.write_bytes(b"")),
    "is half": _half,
    "is noise": _replaced(lambda path: path.write_bytes(bytes(range(256)) * 40)),
    "is a gigabyte": _replaced(_sparse),
    "is nested": _replaced(lambda path: path.write_bytes(b'{"a":' * 100_000 + b"1" + b"}" * 100_000)),
    "is a folder": _replaced(Path.mkdir),
    "is a pipe": _replaced(os.mkfifo),
    "is a loop": _replaced(lambda path: path.symlink_to(path.name)),
    "is a device without end": _replaced(lambda path: path.symlink_to("/dev/zero")),
}
"""What may have happened to a file."""


def damaged(folder: Path, name: str, how: str) -> None:
    """Damage a file of a sweep's folder, or the folder of its parts."""
    DAMAGE[how](min((folder / "parts").iterdir()) if name == "a part" else folder / name)


def _pipe(folder: Path) -> str:
    os.mkfifo(folder / "pipe.toml")
    return "pipe.toml"


def _loop(folder: Path) -> str:
    (folder / "loop.csv").symlink_to("loop.csv")
    return "loop.csv"


def _deep(folder: Path) -> str:
    return "/".join(["x"] * 2000)


PLACES: dict[str, Callable[[Path], str]] = {
    "a pipe": _pipe,
    "a loop of links": _loop,
    "a device without end": lambda _: "/dev/zero",
    "a device of nothing": lambda _: "/dev/null",
    "a device of chance": lambda _: "/dev/urandom",
    "a process' memory": lambda _: "/proc/self/mem",
    "the system's messages": lambda _: "/proc/kmsg",
    "a folder": lambda _: ".",
    "the root": lambda _: "/",
    "an empty name": lambda _: "",
    "a name too long": lambda _: "x" * 5000,
    "a name of two thousand folders": _deep,
    "a name that is no text": lambda _: b"caf\xe9.csv".decode("utf-8", "surrogateescape"),
    "a name that rings": lambda _: "\x07\x1b[2J.toml",
    "an address": lambda _: "https://example.org/x.csv",
    "a bucket": lambda _: "s3://bucket/x",
    "an option": lambda _: "--",
}
"""Names where a file is meant, made in a folder where they need to be."""
