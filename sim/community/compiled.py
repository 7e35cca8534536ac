"""The compiled village: its couples' days in lanes, and the nights between them over arrays."""

from collections.abc import Callable
from concurrent.futures import Executor

import numpy as np

from sim.community.beginnings import begun, goes, only, pairs_of, ready_of
from sim.community.couples import Couples
from sim.community.nights import RECORDED, SIZE, Nights
from sim.engines.daily import Days
from sim.engines.ensemble import block_columns, column
from sim.model import chance
from sim.model.state import Couple
from sim.model.ties.state import MEETING, Standing
from sim.model.trajectory import couple_of

TOGETHER, WAITING = (Standing._fields.index(name) for name in ("together", "waiting"))


class Compiled:
    """A village before its first morning; ``days`` and ``nights`` are lived in turn."""

    columns = RECORDED

    def __init__(self, couples: Couples) -> None:
        """Lay the couples side by side."""
        self.couples, net = couples, couples.network
        plans = [column(plan) for plan in couples.plans]
        made = np.array(plans)[couples.plan]
        made[:, :SIZE] = couples.start
        kinds: dict[tuple[int, ...], int] = {}
        talks = np.array([kinds.setdefault(lengths, len(kinds)) for lengths in couples.lengths])
        blocks = [block_columns(plan) for plan in couples.plans]
        self.days = Days(made, blocks, couples.plan, list(kinds), talks[couples.plan], net.numbers, couples.seed)
        t = couples.scenario.community.constants
        self.nights = Nights(made, net, couples.scenario.mirrored, couples.seed, t)
        self._key, self._mirrored = chance.key(couples.seed), float(couples.scenario.mirrored)

    @property
    def standing(self) -> np.ndarray:
        """How each couple stands, (couples, Standing)."""
        return self.nights.standing

    @property
    def state(self) -> np.ndarray:
        """The state of each couple, (couples, state); of two who have left each other, as they are now."""
        together = self.standing[:, TOGETHER, None] > 0.0
        return np.where(together, self.days.columns[:, :SIZE], self.nights.left)

    def record(self, pool: Executor) -> np.ndarray:
        """What is kept of each couple as it is now, (couples, RECORDED)."""
        return self.nights.record(pool)

    def begin_again(self, day: int, begins: Callable[[int, int, int], None]) -> None:
        """Those who are ready begin again, in the night after ``day``; ``begins`` is told day, place and from where."""
        waiting = np.flatnonzero(self.standing[:, WAITING] > 0.0)
        if len(waiting) < 2:
            return
        numbers = self.couples.network.numbers[waiting].tolist()
        ready = ready_of(zip(numbers, waiting.tolist(), strict=True), day, self._key, self._mirrored)
        for one, other in pairs_of(ready):
            first, second = (couple_of(self.nights.left[ready[1]].tolist()) for ready in (one, other))
            self._begin(one[1], first, second, goes(one[2]), goes(other[2]))
            self._begin(other[1], second, first, goes(other[2]), goes(one[2]))
            begins(day, one[1], other[1])
            begins(day, other[1], one[1])

    def _begin(self, place: int, stays: Couple, comes: Couple, leaving: str, coming: str) -> None:
        """A couple begins at a place, and the ties that were only the one's who goes are no longer kept."""
        couples = self.couples
        p = couples.plans[couples.plan[place]].constants
        made = begun(stays, comes, leaving, coming, float(couples.start[place, SIZE - 2]), p)
        self.days.columns[place, :SIZE] = (*made.a, *made.b, made.bond, made.hardship)
        self.standing[place] = MEETING
        ends = couples.network.ends
        mine = slice(ends.starts[place], ends.starts[place + 1])
        self.nights.full[ends.tie[mine][ends.mine[mine] == only(leaving)]] = 0.0
