"""Some couples of a village, lived where they are: the days in lanes, and their side of the nights.

A whole village is one part. Where it is cut, each part keeps its couples, and every evening hands over what those show
who are tied to couples elsewhere: nothing else goes between parts but who begins again.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.community.couples import Couples
from sim.community.layout import MORE, OWN_ROWS, STANDING
from sim.community.network import Ends
from sim.community.nights import IS_TOGETHER, IS_WAITING, Nights
from sim.engines.daily import Days, Threads
from sim.engines.ensemble import block_columns, column
from sim.engines.lanes import STATE
from sim.engines.packed import Lengths
from sim.model.ties.constants import TieConstants
from sim.model.ties.state import MEETING


@dataclass(frozen=True, eq=False)
class Share:
    """What is needed to live some couples, those at the places ``here`` of the village.

    ``beyond``: the places elsewhere of those they are tied to; ``border``: which of those here others elsewhere are
    tied to. ``start`` to ``numbers`` as ``engines.daily.Days`` has them; ``ends``: of their ties, the other of each a
    number of those here, or after them of those beyond; ``kinds``, ``full`` and ``first`` as ``Nights`` has them.
    """

    here: np.ndarray
    beyond: np.ndarray
    border: np.ndarray
    start: np.ndarray
    column: np.ndarray
    blocks: list[np.ndarray]
    plan: np.ndarray
    lengths: list[Lengths]
    talk: np.ndarray
    numbers: np.ndarray
    seed: int
    ends: Ends
    kinds: np.ndarray
    full: np.ndarray
    first: np.ndarray
    constants: TieConstants


def shares(couples: Couples, count: int = 1) -> list[Share]:
    """A village in so many parts of about as many couples, those next to each other in their order together."""
    net = couples.network
    kinds: dict[Lengths, int] = {}
    talks = np.array([kinds.setdefault(lengths, len(kinds)) for lengths in couples.lengths])
    blocks = [block_columns(plan) for plan in couples.plans]
    bounds = np.linspace(0, len(net), min(count, len(net)) + 1).astype(np.int64)
    one = np.repeat(np.arange(len(net)), net.degrees)
    apart = np.searchsorted(bounds, one, "right") != np.searchsorted(bounds, net.ends.other, "right")
    made = []
    for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        mine = slice(net.ends.starts[low], net.ends.starts[high])
        other, plan = net.ends.other[mine], couples.plan[low:high]
        beyond = np.unique(other[apart[mine]])
        inside = np.where(apart[mine], high - low + np.searchsorted(beyond, other), other - low)
        starts = net.ends.starts[low : high + 1] - net.ends.starts[low]
        ends = Ends(starts, inside, *(part[mine] for part in net.ends[2:]))
        made.append(Share(
            np.arange(low, high), beyond, np.unique(one[mine][apart[mine]]), couples.start[low:high],
            column(couples.scenario), blocks, plan, list(kinds), talks[plan], net.numbers[low:high], couples.seed,
            ends, net.kind[ends.tie], net.strength[ends.tie], other > one[mine],
            couples.scenario.community.constants,
        ))  # fmt: skip
    return made


class Evening(NamedTuple):
    """What those show who are tied to couples elsewhere, (border, SEEN); and, if it is kept, what is recorded."""

    shows: np.ndarray
    recorded: np.ndarray | None


class Morning(NamedTuple):
    """Who has ended in the night, and who is over and ready, by place; and, if it is kept, how all stand, (couples,
    Standing), and how strong the ties are whose first end is here, (ties,)."""

    ended: np.ndarray
    waiting: np.ndarray
    standing: np.ndarray | None
    strengths: np.ndarray | None


class Part:
    """The couples of a share, lived by so many threads; ``live`` and ``sleep`` take turns."""

    def __init__(self, share: Share, threads: int = 1) -> None:
        """Before the first morning."""
        self.share, self.threads = share, Threads(threads)
        self.days = Days(share.start, share.column, share.blocks, share.plan, share.lengths, share.talk, share.numbers,
                         share.seed, MORE)  # fmt: skip
        self.nights = Nights(self.days, share.numbers, share.ends, share.kinds, share.full, share.first,
                             share.constants, len(share.beyond))  # fmt: skip
        self._border = np.searchsorted(share.here, share.border)

    def live(self, keep: bool = False) -> Evening:
        """The next day of all, to the evening."""
        self.days.live(self.threads)
        self.nights.show(self.threads)
        recorded = self.nights.record(self.threads) if keep else None
        return Evening(self.nights.shows[self._border], recorded)

    def sleep(self, seen: np.ndarray, keep: bool = False) -> Morning:
        """The night between couples, in which those beyond have shown what is ``seen`` of them, (beyond, SEEN)."""
        here, before = self.share.here, self.nights.stand.copy()
        self.nights.shows[len(here) :] = seen
        self.nights.sleep(self.threads)
        ended = np.flatnonzero((before == IS_TOGETHER) & (self.nights.stand != IS_TOGETHER))
        for couple in ended.tolist():
            self.days.rest(couple)
        kept = (self.days.rows(STANDING, OWN_ROWS), self.nights.strengths[self.share.first]) if keep else (None, None)
        return Morning(here[ended], here[self.nights.stand == IS_WAITING], *kept)

    def states(self, places: np.ndarray) -> np.ndarray:
        """The state of some couples, (places, STATE)."""
        return np.array([self.days.of(at)[:STATE] for at in self._at(places)])

    def begin(self, places: np.ndarray, states: np.ndarray) -> None:
        """Couples that were over begin again, in these states."""
        for at, state in zip(self._at(places), states, strict=True):
            self.days.of(at)[:STATE] = state
            self.days.of(at)[STANDING:] = MEETING
            self.days.rise(at)
            self.nights.stand[at] = IS_TOGETHER

    def lose(self, ties: np.ndarray) -> None:
        """These ties are no longer kept, at whichever of their ends is here."""
        self.nights.full[np.isin(self.share.ends.tie, ties)] = 0.0

    def state(self) -> np.ndarray:
        """The state of each couple, (couples, STATE); of two who have left each other, as they are now."""
        return self.days.rows(0, STATE)

    def _at(self, places: np.ndarray) -> list[int]:
        """Which of those here they are."""
        found: list[int] = np.searchsorted(self.share.here, places).tolist()
        return found
