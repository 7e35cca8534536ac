"""The compiled village, in one part or in several that may live anywhere: the days, and what goes between parts."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

from sim.community.beginnings import begun, goes, only, pairs_of, ready_of
from sim.community.couples import Couples
from sim.community.nights import RECORDED, SEEN
from sim.community.part import Part, Share, shares
from sim.community.results import Book, Village
from sim.engines.lanes import STATE
from sim.model import chance
from sim.model.state import Couple
from sim.model.ties.state import Standing
from sim.model.trajectory import couple_of


class Hands(Protocol):
    """Who lives the parts of a village, wherever they are, and into how many it is cut for them."""

    count: int

    def take(self, parts: Sequence[Share]) -> None:
        """Have these to live."""

    def ask(self, what: str, given: dict[int, tuple]) -> dict[int, Any]:
        """What a method of some parts gives, each by its number, asked side by side."""


class Here:
    """This process, with threads; it needs no more than one part."""

    def __init__(self, threads: int = 1, count: int = 1) -> None:
        self.threads, self.count, self.parts = threads, count, list[Part]()

    def take(self, parts: Sequence[Share]) -> None:
        """Have these to live."""
        self.parts = [Part(share, self.threads) for share in parts]

    def ask(self, what: str, given: dict[int, tuple]) -> dict[int, Any]:
        """What a method of some parts gives, each by its number."""
        return {part: getattr(self.parts[part], what)(*values) for part, values in given.items()}


class Compiled:
    """A village before its first morning; ``live``, ``sleep`` and ``begin_again`` take turns."""

    def __init__(self, couples: Couples, hands: Hands) -> None:
        """Lay the couples side by side."""
        self.couples, self.hands = couples, hands
        parts = shares(couples, hands.count)
        self.every, self._bounds = range(len(parts)), np.array([share.here[0] for share in parts])
        self._ties = np.concatenate([share.ends.tie[share.first] for share in parts])
        borders = np.concatenate([share.border for share in parts])
        self._needs = [np.searchsorted(borders, share.beyond) for share in parts]
        self._seen, self._waiting = np.zeros((0, SEEN)), np.zeros(0, np.int64)
        self.together = np.ones(len(couples), bool)
        self._key, self._mirrored = chance.key(couples.seed), float(couples.scenario.mirrored)
        hands.take(parts)

    def live(self, keep: bool = False) -> np.ndarray | None:
        """The next day of all, to the evening; gives, if it is kept, what is recorded: (couples, RECORDED)."""
        evenings = self._all("live", [(keep,) for _ in self.every])
        self._seen = np.concatenate([evening.shows for evening in evenings])
        return np.concatenate([evening.recorded for evening in evenings]) if keep else None

    def sleep(self, keep: bool = False) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The night between couples. Gives those that have ended in it, (endings,); and, if it is kept, how each
        stands, (couples, Standing), and how strong each tie is, (ties,)."""
        mornings = self._all("sleep", [(self._seen[needs], keep) for needs in self._needs])
        ended, self._waiting = (np.concatenate([morning[at] for morning in mornings]) for at in (0, 1))
        self.together[ended] = False
        standing, strengths = np.zeros((0, len(Standing._fields))), np.zeros(len(self._ties))
        if keep:
            standing = np.concatenate([morning.standing for morning in mornings])
            strengths[self._ties] = np.concatenate([morning.strengths for morning in mornings])
        return ended, standing, strengths

    def state(self) -> np.ndarray:
        """The state of each couple, (couples, state); of two who have left each other, as they are now."""
        return np.concatenate(self._all("state", [() for _ in self.every]))

    def begin_again(self, day: int, begins: Callable[[int, int, int], None]) -> None:
        """Those who are ready begin again, in the night after ``day``; ``begins`` is told day, place and from where."""
        waiting, couples = self._waiting, self.couples
        if len(waiting) < 2:
            return
        numbers = couples.network.numbers[waiting].tolist()
        ready = ready_of(zip(numbers, waiting.tolist(), strict=True), day, self._key, self._mirrored)
        meet = pairs_of(ready)
        places = np.array(sorted(place for pair in meet for _, place, _ in pair))
        by_part = self._by_part(places)
        left = dict(zip(places.tolist(), np.concatenate(list(self.hands.ask("states", by_part).values())), strict=True))
        after, lost = np.empty((len(places), STATE)), list[np.ndarray]()
        for one, other in meet:
            for me, them in ((one, other), (other, one)):
                leaving, coming = goes(me[2]), goes(them[2])
                mine, theirs = (couple_of(left[place].tolist()) for _, place, _ in (me, them))
                after[np.searchsorted(places, me[1])] = self._begun(me[1], mine, theirs, leaving, coming)
                lost.append(self._lost(me[1], leaving))
                begins(day, me[1], them[1])
        self.hands.ask("begin", {part: (own, after[np.searchsorted(places, own)]) for part, (own,) in by_part.items()})
        self._all("lose", [(np.concatenate(lost),) for _ in self.every])
        self.together[places] = True

    def _begun(self, place: int, stays: Couple, comes: Couple, leaving: str, coming: str) -> tuple:
        """The state of a couple that begins at a place."""
        couples = self.couples
        p = couples.plans[couples.plan[place]].constants
        made = begun(stays, comes, leaving, coming, float(couples.start[place, STATE - 2]), p)
        return (*made.a, *made.b, made.bond, made.hardship)

    def _lost(self, place: int, leaving: str) -> np.ndarray:
        """The ties that were only the one's who goes."""
        ends = self.couples.network.ends
        mine = slice(ends.starts[place], ends.starts[place + 1])
        lost: np.ndarray = ends.tie[mine][ends.mine[mine] == only(leaving)]
        return lost

    def _by_part(self, places: np.ndarray) -> dict[int, tuple[np.ndarray]]:
        """Places, in their order, by the part in which they are."""
        part = np.searchsorted(self._bounds, places, "right") - 1
        return {int(at): (places[part == at],) for at in np.unique(part)}

    def _all(self, what: str, given: Sequence[tuple]) -> list:
        """What a method of every part gives, in their order."""
        found = self.hands.ask(what, dict(enumerate(given)))
        return [found[part] for part in self.every]


def live(
    couples: Couples, kept: np.ndarray, hands: Hands, progress: Callable[[int], Any] | None = None,
    watch: Callable[[int, Book, Compiled], Any] | None = None,
) -> Village:  # fmt: skip
    """Live the days of a village's couples; those that are ``kept``, in their order.

    ``progress`` is called with the number of couples as each day is over, and ``watch`` after every night with the day,
    what is kept so far, and the village as it is, to be read. The values depend on the couples only.
    """
    run, book = Compiled(couples, hands), Book(couples, kept, RECORDED)
    for day in range(1, couples.days + 1):
        keep = day in book.places
        recorded, together = run.live(keep), run.together.copy()
        ended, standing, strengths = run.sleep(keep)
        if recorded is not None:
            book.keep(day, recorded, standing, strengths, together)
        for place in ended.tolist():
            book.ends(day, place)
        run.begin_again(day, book.begins)
        if watch:
            watch(day, book, run)
        if progress:
            progress(len(couples))
    return book.village(run.state())
