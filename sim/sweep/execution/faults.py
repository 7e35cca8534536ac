"""Whose fault it is: what was asked (``ScenarioError``), a damaged file, or the machinery, which may be tried again."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sim.checking.errors import ScenarioError, complaint, one_line


class Interrupted(Exception):  # noqa: N818
    """A sweep that stopped before its end and can go on: the message says how."""


class Damaged(Exception):  # noqa: N818
    """A file that is not what was written: which, and the message says how."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(why)
        self.file = file

    def refused(self, folder: Path) -> ScenarioError:
        """The error for whoever would have read it from the sweep in a ``folder``."""
        return complaint(str(self.file), "file", f"one that is damaged: {self}",
                         f"what was written; `pasdedeux check {folder} --repair` makes it again")  # fmt: skip


@contextlib.contextmanager
def believed(folder: Path) -> Iterator[None]:
    """Nothing is taken from a file that is damaged: raises ``ScenarioError`` for ``Damaged``."""
    try:
        yield
    except Damaged as damage:
        raise damage.refused(folder) from None


@contextlib.contextmanager
def readable(path: Path) -> Iterator[None]:
    """What cannot be read is told in one line: raises ``ScenarioError`` for an ``OSError``."""
    try:
        yield
    except OSError as error:
        given = f"one that cannot be read ({error.strerror or error})"
        raise complaint(str(error.filename or path), "file", given, "a folder that may be read") from None
    except ValueError as error:
        if isinstance(error, ScenarioError):
            raise
        raise complaint(str(path), "folder", "no such name", "the folder of a sweep") from None


@contextlib.contextmanager
def interrupted_when_full(path: Path) -> Iterator[None]:
    """A disk that is full, or that cannot be written or read any more, interrupts a sweep and breaks nothing."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise Interrupted(f"{path}: it cannot be read or written ({why}); nothing that is done is lost") from None


@contextlib.contextmanager
def machinery(what: str) -> Iterator[None]:
    """Whatever breaks here is no couple's fault and no mistake in what was asked: raises ``Interrupted``."""
    try:
        yield
    except (ScenarioError, Interrupted):
        raise
    except MemoryError:
        raise Interrupted("there is not enough memory for this") from None
    except Exception as error:
        raise Interrupted(f"{what} ({type(error).__name__}: {one_line(str(error))[:200]})") from error
