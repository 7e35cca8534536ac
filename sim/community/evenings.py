"""Any couple's evening on any day of a village, exactly as it was lived, out of little that is kept.

Between two days a village changes nothing of a couple but the burden of each partner, unless it begins again. So with
the state of every couple once a month, and every night's burdens, one couple is lived again alone from the month on.
"""

import numpy as np

from sim.community.compiled import Compiled
from sim.community.couples import Couples
from sim.community.results import Book
from sim.engines.daily import Days, Threads
from sim.engines.ensemble import block_columns, column
from sim.engines.lanes import STATE
from sim.model.state import Couple
from sim.model.trajectory import STATE as NAMES
from sim.model.trajectory import couple_of

MONTH = 30
"""Days from one state that is kept to the next."""
BURDENS = [NAMES.index(name) for name in ("burden_a", "burden_b")]


class Evenings:
    """What is kept of a village for this; ``watch`` is called after every night (see ``village.lived``)."""

    def __init__(self, couples: Couples) -> None:
        """Before the first night."""
        self.couples = couples
        self._burdens = np.empty((couples.days, len(couples), 2))
        self._states = {0: couples.start}
        self._begun: dict[int, list[tuple[int, np.ndarray]]] = {}
        self._told = 0

    @property
    def size(self) -> int:
        """Bytes."""
        return self._burdens.nbytes + len(self._states) * self.couples.start.nbytes

    def watch(self, day: int, book: Book, run: Compiled) -> None:
        """Keep what a night has left."""
        states = run.state()
        self._burdens[day - 1] = states[:, BURDENS]
        if day % MONTH == 0:
            self._states[day] = states
        for _, place, _ in book.beginnings[self._told :]:
            self._begun.setdefault(place, []).append((day, states[place].copy()))
        self._told = len(book.beginnings)

    def before(self, place: int, day: int) -> Couple:
        """A couple as it went to sleep on the evening before ``day``, one of the days that are lived already."""
        month = (day - 1) // MONTH * MONTH
        again = [(at, state) for at, state in self._begun.get(place, ()) if month < at < day]
        begun, state = again[-1] if again else (month, self._states[month][place])
        if begun == day - 1:
            return couple_of(state.tolist())
        couples = self.couples
        plan = couples.plans[couples.plan[place]]
        none, number = np.zeros(1, np.int64), couples.network.numbers[place : place + 1]
        days = Days(state[None], column(plan), [block_columns(plan)], none, [couples.lengths[couples.plan[place]]],
                    none, number, couples.seed)  # fmt: skip
        days.day, one = begun, Threads(1)
        for night in range(begun + 1, day):
            days.live(one)
            days.of(0)[BURDENS] = self._burdens[night - 1, place]
        return couple_of(days.of(0)[:STATE].tolist())
