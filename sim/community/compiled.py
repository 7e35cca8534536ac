"""The compiled village: its couples' days in lanes, and the nights between them in the same lanes."""

from collections.abc import Callable

import numpy as np

from sim.community.beginnings import begun, goes, only, pairs_of, ready_of
from sim.community.couples import Couples
from sim.community.nights import IS_TOGETHER, IS_WAITING, RECORDED, Nights
from sim.community.programs import MORE, OWN_ROWS, STANDING
from sim.engines.daily import Days, Threads
from sim.engines.ensemble import block_columns, column
from sim.engines.lanes import STATE
from sim.model import chance
from sim.model.state import Couple
from sim.model.ties.state import MEETING
from sim.model.trajectory import couple_of


class Compiled:
    """A village before its first morning; ``live`` and ``sleep`` take turns."""

    columns = RECORDED

    def __init__(self, couples: Couples) -> None:
        """Lay the couples side by side."""
        self.couples, net = couples, couples.network
        kinds: dict[tuple[int, ...], int] = {}
        talks = np.array([kinds.setdefault(lengths, len(kinds)) for lengths in couples.lengths])
        blocks = [block_columns(plan) for plan in couples.plans]
        self.days = Days(
            couples.start,
            column(couples.scenario),
            blocks,
            couples.plan,
            list(kinds),
            talks[couples.plan],
            net.numbers,
            couples.seed,
            MORE,
        )
        ends = net.ends
        first = ends.other > np.repeat(np.arange(len(net)), net.degrees)
        self.nights = Nights(self.days, net.numbers, ends, net.kind[ends.tie], net.strength[ends.tie], first,
                             couples.scenario.community.constants)  # fmt: skip
        self._key, self._mirrored = chance.key(couples.seed), float(couples.scenario.mirrored)
        # Where each tie's two ends stand.
        self._ends = np.argsort(ends.tie, kind="stable").reshape(-1, 2)

    @property
    def standing(self) -> np.ndarray:
        """How each couple stands, (couples, Standing)."""
        return self.days.rows(STANDING, OWN_ROWS)

    @property
    def state(self) -> np.ndarray:
        """The state of each couple, (couples, state); of two who have left each other, as they are now."""
        return self.days.rows(0, STATE)

    @property
    def strengths(self) -> np.ndarray:
        """How strong each tie is, (ties,)."""
        return self.nights.strengths[self._ends[:, 0]]

    @property
    def together(self) -> np.ndarray:
        """Which couples are together, (couples,) of bool."""
        return self.nights.stand == IS_TOGETHER

    def live(self, threads: Threads) -> None:
        """The next day of all, to the evening."""
        self.days.live(threads)
        self.nights.show(threads)

    def sleep(self, threads: Threads) -> np.ndarray:
        """The night between couples; gives those that have ended in it, (endings,)."""
        before = self.together
        self.nights.sleep(threads)
        ended = np.flatnonzero(before & ~self.together)
        for place in ended.tolist():
            self.days.rest(place)
        return ended

    def record(self, threads: Threads) -> np.ndarray:
        """What is kept of each couple as it is now, (couples, RECORDED)."""
        return self.nights.record(threads)

    def begin_again(self, day: int, begins: Callable[[int, int, int], None]) -> None:
        """Those who are ready begin again, in the night after ``day``; ``begins`` is told day, place and from where."""
        waiting = np.flatnonzero(self.nights.stand == IS_WAITING)
        if len(waiting) < 2:
            return
        numbers = self.couples.network.numbers[waiting].tolist()
        ready = ready_of(zip(numbers, waiting.tolist(), strict=True), day, self._key, self._mirrored)
        for one, other in pairs_of(ready):
            first, second = (couple_of(self.days.of(ready[1])[:STATE].tolist()) for ready in (one, other))
            self._begin(one[1], first, second, goes(one[2]), goes(other[2]))
            self._begin(other[1], second, first, goes(other[2]), goes(one[2]))
            begins(day, one[1], other[1])
            begins(day, other[1], one[1])

    def _begin(self, place: int, stays: Couple, comes: Couple, leaving: str, coming: str) -> None:
        """A couple begins at a place, and the ties that were only the one's who goes are no longer kept."""
        couples = self.couples
        p = couples.plans[couples.plan[place]].constants
        made = begun(stays, comes, leaving, coming, float(couples.start[place, STATE - 2]), p)
        self.days.of(place)[:STATE] = (*made.a, *made.b, made.bond, made.hardship)
        self.days.of(place)[STANDING:] = MEETING
        self.days.rise(place)
        self.nights.stand[place] = IS_TOGETHER
        ends = couples.network.ends
        mine = slice(ends.starts[place], ends.starts[place + 1])
        lost = ends.tie[mine][ends.mine[mine] == only(leaving)]
        self.nights.full[self._ends[lost]] = 0.0
