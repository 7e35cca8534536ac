"""Turns without chance, for thousands of starts at once: what the analysis of stability is made on.

The same laws as in a run, compiled, with the noise, the sparks and the nights left out. Every start has its own state,
and may have its own constants.
"""

from concurrent.futures import ThreadPoolExecutor

import numba
import numpy as np

from sim.engines.cache import keeping
from sim.engines.kernel import SOURCES, load_couple, store_couple
from sim.engines.lanes import CUES, LANES, LUCK, PARAMETERS, ROWS, STATE, load
from sim.model.cues import Cues
from sim.model.dynamics import night, turn
from sim.model.parameters import Parameters
from sim.model.state import Luck

GROUPS = 16
"""Groups of lanes that a thread takes at a time."""


def take_turns(groups, turns, nights):
    """Take ``turns`` turns, and sleep after them if ``nights`` is 1, in every lane of (groups, ROWS·LANES), in
    place."""
    for g in range(len(groups)):
        rows = groups[g]
        for _ in range(turns):
            for lane in range(LANES):
                p = load(Parameters, rows, PARAMETERS, lane)
                now = turn(load_couple(rows, lane), load(Cues, rows, CUES, lane), load(Luck, rows, LUCK, lane), p)
                store_couple(rows, lane, now)
        if nights:
            for lane in range(LANES):
                store_couple(rows, lane, night(load_couple(rows, lane), load(Parameters, rows, PARAMETERS, lane)))


with keeping([__file__, *SOURCES]):
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
    rows = np.zeros((size * LANES, ROWS))
    rows[:count, :STATE] = states.T
    rows[:count, CUES : CUES + len(Cues._fields)] = np.asarray(cues).T
    rows[:count, PARAMETERS:] = np.asarray(constants).T
    rows[count:] = rows[:1]
    groups = np.ascontiguousarray(rows.reshape(size, LANES, ROWS).transpose(0, 2, 1)).reshape(size, ROWS * LANES)

    def task(start: int) -> None:
        taken(groups[start : start + GROUPS], turns, int(nights))

    if threads == 1 or size <= GROUPS:
        taken(groups, turns, int(nights))
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(task, range(0, size, GROUPS)))
    return groups.reshape(size, ROWS, LANES)[:, :STATE].transpose(1, 0, 2).reshape(STATE, size * LANES)[:, :count]
