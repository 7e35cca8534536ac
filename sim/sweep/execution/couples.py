"""Points as the kernel's columns: what a point changes is written straight into them.

Building a scenario takes a tenth of a millisecond, as long as a dozen conversations. So a key that is one number of a
column (a partner's, the couple's, a parameter) is written there; only different values of the other keys (days, turns,
the story, the plan) make a scenario each. The columns are those of ``scenario.change``, to the last bit.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import numpy as np

from sim.checking.errors import ScenarioError
from sim.engines.ensemble import block_columns, block_rows, column
from sim.engines.lanes import BLOCK_ROWS, BOND, HARDSHIP, PARAMETERS, ROWS, A, B
from sim.model.parameters import Parameters
from sim.model.state import Partner
from sim.scenario.schema import Scenario
from sim.sweep.spec.design import Points
from sim.sweep.spec.pairing import arm

CACHED = 1024
"""Scenarios that are kept at a time."""
SAMPLED = 500
"""Scenarios from which the work of a run is judged."""
ATTACHMENT = ("anxiety", "avoidance")
"""Dispositions are these, where they are not given."""


class Watched:
    """Constants that note which of them are read."""

    def __init__(self, p: Parameters) -> None:
        self._p = p
        self.read: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.read.add(name)
        return getattr(self._p, name)


@dataclass(frozen=True)
class Kind:
    """One scenario in one arm: its column, its blocks and the constants they depend on, its conversations' lengths;
    or why it cannot be."""

    scenario: Scenario | None
    column: np.ndarray
    blocks: np.ndarray
    reads: frozenset[str] = frozenset()
    lengths: tuple[int, ...] = ()
    wrong: str = ""

    def blocks_of(self, column: np.ndarray) -> np.ndarray:
        """The blocks of one couple under its own constants."""
        return block_rows(cast(Scenario, self.scenario).blocks_on(Parameters(*column[PARAMETERS:].tolist())))


@dataclass(frozen=True)
class Couples:
    """Couples as columns (couples, ROWS). ``kind`` (couples,) numbers each one's scenario, and ``plan`` (couples,) its
    blocks."""

    columns: np.ndarray
    kinds: list[Kind]
    kind: np.ndarray
    blocks: list[np.ndarray]
    plan: np.ndarray


class Builder:
    """Makes couples of points, for one base and one set of keys."""

    def __init__(self, base: Scenario, keys: tuple[str, ...], paired: str) -> None:
        self.base, self.keys, self.paired = base, keys, paired
        # A disposition is written after the attachment that it would otherwise be.
        last = sorted(keys, key=lambda name: name.endswith("_disposition"))
        self.direct = {name: rows for name in last if (rows := self._rows(name))}
        self.others = tuple(name for name in keys if name not in self.direct)
        self._kind = lru_cache(CACHED)(self._make)

    def _rows(self, name: str) -> tuple[int, ...]:
        """The rows of a column that a key is; none where it is more than that."""
        if name in Parameters._fields:
            return (PARAMETERS + Parameters._fields.index(name),)
        who, _, what = name.partition(".")
        if who in ("partner_a", "partner_b") and what in Partner._fields:
            first = A if who == "partner_a" else B
            rows = [first + Partner._fields.index(what)]
            if what in ATTACHMENT and getattr(self.base, who).model_dump()[f"{what}_disposition"] is None:
                rows.append(first + Partner._fields.index(f"{what}_disposition"))
            return tuple(rows)
        return {"couple.bond": (BOND,), "couple.hardship": (HARDSHIP,)}.get(name, ())

    def scenario(self, values: dict[str, Any], arm_name: str) -> Scenario:
        """One point in one arm, as a scenario. Raises ``ScenarioError`` for one that cannot be."""
        return arm(self.base.change(values, "point") if values else self.base, self.paired, arm_name)

    def _make(self, values: tuple, arm_name: str) -> Kind:
        """The scenario of some values of the other keys."""
        try:
            scenario = self.scenario(dict(zip(self.others, values, strict=True)), arm_name)
        except ScenarioError as error:
            return Kind(None, np.zeros(ROWS), np.zeros((0, BLOCK_ROWS)), wrong=str(error))
        watched = Watched(scenario.constants)
        scenario.blocks_on(cast(Parameters, watched))
        reads = frozenset(watched.read & set(self.direct))
        return Kind(scenario, column(scenario), block_columns(scenario), reads, scenario.lengths)

    def couples(self, points: Points, count: int, arms: tuple[str, ...]) -> Couples:
        """The couples of ``count`` points, the arms of each point side by side."""
        kinds: list[Kind] = []
        first: dict[tuple, int] = {}
        place = np.zeros(count, np.int64)
        rows = zip(*(points[name].tolist() for name in self.others), strict=True) if self.others else [()]
        for point, own in enumerate(rows):
            at = first.get(own)
            if at is None:
                at = first[own] = len(kinds)
                kinds.extend(self._kind(own, name) for name in arms)
            place[point] = at
        kind = (place[:, None] + np.arange(len(arms))).reshape(-1)
        columns = np.stack([made.column for made in kinds])[kind]
        for name, places in self.direct.items():
            columns[:, list(places)] = np.repeat(points[name], len(arms))[:, None]
        blocks, plan = [made.blocks for made in kinds], kind.copy()
        for at in np.flatnonzero([bool(made.reads) for made in kinds]).tolist():
            for couple in np.flatnonzero(kind == at):
                plan[couple] = len(blocks)
                blocks.append(kinds[at].blocks_of(columns[couple]))
        return Couples(columns, kinds, kind, blocks, plan)

    def turns(self, points: Points, count: int, arms: tuple[str, ...]) -> float:
        """Turns of a run, on average over the points; over ``SAMPLED`` of them, evenly chosen, where there are more."""
        size = min(count, SAMPLED if self.others else 1)
        chosen = np.unique(np.linspace(0, count - 1, size).astype(np.int64))
        couples = self.couples({name: values[chosen] for name, values in points.items()}, len(chosen), arms)
        return float(np.mean(np.array([sum(made.lengths) for made in couples.kinds])[couples.kind]))
