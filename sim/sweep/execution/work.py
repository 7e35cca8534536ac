"""What a worker is handed: a stretch of a sweep's runs, and all that is needed to run them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.checking.errors import complaint
from sim.model.outcomes import Outcomes
from sim.sweep.execution.fingerprint import fingerprint
from sim.sweep.spec.design import Points, points
from sim.sweep.spec.specification import Spec, spec_from

if TYPE_CHECKING:
    from sim.sweep.execution.couples import Builder, Couples


class Task(NamedTuple):
    """A sweep as plain text, the same in every process and on every computer, and the model's fingerprint."""

    spec: str
    model: str


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
        return Task(json.dumps(self.spec.resolved), fingerprint())

    @cached_property
    def builder(self) -> "Builder":
        """Makes couples of points."""
        from sim.sweep.execution.couples import Builder

        return Builder(self.spec.base, tuple(key.name for key in self.spec.keys), self.spec.paired)

    def points_of(self, start: int, stop: int) -> Points:
        """The points of the runs from ``start`` to before ``stop`` only."""
        return {name: values[slice(*self.spec.span(start, stop))] for name, values in self.points.items()}

    def turns(self, start: int = 0, stop: int | None = None) -> float:
        """Turns of a run, on average over these runs."""
        stop = self.spec.runs if stop is None else stop
        first, last = self.spec.span(start, stop)
        return self.builder.turns(self.points_of(start, stop), last - first, self.spec.arms)


@dataclass
class Result:
    """What came of a stretch of runs: outcomes (runs, columns), NaN where a run failed, and why it did."""

    outcomes: np.ndarray
    failures: dict[int, str] = field(default_factory=dict)


@lru_cache(8)
def _work(spec: str) -> Work:
    """The work of a task; one a process."""
    return Work(spec_from(json.loads(spec), "sweep", Path()))


def run_stretch(task: Task, start: int, stop: int, points: Points, going: Callable[[], bool] | None = None) -> Result:
    """The runs from ``start`` to before ``stop``, whose points are all of ``points``.

    A couple that cannot be, or whose outcomes are no numbers, is noted and does not keep the others from their runs.
    """
    if task.model != fingerprint():
        raise complaint("sweep", "worker", "another version of the model", "the version that the sweep was begun with")
    work = _work(task.spec)
    spec = work.spec
    first, last = spec.span(start, stop)
    point, arm, replicates = spec.places(start, stop)
    couples = work.builder.couples(points, last - first, spec.arms)
    couple = (point - first) * len(spec.arms) + arm
    result = Result(np.full((stop - start, len(spec.columns)), np.nan))
    for runs, lengths in _equally_long(couple, couples):
        _run_together(spec, couples, couple, replicates, runs, lengths, result, going)
    impossible = np.array([bool(made.wrong) for made in couples.kinds])
    for run in np.flatnonzero(impossible[couples.kind[couple]]).tolist():
        result.failures[run] = couples.kinds[couples.kind[couple[run]]].wrong
    for run in np.flatnonzero(~np.isfinite(result.outcomes).all(1)).tolist():
        result.outcomes[run] = np.nan
        result.failures.setdefault(run, "outcomes that are no finite numbers")
    return result


def _run_together(spec: Spec, couples: "Couples", couple: np.ndarray, replicates: np.ndarray, runs: np.ndarray,
                  lengths: tuple[int, ...], result: Result, going: Callable[[], bool] | None) -> None:  # fmt: skip
    """Some ``runs`` that talk equally long, into ``result``; where they fail together, each couple for itself."""
    from sim.engines.packed import Stopped, run_packed

    recorded = [Outcomes._fields.index(name) for name in spec.outcomes]
    try:
        end, days = run_packed(
            couples.columns, couples.blocks, couples.plan, couple[runs], replicates[runs],
            spec.seed, lengths, spec.days, going,
        )  # fmt: skip
        result.outcomes[runs] = np.concatenate([end[:, recorded], *(day[:, recorded] for day in days)], 1)
    except (Stopped, MemoryError):
        raise
    except Exception as error:
        single = np.unique(couple[runs])
        if len(single) == 1:
            result.failures |= {int(run): f"{type(error).__name__}: {error}" for run in runs}
            return
        for own in single:
            part = runs[couple[runs] == own]
            _run_together(spec, couples, couple, replicates, part, lengths, result, going)


def _equally_long(couple: np.ndarray, couples: "Couples") -> list[tuple[np.ndarray, tuple[int, ...]]]:
    """The runs by the lengths of their conversations: lanes that lie side by side talk equally long."""
    numbers: dict[tuple[int, ...], int] = {}
    number = np.array([numbers.setdefault(made.lengths, len(numbers)) for made in couples.kinds])
    group = number[couples.kind[couple]]
    return [(np.flatnonzero(group == i), lengths) for lengths, i in numbers.items() if lengths]
