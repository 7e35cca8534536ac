"""A Dask cluster of processes, each of which may be killed."""

import subprocess
import sys
from typing import Any


def started(kind: str, *arguments: str) -> tuple[subprocess.Popen, str]:
    """A ``scheduler``, or a ``worker``, as a process, once it is ready: and the address of its scheduler.

    Raises ``RuntimeError`` where it ends before.
    """
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments, "--no-dashboard"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = []
    for line in process.stderr:
        said.append(line)
        if "Scheduler at:" in line or "Registered to:" in line:
            return process, line.split()[-1]
    raise RuntimeError("".join(said))


class Cluster:
    """A scheduler and one worker of one thread, for a ``with`` block; ``address`` is the scheduler's."""

    def __enter__(self) -> "Cluster":
        self.scheduler, self.address = started("scheduler", "--port", "0", "--host", "127.0.0.1")
        self.hire()
        return self

    def __exit__(self, *_: Any) -> None:
        for process in (self.worker, self.scheduler):
            process.kill()
            process.communicate()

    def hire(self) -> None:
        """A new worker."""
        self.worker, _ = started("worker", self.address, "--nthreads", "1", "--no-nanny")
