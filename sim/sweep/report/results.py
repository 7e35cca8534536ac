"""A finished sweep as arrays: what was varied, and each outcome by point and replicate, one outcome at a time."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from sim.checking.errors import complaint
from sim.sweep.execution import table
from sim.sweep.execution.faults import believed, readable
from sim.sweep.execution.folder import begun
from sim.sweep.spec.sections import Range
from sim.sweep.spec.specification import Spec

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

Table = dict[str, np.ndarray]
FEW_LEVELS = 12
"""Values of a sampled parameter up to which each is a level of its own; beyond, there are ``BINS`` bins."""
BINS = 10
MAX_FAILURES = 12
"""Failed runs that are told one by one."""


class Level(NamedTuple):
    """One value of a parameter, or a bin from ``low`` to ``high`` (NaN for words), and the points that have it."""

    label: str
    low: float
    high: float
    points: np.ndarray


@dataclass(frozen=True, eq=False)
class Results:
    """``values`` has one array (points,) a varied key; ``completed`` the runs (points,) of each arm that did not fail.

    ``outcomes`` has an array (points, replicates) for each arm of those outcomes that are held: none at first, and one
    ``of`` an outcome, so that memory does not grow with their number. ``main`` are those of them that are reported. A
    run that failed is NaN; ``failures`` has the rows of the first of them.
    """

    folder: Path
    spec: Spec
    manifest: dict[str, Any]
    values: Table
    completed: Table
    main: tuple[str, ...]
    outcomes: dict[str, Table]
    failures: list[dict[str, Any]]

    @property
    def kind(self) -> str:
        """The kind of the design."""
        return self.spec.design.kind

    @property
    def keys(self) -> tuple[str, ...]:
        """What was varied, in the spec's order."""
        return tuple(self.values)

    @cached_property
    def varying(self) -> tuple[str, ...]:
        """The keys that have more than one value."""
        return tuple(key for key, values in self.values.items() if (values != values[0]).any())

    @property
    def runs(self) -> int:
        """Runs that were completed, over all arms."""
        return sum(int(counts.sum()) for counts in self.completed.values())

    @property
    def failed(self) -> int:
        """Runs that failed."""
        return self.spec.runs - self.runs

    def of(self, outcome: str) -> "Results":
        """The same with one outcome in it, as it is read from the table. Raises ``ScenarioError`` as ``read`` does."""
        with believed(self.folder), readable(self.folder), table.opened(self.folder) as rows:
            values = _column(rows, outcome, self.spec.runs).reshape(len(self.completed[self.spec.arms[0]]), -1)
        arms = dict(zip(self.spec.arms, np.split(values, len(self.spec.arms), axis=1), strict=True))
        return replace(self, main=tuple({outcome} & set(self.spec.main)), outcomes={outcome: arms})

    def measures(self, outcome: str) -> Table:
        """Each arm's values (points, replicates); in a paired design their difference too, couple by couple."""
        by_arm = self.outcomes[outcome]
        return {**by_arm, "difference": by_arm["with"] - by_arm["without"]} if len(by_arm) == 2 else by_arm

    def logarithmic(self, key: str) -> bool:
        """Whether a key's values are spread evenly in their logarithm rather than in themselves."""
        declared = self.spec.varied[key]
        if isinstance(declared, Range):
            return declared.scale == "log"
        values = np.unique(self.values[key]) if self.numeric(key) else np.array([])
        if len(values) < 3 or values[0] <= 0:
            return False
        even = [np.diff(x).std() / np.diff(x).mean() for x in (values, np.log(values))]
        return bool(even[1] < 0.5 * even[0])

    def numeric(self, key: str) -> bool:
        """Whether a key was given as numbers; words have no order and no distances."""
        return self.values[key].dtype.kind == "f"

    def places(self, key: str) -> np.ndarray:
        """A key's values as numbers that grow as the sample's do, (points,): of a list, the place in it."""
        declared, values = self.spec.varied[key], self.values[key]
        if isinstance(declared, Range):
            return values
        place = {value: float(i) for i, value in enumerate(declared)}
        return np.array([place[value] for value in values.tolist()])

    def levels(self, key: str) -> list[Level]:
        """A key's values one by one, or, where there are many, bins that hold as many points each."""
        declared, values = self.spec.varied[key], self.values[key]
        if not self.numeric(key) and not isinstance(declared, Range):
            found = [(value, np.flatnonzero(values == value)) for value in declared]
            return [Level(str(value), np.nan, np.nan, points) for value, points in found if len(points)]
        single = np.unique(values)
        if self.kind == "grid" or len(single) <= FEW_LEVELS:
            return [Level(f"{value:g}", value, value, np.flatnonzero(values == value)) for value in single]
        edges = np.quantile(values, np.linspace(0.0, 1.0, BINS + 1))
        place = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, BINS - 1)
        return [Level(f"{low:.3g} to {high:.3g}", low, high, np.flatnonzero(place == i))
                for i, (low, high) in enumerate(pairwise(edges))]  # fmt: skip


def read(folder: str | Path) -> Results:
    """The results of a finished sweep.

    Raises ``ScenarioError`` (one line: where, what, given, allowed) for a folder that is none or holds no sweep, for a
    table that is damaged or another sweep's, for a sweep of which every run failed, and for one that is not finished;
    then it says what share is done.
    """
    sweep = begun(folder)
    folder, spec = sweep.path, sweep.spec
    with believed(folder):
        finished = sweep.is_finished()
    if not finished:
        done = sweep.survey().done
        share = f"{done:,} of {spec.runs:,} runs are done ({done / spec.runs:.0%})"
        raise complaint(str(folder), "sweep", f"one that is not finished: {share}",
                        f"a finished sweep; `pasdedeux resume {folder}` goes on with it")  # fmt: skip
    with believed(folder), readable(folder), table.opened(folder) as rows:
        each = len(spec.arms) * spec.replicates
        values = {key.name: _column(rows, key.name, spec.runs, each, float if key.type in (float, int) else object)
                  for key in spec.keys}  # fmt: skip
        # Of a village there may be a number of one outcome and none of another.
        found = [
            np.isfinite(_column(rows, name, spec.runs)) for name in (spec.main if spec.of_villages else spec.main[:1])
        ]
        there = np.any(found, axis=0).reshape(spec.count, len(spec.arms), -1).sum(2)
    completed = dict(zip(spec.arms, there.T, strict=True))
    failures = table.first_failures(folder, MAX_FAILURES)
    results = Results(folder, spec, sweep.manifest, values, completed, spec.main, {}, failures)
    if not results.runs:
        why = f" ({results.failures[0]['error'].rstrip('.')})" if results.failures else ""
        raise complaint(str(folder), "runs", f"{spec.runs:,} that all failed{why}", "a run or more that did not")
    return results


def _column(rows: "ParquetFile", name: str, runs: int, each: int = 1, kind: type = float) -> np.ndarray:
    """Every so many values of a column, (runs / each,), read a row group at a time."""
    found: np.ndarray = np.empty(-(-runs // each), kind)
    at = 0
    for i in range(rows.num_row_groups):
        part = rows.read_row_group(i, columns=[name]).column(0).to_numpy()
        found[-(-at // each) : -(-(at + len(part)) // each)] = part[-at % each :: each]
        at += len(part)
    return found
