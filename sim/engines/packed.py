"""Many runs of many couples through the compiled kernel, the columns of each couple made once.

Runs are sorted by the lengths of their conversations, so that those that lie side by side in the lanes are done at
about the same time; what comes of them stands in the order in which they were given.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.engines import lanes
from sim.engines.lanes import (
    ALL_ROWS,
    ASIDE,
    BLOCK_ROWS,
    COUPLE,
    LANES,
    MARKS,
    MOMENTS,
    NUMBER,
    OUTCOMES,
    PARAMETERS,
    PLACE,
    PLAN,
    RECORDED,
    SEED_0,
    SEED_1,
    TALK,
    TALLIED,
    WHOLE,
    aligned,
    outcomes_of,
)
from sim.engines.native import Native
from sim.model import chance
from sim.model.parameters import DEFAULTS, Parameters

run_kernel = Native(
    "sim.engines.kernel:run_days",
    ("float64[:,::1]", "float64[:,:,::1]", "int64[:,::1]", "int64[:,::1]", "float64[::1]", "int64[::1]",
     "float64[:,::1]", "float64[::1]", "int64[:,::1]", "float64[:,::1]", "float64[:,:,::1]", "float64[:,::1]",
     "int64[::1]", "float64[:,:,::1]", "float64[:,:,::1]"),
)  # fmt: skip
"""``kernel.run_days``, compiled."""
CHUNK = 16 * LANES
"""Runs that one call of the kernel takes: so threads share the work, and whoever calls it off is heard."""

Lengths = tuple[int, ...]
Go = Callable[[], bool]


class Stopped(Exception):  # noqa: N818
    """The work was called off."""


@dataclass(frozen=True)
class Results:
    """What came of some runs. outcomes: (runs, outcomes); days: (days, state and tally, runs), turns: (mornings and
    turns, kept, runs), empty unless asked for; NaN after a run's end."""

    outcomes: np.ndarray
    days: np.ndarray
    turns: np.ndarray


