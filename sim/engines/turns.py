"""Turns without chance, for thousands of starts at once: what the analysis of stability is made on.

The same laws as in a run, compiled, with the noise, the sparks and the nights left out. Every start has its own state,
and may have its own constants.
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from sim.engines.lanes import ALL_ROWS, CUES, LANES, PARAMETERS, STATE, aligned
from sim.engines.native import Native

GROUPS = 64
"""Groups of lanes that a thread takes at a time."""

taken = Native("sim.engines.calm:take_turns", ("float64[:,::1]", "int64", "int64"))
"""``calm.take_turns``, compiled."""


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
        if values.ndim == 1:
            rows[:, first : first + len(values)] = values[:, None]
            return
        every = np.empty((len(values), size * LANES))
        every[:, :count] = values
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
