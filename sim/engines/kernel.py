"""The compiled kernel: mornings, turns and nights of sixteen couples at once.

What a couple lives is written by the programs, read off the laws; here is only their order, and what is kept. A couple
whose conversation is over before its neighbours' is put aside meanwhile. To import this file loads the compiler:
``packed.run_kernel`` does so only where no machine code is kept.
"""

import numpy as np
from numba.extending import register_jitable

from sim.engines import programs
from sim.engines.instructions import VECTOR, compiled, fetch
from sim.engines.lanes import (
    BLOCK_ROWS,
    COUPLE,
    EVERY,
    FIRST_DAY,
    FIRST_TURN,
    HOLD,
    KEY_0,
    KEY_1,
    LANES,
    LAST,
    LAST_DAY,
    LAST_TURN,
    LATCH,
    LINE,
    MOMENT,
    MOMENTS,
    NUMBER,
    OUTCOMES,
    PLACE,
    PLAN,
    RECORDED,
    REPLICATE,
    ROWS,
    RUN,
    SEED_0,
    SEED_1,
    TALK,
    TALLIED,
    TODAY,
    TURNS,
)

OVER = programs.OVER

wake, take_turn, sleep, give, clear, read_off = map(
    compiled,
    (programs.WAKE, programs.TAKE_TURN, programs.SLEEP, programs.GIVE, programs.CLEAR, programs.READ_OFF),
)


