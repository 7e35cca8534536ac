"""A village that is cut over the workers of a Dask cluster, each of whom keeps a part and its couples for good.

Every evening what border ties carry goes through this process, some 64 bytes a couple at a border, and every night
comes back who has ended. A worker that dies takes its couples along: the village is not gone on with, and is lived
again.
"""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

from sim.community.part import Part, Share
from sim.sweep.execution.cluster import PATIENCE, Cluster, connected
from sim.sweep.execution.faults import Interrupted
from sim.sweep.execution.pools import Options


class OnCluster:
    """The fit workers of a cluster, a part each."""

    def __init__(self, cluster: Cluster) -> None:
        """Whoever is fit now."""
        cluster.wait_for_workers()
        self.client, self.workers = cluster.client, sorted(cluster.fit)
        self.count = len(self.workers)
        self.actors: list[Any] = []

    def take(self, parts: Sequence[Share]) -> None:
        """Have these to live, each where it stays. Raises ``Interrupted``."""
        with _one_of_us():
            made = []
            for share, worker in zip(parts, self.workers, strict=False):
                there = self.client.scatter(share, workers=[worker], hash=False)
                made.append(self.client.submit(Part, there, actor=True, workers=[worker], pure=False))
            self.actors = [future.result(timeout=PATIENCE * 10) for future in made]

    def ask(self, what: str, given: dict[int, tuple]) -> dict[int, Any]:
        """What a method of some parts gives, each by its number, all at work at once. Raises ``Interrupted``."""
        with _one_of_us():
            asked = {part: getattr(self.actors[part], what)(*values) for part, values in given.items()}
            return {part: answer.result() for part, answer in asked.items()}


@contextlib.contextmanager
def _one_of_us() -> Iterator[None]:
    """Where a worker is gone, so is its part of the village."""
    try:
        yield
    except (OSError, TimeoutError, ValueError, RuntimeError) as error:
        raise Interrupted(f"a worker is gone, and its part of the village ({type(error).__name__})") from error


@contextlib.contextmanager
def hands_on(on: str, jobs: int | None = None) -> Iterator[OnCluster]:
    """The workers of the cluster at an address, or, with ``local``, of one with so many that is started for this.

    Raises ``ScenarioError`` for what is no cluster's address, ``Interrupted`` where nobody answers or is fit.
    """
    with connected(Options(jobs=jobs, on=on).workers, on) as cluster:
        yield OnCluster(cluster)
