"""The nights between couples of a compiled village, in the lanes in which the couples live."""

from typing import Any

import numpy as np

from sim.community.layout import BESIDE_ROWS, KEY_0, KEY_1, MIRRORED, STANDING
from sim.community.network import Ends
from sim.engines.daily import Days, Rooms, Threads
from sim.engines.lanes import LANES, aligned
from sim.engines.native import SIM, SOURCES, Native
from sim.model import chance
from sim.model.outcomes import Outcomes
from sim.model.ties.constants import TieConstants
from sim.model.ties.state import MEETING, Shown

RECORDED = (*Outcomes._fields, "burden_a", "burden_b")
"""What is kept of a couple on a day: its outcomes, and what life has left on each partner."""
SEEN = 8
"""Numbers of a couple's row of what it shows: a line of the cache."""
SHOWS, KEEPS = len(Shown._fields), Shown._fields.index("keeps")
MINE, THEIRS, KIND, FIRST, MARKED = range(5)
"""What is marked of each end of a tie: whose it is here and there, its kind, and whether this is its first end."""
IS_TOGETHER, IS_OVER, IS_WAITING = range(3)
"""How a couple stands, in a word: together, over, or over and both ready for someone else."""

FLAT, WHOLE, TABLE = "float64[::1]", "int64[::1]", "float64[:,::1]"
FILES = [*SOURCES, *(SIM / "community" / f"{name}.py" for name in ("layout", "nights", "night_kernel", "programs"))]
kernels = {
    name: Native(f"sim.community.night_kernel:{name}", ("int64", "int64", *taken), FILES)
    for name, taken in {
        "show_groups": (TABLE, WHOLE, FLAT, TABLE),
        "pass_night": ("int64", TABLE, WHOLE, WHOLE, FLAT, WHOLE, TABLE, WHOLE, "int32[::1]", "int8[:,::1]", FLAT, FLAT,
                       "uint8[::1]", "int64"),
        "record": (TABLE, WHOLE, FLAT, TABLE),
    }.items()
}  # fmt: skip
"""The functions of ``night_kernel``, compiled."""


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
