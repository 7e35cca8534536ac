"""The night between couples, compiled: the laws of ``sim.model.ties`` over arrays of couples and of ties.

The laws are the very functions that the Mesa community calls. Everybody reads the evening before anything is changed,
and each couple sums its ties in the order of those they lead to: so neither the order of couples nor threads matter.
"""

import sys
from concurrent.futures import Executor
from typing import Any

import numba
import numpy as np
from numba.extending import register_jitable

from sim.community.network import Network
from sim.engines.cache import keeping
from sim.engines.kernel import SOURCES
from sim.engines.lanes import PARAMETERS, TALLY
from sim.model import chance
from sim.model.outcomes import Outcomes, Tally, read
from sim.model.parameters import Parameters
from sim.model.registry import LAWS, TIE_LAWS
from sim.model.state import Couple, Partner
from sim.model.ties import constants, state
from sim.model.ties.beginning import alone
from sim.model.ties.constants import TieConstants
from sim.model.ties.keeping import strength
from sim.model.ties.night import burden_of_a, burden_of_b, lot, shown, stands, with_tie
from sim.model.ties.state import MEETING, NOBODY, Shown, Standing
from sim.model.trajectory import STATE

for function in (*LAWS, *TIE_LAWS):
    register_jitable(forceinline=True)(function)

OURS = [__file__, constants.__file__, state.__file__]
FILES = [*SOURCES, *OURS, *sorted({str(sys.modules[law.__module__].__file__) for law in TIE_LAWS})]
"""Every file that the compiled code depends on."""
PART = 1024
"""Couples, or ties, that a thread takes at a time."""
BURDEN_A, BURDEN_B = STATE.index("burden_a"), STATE.index("burden_b")
SIZE = len(STATE)
RECORDED = (*Outcomes._fields, "burden_a", "burden_b")
"""What is kept of a couple on a day: its outcomes, and what life has left on each partner."""


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
                left[i] = row[:SIZE]
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


FLAT, TABLE, WHOLE = "float64[::1]", "float64[:,::1]", "int64[::1]"
with keeping(FILES):
    compiled = {
        made.__name__: numba.njit(f"void(int64, int64, {taken})", cache=True, nogil=True, error_model="numpy")(made)
        for made, taken in (
            (show, f"{TABLE}, {TABLE}, {FLAT}, {TABLE}"),
            (pass_night, f"{TABLE}, {TABLE}, {TABLE}, {TABLE}, {WHOLE}, {FLAT}, {WHOLE}, int64, {WHOLE}, int32[:,::1], "
                         f"{FLAT}, {FLAT}"),
            (strengthen, f"{WHOLE}, {WHOLE}, {FLAT}, {FLAT}, {TABLE}, {FLAT}, {FLAT}"),
            (record, f"{TABLE}, {TABLE}"),
        )
    }  # fmt: skip
"""The four, compiled."""


class Nights:
    """The nights of a village whose couples' states stand in ``columns``, as ``engines.daily.Days`` has them.

    ``standing`` (couples, Standing), ``strengths`` and ``full`` (ties,), ``left`` (couples, state): how each couple
    stands, how strong each tie is and would be if it were kept, and the state of two who have left each other.
    """

    def __init__(self, columns: np.ndarray, network: Network, mirrored: bool, seed: int, t: TieConstants) -> None:
        """Before the first night."""
        count = len(network)
        self.columns, self.network, self.day = columns, network, 0
        self.standing = np.tile(np.array(MEETING), (count, 1))
        self.full, self.strengths = network.strength.copy(), network.strength.copy()
        self.left = np.zeros((count, SIZE))
        self.ends = np.ascontiguousarray(np.stack([part.astype(np.int32) for part in network.ends[1:]], 1))
        self._shows = np.zeros((count, len(Shown._fields)))
        self._mirrored = np.full(count, float(mirrored))
        self._key, self._ties = np.array(chance.key(seed), np.int64), np.array(t)

    def sleep(self, pool: Executor) -> None:
        """The next night between couples."""
        self.day += 1
        couples, ties = len(self.network), self.network.ties
        net = self.network
        _all(pool, "show", couples, self.columns, self.standing, self._ties, self._shows)
        _all(pool, "pass_night", couples, self.columns, self.standing, self.left, self._shows, net.numbers,
             self._mirrored, self._key, self.day, net.ends.starts, self.ends, self.strengths, self._ties)  # fmt: skip
        _all(pool, "strengthen", ties, net.first, net.second, net.kind, self.full, self._shows, self._ties,
             self.strengths)  # fmt: skip

    def record(self, pool: Executor) -> np.ndarray:
        """What is kept of each couple as it is now: (couples, RECORDED)."""
        kept = np.empty((len(self.network), len(RECORDED)))
        _all(pool, "record", len(self.network), self.columns, kept)
        return kept


def _all(pool: Executor, what: str, count: int, *given: Any) -> None:
    """All couples, or ties, a part a thread."""
    made = compiled[what]
    if count <= PART:
        made(0, count, *given)
        return
    list(pool.map(lambda start: made(start, min(start + PART, count), *given), range(0, count, PART)))
