"""Couples lived a day at a time, what they are carried from day to day: for whoever has something to say in between.

A night is slept before every day but the first, as in a run in one go; so nothing said in between gives the same run,
to the last bit.
"""

from collections.abc import Sequence
from concurrent.futures import Executor

import numpy as np

from sim.engines import lanes
from sim.engines.kernel import run_kernel
from sim.engines.lanes import BLOCK_ROWS, LANES, ROWS, TALLIED, WHOLE_ROWS
from sim.model import chance
from sim.model.outcomes import Outcomes

PART = 8
"""Groups of lanes that a thread takes at a time."""


class Days:
    """Many couples, the seed and the number of each.

    columns: (couples, ROWS) as of ``ensemble.column``; after each day its first ``TALLIED`` rows are the state, the
    last cues and the tally of each couple at the conversation's end, and what is written there is gone on with. blocks:
    plans, (blocks, BLOCK_ROWS) each; plan: the number of each couple's; lengths: of conversations day by day; talk: the
    number of each couple's. numbers: the replicate of each.
    """

    def __init__(
        self, columns: np.ndarray, blocks: Sequence[np.ndarray], plan: np.ndarray, lengths: Sequence[tuple[int, ...]],
        talk: np.ndarray, numbers: np.ndarray, seed: int,
    ) -> None:  # fmt: skip
        """Meet before the first morning."""
        self.columns, self.day = columns, 0
        self._lengths = [np.array(turns, np.int64) for turns in lengths]
        self._groups = [_Group(columns, members, [blocks[plan[i]] for i in members], numbers[members], seed, kind)
                        for kind in range(len(lengths))
                        for members in _split(np.flatnonzero(talk == kind))]  # fmt: skip

    def live(self, pool: Executor) -> None:
        """The next day of all: the night before it, the morning, and the conversation."""
        self.day += 1
        starts = range(0, len(self._groups), PART)
        if len(starts) == 1:
            self._part(0)
            return
        list(pool.map(self._part, starts))

    def _part(self, start: int) -> None:
        for group in self._groups[start : start + PART]:
            self._live(group)

    def _live(self, group: "_Group") -> None:
        index = self.day - 1
        used = len(group.members)
        group.rows[:TALLIED, :used] = self.columns[group.members, :TALLIED].T
        turns = self._lengths[group.talk][index : index + 1]
        run_kernel(group.rows.reshape(-1), group.whole, group.blocks, turns, self.day, group.outcomes, NONE, NONE)
        self.columns[group.members, :TALLIED] = group.rows[:TALLIED, :used].T


NONE = np.empty((0, 0))


def _split(members: np.ndarray) -> list[np.ndarray]:
    return [members[start : start + LANES] for start in range(0, len(members), LANES)]


class _Group:
    """A group of lanes; those that nobody lives in repeat its last couple."""

    def __init__(self, columns, members, plans, numbers, seed, talk) -> None:
        filled = np.concatenate([members, np.repeat(members[-1:], LANES - len(members))])
        self.members, self.talk = members, talk
        self.rows = np.ascontiguousarray(columns[filled].T)
        deep = max(map(len, plans))
        blocks = np.zeros((deep, BLOCK_ROWS, LANES))
        blocks[:, lanes.FIRST_DAY] = blocks[:, lanes.LAST_DAY] = -1.0
        blocks[:, lanes.EVERY] = 1.0
        for lane, rows in enumerate(plans):
            blocks[: len(rows), :, lane] = rows
        self.blocks = blocks.reshape(deep, BLOCK_ROWS * LANES)
        whole = np.zeros((WHOLE_ROWS, LANES), np.int64)
        whole[lanes.REPLICATE, : len(members)] = numbers
        whole[lanes.KEY_0], whole[lanes.KEY_1] = chance.key(seed)
        self.whole = whole.reshape(-1)
        self.outcomes = np.empty(len(Outcomes._fields) * LANES)
        assert self.rows.shape == (ROWS, LANES)
