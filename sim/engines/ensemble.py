"""The ensemble engine: many couples at once through the compiled kernel.

Every lane is a run of its own: its scenario, parameters, plan, seed and replicate. Outcomes are reduced while running,
so memory does not grow with days; days and turns are kept only when asked for.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np

from sim.engines import lanes
from sim.engines.kernel import run_kernel
from sim.engines.lanes import BLOCK_ROWS, LANES, LATCH, MIRRORED, PARAMETERS, RECORDED, ROWS, STATE, TALLIED, WHOLE_ROWS
from sim.model import chance
from sim.model.outcomes import Outcomes
from sim.model.parameters import DEFAULTS, Parameters
from sim.model.schedule import Block
from sim.scenario.schema import Scenario

CHUNK = 16 * LANES
"""Couples that one thread takes at a time."""


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


@dataclass(frozen=True)
class Results:
    """What came of some runs. outcomes: (runs, outcomes); days: (days, state and tally, runs), turns: (mornings and
    turns, kept, runs), empty unless asked for."""

    outcomes: np.ndarray
    days: np.ndarray
    turns: np.ndarray


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


def run_lanes(runs: Sequence[Runs], keep_days: bool = False, keep_turns: bool = False) -> Results:
    """At most ``LANES`` runs side by side; their conversations must be equally long day by day."""
    counts = [len(part.replicates) for part in runs]
    used = sum(counts)
    if not 0 < used <= LANES:
        raise ValueError(f"run_lanes: given {used} runs; allowed: 1 to {LANES}")
    lengths = runs[0].scenario.lengths
    if any(part.scenario.lengths != lengths for part in runs):
        raise ValueError("run_lanes: given conversations of different lengths; allowed: the same lengths in all lanes")
    rows = np.empty((ROWS, LANES))
    whole = np.zeros((WHOLE_ROWS, LANES), np.int64)
    deepest = max(len(part.scenario.blocks) for part in runs)
    blocks = np.zeros((deepest, BLOCK_ROWS, LANES))
    blocks[:, :2] = -1.0
    blocks[:, lanes.EVERY] = 1.0
    at = 0
    for index, (part, count) in enumerate(zip(runs, counts, strict=True)):
        end = LANES if index == len(runs) - 1 else at + count
        rows[:, at:end] = column(part.scenario, part.base)[:, None]
        own = block_columns(part.scenario, part.base)
        blocks[: len(own), :, at:end] = own[:, :, None]
        whole[lanes.REPLICATE, at : at + count] = part.replicates
        whole[lanes.KEY_0, at:end], whole[lanes.KEY_1, at:end] = chance.key(part.seed)
        at += count
    outcomes = np.empty((len(Outcomes._fields), LANES))
    days = np.empty((len(lengths) if keep_days else 0, TALLIED, used))
    turns = np.empty((sum(lengths) + len(lengths) if keep_turns else 0, RECORDED, used))
    run_kernel(
        rows.reshape(-1),
        whole.reshape(-1),
        blocks.reshape(deepest, BLOCK_ROWS * LANES),
        np.array(lengths, np.int64),
        1,
        outcomes.reshape(-1),
        days.reshape(len(days), TALLIED * used),
        turns.reshape(len(turns), RECORDED * used),
    )
    return Results(outcomes[:, :used].T, days, turns)


def run_each(runs: Sequence[Runs], threads: int = 1, days: Sequence[int] = (), keep_turns: bool = False) -> Results:
    """What came of many runs, in their order: any number, conversations equally long day by day.

    ``days`` are the days (from 1) whose state and tally at the conversation's end are kept, in that order. The values
    do not depend on ``threads``.
    """
    single = [replace(part, replicates=range(at, at + 1)) for part in runs for at in part.replicates]

    def task(start: int) -> Results:
        results = run_lanes(single[start : start + LANES], bool(days), keep_turns)
        return replace(results, days=results.days[[day - 1 for day in days]])

    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(task, range(0, len(single), LANES)))
    return Results(
        np.concatenate([part.outcomes for part in parts]),
        np.concatenate([part.days for part in parts], 2),
        np.concatenate([part.turns for part in parts], 2),
    )


def run_all(runs: Runs, threads: int = 1, chunk: int = CHUNK) -> Iterator[np.ndarray]:
    """The outcomes of all runs in their order, a part (runs, outcomes) at a time.

    The values do not depend on ``threads`` or ``chunk``. When the caller stops early, at most the chunks under way are
    finished.
    """
    parts = list(runs.parts(chunk))

    def task(part: Runs) -> np.ndarray:
        return np.concatenate([run_lanes([lane]).outcomes for lane in part.parts(LANES)])

    if threads == 1:
        yield from map(task, parts)
        return
    with ThreadPoolExecutor(threads) as pool:
        waiting = [pool.submit(task, part) for part in parts]
        try:
            for future in waiting:
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
