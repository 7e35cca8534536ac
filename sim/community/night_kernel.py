"""The night between couples, written for the compiler: the laws of ``sim.model.ties`` in the lanes in which the couples
live. To import this file loads the compiler.

The laws are the very functions that the Mesa community calls. Everybody reads the evening before anything is changed,
and each couple sums its ties in the order of those they lead to: so neither the order of couples nor threads matter.
A tie's strength stands at both of its ends, and both work out the same.
"""

from typing import Any

from numba.extending import register_jitable

from sim.community import programs
from sim.community.layout import CIRCLE, NUMBER, READ, SHOWN, STANDING, TIES
from sim.community.nights import (
    FIRST,
    IS_OVER,
    IS_TOGETHER,
    IS_WAITING,
    KEEPS,
    KIND,
    MINE,
    RECORDED,
    SHOWS,
    THEIRS,
)
from sim.engines.instructions import VECTOR, compiled, fetch
from sim.engines.lanes import LANES
from sim.model.registry import TIE_LAWS
from sim.model.ties.constants import TieConstants
from sim.model.ties.keeping import strength
from sim.model.ties.night import with_tie
from sim.model.ties.state import NOBODY, Shown, Standing
from sim.model.trajectory import STATE as NAMES

for function in TIE_LAWS:
    register_jitable(forceinline=True)(function)

BURDEN_A, BURDEN_B = NAMES.index("burden_a"), NAMES.index("burden_b")
TOGETHER, WAITING = (STANDING + Standing._fields.index(name) for name in ("together", "waiting"))

show, night, night_together, read_off = map(
    compiled, (programs.SHOW, programs.NIGHT, programs.NIGHT_TOGETHER, programs.READ_OFF)
)


def _reader(kind: Any) -> Any:
    """``(row, start)``: the named tuple whose fields stand in a row from ``start`` on, each written out for the
    compiler."""
    values = ", ".join(f"row[start + {i}]" for i in range(len(kind._fields)))
    space: dict[str, Any] = {"Kind": kind}
    exec(f"def read_from(row, start):\n    return Kind({values})", space)
    return register_jitable(inline="always")(space["read_from"])


shown_in, constants_in = _reader(Shown), _reader(TieConstants)


def show_groups(first, last, lanes, who, beside, shows):
    """What the couples of some groups of lanes show in the evening, (couples, SEEN)."""
    for g in range(first, last):
        here = lanes[g]
        for lane in range(0, LANES, VECTOR):
            show(here, beside, lane, 0, 0)
        for lane in range(LANES):
            couple = who[g * LANES + lane]
            if couple >= 0:
                for i in range(SHOWS):
                    shows[couple, i] = beside[(SHOWN + i) * LANES + lane]


def pass_night(first, last, living, lanes, who, numbers, beside, words, shows, starts, others, marks, strengths, full,
               stand, day):  # fmt: skip
    """The night of the couples of some groups of lanes: their state, how they stand, in a word in ``stand`` too, and
    the ``strengths`` of their ties, as they are at this end."""
    t = constants_in(beside[TIES * LANES :][::LANES], 0)
    for g in range(first, last):
        here, start = lanes[g], g * LANES
        for lane in range(LANES):
            ahead = who[start + lane + LANES] if start + lane + LANES < len(who) else -1
            if ahead >= 0:
                for at in range(starts[ahead], starts[ahead + 1]):
                    fetch(shows, others[at], 0)
            couple, circle = who[start + lane], NOBODY
            if couple >= 0:
                kept = shows[couple, KEEPS]
                for at in range(starts[couple], starts[couple + 1]):
                    other, strong, mark = shown_in(shows[others[at]], 0), strengths[at], marks[at]
                    circle = with_tie(circle, strong, mark[MINE], mark[THEIRS], other)
                    if mark[FIRST]:
                        strengths[at] = strength(strong, full[at], mark[KIND], kept, other.keeps, t)
                    else:
                        strengths[at] = strength(strong, full[at], mark[KIND], other.keeps, kept, t)
                words[NUMBER * LANES + lane] = numbers[couple]
            for i, value in enumerate(circle):
                beside[(CIRCLE + i) * LANES + lane] = value
        for lane in range(0, LANES, VECTOR):
            if start + LANES <= living:
                night_together(here, beside, lane, day, 0)
            else:
                night(here, beside, lane, day, 0)
        for lane in range(LANES):
            couple = who[start + lane]
            if couple >= 0:
                over = IS_WAITING if here[WAITING * LANES + lane] > 0.0 else IS_OVER
                stand[couple] = IS_TOGETHER if here[TOGETHER * LANES + lane] > 0.0 else over


def record(first, last, lanes, who, beside, kept):
    """What is kept of the couples of some groups of lanes: (couples, RECORDED)."""
    for g in range(first, last):
        here = lanes[g]
        for lane in range(0, LANES, VECTOR):
            read_off(here, beside, lane, 0, 0)
        for lane in range(LANES):
            couple = who[g * LANES + lane]
            if couple >= 0:
                for i in range(len(RECORDED) - 2):
                    kept[couple, i] = beside[(READ + i) * LANES + lane]
                kept[couple, len(RECORDED) - 2] = here[BURDEN_A * LANES + lane]
                kept[couple, len(RECORDED) - 1] = here[BURDEN_B * LANES + lane]
