"""Who does the work: threads, processes, or a Dask cluster, all through ``concurrent.futures``."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from typing import cast

from sim.checking.errors import complaint
from sim.checking.settings import check_number
from sim.run import cores
from sim.sweep.execution.spawning import Context

MAX_JOBS, MAX_CHUNK = 1024, 10_000_000


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
    """An executor of ``slots`` workers. ``renew`` replaces what broke, or is no longer the same: ``changed`` is asked
    now and then, and raises ``Interrupted`` where nobody is left. ``going`` is for workers in our memory."""

    executor: Executor
    slots: int
    renew: Callable[[], Executor]
    going: Callable[[], bool] | None = None
    changed: Callable[[], bool] = bool


def pool(options: Options) -> contextlib.AbstractContextManager[Pool]:
    """A pool of workers; whatever ends the work ends them. Raises ``ScenarioError`` for what is no cluster's address,
    ``Interrupted`` for a cluster that does not answer or has nobody for the work."""
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
def _processes(jobs: int) -> Iterator[Pool]:
    """Processes, each with the engine of its own."""
    executors: list[ProcessPoolExecutor] = []

    def renew() -> ProcessPoolExecutor:
        executors.append(ProcessPoolExecutor(jobs, mp_context=Context(), initializer=_child))
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
    from sim.sweep.execution.cluster import connected

    with connected(jobs, on) as cluster:

        def renew() -> Executor:
            executor = cluster.executor()
            made.slots = cluster.slots
            return executor

        made = Pool(cluster.executor(), cluster.slots, renew, changed=cluster.look)
        yield made
