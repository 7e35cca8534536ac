"""A visit lived: its run, and the other run on the same chance, kept for the next look.

The runs that were made last are kept for all visitors, up to ``ROOM`` bytes: another day, another panel or a step back
makes no new run.
"""

import hashlib
import threading
from dataclasses import dataclass

from cachetools import LRUCache, cached

import sim
from sim.dashboard.state.comparison_run import other
from sim.dashboard.state.visit import Visit, short_enough
from sim.model.trajectory import Trajectory
from sim.run import side_by_side
from sim.scenario.schema import Scenario

ROOM = 128_000_000
"""Bytes of runs that are kept at most: the longest with its ghost, or some hundreds of conversations."""
PATIENCE = 30_000
"""Turns above which a run waits for the compiled engine: it is at hand before the other could have lived them."""


@dataclass(frozen=True)
class Lived:
    """A run, and what it is compared with.

    ``other`` is the scenario of ``ghost``, ``lacks`` what one of the two lacks, in words; ``more`` says that it is the
    ghost that has it.
    """

    run: Trajectory
    ghost: Trajectory | None = None
    other: Scenario | None = None
    lacks: str = ""
    more: bool = False

    @property
    def dashed(self) -> str:
        """What the ghost is, in words."""
        return f"{'with' if self.more else 'without'} {self.lacks}" if self.ghost is not None else ""

    @property
    def size(self) -> int:
        """Bytes."""
        runs = [one for one in (self.run, self.ghost) if one is not None]
        return sum(column.nbytes for one in runs for column in one.columns.values())


def lived(visit: Visit) -> Lived:
    """The runs of a visit. Raises ``ScenarioError`` for a run that is too long for the page."""
    short_enough(visit.scenario)
    return _lived(run_key(visit), visit)


def run_key(visit: Visit) -> str:
    """What the runs of a visit depend on, as a short digest: a scenario may be long."""
    told = (visit.scenario.model_dump_json(), visit.start.model_dump_json(), visit.seed, visit.fork)
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


@cached(LRUCache(ROOM, lambda life: life.size + 10_000), key=lambda key, visit: key, lock=threading.Lock())
def _lived(key: str, visit: Visit) -> Lived:
    found = other(visit.scenario, visit.start, visit.fork)
    scenarios = [visit.scenario] if found is None else [visit.scenario, found.scenario]
    compiled = sim.is_warm() or sum(visit.scenario.lengths) > PATIENCE
    runs = side_by_side(scenarios, visit.seed, engine="ensemble" if compiled else "mesa")
    if found is None:
        return Lived(runs[0])
    return Lived(*runs, found.scenario, found.what, found.more)
