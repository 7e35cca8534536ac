"""A Dask cluster as a pool: its workers are asked what they are before they are given anything, and watched."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from sim.checking.errors import complaint, nearest, one_line, shown
from sim.sweep.execution.faults import Interrupted
from sim.sweep.execution.fingerprint import fingerprint
from sim.sweep.execution.spawning import without_script
from sim.sweep.execution.work import proof

if TYPE_CHECKING:
    from distributed import Client, Future

LOCAL = "local"
PATIENCE = 20.0
"""Seconds in which a scheduler must answer."""
WITHOUT = 30.0
"""Seconds that a sweep waits for a worker who can do the work."""
LOADING = 120.0
"""Seconds in which a worker must have loaded the engine, which may have to be compiled."""
PULSE = 0.2
"""Seconds between two looks at workers who are still loading."""

log = logging.getLogger("pasdedeux")


@contextlib.contextmanager
def connected(jobs: int, on: str) -> Iterator["Cluster"]:
    """The cluster at an address, or, with ``local``, one that is started for this.

    Raises ``ScenarioError`` for what is no address and where the package is missing, ``Interrupted`` where nobody
    answers.
    """
    try:
        from distributed import Client, LocalCluster, Security
        from distributed.comm import connect
    except ImportError:
        allowed = "a Python that has it: pip install 'pas-de-deux[cluster]'"
        raise complaint("sweep", "--on", f"{shown(on)}, without the package dask[distributed]", allowed) from None
    for name in logging.root.manager.loggerDict:
        if name.partition(".")[0] in ("distributed", "asyncio", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)

    async def answers(address: str) -> None:
        comm = await connect(address, timeout=PATIENCE, **Security().get_connection_args("client"))
        await comm.close()

    with contextlib.ExitStack() as stack:
        if on == LOCAL:
            with without_script():
                local = LocalCluster(
                    n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                )
            address = stack.enter_context(local).scheduler_address
        else:
            address = on
        try:
            # A client that fails at its address stays half open, and its end can hang the next one's start: ask first.
            with ThreadPoolExecutor(1) as thread:
                thread.submit(asyncio.run, answers(address)).result()
            client = stack.enter_context(Client(address, timeout=PATIENCE))
        except (ValueError, TypeError, RuntimeError) as error:
            allowed = f"{LOCAL}, or the address of a Dask scheduler, as in tcp://10.0.0.5:8786"
            given = f"{shown(on)} ({str(error)[:80] or 'it is no address'})"
            raise complaint("sweep", "--on", given, allowed, nearest(on, [LOCAL])) from None
        except OSError:
            raise Interrupted(f"no Dask scheduler answers at {one_line(on)}") from None
        yield Cluster(client, on)


class Cluster:
    """The workers of a scheduler: the ``fit`` ones, who have shown that they give the sweep's values, those who are
    still ``asked``, and those who were set ``aside``."""

    def __init__(self, client: "Client", address: str) -> None:
        self.client, self.address = client, one_line(address)
        self.fit: set[str] = set()
        self.asked: dict[str, tuple[Future, float]] = {}
        self.aside: set[str] = set()
        self.threads: dict[str, int] = {}
        self._last = time.monotonic()

    @property
    def slots(self) -> int:
        """How much the fit workers do at once."""
        return max(1, sum(self.threads.get(worker, 1) for worker in self.fit))

    def executor(self) -> Executor:
        """What gives work to the fit workers, and to no other. Raises ``Interrupted`` where nobody is."""
        self.wait_for_workers()
        return self.client.get_executor(pure=False, workers=sorted(self.fit), allow_other_workers=False)

    def wait_for_workers(self) -> None:
        """Wait until those who are there have answered, and one of them is fit. Raises ``Interrupted``."""
        while self.look() or self.asked or not self.fit:
            time.sleep(PULSE)

    def look(self) -> bool:
        """Ask whoever is new, and say whether the fit ones are others than before.

        Raises ``Interrupted`` where the scheduler does not answer, and where for ``WITHOUT`` seconds nobody was fit.
        """
        before, now = set(self.fit), time.monotonic()
        try:
            scheduler: Any = self.client.scheduler
            self.threads = self.client.sync(scheduler.ncores, callback_timeout=PATIENCE)
        except Exception:  # it says it in many ways, but it is not there
            raise Interrupted(f"the Dask scheduler at {self.address} does not answer any more") from None
        there = set(self.threads)
        for worker in there - self.fit - self.aside - self.asked.keys():
            question = self.client.submit(
                _question(), workers=[worker], allow_other_workers=False, pure=False, priority=10
            )
            self.asked[worker] = question, now
        self.fit &= there
        for worker, (answer, when) in list(self.asked.items()):
            if worker not in there or answer.status in ("cancelled", "lost"):
                del self.asked[worker]
            elif answer.status in ("finished", "error") or now - when > LOADING:
                del self.asked[worker]
                self._judge(worker, answer)
        if self.fit or self.asked:
            self._last = now
        elif now - self._last > WITHOUT:
            others = f", and {len(self.aside)} that cannot do the work" if self.aside else ""
            raise Interrupted(f"no worker at {self.address} for {WITHOUT:g} s{others}")
        return self.fit != before

    def _judge(self, worker: str, answer: "Future") -> None:
        """Let a worker in who has answered that it is fit; set any other aside, and say so."""
        why = "it does not answer"
        if answer.status == "finished":
            why = answer.result(timeout=PATIENCE)
        elif answer.status == "error":
            why = str(answer.exception())
        if why:
            self.aside.add(worker)
            log.warning("pasdedeux: the worker at %s is set aside: %s", worker, one_line(why)[:200])
        else:
            self.fit.add(worker)


def _question() -> Callable[[], str]:
    """What a worker is asked: a function that is sent as it is written here, as the worker may not have the package,
    and that says why the worker is not fit. What it would raise might not find its way back."""
    task = ("", fingerprint(), proof())

    def answer() -> str:
        try:
            from sim.sweep.execution.work import Task, check_worker

            check_worker(Task(*task))
            return ""
        except Exception as error:
            return str(error) or type(error).__name__

    return answer
