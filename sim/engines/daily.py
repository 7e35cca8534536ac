"""Couples lived a day at a time, resident in their lanes: for whoever has something to say in between.

A night is slept before every day but the first, as in a run in one go; so nothing said in between gives the same run,
to the last bit. What all couples have in common, their constants, is read once a call and not once a couple.
"""

import contextlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from sim.engines.lanes import (
    ALL_ROWS,
    ASIDE,
    BLOCK_ROWS,
    EVERY,
    FIRST_DAY,
    LANES,
    LAST_DAY,
    MARKS,
    MIRRORED,
    STATE,
    TALLIED,
    aligned,
)
from sim.engines.native import Native
from sim.engines.packed import Batch, Lengths
from sim.model import chance

PART, MOST = 16, 1024
"""Groups of lanes that a thread takes at a time: at least, and at most."""
NO_TURNS = np.empty((0, 1, 1))
NUMBER, PLAN, TALK, FACTS = range(4)
"""What is said of each couple: its replicate, and the numbers of its plan and of its conversations' lengths."""


day_kernel = Native(
    "sim.engines.daily_kernel:live_groups",
    ("int64", "int64", "int64", "float64[:,::1]", "int64[:,::1]", "int64[::1]", "float64[:,:,::1]", "float64[::1]",
     "int64[::1]", "float64[::1]", "int64[::1]", "float64[:,::1]", "float64[::1]", "int64[:,::1]", "float64[:,::1]",
     "float64[:,:,::1]", "int64"),
)  # fmt: skip
"""``daily_kernel.live_groups``, compiled."""


