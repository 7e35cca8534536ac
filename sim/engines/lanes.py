"""Couples side by side: where each of their numbers stands in memory.

All that a turn reads and writes stands in a single array, a row of ``LANES`` numbers for each quantity, at constant
places ``row·LANES + lane``. Sixteen lanes are two of the widest vectors, and their rows fit into a core's first cache.
"""

from typing import Any

import numpy as np

from sim.engines.arrays import on_arrays
from sim.model.cues import Cues
from sim.model.outcomes import Outcomes, Tally, read
from sim.model.parameters import Parameters
from sim.model.schedule import When
from sim.model.state import Partner
from sim.model.trajectory import couple_of

LANES = 16
"""Couples side by side."""

A = 0
B = A + len(Partner._fields)
BOND = B + len(Partner._fields)
HARDSHIP = BOND + 1
STATE = HARDSHIP + 1
"""Rows of the state: both partners, the bond, and hardship. What a trajectory keeps is these rows, and the cues."""
CUES = STATE
RECORDED = CUES + len(Cues._fields)
TALLY = RECORDED
TALLIED = TALLY + len(Tally._fields)
MIRRORED = TALLIED
PARAMETERS = MIRRORED + 1
ROWS = PARAMETERS + len(Parameters._fields)
"""Rows of a couple's column, (ROWS,): what it is before its run."""
REPLICATE = ROWS
KEY_0, KEY_1 = REPLICATE + 1, REPLICATE + 2
CONSTANTS = KEY_1 + 1
ALL_ROWS = CONSTANTS + 64
"""Rows that a run adds: whole numbers that key its chance, and from ``CONSTANTS`` on what is constant over a day."""

WHEN = 0
FIRST_DAY, LAST_DAY, EVERY, FIRST_TURN, LAST_TURN, HOLD = (
    When._fields.index(name) for name in ("first_day", "last_day", "every", "first_turn", "last_turn", "hold")
)
GIVEN = len(When._fields)
LATCH = GIVEN + len(Cues._fields)
BLOCK_ROWS = LATCH + 1
"""Rows of one block in the array of blocks: when, the cues it gives, and the turn until which it is on."""

COUPLE, PLAN, TALK, NUMBER, SEED_0, SEED_1, PLACE, WHOLE = range(8)
"""What is said of each run: the number of its couple, of its plan and of its conversations' lengths, its replicate, the
two halves of its seed, and its place in what comes of all."""
RUN, TURNS, LAST, MOMENT, TODAY, MARKS = range(6)
"""What is noted of each lane: its run's place, the turns of its conversation today, its last day, and the place of the
next moment that is kept; and of the day: the numbers of its blocks."""
OUTCOMES = len(Outcomes._fields)
ASIDE = max(TALLIED, OUTCOMES)
"""Rows beside a group of lanes: those who are done before their neighbours, or their outcomes."""

LINE = 64
"""Bytes of a line of the cache."""
MOMENTS = 4 * LINE // 8
"""Moments of a run that are gathered before they are put to those that are kept: some whole lines of the cache, since
columns lie so far apart that each of them is waited for."""


def aligned(size: int) -> np.ndarray:
    """An array of ``size`` zeros that begins with a line of the cache: what lies across two is read twice."""
    room = np.zeros(size + LINE // 8)
    start = -room.ctypes.data % LINE // 8
    return room[start : start + size]


def outcomes_of(rows: np.ndarray, p: Parameters) -> Outcomes:
    """What the observer reads from an engine's rows of state and tally, (TALLIED, ...): arrays by outcome."""
    return on_arrays(read)(couple_of(rows), Tally(*rows[TALLY:TALLIED]), p)


def fields(kind: Any, first: int, of: Any) -> Any:
    """A named tuple of what ``of`` gives for each of its rows, from row ``first`` on."""
    return kind(*(of(first + i) for i in range(len(kind._fields))))
