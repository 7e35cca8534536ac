"""Processes that are started afresh, and do not run the user's script again."""

import contextlib
import sys
from collections.abc import Iterator
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any


@contextlib.contextmanager
def without_script() -> Iterator[None]:
    """While it lasts, processes that are started do not run the user's script again: they need nothing of it, and one
    without a guard (``if __name__ == "__main__"``) would begin its sweep anew in each."""
    script = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


class _Spawned(SpawnProcess):
    @staticmethod
    def _Popen(process: BaseProcess) -> Any:  # noqa: N802 - what multiprocessing calls it
        with without_script():
            return SpawnProcess._Popen(process)


class Context(SpawnContext):
    """Starts processes that do not run the user's script."""

    Process = _Spawned
