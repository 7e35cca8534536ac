"""The compiled kernel: mornings, turns and nights of sixteen couples at once.

What a couple lives is written by the programs, read off the laws; here is only their order, and what is kept. A couple
whose conversation is over before its neighbours' is put aside meanwhile. Compiling takes a while and is kept between
starts.
"""

import sys
from typing import Any

import numba

from sim.engines import instructions, programs, rewriting, scheduling, symbols
from sim.engines import lanes as layout
from sim.engines.cache import keeping
from sim.engines.instructions import VECTOR, as_written, compiled, fetch
from sim.engines.lanes import (
    BLOCK_ROWS,
    EVERY,
    FIRST_DAY,
    FIRST_TURN,
    HOLD,
    KEY_0,
    KEY_1,
    LANES,
    LAST_DAY,
    LAST_TURN,
    LATCH,
    LINE,
    RECORDED,
    REPLICATE,
    ROWS,
    TALLIED,
)
from sim.model import parameters, state
from sim.model.outcomes import Outcomes
from sim.model.registry import LAWS

COUPLE, PLAN, TALK, NUMBER, SEED_0, SEED_1, PLACE, WHOLE = range(8)
"""What is said of each run: the number of its couple, of its plan and of its conversations' lengths, its replicate, the
two halves of its seed, and its place in what comes of all."""
OUTCOMES = len(Outcomes._fields)
ASIDE = max(TALLIED, OUTCOMES)
OVER = programs.OVER

BESIDE = (parameters, state, layout, programs, scheduling, symbols, rewriting, instructions)
SOURCES = [__file__, *sorted({str(sys.modules[law.__module__].__file__) for law in LAWS}
                             | {str(module.__file__) for module in BESIDE})]  # fmt: skip
"""Every file that the compiled code depends on."""

wake, take_turn, sleep, give, clear, read_off = map(
    compiled,
    (programs.WAKE, programs.TAKE_TURN, programs.SLEEP, programs.GIVE, programs.CLEAR, programs.READ_OFF),
)


