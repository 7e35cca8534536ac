"""What a worker is handed: a stretch of a sweep's runs, and all that is needed to run them."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.engines.lanes import LANES
from sim.model.outcomes import Outcomes
from sim.sweep.execution.fingerprint import fingerprint
from sim.sweep.spec.design import Points, digest, points
from sim.sweep.spec.specification import Spec, spec_from

if TYPE_CHECKING:
    from sim.sweep.execution.couples import Builder, Couples


PROBE = {
    "model": {"scenario": {
        "about": {"title": "A probe", "what": "Two evenings."}, "couple": {"bond": 0.5}, "turns": 40, "days": 2,
        "partner_a": {"name": "A", "anxiety": 0.8, "avoidance": 0.2, "security": 0.5},
        "partner_b": {"name": "B", "anxiety": 0.2, "avoidance": 0.8, "security": 0.5},
        "intervention": [
            {"kind": "hand-holding", "when": "heart", "bpm": 80.0, "turn": 4, "turns": 20},
            {"kind": "softening", "turn": 6, "turns": 9}],
    }},
    "parameters": {"couple.bond": [0.2, 0.8]}, "replicates": {"count": 3, "seed": 7}, "outcomes": {"days": [1]},
}  # fmt: skip
"""A few couples who show which engine it is."""


class Unfit(Exception):  # noqa: N818
    """This worker would give other values than the sweep's: the message says why."""


class Task(NamedTuple):
    """A sweep as plain text, the same in every process and on every computer, with the fingerprint of the model and
    the ``proof`` of the engine that it is run by. With ``days`` only so many of each story are lived, for a pilot."""

    spec: str
    model: str
    engine: str
    days: int | None = None


@dataclass(frozen=True, eq=False)
class Work:
    """A sweep with its points, ready to be run."""

    spec: Spec

    @cached_property
    def points(self) -> Points:
        """The points of the design."""
        return points(self.spec)

    @cached_property
    def task(self) -> Task:
        """What workers are sent."""
        return Task(json.dumps(self.spec.resolved), fingerprint(), proof())

    @cached_property
    def mark(self) -> dict[str, str]:
        """Whose its rows are; see ``parts.Mark``."""
        return {"spec": self.spec.hash, "model": self.task.model, "engine": self.task.engine,
                "design": digest(self.points)}  # fmt: skip

    @property
    def least(self) -> int:
        """Runs that are best done at once, the fewest of a part: as many as there are lanes, or a single village."""
        return 1 if self.spec.of_villages else LANES

    @cached_property
    def builder(self) -> "Builder":
        """Makes couples of points."""
        from sim.sweep.execution.couples import Builder

        return Builder(self.spec.base, tuple(key.name for key in self.spec.keys), self.spec.paired)

    def points_of(self, start: int, stop: int) -> Points:
        """The points of the runs from ``start`` to before ``stop`` only."""
        return {name: values[slice(*self.spec.span(start, stop))] for name, values in self.points.items()}

    def turns(self, start: int = 0, stop: int | None = None) -> float:
        """Turns of a run, on average over these runs: of a village, those of all its couples."""
        stop = self.spec.runs if stop is None else stop
        first, last = self.spec.span(start, stop)
        points = self.points_of(start, stop)
        turns = self.builder.turns(points, last - first, self.spec.arms)
        if not self.spec.of_villages:
            return turns
        couples = points.get("community.couples", self.spec.base.community.couples)
        return turns * float(np.mean(couples))


@dataclass
class Result:
    """What came of a stretch of runs: outcomes (runs, columns), NaN where a run failed, and why it did."""

    outcomes: np.ndarray
    failures: dict[int, str] = field(default_factory=dict)


@lru_cache(8)
def _work(spec: str) -> Work:
    """The work of a task; one a process."""
    return Work(spec_from(json.loads(spec), "sweep", Path()))


def check_worker(task: Task) -> None:
    """Refuse work that would come to something else here than where it was begun. Raises ``Unfit``."""
    if task.model != fingerprint():
        raise Unfit("it has another version of the model")
    if task.engine != proof():
        raise Unfit("its engine gives other values for the same couples")


@cache
def proof() -> str:
    """The hash of what a few couples come to in this process, to the last bit.

    It tells what the fingerprint of the sources cannot see: a processor, a library or a switch that changes values.
    """
    with np.errstate(all="ignore"):  # an engine that is broken says so by what it raises
        result = _lived(Work(spec_from(PROBE, "probe", Path())), 0, 6)
    return hashlib.sha256(result.outcomes.tobytes()).hexdigest()


def run_stretch(task: Task, start: int, stop: int, points: Points, going: Callable[[], bool] | None = None) -> Result:
    """The runs from ``start`` to before ``stop``, whose points are all of ``points``.

    A couple that cannot be, or whose outcomes are no numbers, is noted and does not keep the others from their runs.
    Raises ``Unfit`` where this is no worker for the task; anything else that is raised is the machinery's fault.
    """
    check_worker(task)
    return _lived(_work(task.spec), start, stop, points, going, task.days)


def _lived(work: Work, start: int, stop: int, points: Points | None = None,
           going: Callable[[], bool] | None = None, most: int | None = None) -> Result:  # fmt: skip
    spec = work.spec
    first, last = spec.span(start, stop)
    points = work.points_of(start, stop) if points is None else points
    if spec.of_villages:
        from sim.sweep.execution.villages import run_villages

        return Result(*run_villages(spec, work.builder, start, stop, points, going, most))
    point, arm, replicates = spec.places(start, stop)
    couples = work.builder.couples(points, last - first, spec.arms)
    couple = (point - first) * len(spec.arms) + arm
    result = Result(np.full((stop - start, len(spec.columns)), np.nan))
    impossible = np.array([bool(made.wrong) for made in couples.kinds])[couples.kind[couple]]
    if not impossible.all():
        _run_together(spec, couples, couple, replicates, np.flatnonzero(~impossible), result, going, most)
    for run in np.flatnonzero(impossible).tolist():
        result.failures[run] = couples.kinds[couples.kind[couple[run]]].wrong
    for run in np.flatnonzero(~np.isfinite(result.outcomes).all(1)).tolist():
        result.outcomes[run] = np.nan
        result.failures.setdefault(run, "outcomes that are no finite numbers")
    return result


def _run_together(spec: Spec, couples: "Couples", couple: np.ndarray, replicates: np.ndarray, runs: np.ndarray,
                  result: Result, going: Callable[[], bool] | None, most: int | None) -> None:  # fmt: skip
    """Some ``runs`` at once, ``most`` days of each, into ``result``; where their numbers cannot be, each couple for
    itself."""
    from sim.engines.packed import run_packed

    recorded = [Outcomes._fields.index(name) for name in spec.outcomes]
    try:
        end, days = run_packed(
            couples.columns, couples.blocks, couples.plan, couple[runs], replicates[runs],
            spec.seed, [made.lengths[:most] for made in couples.kinds], couples.kind,
            [min(day, most or day) for day in spec.days], going,
        )  # fmt: skip
        result.outcomes[runs] = np.concatenate([end[:, recorded], *(day[:, recorded] for day in days)], 1)
    except ArithmeticError as error:
        single = np.unique(couple[runs])
        if len(single) == 1:
            result.failures |= {int(run): f"{type(error).__name__}: {error}" for run in runs}
            return
        for own in single:
            part = runs[couple[runs] == own]
            _run_together(spec, couples, couple, replicates, part, result, going, most)
