"""Sixty-four couples side by side in one flat array, and named tuples read from and written to it.

All that a turn reads and writes stands in a single array at constant offsets, ``(row + field)·64 + lane``: so the
compiler can prove that two rows never overlap, and work on several lanes with one instruction.
"""

from typing import Any

import numba  # noqa: F401 - whole first: a part of a half-imported package does not wait for the rest in another thread
import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from sim.engines.arrays import on_arrays
from sim.model.cues import Cues
from sim.model.outcomes import Outcomes, Tally, read
from sim.model.parameters import Parameters
from sim.model.schedule import When
from sim.model.state import Luck, Partner
from sim.model.trajectory import couple_of

LANES = 64

A = 0
B = A + len(Partner._fields)
BOND = B + len(Partner._fields)
HARDSHIP = BOND + 1
STATE = HARDSHIP + 1
"""Rows of the state: both partners, the bond, and hardship. What a trajectory keeps is these rows, and the cues."""
CUES = STATE
RECORDED = CUES + len(Cues._fields)
LUCK = RECORDED
TALLY = LUCK + len(Luck._fields)
TALLIED = TALLY + len(Tally._fields)
MIRRORED = TALLIED
PARAMETERS = MIRRORED + 1
ROWS = PARAMETERS + len(Parameters._fields)

WHEN = 0
FIRST_DAY, LAST_DAY, EVERY, FIRST_TURN, LAST_TURN, HOLD = (
    When._fields.index(name) for name in ("first_day", "last_day", "every", "first_turn", "last_turn", "hold")
)
GIVEN = len(When._fields)
LATCH = GIVEN + len(Cues._fields)
BLOCK_ROWS = LATCH + 1
"""Rows of one block in the array of blocks: when, the cues it gives, and the turn until which it is on."""

REPLICATE, KEY_0, KEY_1, WHOLE_ROWS = 0, 1, 2, 3
"""Rows of the array of whole numbers that key the chance."""


def _address(builder, context, array_type, array, start, field):
    data = context.make_array(array_type)(context, builder, array).data
    return builder.gep(data, [builder.add(start, ir.Constant(start.type, field * LANES))], inbounds=True)


def _load(typing_context, kind, flat, row, lane):
    """``load(Kind, flat, row, lane)``: the named tuple ``Kind`` of floats whose fields stand from ``row`` on."""
    result = types.NamedUniTuple(types.float64, len(kind.instance_class._fields), kind.instance_class)

    def generate(context, builder, signature, arguments):
        _, array, first, at = arguments
        start = builder.add(builder.mul(first, ir.Constant(first.type, LANES)), at)
        where = (_address(builder, context, signature.args[1], array, start, i) for i in range(len(result)))
        return context.make_tuple(builder, signature.return_type, [builder.load(address) for address in where])

    return result(kind, flat, types.int64, types.int64), generate


def _store(typing_context, flat, row, lane, values):
    """``store(flat, row, lane, values)``: write a named tuple of floats from ``row`` on."""

    def generate(context, builder, signature, arguments):
        array, first, at, tuple_ = arguments
        start = builder.add(builder.mul(first, ir.Constant(first.type, LANES)), at)
        for i in range(len(signature.args[3])):
            address = _address(builder, context, signature.args[0], array, start, i)
            builder.store(builder.extract_value(tuple_, i), address)
        return context.get_dummy_value()

    return types.none(flat, types.int64, types.int64, values), generate


def outcomes_of(rows: np.ndarray, p: Parameters) -> Outcomes:
    """What the observer reads from an engine's rows of state and tally, (TALLIED, ...): arrays by outcome."""
    return on_arrays(read)(couple_of(rows), Tally(*rows[TALLY:TALLIED]), p)


load: Any = intrinsic(_load)
store: Any = intrinsic(_store)