def run_days(columns, plans, lengths, whole, rows, words, blocks, aside, marks, windows, outcomes, seen, days,
             turns):  # fmt: skip
    """Live the days of every run of ``whole``, a group of lanes at a time; the last night is not slept.

    columns: float64 (couples, ROWS), at the start. plans: float64 (plans, blocks, BLOCK_ROWS). lengths: int64 (talks,
    days), the turns of each day's conversation, 0 after a run's last day. whole: int64 (runs, WHOLE), see ``COUPLE``.
    rows: float64 (ALL_ROWS·LANES), room for a group of lanes, and words: the same bytes as int64; blocks: float64
    (blocks, BLOCK_ROWS·LANES), aside: float64 (ASIDE·LANES), marks: int64 (7, lanes or blocks) and windows: float64 (2,
    blocks), room too. Filled are outcomes: float64 (runs, outcomes);
    days: float64 (days kept, TALLIED, runs), the state and tally at the end of the conversations of each day whose
    place is in seen: int64 (days), -1 for those that are not kept; and turns: float64 (runs, RECORDED, mornings and
    turns), unless it has no runs.
    """
    run, talk, last, moment, couple, plan, today = marks[0], marks[1], marks[2], marks[3], marks[4], marks[5], marks[6]
    opens, closes, deep = windows[0], windows[1], len(blocks)
    for first in range(0, len(whole), LANES):
        used = min(LANES, len(whole) - first)
        wide = (used + VECTOR - 1) // VECTOR * VECTOR
        final = 0
        for lane in range(wide):
            told = whole[first + min(lane, used - 1)]
            couple[lane], plan[lane] = told[COUPLE], told[PLAN]
            words[REPLICATE * LANES + lane] = told[NUMBER]
            words[KEY_0 * LANES + lane], words[KEY_1 * LANES + lane] = told[SEED_0], told[SEED_1]
            for i in range(0, ROWS, LINE // 8):
                fetch(columns, told[COUPLE], i)
            run[lane], moment[lane], last[lane] = told[PLACE], 0, 0
            for index in range(lengths.shape[1]):
                last[lane] += 1 if lengths[told[TALK], index] > 0 else 0
            final = max(final, last[lane])
        for lane in range(wide):
            for i in range(ROWS):
                rows[i * LANES + lane] = columns[couple[lane], i]
            for b in range(deep):
                for i in range(BLOCK_ROWS):
                    blocks[b, i * LANES + lane] = plans[plan[lane], b, i]
        for index in range(final):
            day = index + 1
            shortest, longest = lengths[whole[first, TALK], index], 0
            for lane in range(used):
                talk[lane] = lengths[whole[first + lane, TALK], index]
                shortest, longest = min(shortest, talk[lane]), max(longest, talk[lane])
            for lane in range(0, wide, VECTOR):
                wake(rows, aside, lane, day, 0)
            if len(turns):
                keep_moment(turns, rows, run, moment, talk, used, 0)
            busy = 0
            for b in range(deep):
                belongs, opens[busy], closes[busy] = False, OVER, 0.0
                block = blocks[b]
                for lane in range(wide):
                    begins = block[FIRST_DAY * LANES + lane]
                    here = begins <= day and day <= block[LAST_DAY * LANES + lane]
                    here = here and (day - begins) % block[EVERY * LANES + lane] == 0.0
                    block[LATCH * LANES + lane] = 0.0 if here else OVER
                    if here:
                        belongs = True
                        until = block[LAST_TURN * LANES + lane] + block[HOLD * LANES + lane]
                        opens[busy] = min(opens[busy], block[FIRST_TURN * LANES + lane])
                        closes[busy] = max(closes[busy], until)
                if belongs:
                    today[busy] = b
                    busy += 1
            stale = False
            for now in range(1, longest + 1):
                if stale:
                    stale = False
                    for lane in range(0, wide, VECTOR):
                        clear(rows, aside, lane, day, now)
                for i in range(busy):
                    if opens[i] <= now and now < closes[i]:
                        stale = True
                        for lane in range(0, wide, VECTOR):
                            give(rows, blocks[today[i]], lane, day, now)
                for lane in range(0, wide, VECTOR):
                    take_turn(rows, aside, lane, day, now)
                if shortest <= now and now < longest:
                    for lane in range(used):
                        if talk[lane] == now:
                            move(rows, aside, lane)
                if len(turns):
                    keep_moment(turns, rows, run, moment, talk, used, now)
            for lane in range(used):
                if talk[lane] > 0 and talk[lane] < longest:
                    move(aside, rows, lane)
                if last[lane] == day and day < final:
                    move(rows, aside, lane)
                if seen[index] >= 0 and talk[lane] > 0:
                    for i in range(TALLIED):
                        days[seen[index], i, run[lane]] = rows[i * LANES + lane]
            if day < final:
                for lane in range(0, wide, VECTOR):
                    sleep(rows, aside, lane, day, 0)
        for lane in range(used):
            if last[lane] < final:
                move(aside, rows, lane)
        for lane in range(0, wide, VECTOR):
            read_off(rows, aside, lane, 0, 0)
        for lane in range(used):
            for i in range(OUTCOMES):
                outcomes[run[lane], i] = aside[i * LANES + lane]


@numba.extending.register_jitable
def move(rows, others, lane):
    """Copy one lane's state and tally."""
    for i in range(TALLIED):
        others[i * LANES + lane] = rows[i * LANES + lane]


@numba.extending.register_jitable
def keep_moment(turns, rows, run, moment, talk, used, now):
    """Copy the state and cues of the lanes in use that are still talking."""
    for lane in range(used):
        if talk[lane] > 0 and now <= talk[lane]:
            kept = turns[run[lane]]
            for i in range(RECORDED):
                kept[i, moment[lane]] = rows[i * LANES + lane]
            moment[lane] += 1


FLAT, TABLE, TABLES, WORDS = "float64[::1]", "float64[:,::1]", "float64[:,:,::1]", "int64[:,::1]"
with keeping(SOURCES), as_written():
    run_kernel: Any = numba.njit(
        f"void({TABLE}, {TABLES}, {WORDS}, {WORDS}, {FLAT}, int64[::1], {TABLE}, {FLAT}, {WORDS}, {TABLE}, {TABLE},"
        f" int64[::1], {TABLES}, {TABLES})",
        cache=True,
        nogil=True,
        error_model="numpy",
    )(run_days)
"""``run_days``, compiled."""
