"""Villages that are being lived, or have been: beside the page, a month after the other, for whoever looks at them.

A village that nobody looks at any more is given up. Those that were lived last are kept for all visitors, up to
``MAX_BYTES``, so that a step back, or a class that opens the same village, lives nothing anew.
"""

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from cachetools import LRUCache

import sim
from sim.dashboard.state.village import Evening, Village, place_of, story_of
from sim.model.state import Couple
from sim.model.trajectory import STATE
from sim.run import cores
from sim.scenario.schema import Scenario
from sim.wording.language import marked, say

if TYPE_CHECKING:
    from sim.community.results import Book

log = logging.getLogger(__name__)
MAX_BYTES = 400_000_000
MONTH = 30
"""Days from one that is drawn to the next."""
SAMPLE, FEWEST, SAMPLE_DAYS = 12, 4, 3_000_000
"""Pairs of villages on other chance that a prediction is made of, the fewest, and days of all their couples together
(assumed)."""
AT_ONCE, LATER = threading.Semaphore(2), threading.Semaphore(1)
"""Two villages at a time, and one of those that only make an interval."""
FAILED = marked("Something went wrong while this village was lived.")
_lock = threading.Lock()
_lives: LRUCache = LRUCache(MAX_BYTES, lambda life: life.size)


class Left(Exception):  # noqa: N818 - nothing is wrong
    """Nobody looks any more."""


class Watched:
    """Something worked out beside the page, as long as somebody looks at it."""

    def __init__(self) -> None:
        self.lookers, self.done, self.given_up, self.error = 0, threading.Event(), False, ""

    def live(self) -> None:
        """What is to be done."""
        raise NotImplementedError

    def work(self, turn: threading.Semaphore) -> None:
        """Do it when it is its turn, and say how it ended."""
        try:
            with turn:
                self.wanted()
                sim.warm_up()
                self.live()
        except Left:
            pass
        except sim.ScenarioError as error:
            self.error = str(error)
        except Exception:  # it must never take the page down
            if threading.main_thread().is_alive():  # a server that ends has no threads for it any more
                log.exception("a village could not be lived")
            self.error = FAILED
        finally:
            self.done.set()

    def wanted(self) -> None:
        """Give it up where nobody looks any more, or the server ends: raise ``Left``."""
        with _lock:
            self.given_up = self.lookers < 1 or not threading.main_thread().is_alive()
        if self.given_up:
            raise Left


