"""What a worker is handed: a stretch of a sweep's runs, and all that is needed to run them."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from sim.checking.errors import complaint
from sim.model.outcomes import Outcomes
from sim.scenario.schema import build
from sim.sweep.execution.fingerprint import fingerprint
from sim.sweep.spec.design import Points
from sim.sweep.spec.pairing import arms_of
from sim.sweep.spec.specification import Spec

if TYPE_CHECKING:
    from sim.sweep.execution.couples import Builder, Couples


@dataclass(frozen=True)
class Work:
    """A sweep's runs as plain data, the same in every process and on every computer."""

    scenario: str
    keys: tuple[str, ...]
    paired: str
    outcomes: tuple[str, ...]
    days: tuple[int, ...]
    seed: int
    replicates: int
    model: str

    @property
    def arms(self) -> tuple[str, ...]:
        """The arms of each point."""
        return arms_of(self.paired)

    @property
    def each(self) -> int:
        """Runs of one point."""
        return len(self.arms) * self.replicates

    def places(self, start: int, stop: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Point, arm and replicate of the runs from ``start`` to before ``stop``, in the canonical order."""
        run = np.arange(start, stop)
        return run // self.each, run // self.replicates % len(self.arms), run % self.replicates

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """The first point of these runs, and the one after their last."""
        return start // self.each, -(-stop // self.each)

    def points_of(self, points: Points, start: int, stop: int) -> Points:
        """The points of these runs only."""
        return {name: values[slice(*self.span(start, stop))] for name, values in points.items()}


@dataclass
class Result:
    """What came of a stretch of runs: outcomes (runs, columns), NaN where a run failed, and why it did."""

    outcomes: np.ndarray
    failures: dict[int, str] = field(default_factory=dict)


def work_of(spec: Spec) -> Work:
    """The work of a sweep."""
    scenario = json.dumps({"name": spec.base.name, **spec.base.to_dict()})
    names = tuple(key.name for key in spec.keys)
    return Work(scenario, names, spec.paired, spec.outcomes, spec.days, spec.seed, spec.replicates, fingerprint())


@lru_cache(8)
def builder(work: Work) -> "Builder":
    """The builder of a sweep's couples; one a process."""
    from sim.sweep.execution.couples import Builder

    return Builder(build(json.loads(work.scenario), "sweep"), work.keys, work.paired)


def run_stretch(work: Work, start: int, stop: int, points: Points, going: Callable[[], bool] | None = None) -> Result:
    """The runs from ``start`` to before ``stop``, whose points are all of ``points``.

    A couple that cannot be, or whose outcomes are no numbers, is noted and does not keep the others from their runs.
    """
    if work.model != fingerprint():
        raise complaint("sweep", "worker", "another version of the model", "the version that the sweep was begun with")
    first, last = work.span(start, stop)
    point, arm, replicates = work.places(start, stop)
    couples = builder(work).couples(points, last - first, work.arms)
    couple = (point - first) * len(work.arms) + arm
    result = Result(np.full((stop - start, len(work.outcomes) * (1 + len(work.days))), np.nan))
    for runs, lengths in _equally_long(couple, couples):
        _run_together(work, couples, couple, replicates, runs, lengths, result, going)
    impossible = np.array([bool(made.wrong) for made in couples.kinds])
    for run in np.flatnonzero(impossible[couples.kind[couple]]).tolist():
        result.failures[run] = couples.kinds[couples.kind[couple[run]]].wrong
    for run in np.flatnonzero(~np.isfinite(result.outcomes).all(1)).tolist():
        result.outcomes[run] = np.nan
        result.failures.setdefault(run, "outcomes that are no finite numbers")
    return result


def _run_together(work: Work, couples: "Couples", couple: np.ndarray, replicates: np.ndarray, runs: np.ndarray,
                  lengths: tuple[int, ...], result: Result, going: Callable[[], bool] | None) -> None:  # fmt: skip
    """Some ``runs`` that talk equally long, into ``result``; where they fail together, each couple for itself."""
    from sim.engines.packed import Stopped, run_packed

    recorded = [Outcomes._fields.index(name) for name in work.outcomes]
    try:
        end, days = run_packed(
            couples.columns, couples.blocks, couples.plan, couple[runs], replicates[runs],
            work.seed, lengths, work.days, going,
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
            _run_together(work, couples, couple, replicates, part, lengths, result, going)


def _equally_long(couple: np.ndarray, couples: "Couples") -> list[tuple[np.ndarray, tuple[int, ...]]]:
    """The runs by the lengths of their conversations: lanes that lie side by side talk equally long."""
    numbers: dict[tuple[int, ...], int] = {}
    number = np.array([numbers.setdefault(made.lengths, len(numbers)) for made in couples.kinds])
    group = number[couples.kind[couple]]
    return [(np.flatnonzero(group == i), lengths) for lengths, i in numbers.items() if lengths]
