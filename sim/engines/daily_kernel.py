"""A day of couples who stay in their lanes, written for the compiler; to import this file loads it."""

from sim.engines.daily import NUMBER, PLAN, TALK
from sim.engines.instructions import VECTOR
from sim.engines.kernel import live_day
from sim.engines.lanes import BLOCK_ROWS, KEY_0, KEY_1, LANES, MIRRORED, REPLICATE, TALLIED, TURNS


def live_groups(first, last, living, lanes, facts, lengths, plans, common, key, rows, words, blocks, aside, marks,
                windows, turns, day):  # fmt: skip
    """Live a day of the couples in the groups of lanes from ``first`` to ``last``, in place; of all that stand in lanes
    the first ``living``.

    lanes: float64 (groups, rows·LANES), the first ``TALLIED`` rows of which are the couple's. facts: int64 (lanes,
    FACTS). lengths: int64 (talks,), the turns of the day's conversation. plans: float64 (plans, blocks, BLOCK_ROWS),
    the blocks of the day. common: float64 (constants,), from ``MIRRORED`` on. turns: float64 (0, 1, 1), since none is
    kept, nor gathered. The rest is room as in ``kernel.run_days``.
    """
    for i in range(len(common)):
        for lane in range(LANES):
            rows[(MIRRORED + i) * LANES + lane] = common[i]
    for lane in range(LANES):
        words[KEY_0 * LANES + lane], words[KEY_1 * LANES + lane] = key[0], key[1]
    for g in range(first, last):
        start, here = g * LANES, lanes[g]
        used = min(LANES, living - start)
        wide = (used + VECTOR - 1) // VECTOR * VECTOR
        for i in range(TALLIED * LANES):
            rows[i] = here[i]
        shortest, longest = lengths[facts[start, TALK]], 0
        for lane in range(used):
            length = lengths[facts[start + lane, TALK]]
            marks[TURNS, lane], shortest, longest = length, min(shortest, length), max(longest, length)
        for lane in range(wide):
            words[REPLICATE * LANES + lane] = facts[start + lane, NUMBER]
            plan = plans[facts[start + lane, PLAN]]
            for b in range(len(blocks)):
                for i in range(BLOCK_ROWS):
                    blocks[b, i * LANES + lane] = plan[b, i]
        live_day(rows, aside, blocks, marks, windows, turns, turns, used, wide, day, shortest, longest)
        if used == LANES:
            for i in range(TALLIED * LANES):
                here[i] = rows[i]
        else:
            for i in range(TALLIED):
                for lane in range(used):
                    here[i * LANES + lane] = rows[i * LANES + lane]