class Threads:
    """Threads that are kept from day to day; they end with it."""

    def __init__(self, count: int) -> None:
        """So many; a single one is whoever calls."""
        self.count = count
        self._pool = ThreadPoolExecutor(count) if count > 1 else None

    def each(self, task: Callable[[int, int], None], groups: int) -> None:
        """``task(first, last)`` for all groups of lanes, a part a thread."""
        size = max(PART, min(MOST, -(-groups // (4 * self.count))))
        if self._pool is None or groups <= size:
            task(0, groups)
            return
        starts = range(0, groups, size)
        list(self._pool.map(task, starts, [min(start + size, groups) for start in starts]))


class Rooms:
    """Room to work in that nobody uses now, of many threads."""

    def __init__(self) -> None:
        self._free: list[Any] = []

    def get(self) -> Any:
        """One of them; none where there is none."""
        with contextlib.suppress(IndexError):  # another thread may take the last in between
            return self._free.pop()
        return None

    def put(self, room: Any) -> None:
        """One that is free again."""
        self._free.append(room)


class Days:
    """Many couples in their lanes, the seed and the number of each.

    start: (couples, STATE). column: (ROWS,) as of ``ensemble.column``, for what all have in common. blocks: plans,
    (blocks, BLOCK_ROWS) each; plan: the number of each couple's; lengths: of conversations day by day; talk: the number
    of each couple's. numbers: the replicate of each. more: rows that somebody else keeps beside each couple's own.

    ``lanes``: float64 (groups, TALLIED + more, LANES), after each day the state, the last cues and the tally of each
    couple at the conversation's end; what is written there is gone on with. ``who`` (lanes,) is the couple in each, -1
    where there is none, and ``lane`` (couples,) where each stands. The first ``living`` have days; ``rest`` and
    ``rise`` say whose cease and whose begin again.
    """

    def __init__(
        self, start: np.ndarray, column: np.ndarray, blocks: Sequence[np.ndarray], plan: np.ndarray,
        lengths: Sequence[Lengths], talk: np.ndarray, numbers: np.ndarray, seed: int, more: int = 0,
    ) -> None:  # fmt: skip
        """Meet before the first morning."""
        self.living, self.day, self.seed = len(start), 0, seed
        batch = Batch.of(column[None], blocks, lengths)
        self._plans, self._lengths = batch.plans, batch.lengths
        self.common = column[MIRRORED:].copy()
        # Those with the same plan, who talk about equally long, stand side by side.
        order = np.lexsort((plan, batch.lengths.sum(1)[talk]))
        groups, height = -(-len(start) // LANES), TALLIED + more
        self.who = np.full(groups * LANES, -1)
        self.who[: len(order)] = order
        self.lane = np.empty(len(order), np.int64)
        self.lane[order] = np.arange(len(order))
        filled = np.append(order, np.full(len(self.who) - len(order), order[-1]))  # the last once more, unheard
        self._facts = np.ascontiguousarray(np.stack([numbers[filled], plan[filled], talk[filled]], 1), np.int64)
        self.lanes = aligned(groups * height * LANES).reshape(groups, height, LANES)
        self._flat, self._key = self.lanes.reshape(groups, -1), np.array(chance.key(seed), np.int64)
        self._rooms = Rooms()
        self.lanes[:, :STATE] = start[filled].reshape(groups, LANES, STATE).swapaxes(1, 2)

    def live(self, threads: Threads) -> None:
        """The next day of the living: the night before it, the morning, and the conversation."""
        self.day += 1
        lengths, plans = np.ascontiguousarray(self._lengths[:, self.day - 1]), self._today()

        def part(first: int, last: int) -> None:
            room = self._rooms.get() or self._room()
            rows, words, blocks, *others = room
            day_kernel(first, last, self.living, self._flat, self._facts, lengths, plans, self.common, self._key, rows,
                       words, blocks[: plans.shape[1]], *others, self.day)  # fmt: skip
            self._rooms.put(room)

        threads.each(part, -(-self.living // LANES))

    def _room(self) -> tuple[np.ndarray, ...]:
        """Room for a group of lanes, as ``live_groups`` wants it."""
        deep, rows = self._plans.shape[1], aligned(ALL_ROWS * LANES)
        blocks = np.zeros((deep, BLOCK_ROWS * LANES))
        marks = np.zeros((MARKS, max(LANES, deep)), np.int64)
        return rows, rows.view(np.int64), blocks, aligned(ASIDE * LANES), marks, np.zeros((2, deep)), NO_TURNS

    def _today(self) -> np.ndarray:
        """The plans with the blocks that belong to this day, each filled up with blocks of none."""
        if not self._plans.size:
            return self._plans
        first, last, every = (self._plans[:, :, row] for row in (FIRST_DAY, LAST_DAY, EVERY))
        here = (first <= self.day) & (self.day <= last) & ((self.day - first) % every == 0.0)
        deep = int(here.sum(1).max(initial=0))
        # Those of the day first, in their order.
        order = np.argsort(~here, axis=1, kind="stable")[:, :deep]
        return np.ascontiguousarray(np.take_along_axis(self._plans, order[:, :, None], 1))

    def of(self, couple: int) -> np.ndarray:
        """Every row of one couple; writing there changes it."""
        lane = int(self.lane[couple])
        rows: np.ndarray = self.lanes[lane // LANES, :, lane % LANES]
        return rows

    def rows(self, first: int, last: int) -> np.ndarray:
        """Some rows of every couple, (couples, rows)."""
        found: np.ndarray = self.lanes[self.lane // LANES, first:last, self.lane % LANES]
        return found

    def rest(self, couple: int) -> None:
        """A couple has no days any more; it keeps the state that it has."""
        self.living -= 1
        self._change(couple, int(self.who[self.living]))

    def rise(self, couple: int) -> None:
        """A couple that had none any more has days again, from the next one on."""
        self._change(couple, int(self.who[self.living]))
        self.living += 1

    def _change(self, couple: int, other: int) -> None:
        """Two couples change places."""
        mine, theirs = self.of(couple), self.of(other)
        mine[:], theirs[:] = theirs.copy(), mine.copy()
        here, there = self.lane[couple], self.lane[other]
        self._facts[[here, there]] = self._facts[[there, here]]
        self.who[here], self.who[there] = other, couple
        self.lane[couple], self.lane[other] = there, here