@register_jitable
def sit_down(columns, plans, lengths, whole, first, rows, words, blocks, marks):
    """Put the runs from ``first`` on into their lanes, and the last of them into what is left of a vector; gives how
    many lanes are used, how many that are with whole vectors, and the days of the longest run."""
    used, final = min(LANES, len(whole) - first), 0
    wide = (used + VECTOR - 1) // VECTOR * VECTOR
    for lane in range(wide):
        run = whole[first + min(lane, used - 1)]
        for i in range(0, ROWS, LINE // 8):
            fetch(columns, run[COUPLE], i)
        words[REPLICATE * LANES + lane] = run[NUMBER]
        words[KEY_0 * LANES + lane], words[KEY_1 * LANES + lane] = run[SEED_0], run[SEED_1]
        lived = 0
        for index in range(lengths.shape[1]):
            lived += 1 if lengths[run[TALK], index] > 0 else 0
        marks[RUN, lane], marks[MOMENT, lane], marks[LAST, lane] = run[PLACE], 0, lived
        final = max(final, lived)
    for lane in range(wide):
        run = whole[first + min(lane, used - 1)]
        column, plan = columns[run[COUPLE]], plans[run[PLAN]]
        for i in range(ROWS):
            rows[i * LANES + lane] = column[i]
        for b in range(len(blocks)):
            for i in range(BLOCK_ROWS):
                blocks[b, i * LANES + lane] = plan[b, i]
    return used, wide, final


@register_jitable
def look_up(blocks, day, wide, marks, windows):
    """Note which blocks belong to a day in any lane, and from which turn on and before which they may be on; gives how
    many do. The latch of a block that does not belong to the day in its lane is ``OVER``."""
    busy, opens, closes = 0, windows[0], windows[1]
    for b in range(len(blocks)):
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
            marks[TODAY, busy] = b
            busy += 1
    return busy


@register_jitable
def move(rows, others, lane):
    """Copy one lane's state and tally."""
    for i in range(TALLIED):
        others[i * LANES + lane] = rows[i * LANES + lane]


@register_jitable
def keep(turns, recent, rows, marks, used, now):
    """Copy the state and cues of the lanes in use that are still talking; ``MOMENTS`` of them are put away at once."""
    for lane in range(used):
        if now <= marks[TURNS, lane] and marks[TURNS, lane] > 0:
            moment = marks[MOMENT, lane]
            for i in range(RECORDED):
                recent[lane, i, moment % MOMENTS] = rows[i * LANES + lane]
            marks[MOMENT, lane] = moment + 1
            if (moment + 1) % MOMENTS == 0:
                put(turns[marks[RUN, lane]], recent[lane], moment + 1 - MOMENTS, MOMENTS)


@register_jitable
def put(kept, recent, first, count):
    """Copy some moments of a lane to where they are kept."""
    for i in range(RECORDED):
        for k in range(count):
            kept[i, first + k] = recent[i, k]


@register_jitable
def live_day(rows, aside, blocks, marks, windows, recent, turns, used, wide, day, shortest, longest):
    """Live one day of the lanes in use: the night before it, but for the first, the morning, and the conversation,
    which takes ``marks[TURNS]`` turns in each lane, from ``shortest`` to ``longest``."""
    for lane in range(0, wide, VECTOR):
        if day > 1:
            sleep(rows, aside, lane, day, 0)
        wake(rows, aside, lane, day, 0)
    if len(turns):
        keep(turns, recent, rows, marks, used, 0)
    busy, stale = look_up(blocks, day, wide, marks, windows), False
    for now in range(1, longest + 1):
        if stale:
            stale = False
            for lane in range(0, wide, VECTOR):
                clear(rows, aside, lane, day, now)
        for i in range(busy):
            if windows[0, i] <= now and now < windows[1, i]:
                stale = True
                for lane in range(0, wide, VECTOR):
                    give(rows, blocks[marks[TODAY, i]], lane, day, now)
        for lane in range(0, wide, VECTOR):
            take_turn(rows, aside, lane, day, now)
        if shortest <= now and now < longest:
            for lane in range(used):
                if marks[TURNS, lane] == now:
                    move(rows, aside, lane)
        if len(turns):
            keep(turns, recent, rows, marks, used, now)
    for lane in range(used):
        if marks[TURNS, lane] > 0 and marks[TURNS, lane] < longest:
            move(aside, rows, lane)


def run_days(
    columns, plans, lengths, whole, rows, words, blocks, aside, marks, windows, recent, outcomes, seen, days, turns
):
    """Live the days of every run of ``whole``, a group of lanes at a time; the last night is not slept.

    columns: float64 (couples, ROWS), at the start. plans: float64 (plans, blocks, BLOCK_ROWS). lengths: int64 (talks,
    days), the turns of each day's conversation, 0 after a run's last day. whole: int64 (runs, WHOLE), see ``COUPLE``.
    Room for a group of lanes: rows: float64 (ALL_ROWS·LANES), and words: the same bytes as int64; blocks: float64
    (blocks, BLOCK_ROWS·LANES); aside: float64 (ASIDE·LANES); marks: int64 (MARKS, lanes or blocks), see ``RUN``, and
    windows: float64 (2, blocks). And recent: float64 (LANES, RECORDED, MOMENTS), or no lanes where no turns are kept.

    Filled are outcomes: float64 (runs, outcomes); days: float64 (days kept, TALLIED, runs), the state and tally at the
    end of the conversations of each day whose place is in seen: int64 (days), -1 for those that are not kept; and
    turns: float64 (runs, RECORDED, mornings and turns), NaN after a run's last, unless it has no runs.
    """
    for first in range(0, len(whole), LANES):
        used, wide, final = sit_down(columns, plans, lengths, whole, first, rows, words, blocks, marks)
        for index in range(final):
            shortest, longest = lengths[whole[first, TALK], index], 0
            for lane in range(used):
                length = lengths[whole[first + lane, TALK], index]
                marks[TURNS, lane], shortest, longest = length, min(shortest, length), max(longest, length)
            live_day(rows, aside, blocks, marks, windows, recent, turns, used, wide, index + 1, shortest, longest)
            for lane in range(used):
                if marks[LAST, lane] == index + 1 and index + 1 < final:
                    move(rows, aside, lane)
                if seen[index] >= 0 and marks[TURNS, lane] > 0:
                    for i in range(TALLIED):
                        days[seen[index], i, marks[RUN, lane]] = rows[i * LANES + lane]
        for lane in range(used):
            if marks[LAST, lane] < final:
                move(aside, rows, lane)
            if len(turns):
                end = marks[MOMENT, lane]
                put(turns[marks[RUN, lane]], recent[lane], end - end % MOMENTS, end % MOMENTS)
                turns[marks[RUN, lane], :, end:] = np.nan
        for lane in range(0, wide, VECTOR):
            read_off(rows, aside, lane, 0, 0)
        for lane in range(used):
            for i in range(OUTCOMES):
                outcomes[marks[RUN, lane], i] = aside[i * LANES + lane]