@dataclass(frozen=True)
class Batch:
    """Couples and what is planned for them, as the kernel reads them.

    columns: (couples, ROWS). plans: (plans, blocks, BLOCK_ROWS), filled up with blocks of no day. lengths: (talks,
    days), the turns of each day's conversation, filled up with days of none.
    """

    columns: np.ndarray
    plans: np.ndarray
    lengths: np.ndarray

    @classmethod
    def of(cls, columns: np.ndarray, plans: Sequence[np.ndarray], lengths: Sequence[Lengths]) -> "Batch":
        """From columns, plans (blocks, BLOCK_ROWS) each, and the lengths of conversations."""
        stock = np.zeros((len(plans), max(map(len, plans), default=0), BLOCK_ROWS))
        stock[:, :, lanes.FIRST_DAY] = stock[:, :, lanes.LAST_DAY] = -1.0
        stock[:, :, lanes.EVERY] = 1.0
        for rows, plan in zip(stock, plans, strict=True):
            rows[: len(plan)] = plan
        days = np.zeros((len(lengths), max(map(len, lengths))), np.int64)
        for talk, turns in zip(days, lengths, strict=True):
            talk[: len(turns)] = turns
        return cls(np.ascontiguousarray(columns), stock, days)

    def runs(
        self, couple: np.ndarray, plan: np.ndarray, talk: np.ndarray, replicate: np.ndarray, seed: Any
    ) -> np.ndarray:
        """What the kernel is told of each run, (runs, WHOLE): the numbers of its couple, plan and lengths, its
        replicate and its seed (one for all, or one each), those that talk about equally long side by side."""
        whole = np.zeros((len(couple), WHOLE), np.int64)
        whole[:, COUPLE], whole[:, PLAN], whole[:, TALK], whole[:, NUMBER] = couple, plan, talk, replicate
        whole[:, SEED_0], whole[:, SEED_1] = chance.key(seed)
        whole[:, PLACE] = np.arange(len(whole))
        if len(self.lengths) == 1:
            return whole
        rank = np.empty(len(self.lengths), np.uint16 if len(self.lengths) < 2**16 else np.int64)
        rank[np.lexsort((*self.lengths.T[::-1], self.lengths.sum(1)))] = np.arange(len(self.lengths))
        return whole[np.argsort(rank[whole[:, TALK]], kind="stable")]

    def run(
        self,
        whole: np.ndarray,
        days: Sequence[int] = (),
        keep_turns: bool = False,
        threads: int = 1,
        going: Go | None = None,
    ) -> Results:
        """What comes of ``runs``; ``days`` (from 1) are kept in that order, at their conversations' ends.

        The values do not depend on ``threads``: each run is what it would be alone, to the last bit. ``going`` is asked
        now and then; when it says no, ``Stopped`` is raised.
        """
        count, moments = len(whole), int((self.lengths + (self.lengths > 0)).sum(1).max())
        outcomes = np.empty((count, OUTCOMES))
        kept = np.full((len(set(days)), TALLIED, count), np.nan)
        turns = np.empty((count if keep_turns else 0, RECORDED, moments))
        seen = np.full(self.lengths.shape[1], -1, np.int64)
        for place, day in enumerate(dict.fromkeys(days)):
            seen[day - 1] = place

        def live(start: int) -> None:
            if going and not going():
                raise Stopped
            part = whole[start : start + CHUNK]
            run_kernel(
                self.columns, self.plans, self.lengths, part, *self.room(keep_turns), outcomes, seen, kept, turns
            )

        for _ in side_by_side(live, range(0, count, CHUNK), threads):
            pass
        if len(kept) < len(days):
            kept = kept[seen[[day - 1 for day in days]]]
        return Results(outcomes, kept, turns.transpose(2, 1, 0))

    def room(self, keep_turns: bool) -> tuple[np.ndarray, ...]:
        """Room for a group of lanes: rows, the same as whole numbers, blocks, those put aside, marks, windows, and the
        latest moments of those whose turns are kept."""
        deep = self.plans.shape[1]
        rows = aligned(ALL_ROWS * LANES)
        blocks = aligned(deep * BLOCK_ROWS * LANES).reshape(deep, BLOCK_ROWS * LANES)
        marks = np.zeros((MARKS, max(LANES, deep)), np.int64)
        size = LANES if keep_turns else 0
        recent = aligned(size * RECORDED * MOMENTS).reshape(size, RECORDED, MOMENTS)
        return rows, rows.view(np.int64), blocks, aligned(ASIDE * LANES), marks, np.zeros((2, deep)), recent


def side_by_side(task: Callable, parts: Sequence, threads: int) -> Iterator:
    """What the task gives for each part, in their order. When the caller stops early, or a task fails, at most the
    parts under way are finished."""
    if threads == 1 or len(parts) < 2:
        yield from map(task, parts)
        return
    with ThreadPoolExecutor(threads) as pool:
        waiting = [pool.submit(task, part) for part in parts]
        try:
            for future in waiting:
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def run_packed(
    columns: np.ndarray,
    blocks: Sequence[np.ndarray],
    plan: np.ndarray,
    of: np.ndarray,
    replicates: np.ndarray,
    seed: int,
    lengths: Sequence[Lengths],
    talk: np.ndarray,
    days: Sequence[int] = (),
    going: Go | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """The outcomes (runs, outcomes), and those of ``days`` (days, runs, outcomes), of many couples.

    columns: (couples, ROWS) as of ``ensemble.column``. blocks: plans, (blocks, BLOCK_ROWS) each; plan: the number of
    each couple's. lengths: of conversations, day by day; talk: the number of each couple's. of: the couple of each run;
    replicates: its replicate. ``days`` count from 1 and are read at the conversation's end. ``going`` is asked now and
    then; when it says no, ``Stopped`` is raised. Each run is what it would be alone, to the last bit.
    """
    batch = Batch.of(columns, blocks, lengths)
    results = batch.run(batch.runs(of, plan[of], talk[of], replicates, seed), days, going=going)
    p = Parameters(*columns[of, PARAMETERS:].T) if days else DEFAULTS
    then = np.empty((len(days), len(of), OUTCOMES))
    for at, rows in enumerate(results.days):
        then[at] = np.array(outcomes_of(rows, p)).T
    return results.outcomes, then
