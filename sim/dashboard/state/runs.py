"""The runs of a visit: its own, and the comparison run on the same chance.

The runs that were made last are kept for all visitors, up to ``MAX_BYTES``: another day, another panel or a step back
makes no new run.
"""

import hashlib
import threading
from dataclasses import dataclass

from cachetools import LRUCache, cached

from sim.dashboard.state.comparison_run import Alternative, alternative
from sim.dashboard.state.village import as_set
from sim.dashboard.state.visit import Visit
from sim.model.trajectory import Trajectory
from sim.run import Engine, evening, side_by_side
from sim.wording.language import language

MAX_BYTES = 128_000_000
"""Bytes of runs that are kept at most: the longest with its comparison run, or some hundreds of conversations."""
PATIENCE = 30_000
"""Turns above which a run waits for the compiled engine: it is at hand before the other could have run them."""


@dataclass(frozen=True)
class PageRuns:
    """A run, and the comparison run with what it was made of, where there is one."""

    run: Trajectory
    comparison: Trajectory | None = None
    alternative: Alternative | None = None

    @property
    def size(self) -> int:
        """Bytes."""
        runs = [run for run in (self.run, self.comparison) if run is not None]
        return sum(column.nbytes for run in runs for column in run.columns.values())


def runs_of(visit: Visit) -> PageRuns:
    """The runs of a visit, with what tells them apart as the language that is spoken has it; of a village, which is
    lived beside the page, an empty one. Raises ``ScenarioError`` for a run that is too long for the page."""
    visit.check()
    if visit.scenario.is_village:
        return PageRuns(Trajectory(visit.scenario.name, visit.seed, 0, {}))
    return _runs(f"{language()} {run_key(visit)}", visit)


def run_key(visit: Visit) -> str:
    """What the runs of a visit depend on, as a short digest: a scenario may be long."""
    out = visit.evening and (visit.evening.number, visit.evening.day, visit.evening.before)
    parts = (visit.scenario.model_dump_json(), visit.start.model_dump_json(), visit.seed, visit.fork, out)
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()


@cached(LRUCache(MAX_BYTES, lambda runs: runs.size + 10_000), key=lambda key, visit: key, lock=threading.Lock())
def _runs(key: str, visit: Visit) -> PageRuns:
    other = alternative(visit.scenario, visit.start, visit.fork, visit.evening.day if visit.evening else None)
    scenarios = [visit.scenario, *([other.scenario] if other else [])]
    if visit.evening:
        _, _, _, number, day, asleep = visit.evening
        run, *others = [evening(each, day, as_set(asleep, visit.start, each), visit.seed, number) for each in scenarios]
        return PageRuns(run, others[0] if others else None, other)
    engine: Engine | None = "ensemble" if sum(visit.scenario.lengths) > PATIENCE else None
    run, *others = side_by_side(scenarios, visit.seed, engine=engine)
    return PageRuns(run, others[0] if others else None, other)
