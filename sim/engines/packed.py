"""Many runs of many couples through the compiled kernel, the columns of each couple made once.

``ensemble`` reads a scenario for every group of lanes; here a couple's column and blocks are given as arrays, so that a
sweep of thousands of couples costs little more than the kernel itself.
"""

from collections.abc import Callable, Sequence

import numpy as np

from sim.engines import lanes
from sim.engines.kernel import run_kernel
from sim.engines.lanes import BLOCK_ROWS, LANES, PARAMETERS, TALLIED, WHOLE_ROWS, outcomes_of
from sim.model import chance
from sim.model.outcomes import Outcomes
from sim.model.parameters import Parameters

SLAB, ROOM = 64 * LANES, 2**24
"""Runs that are laid out in memory at a time, and the most bytes that their blocks may take."""

Go = Callable[[], bool]


class Stopped(Exception):  # noqa: N818
    """The work was called off."""


def run_packed(
    columns: np.ndarray,
    blocks: Sequence[np.ndarray],
    plan: np.ndarray,
    of: np.ndarray,
    replicates: np.ndarray,
    seed: int,
    lengths: tuple[int, ...],
    days: Sequence[int] = (),
    going: Go | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """The outcomes (runs, outcomes), and those of ``days`` (days, runs, outcomes), of couples that talk equally long.

    columns: (couples, ROWS) as of ``ensemble.column``. blocks: plans, (blocks, BLOCK_ROWS) each; plan: the number of
    each couple's. of: the couple of each run; replicates: its replicate. ``days`` count from 1 and are read at the
    conversation's end. ``going`` is asked now and then; when it says no, ``Stopped`` is raised. Each run is what it
    would be alone, to the last bit.
    """
    stock = _stock(blocks)
    slab = LANES * max(1, min(SLAB, ROOM // (8 * BLOCK_ROWS * max(1, stock.shape[1]))) // LANES)
    outcomes = np.empty((len(of), len(Outcomes._fields)))
    then = np.empty((len(days), len(of), len(Outcomes._fields)))
    for start in range(0, len(of), slab):
        part = slice(start, min(start + slab, len(of)))
        _slab(columns, stock, plan, of[part], replicates[part], seed, lengths, days, going,
              outcomes[part], then[:, part])  # fmt: skip
    return outcomes, then


def _stock(blocks: Sequence[np.ndarray]) -> np.ndarray:
    """All plans in one array, filled up with blocks of no day."""
    stock = np.zeros((len(blocks), max(map(len, blocks), default=0), BLOCK_ROWS))
    stock[:, :, lanes.FIRST_DAY] = stock[:, :, lanes.LAST_DAY] = -1.0
    stock[:, :, lanes.EVERY] = 1.0
    for row, plan in zip(stock, blocks, strict=True):
        row[: len(plan)] = plan
    return stock


def _slab(columns, stock, plan, of, replicates, seed, lengths, days, going, outcomes, then) -> None:
    """Live some groups of lanes; what is left of the last group repeats its last run."""
    used = len(of)
    groups = -(-used // LANES)
    of = np.concatenate([of, np.repeat(of[-1:], groups * LANES - used)])
    rows = _side_by_side(columns[of], groups)
    deep = stock.shape[1]
    given = _side_by_side(stock[plan[of]].reshape(len(of), deep * BLOCK_ROWS), groups)
    given = given.reshape(groups, deep, BLOCK_ROWS * LANES)
    whole = np.zeros((groups, WHOLE_ROWS, LANES), np.int64)
    whole[:, lanes.KEY_0], whole[:, lanes.KEY_1] = chance.key(seed)
    numbers = np.zeros(groups * LANES, np.int64)
    numbers[:used] = replicates
    whole[:, lanes.REPLICATE] = numbers.reshape(groups, LANES)
    long = np.array(lengths, np.int64)
    kept = np.empty((len(lengths) if days else 0, TALLIED * LANES))
    no_turns = np.empty((0, 0))
    made = np.empty((groups, outcomes.shape[1] * LANES))
    for g in range(groups):
        if going and not going():
            raise Stopped
        run_kernel(rows[g].reshape(-1), whole[g].reshape(-1), given[g], long, 1, made[g], kept, no_turns)
        first = g * LANES
        here = slice(first, min(first + LANES, used))
        for i, day in enumerate(days):
            states = kept[day - 1].reshape(TALLIED, LANES)[:, : here.stop - first]
            then[i, here] = np.stack(outcomes_of(states, Parameters(*columns[of[here], PARAMETERS:].T)), axis=1)
    outcomes[:] = made.reshape(groups, -1, LANES).transpose(0, 2, 1).reshape(groups * LANES, -1)[:used]


def _side_by_side(values: np.ndarray, groups: int) -> np.ndarray:
    """(runs, fields) as (groups, fields, lanes)."""
    return np.ascontiguousarray(values.reshape(groups, LANES, values.shape[1]).transpose(0, 2, 1))