class Life(Watched):
    """One village's days. ``day``: the last that is over; ``book``: what is kept until then."""

    def __init__(self, village: Village) -> None:
        super().__init__()
        self.couples, self.day = village.couples, 0
        self.book: Book | None = None
        self.village: Any = None  # once it is over
        self.evenings: Any = None

    @property
    def size(self) -> int:
        """Bytes, once it is over."""
        count, days = len(self.couples), self.couples.days
        return count * (2 * 8 * days + 8 * (len(STATE) + 20) * (days // MONTH + 2)) + 10_000

    @property
    def months(self) -> int:
        """The kept days that are over."""
        return 0 if self.book is None else int((self.book.kept <= self.day).sum())

    def live(self) -> None:
        """All days."""
        from sim.community.evenings import Evenings
        from sim.community.village import lived

        self.evenings = Evenings(self.couples)
        self.village = lived(self.couples, MONTH, threads=max(1, cores() - 1), watch=self._watch)

    def _watch(self, day: int, book: "Book", run: Any) -> None:
        self.wanted()
        self.evenings.watch(day, book, run)
        self.book, self.day = book, day

    def ended(self, day: int) -> np.ndarray:
        """The day on which each couple ended first, until ``day``, (couples,); 0 where it did not."""
        found = np.zeros(len(self.couples), np.int64)
        for at, place, _ in self.book.endings if self.book else ():
            if at <= day and not found[place]:
                found[place] = at
        return found


class Sample(Watched):
    """The same change in other villages: what it does to endings and to satisfaction, month by month.

    ``found``: of each pair of villages, (months, 2): how many more have ended first, and how many points those who have
    ended in neither are more satisfied.
    """

    def __init__(self, village: Village, other: Village) -> None:
        super().__init__()
        self.pair, self.found = (village, other), list[np.ndarray]()
        couple_days = 2 * len(village.couples) * village.couples.days
        count = min(SAMPLE, SAMPLE_DAYS // couple_days)
        self.count = count if count >= FEWEST else 0

    size = 100_000

    def live(self) -> None:
        """All pairs."""
        from sim.community.village import lived

        def watch(*_: Any) -> None:
            self.wanted()

        for at in range(1, self.count + 1):
            made = [village._replace(seed=(village.seed + at) % 2**64) for village in self.pair]
            one, other = (lived(village.couples, MONTH, threads=1, watch=watch) for village in made)
            self.found.append(compared(one, other))


def compared(one: Any, other: Any) -> np.ndarray:
    """A lived village less another, (months, 2), as ``Sample.found`` has it."""
    rows = []
    happy = [village.of("satisfaction") for village in (one, other)]
    for at, day in enumerate(one.kept):
        gone = [(village.ended > 0) & (village.ended <= day) for village in (one, other)]
        both = ~gone[0] & ~gone[1]
        points = float((happy[0][at, both] - happy[1][at, both]).mean()) if both.any() else 0.0
        rows.append((int(gone[0].sum()) - int(gone[1].sum()), points))
    return np.array(rows, float)


def life_at(village: Village) -> contextlib.AbstractContextManager[Life]:
    """A look at a village's life, begun where it has not been; while the look lasts, it is lived on."""
    return _looking(village.key, AT_ONCE, lambda: Life(village))


def sample_at(village: Village, other: Village) -> contextlib.AbstractContextManager[Sample]:
    """A look at what the difference between two villages is in others."""
    return _looking(f"{village.key} {other.key}", LATER, lambda: Sample(village, other))


@contextlib.contextmanager
def _looking(key: str, turn: threading.Semaphore, make: Callable[[], Any]) -> Iterator[Any]:
    made = make()
    with _lock:
        found = _lives.get(key)
        if found is None or found.given_up or found.error:
            _lives[key] = found = made
        found.lookers += 1
    try:
        if found is made:
            threading.Thread(target=made.work, args=(turn,), daemon=True).start()
        yield found
    finally:
        with _lock:
            found.lookers -= 1


def before(village: Village, place: int, day: int) -> Couple:
    """A couple as it had gone to sleep the evening before a day; waits until that day is lived. Raises
    ``ScenarioError`` where the two are no couple on that day."""
    with life_at(village) as life:
        while life.day < day and not life.done.wait(0.02):
            pass
    if life.error or life.day < day:
        raise sim.ScenarioError(say(life.error or FAILED))
    if not together(life, place, day):
        raise sim.ScenarioError(say("The two have left each other by then: there is no evening of theirs to be seen."))
    return life.evenings.before(place, day)


def evening_of(village: Village, start: Scenario, couple: str, day: int) -> tuple[Scenario, Evening]:
    """A couple's evening on a day, and its story as one of its own. ``start``: how the village stood at first. Raises
    ``ScenarioError`` for a couple that is not there, and where there is no such evening."""
    place, day = place_of(village, couple), min(max(1, day), village.scenario.days)
    number, asleep = int(village.couples.network.numbers[place]), before(village, place, day)
    return story_of(village, place, day, asleep), Evening(village, start, couple, number, day, asleep)


def together(life: Life, place: int, day: int) -> bool:
    """Whether the two are a couple on a day."""
    assert life.book
    ends = [at for at, who, _ in life.book.endings if who == place and at < day]
    begins = [at for at, who, _ in life.book.beginnings if who == place and at < day]
    return len(ends) == len(begins)
