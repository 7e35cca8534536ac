"""Turns without chance, for thousands of starts at once: what the analysis of stability is made on.

The same laws as in a run, compiled, with the noise, the sparks and the nights left out. Every start has its own state,
and may have its own constants.
"""

from concurrent.futures import ThreadPoolExecutor

import numba
import numpy as np

from sim.engines import programs
from sim.engines.cache import keeping
from sim.engines.instructions import VECTOR, as_written, compiled
from sim.engines.kernel import SOURCES
from sim.engines.lanes import CUES, LANES, PARAMETERS, STATE, aligned
from sim.engines.programs import ALL_ROWS

GROUPS = 64
"""Groups of lanes that a thread takes at a time."""

get_up, take_turn, sleep = map(compiled, (programs.WAKE_CALM, programs.TAKE_CALM_TURN, programs.SLEEP))


def take_turns(groups, turns, nights):
    """Take ``turns`` turns, and sleep after them if ``nights`` is 1, in every lane of (groups, ALL_ROWS·LANES), in
    place."""
    for g in range(len(groups)):
        rows = groups[g]
        for lane in range(0, LANES, VECTOR):
            get_up(rows, rows, lane, 0, 0)
        for now in range(1, turns + 1):
            for lane in range(0, LANES, VECTOR):
                take_turn(rows, rows, lane, 0, now)
        if nights:
            for lane in range(0, LANES, VECTOR):
                sleep(rows, rows, lane, 0, 0)


with keeping([__file__, *SOURCES]), as_written():
    taken = numba.njit("void(float64[:,::1], int64, int64)", cache=True, nogil=True, error_model="numpy")(take_turns)
"""``take_turns``, compiled."""


def after(
    states: np.ndarray,
    cues: np.ndarray,
    constants: np.ndarray,
    turns: int,
    *,
    nights: bool = False,
    threads: int = 1,
) -> np.ndarray:
    """The states (STATE, n) after ``turns`` turns without chance, and a night's sleep with ``nights``.

    cues (cues,) or (cues, n), constants (parameters,) or (parameters, n), in the order of ``state.Cues`` and of
    ``parameters.Parameters``. The values do not depend on ``threads``.
    """
    count = states.shape[1]
    size = -(-count // LANES)
    groups = aligned(size * ALL_ROWS * LANES).reshape(size, ALL_ROWS * LANES)
    rows = groups.reshape(size, ALL_ROWS, LANES)

    def write(first: int, values: np.ndarray) -> None:
        """Write (fields,) or (fields, n) from row ``first`` on; what is left of the last group repeats the first."""
        every = np.empty((len(values), size * LANES))
        every[:, :count] = values.reshape(len(values), -1)
        every[:, count:] = every[:, :1]
        rows[:, first : first + len(values)] = every.reshape(len(values), size, LANES).swapaxes(0, 1)

    write(0, states)
    write(CUES, np.asarray(cues))
    write(PARAMETERS, np.asarray(constants))

    def task(start: int) -> None:
        taken(groups[start : start + GROUPS], turns, int(nights))

    if threads == 1 or size <= GROUPS:
        taken(groups, turns, int(nights))
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(task, range(0, size, GROUPS)))
    return rows[:, :STATE].swapaxes(0, 1).reshape(STATE, size * LANES)[:, :count]
