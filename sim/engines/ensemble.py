"""The ensemble engine: many couples at once through the compiled kernel.

Every lane is a run of its own: its scenario, parameters, plan, seed and replicate. Outcomes are reduced while running,
so memory does not grow with days; days and turns are kept only when asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from sim.engines.lanes import BLOCK_ROWS, LATCH, MIRRORED, PARAMETERS, ROWS, STATE
from sim.engines.packed import CHUNK, Batch, Results, side_by_side
from sim.model.parameters import DEFAULTS, Parameters
from sim.model.schedule import Block
from sim.scenario.schema import Scenario

__all__ = ["CHUNK", "Results", "Runs", "block_columns", "block_rows", "column", "run_all", "run_each"]


@dataclass(frozen=True)
class Runs:
    """Runs of one scenario: a seed, a range of replicates, and the constants that it does not set itself."""

    scenario: Scenario
    seed: int = 1
    replicates: range = field(default_factory=lambda: range(1))
    base: Parameters = DEFAULTS

    def parts(self, size: int) -> Iterator["Runs"]:
        """The same runs, at most ``size`` at a time."""
        for start in range(0, len(self.replicates), size):
            yield replace(self, replicates=self.replicates[start : start + size])


def column(scenario: Scenario, base: Parameters = DEFAULTS) -> np.ndarray:
    """The rows of one lane at the start: (ROWS,)."""
    start = scenario.start()
    made = np.zeros(ROWS)
    made[:STATE] = (*start.a, *start.b, start.bond, start.hardship)
    made[MIRRORED] = float(scenario.mirrored)
    made[PARAMETERS:] = scenario.constants_on(base)
    return made


def block_columns(scenario: Scenario, base: Parameters = DEFAULTS) -> np.ndarray:
    """The blocks of one lane: (blocks, BLOCK_ROWS)."""
    return block_rows(scenario.blocks if base is DEFAULTS else scenario.blocks_on(scenario.constants_on(base)))


def block_rows(blocks: Sequence[Block]) -> np.ndarray:
    """Blocks as the kernel's rows, (blocks, BLOCK_ROWS); the last field of each, the latch, is the kernel's."""
    rows = np.zeros((len(blocks), BLOCK_ROWS))
    for row, block in zip(rows, blocks, strict=True):
        row[:LATCH] = (*block.when, *block.cues)
    return rows


def _batch(runs: Sequence[Runs]) -> tuple[Batch, np.ndarray]:
    """The couples of all ``runs``, one of each, and the number of each one's conversations' lengths."""
    numbers: dict[tuple[int, ...], int] = {}
    talk = np.array([numbers.setdefault(part.scenario.lengths, len(numbers)) for part in runs])
    columns = np.array([column(part.scenario, part.base) for part in runs])
    return Batch.of(columns, [block_columns(part.scenario, part.base) for part in runs], list(numbers)), talk


def run_each(runs: Sequence[Runs], threads: int = 1, days: Sequence[int] = (), keep_turns: bool = False) -> Results:
    """What came of many runs, in their order.

    ``days`` are the days (from 1) whose state and tally at the conversation's end are kept, in that order. The values
    do not depend on ``threads``, nor on what else is run.
    """
    counts = [len(part.replicates) for part in runs]
    if not sum(counts):
        raise ValueError("run_each: given no run; allowed: one or more")
    batch, talk = _batch(runs)
    couple = np.repeat(np.arange(len(runs)), counts)
    replicates = np.concatenate([np.array(part.replicates, np.int64) for part in runs])
    seeds = np.repeat(np.array([part.seed for part in runs], np.uint64), counts)
    return batch.run(batch.runs(couple, couple, talk[couple], replicates, seeds), days, keep_turns, threads)


def run_all(runs: Runs, threads: int = 1, chunk: int = CHUNK) -> Iterator[np.ndarray]:
    """The outcomes of all runs in their order, a part (runs, outcomes) at a time.

    The values do not depend on ``threads`` or ``chunk``. When the caller stops early, at most the chunks under way are
    finished.
    """
    batch, _ = _batch([runs])

    def task(part: Runs) -> np.ndarray:
        same = np.zeros(len(part.replicates), np.int64)
        return batch.run(batch.runs(same, same, same, np.array(part.replicates, np.int64), part.seed)).outcomes

    yield from side_by_side(task, list(runs.parts(chunk)), threads)
