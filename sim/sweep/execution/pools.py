"""Who does the work: threads, processes, or a Dask cluster, all through ``concurrent.futures``."""

import asyncio
import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any, cast

from sim.checking.errors import complaint, nearest, shown
from sim.checking.settings import check_number
from sim.run import cores

MAX_JOBS, MAX_CHUNK = 1024, 10_000_000
LOCAL = "local"
PATIENCE = 20.0
"""Seconds in which a cluster must answer."""


@dataclass(frozen=True)
class Options:
    """How a sweep is run; what comes of it does not depend on it.

    ``jobs`` workers (all cores where it is not said), threads or ``processes``, or ``on`` a Dask cluster; ``chunk`` is
    the runs of a part. Raises ``ScenarioError`` for numbers out of range, and for a cluster with processes.
    """

    jobs: int | None = None
    processes: bool = False
    on: str | None = None
    chunk: int | None = None

    def __post_init__(self) -> None:
        for name, high in (("jobs", MAX_JOBS), ("chunk", MAX_CHUNK)):
            if getattr(self, name) is not None:
                check_number("sweep", name, getattr(self, name), 1, high)
        if self.on is not None and self.processes:
            raise complaint("sweep", "--processes", "it and --on", "one of the two: a cluster has its own processes")

    @property
    def workers(self) -> int:
        """How many workers."""
        return self.jobs or cores()


@dataclass
class Pool:
    """An executor of ``slots`` workers. ``going`` is for workers in our memory; ``renew`` replaces what broke."""

    executor: Executor
    slots: int
    renew: Callable[[], Executor]
    going: Callable[[], bool] | None = None


def pool(options: Options) -> contextlib.AbstractContextManager[Pool]:
    """A pool of workers; whatever ends the work ends them. Raises ``ScenarioError`` for no such cluster."""
    if options.on is not None:
        return _dask(options.workers, options.on)
    return (_processes if options.processes else _threads)(options.workers)


@contextlib.contextmanager
def _threads(jobs: int) -> Iterator[Pool]:
    """Threads over the compiled lanes, which let go of Python's lock."""
    stop = threading.Event()
    executor = ThreadPoolExecutor(jobs)
    try:
        yield Pool(executor, jobs, lambda: executor, lambda: not stop.is_set())
    finally:
        stop.set()
        executor.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def _without_script() -> Iterator[None]:
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
        with _without_script():
            return SpawnProcess._Popen(process)


class _Context(SpawnContext):
    Process = _Spawned


@contextlib.contextmanager
def _processes(jobs: int) -> Iterator[Pool]:
    """Processes, each with the engine of its own."""
    executors: list[ProcessPoolExecutor] = []

    def renew() -> ProcessPoolExecutor:
        executors.append(ProcessPoolExecutor(jobs, mp_context=_Context(), initializer=_child))
        return executors[-1]

    try:
        yield Pool(renew(), jobs, renew)
    finally:
        for executor in executors:
            processes = list((getattr(executor, "_processes", None) or {}).values())
            executor.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()


def _child() -> None:
    """A worker leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = cast(BaseProcess, multiprocessing.parent_process())

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextlib.contextmanager
def _dask(jobs: int, on: str) -> Iterator[Pool]:
    """A Dask cluster: one that is there, or, with ``local``, one that is started for this."""
    try:
        from distributed import Client, LocalCluster, Security
        from distributed.comm import connect
    except ImportError:
        allowed = "a Python that has it: pip install 'pas-de-deux[cluster]'"
        raise complaint("sweep", "--on", f"{shown(on)}, without the package dask[distributed]", allowed) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)

    async def answers(address: str) -> None:
        comm = await connect(address, timeout=PATIENCE, **Security().get_connection_args("client"))
        await comm.close()

    with contextlib.ExitStack() as stack:
        if on == LOCAL:
            with _without_script():
                cluster = LocalCluster(
                    n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                )
            address = stack.enter_context(cluster).scheduler_address
        else:
            address = on
        try:
            # A client that fails at its address stays half open, and its end can hang the next one's start: ask first.
            with ThreadPoolExecutor(1) as thread:
                thread.submit(asyncio.run, answers(address)).result()
            client = stack.enter_context(Client(address, timeout=PATIENCE))
        except (OSError, ValueError, TypeError) as error:
            allowed = f"{LOCAL}, or the address of a Dask scheduler, as in tcp://10.0.0.5:8786"
            given = f"{shown(on)} ({str(error)[:80] or 'it does not answer'})"
            raise complaint("sweep", "--on", given, allowed, nearest(on, [LOCAL])) from None

        def renew() -> Executor:
            return client.get_executor(pure=False)

        slots = max(1, sum(client.nthreads().values()))
        yield Pool(renew(), slots, renew)
