"""The night between couples, written for the compiler: the laws of ``sim.model.ties`` over arrays of couples and of
ties. To import this file loads the compiler.

The laws are the very functions that the Mesa community calls. Everybody reads the evening before anything is changed,
and each couple sums its ties in the order of those they lead to: so neither the order of couples nor threads matter.
"""

from typing import Any

from numba.extending import register_jitable

from sim.community.nights import RECORDED, SIZE
from sim.engines.lanes import PARAMETERS, TALLY
from sim.model.outcomes import Tally, read
from sim.model.parameters import Parameters
from sim.model.registry import LAWS, TIE_LAWS
from sim.model.state import Couple, Partner
from sim.model.ties.beginning import alone
from sim.model.ties.constants import TieConstants
from sim.model.ties.keeping import strength
from sim.model.ties.night import burden_of_a, burden_of_b, lot, shown, stands, with_tie
from sim.model.ties.state import NOBODY, Shown, Standing
from sim.model.trajectory import STATE

for function in (*LAWS, *TIE_LAWS):
    register_jitable(forceinline=True)(function)

BURDEN_A, BURDEN_B = STATE.index("burden_a"), STATE.index("burden_b")


def _reader(kind: Any) -> Any:
    """``(row, start)``: the named tuple whose fields stand in a row from ``start`` on, each written out for the
    compiler."""
    values = ", ".join(f"row[start + {i}]" for i in range(len(kind._fields)))
    space: dict[str, Any] = {"Kind": kind}
    exec(f"def read_from(row, start):\n    return Kind({values})", space)
    return register_jitable(inline="always")(space["read_from"])


partner_in, tally_in, parameters_in = _reader(Partner), _reader(Tally), _reader(Parameters)
standing_in, shown_in, constants_in = _reader(Standing), _reader(Shown), _reader(TieConstants)
A, B = 0, len(Partner._fields)


@register_jitable(inline="always")
def couple_in(row):
    """The couple whose state stands at the start of a row."""
    return Couple(partner_in(row, A), partner_in(row, B), row[SIZE - 2], row[SIZE - 1])


@register_jitable(inline="always")
def put(row, values):
    """Write a named tuple, or any tuple of floats, to a row."""
    for i, value in enumerate(values):
        row[i] = value


@register_jitable(inline="always")
def put_couple(row, couple):
    """Write a couple's state to the start of a row."""
    put(row[A:B], couple.a)
    put(row[B : 2 * B], couple.b)
    row[SIZE - 2] = couple.bond


def show(start, end, columns, standing, ties, shows):
    """What the couples from ``start`` to ``end`` show in the evening, (couples, shown)."""
    t = constants_in(ties, 0)
    for i in range(start, end):
        row = columns[i]
        p = parameters_in(row, PARAMETERS)
        put(shows[i], shown(couple_in(row), tally_in(row, TALLY), standing_in(standing[i], 0), p, t))


def pass_night(start, end, columns, standing, left, shows, numbers, mirrored, key, day, starts, ends, strengths, ties):
    """The night of the couples from ``start`` to ``end``: their burdens in ``columns``, how they stand, and, of those
    that are over, their state in ``left`` (couples, state). ends: int32 (ends, 4), of each end of a tie whom it leads
    to, which tie it is, and whose it is here and there."""
    t = constants_in(ties, 0)
    for i in range(start, end):
        circle = NOBODY
        for at in range(starts[i], starts[i + 1]):
            other, tie, mine, theirs = ends[at]
            circle = with_tie(circle, strengths[tie], mine, theirs, shown_in(shows[other], 0))
        row, before = columns[i], standing_in(standing[i], 0)
        p = parameters_in(row, PARAMETERS)
        couple = couple_in(row)
        after = stands(before, couple, circle, lot(day, numbers[i], key[0], key[1], mirrored[i]), p, t)
        put(standing[i], after)
        if before.together > 0.0:
            burden_a, burden_b = burden_of_a(couple, circle, t), burden_of_b(couple, circle, t)
            row[BURDEN_A], row[BURDEN_B] = burden_a, burden_b
            if after.together == 0.0:
                for at in range(SIZE):
                    left[i, at] = row[at]
        else:
            put_couple(left[i], alone(couple_in(left[i]), p))


def strengthen(start, end, first, second, kinds, full, shows, ties, strengths):
    """The strength of the ties from ``start`` to ``end`` after the night."""
    t = constants_in(ties, 0)
    for i in range(start, end):
        one, other = shown_in(shows[first[i]], 0).keeps, shown_in(shows[second[i]], 0).keeps
        strengths[i] = strength(strengths[i], full[i], kinds[i], one, other, t)


def record(start, end, columns, kept):
    """What is kept of the couples from ``start`` to ``end`` on a day: (couples, RECORDED)."""
    for i in range(start, end):
        row = columns[i]
        put(kept[i], read(couple_in(row), tally_in(row, TALLY), parameters_in(row, PARAMETERS)))
        kept[i, len(RECORDED) - 2], kept[i, len(RECORDED) - 1] = row[BURDEN_A], row[BURDEN_B]
