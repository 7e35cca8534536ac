"""The compiled kernel: mornings, turns and nights of sixty-four couples at once.

The laws are the very functions that the Mesa engine calls. Importing this module teaches the compiler all of them
(inlined by LLVM), which is what lets the innermost loops become packed arithmetic. Compiling takes a while and is
kept between starts.
"""

import sys

import numba
from numba.extending import register_jitable

from sim.engines import lanes as layout
from sim.engines.cache import keeping
from sim.engines.lanes import (
    BOND,
    CUES,
    EVERY,
    FIRST_DAY,
    FIRST_TURN,
    GIVEN,
    HARDSHIP,
    HOLD,
    KEY_0,
    KEY_1,
    LANES,
    LAST_DAY,
    LAST_TURN,
    LATCH,
    LUCK,
    MIRRORED,
    PARAMETERS,
    RECORDED,
    REPLICATE,
    TALLIED,
    TALLY,
    WHEN,
    A,
    B,
    load,
    store,
)
from sim.model import parameters, state
from sim.model.chance import fate, luck
from sim.model.cues import NOTHING, Cues
from sim.model.dynamics import morning, night, turn
from sim.model.outcomes import EMPTY, Tally, note, read
from sim.model.parameters import Parameters
from sim.model.registry import LAWS
from sim.model.schedule import When, given, together, until
from sim.model.state import Couple, Luck, Partner

for function in LAWS:
    register_jitable(forceinline=True)(function)

BESIDE = {str(module.__file__) for module in (parameters, state)}
SOURCES = [__file__, layout.__file__, *sorted({str(sys.modules[law.__module__].__file__) for law in LAWS} | BESIDE)]


@register_jitable(forceinline=True)
def load_couple(rows, lane):
    """The couple of one lane."""
    return Couple(
        load(Partner, rows, A, lane),
        load(Partner, rows, B, lane),
        rows[BOND * LANES + lane],
        rows[HARDSHIP * LANES + lane],
    )


@register_jitable(forceinline=True)
def store_couple(rows, lane, couple):
    """Write the couple of one lane; hardship stays as it is."""
    store(rows, A, lane, couple.a)
    store(rows, B, lane, couple.b)
    rows[BOND * LANES + lane] = couple.bond


@register_jitable
def keep(kept, at, fields, rows):
    """Copy the first rows of the lanes in use to ``kept[at]``, (fields·used): a run takes one run's room."""
    used = kept.shape[1] // fields
    for field in range(fields):
        for lane in range(used):
            kept[at, field * used + lane] = rows[field * LANES + lane]


def run_days(rows, whole, blocks, lengths, begin, outcomes, days, turns):
    """Live ``len(lengths)`` days of the couples in ``rows``, from day ``begin`` on; the last night is not slept.

    Before any day but the first of all, the night is: so ``rows`` as they are left after some days can be gone on with.

    rows: float64 (ROWS·LANES), the state, changed in place. whole: int64 (WHOLE_ROWS·LANES), the keys of chance.
    blocks: float64 (blocks, BLOCK_ROWS·LANES). lengths: int64, the turns of each day's conversation. outcomes: float64
    (outcomes·LANES), filled at the end. days: float64 (days, TALLIED·used), the state and tally at each conversation's
    end, and turns: float64 (mornings and turns, RECORDED·used), both of the first ``used`` lanes only, each filled when
    it has rows.
    """
    row = 0
    today = [0] * len(blocks)
    opens, closes = [0.0] * len(blocks), [0.0] * len(blocks)
    for index in range(len(lengths)):
        day = begin + index
        if day > 1:
            for lane in range(LANES):
                store_couple(rows, lane, night(load_couple(rows, lane), load(Parameters, rows, PARAMETERS, lane)))
        for lane in range(LANES):
            chance = fate(
                day,
                whole[REPLICATE * LANES + lane],
                whole[KEY_0 * LANES + lane],
                whole[KEY_1 * LANES + lane],
                rows[MIRRORED * LANES + lane],
            )
            store_couple(rows, lane, morning(load_couple(rows, lane), chance, load(Parameters, rows, PARAMETERS, lane)))
            store(rows, TALLY, lane, EMPTY)
            store(rows, CUES, lane, NOTHING)
        if len(turns):
            keep(turns, row, RECORDED, rows)
            row += 1
        busy, stale = 0, False
        for b in range(len(blocks)):
            belongs, opens[busy], closes[busy] = False, 1e18, 0.0
            for lane in range(LANES):
                first = blocks[b, FIRST_DAY * LANES + lane]
                here = first <= day and day <= blocks[b, LAST_DAY * LANES + lane]
                here = here and (day - first) % blocks[b, EVERY * LANES + lane] == 0.0
                blocks[b, LATCH * LANES + lane] = 0.0 if here else 1e18
                if here:
                    belongs = True
                    opens[busy] = min(opens[busy], blocks[b, FIRST_TURN * LANES + lane])
                    closes[busy] = max(
                        closes[busy], blocks[b, LAST_TURN * LANES + lane] + blocks[b, HOLD * LANES + lane]
                    )
            if belongs:
                today[busy] = b
                busy += 1
        for now in range(1, lengths[index] + 1):
            for lane in range(LANES):
                chance = luck(
                    now,
                    day,
                    whole[REPLICATE * LANES + lane],
                    whole[KEY_0 * LANES + lane],
                    whole[KEY_1 * LANES + lane],
                    rows[MIRRORED * LANES + lane],
                )
                store(rows, LUCK, lane, chance)
            if stale:
                stale = False
                for lane in range(LANES):
                    store(rows, CUES, lane, NOTHING)
            for i in range(busy):
                if opens[i] <= now and now < closes[i]:
                    stale, block = True, blocks[today[i]]
                    for lane in range(LANES):
                        give(rows, block, lane, float(now))
            for lane in range(LANES):
                p = load(Parameters, rows, PARAMETERS, lane)
                after = turn(load_couple(rows, lane), load(Cues, rows, CUES, lane), load(Luck, rows, LUCK, lane), p)
                store(rows, TALLY, lane, note(load(Tally, rows, TALLY, lane), after))
                store_couple(rows, lane, after)
            if len(turns):
                keep(turns, row, RECORDED, rows)
                row += 1
        if len(days):
            keep(days, index, TALLIED, rows)
    for lane in range(LANES):
        p = load(Parameters, rows, PARAMETERS, lane)
        store(outcomes, 0, lane, read(load_couple(rows, lane), load(Tally, rows, TALLY, lane), p))


@register_jitable(forceinline=True)
def give(rows, block, lane, now):
    """Add one block's cues to one lane, if it is on, and keep how long it stays on."""
    couple = load_couple(rows, lane)
    before = block[LATCH * LANES + lane]
    latch = until(load(When, block, WHEN, lane), before, now, couple.a.arousal, couple.b.arousal)
    latch = before if before > 1e17 else latch
    block[LATCH * LANES + lane] = latch
    present = 1.0 if now <= latch and latch < 1e17 else 0.0
    cues = given(load(Cues, block, GIVEN, lane), present)
    store(rows, CUES, lane, together(load(Cues, rows, CUES, lane), cues))


with keeping(SOURCES):
    run_kernel = numba.njit(
        "void(float64[::1], int64[::1], float64[:,::1], int64[::1], int64, float64[::1], float64[:,::1],"
        "float64[:,::1])",
        cache=True,
        nogil=True,
        error_model="numpy",
    )(run_days)
"""``run_days``, compiled."""
