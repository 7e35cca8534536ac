"""The nights between couples of a compiled village, over arrays of couples and of ties."""

from concurrent.futures import Executor
from typing import Any

import numpy as np

from sim.community.network import Network
from sim.engines.native import SIM, SOURCES, Native
from sim.model import chance
from sim.model.outcomes import Outcomes
from sim.model.ties.constants import TieConstants
from sim.model.ties.state import MEETING, Shown
from sim.model.trajectory import STATE

PART = 1024
"""Couples, or ties, that a thread takes at a time."""
SIZE = len(STATE)
RECORDED = (*Outcomes._fields, "burden_a", "burden_b")
"""What is kept of a couple on a day: its outcomes, and what life has left on each partner."""

FLAT, TABLE, WHOLE = "float64[::1]", "float64[:,::1]", "int64[::1]"
FILES = [*SOURCES, SIM / "community/night_kernel.py", SIM / "community/nights.py"]
compiled = {
    name: Native(f"sim.community.night_kernel:{name}", ("int64", "int64", *taken), FILES)
    for name, taken in {
        "show": (TABLE, TABLE, FLAT, TABLE),
        "pass_night": (TABLE, TABLE, TABLE, TABLE, WHOLE, FLAT, WHOLE, "int64", WHOLE, "int32[:,::1]", FLAT, FLAT),
        "strengthen": (WHOLE, WHOLE, FLAT, FLAT, TABLE, FLAT, FLAT),
        "record": (TABLE, TABLE),
    }.items()
}
"""The functions of ``night_kernel``, compiled."""


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
