"""The night between couples, compiled: the laws of ``sim.model.ties`` in the lanes in which the couples live.

The laws are the very functions that the Mesa community calls. Everybody reads the evening before anything is changed,
and each couple sums its ties in the order of those they lead to: so neither the order of couples nor threads matter.
A tie's strength stands at both of its ends, and both work out the same.
"""

import sys
from typing import Any

import numba
import numpy as np
from numba.extending import register_jitable

from sim.community import programs
from sim.community.network import Ends
from sim.community.programs import (
    BESIDE_ROWS,
    CIRCLE,
    KEY_0,
    KEY_1,
    MIRRORED,
    NUMBER,
    READ,
    SHOWN,
    STANDING,
    TIES,
)
from sim.engines.cache import keeping
from sim.engines.daily import FILES as OF_DAYS
from sim.engines.daily import FLAT, WHOLE, Days, Rooms, Threads
from sim.engines.instructions import VECTOR, as_written, compiled, fetch
from sim.engines.kernel import TABLE
from sim.engines.lanes import LANES, aligned
from sim.model import chance
from sim.model.outcomes import Outcomes
from sim.model.registry import TIE_LAWS
from sim.model.ties import constants, state
from sim.model.ties.constants import TieConstants
from sim.model.ties.keeping import strength
from sim.model.ties.night import with_tie
from sim.model.ties.state import MEETING, NOBODY, Shown, Standing
from sim.model.trajectory import STATE as NAMES

for function in TIE_LAWS:
    register_jitable(forceinline=True)(function)

FILES = [*OF_DAYS, __file__, constants.__file__, state.__file__, programs.__file__,
         *sorted({str(sys.modules[law.__module__].__file__) for law in TIE_LAWS})]  # fmt: skip
"""Every file that the compiled code depends on."""
BURDEN_A, BURDEN_B = NAMES.index("burden_a"), NAMES.index("burden_b")
TOGETHER, WAITING = (STANDING + Standing._fields.index(name) for name in ("together", "waiting"))
RECORDED = (*Outcomes._fields, "burden_a", "burden_b")
"""What is kept of a couple on a day: its outcomes, and what life has left on each partner."""
SEEN = 8
"""Numbers of a couple's row of what it shows: a line of the cache."""
SHOWS, KEEPS = len(Shown._fields), Shown._fields.index("keeps")
MINE, THEIRS, KIND, FIRST, MARKED = range(5)
"""What is marked of each end of a tie: whose it is here and there, its kind, and whether this is its first end."""
IS_TOGETHER, IS_OVER, IS_WAITING = range(3)
"""How a couple stands, in a word: together, over, or over and both ready for someone else."""

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


with keeping(FILES), as_written():
    kernels = {
        made.__name__: numba.njit(f"void(int64, int64, {taken})", cache=True, nogil=True, error_model="numpy")(made)
        for made, taken in (
            (show_groups, f"{TABLE}, {WHOLE}, {FLAT}, {TABLE}"),
            (pass_night, f"int64, {TABLE}, {WHOLE}, {WHOLE}, {FLAT}, {WHOLE}, {TABLE}, {WHOLE}, int32[::1], "
                         f"int8[:,::1], {FLAT}, {FLAT}, uint8[::1], int64"),
            (record, f"{TABLE}, {WHOLE}, {FLAT}, {TABLE}"),
        )
    }  # fmt: skip
"""The three, compiled."""


class Nights:
    """The nights of the couples whose ``days`` are lived. ``numbers`` (couples,) key their chance; ``ends`` has the
    ends of their ties, ``kinds`` and ``full`` (ends,) the kind of each and its strength where it is kept, and ``first``
    (ends,) whether it is its tie's first.

    ``shows`` (couples and those beyond, SEEN): what each shows, and what is shown by those that live elsewhere;
    ``strengths`` (ends,): how strong each tie is; ``stand`` (couples,): how each couple stands, see ``IS_OVER``.
    """

    def __init__(
        self, days: Days, numbers: np.ndarray, ends: Ends, kinds: np.ndarray, full: np.ndarray, first: np.ndarray,
        t: TieConstants, beyond: int = 0,
    ) -> None:  # fmt: skip
        """Before the first night."""
        count = len(numbers)
        self.days, self._numbers, self._starts = days, np.ascontiguousarray(numbers, np.int64), ends.starts
        self._others = np.ascontiguousarray(ends.other, np.int32)
        self._marks = np.ascontiguousarray(np.stack([ends.mine, ends.theirs, kinds, first], 1), np.int8)
        self.full, self.strengths = full.copy(), full.copy()
        self.shows = aligned((count + beyond) * SEEN).reshape(-1, SEEN)
        self.stand = np.zeros(count, np.uint8)
        days.lanes[:, STANDING:] = np.array(MEETING)[None, :, None]
        beside = np.zeros((BESIDE_ROWS, LANES))
        beside[MIRRORED:KEY_0] = np.concatenate([days.common, t])[:, None]
        beside.view(np.int64)[KEY_0 : KEY_1 + 1] = np.array(chance.key(days.seed), np.int64)[:, None]
        self._beside, self._rooms = beside.reshape(-1), Rooms()

    def _all(self, threads: Threads, what: str, *given: Any) -> None:
        """All groups of lanes, a part a thread, each with room beside of its own."""
        lanes, made = self.days.lanes.reshape(len(self.days.lanes), -1), kernels[what]

        def part(first: int, last: int) -> None:
            beside = self._rooms.get()
            beside = self._room() if beside is None else beside
            if what == "pass_night":
                made(first, last, self.days.living, lanes, self.days.who, self._numbers, beside, beside.view(np.int64),
                     *given)  # fmt: skip
            else:
                made(first, last, lanes, self.days.who, beside, *given)
            self._rooms.put(beside)

        threads.each(part, len(lanes))

    def _room(self) -> np.ndarray:
        """Room beside the lanes, with what is the same for all."""
        room = aligned(self._beside.size)
        room[:] = self._beside
        return room

    def show(self, threads: Threads) -> None:
        """What everybody shows this evening."""
        self._all(threads, "show_groups", self.shows)

    def sleep(self, threads: Threads) -> None:
        """The night between couples, after what they have shown."""
        self._all(threads, "pass_night", self.shows, self._starts, self._others, self._marks, self.strengths, self.full,
                  self.stand, self.days.day)  # fmt: skip

    def record(self, threads: Threads) -> np.ndarray:
        """What is kept of each couple as it is now: (couples, RECORDED)."""
        kept = np.empty((len(self._numbers), len(RECORDED)))
        self._all(threads, "record", kept)
        return kept
