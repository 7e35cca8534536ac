"""Couples lived a day at a time, what they are carried from day to day: for whoever has something to say in between.

A night is slept before every day but the first, as in a run in one go; so nothing said in between gives the same run,
to the last bit.
"""

from collections.abc import Sequence
from concurrent.futures import Executor

import numpy as np

from sim.engines.lanes import OUTCOMES, PLACE, RECORDED, TALLIED
from sim.engines.packed import CHUNK, Batch, Lengths, run_kernel

NO_TURNS = np.empty((0, RECORDED, 0))
THE_DAY = np.zeros(1, np.int64)
"""The one day that is lived is kept."""


class Days:
    """Many couples, the seed and the number of each.

    columns: (couples, ROWS) as of ``ensemble.column``; after each day its first ``TALLIED`` rows are the state, the
    last cues and the tally of each couple at the conversation's end, and what is written there is gone on with. blocks:
    plans, (blocks, BLOCK_ROWS) each; plan: the number of each couple's; lengths: of conversations day by day; talk: the
    number of each couple's. numbers: the replicate of each.
    """

    def __init__(
        self, columns: np.ndarray, blocks: Sequence[np.ndarray], plan: np.ndarray, lengths: Sequence[Lengths],
        talk: np.ndarray, numbers: np.ndarray, seed: int,
    ) -> None:  # fmt: skip
        """Meet before the first morning."""
        self.columns, self.day = columns, 0
        self._batch = Batch.of(columns, blocks, lengths)
        self._runs = self._batch.runs(np.arange(len(columns)), plan, talk, numbers, seed)
        self._couples = self._runs[:, PLACE].copy()
        # What comes of a part is written into room of its own, which stays in a core's cache.
        self._runs[:, PLACE] = np.arange(len(columns)) % CHUNK

    def live(self, pool: Executor) -> None:
        """The next day of all: the night before it, the morning, and the conversation."""
        self.day += 1
        lengths = np.ascontiguousarray(self._batch.lengths[:, self.day - 1 : self.day])

        def part(start: int) -> None:
            runs, couples = self._runs[start : start + CHUNK], self._couples[start : start + CHUNK]
            kept, outcomes = np.empty((1, TALLIED, len(runs))), np.empty((len(runs), OUTCOMES))
            run_kernel(self.columns, self._batch.plans, lengths, runs, *self._batch.room(), outcomes, THE_DAY, kept,
                       NO_TURNS, self.day)  # fmt: skip
            self.columns[couples, :TALLIED] = kept[0].T

        starts = range(0, len(self._runs), CHUNK)
        if len(starts) == 1:
            part(0)
            return
        list(pool.map(part, starts))
