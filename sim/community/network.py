"""Who is tied to whom: couples by name, and ties between them with a kind, a strength, and whose they are.

Couples stand in the order of their numbers, which key their chance, and ties in the order of their couples': so the
order in which a file names them means nothing.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from sim.checking.errors import complaint, nearest, shown
from sim.checking.settings import check_number
from sim.model.ties.state import KINDS, WHOSE
from sim.scenario.community import MAX_COUPLES, MAX_TIES, ChangedTie

WORDS = 2**32
"""The numbers that a couple may have."""
TRAITS = ("anxiety", "avoidance", "standard", "security")
GIVEN = (*(f"{trait}_{who}" for trait in TRAITS for who in "ab"), "bond", "hardship")
"""What a file may say of a couple."""


class Tie(NamedTuple):
    """A tie as it is given: two couples by name, its kind, its strength, and whose it is at each of its ends."""

    first: str
    second: str
    kind: str = "friend"
    strength: float = 0.5
    whose_first: str = "both"
    whose_second: str = "both"


@dataclass(frozen=True, eq=False)
class Network:
    """``names`` of couples and the ``numbers`` (couples,) of each; ``first`` and ``second`` (ties,), the couples of
    each tie by place; ``kind``, ``strength``, ``whose_first`` and ``whose_second`` (ties,), as numbers of
    ``sim.model.ties.state``. ``given``: what was said of couples, (couples,) each, NaN where nothing was."""

    names: tuple[str, ...]
    numbers: np.ndarray
    first: np.ndarray
    second: np.ndarray
    kind: np.ndarray
    strength: np.ndarray
    whose_first: np.ndarray
    whose_second: np.ndarray
    given: dict[str, np.ndarray] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many couples there are."""
        return len(self.names)

    @property
    def ties(self) -> int:
        """How many ties there are."""
        return len(self.first)

    def cut(self) -> "Network":
        """The same couples without any ties."""
        none = {name: getattr(self, name)[:0] for name in TIE_FIELDS}
        return replace(self, **none)

    def changed(self, ties: Iterable[ChangedTie]) -> "Network":
        """The same couples, with these ties otherwise. Raises ``ScenarioError`` for a couple that is not there."""
        place = {name: i for i, name in enumerate(self.names)}
        known = zip(*(getattr(self, name).tolist() for name in TIE_FIELDS), strict=True)
        rows: dict[tuple[float, ...], tuple[float, ...]] = {row[:2]: row for row in known}
        for at, tie in enumerate(ties, 1):
            row = _row(Tie(tie.first, tie.second, tie.kind, tie.strength), place, f"community.tie.{at}")
            before = rows.pop(row[:2], row)
            if tie.strength > 0.0:
                rows[row[:2]] = (*before[:3], row[3], *before[4:])
        table = np.array(sorted(rows.values()), float).reshape(len(rows), len(TIE_FIELDS))
        return made(self.names, self.numbers, table.T, self.given)

    @cached_property
    def ends(self) -> "Ends":
        """Every tie from both of its ends, couple by couple, those that it leads to in their order."""
        at = np.concatenate([self.first, self.second])
        other = np.concatenate([self.second, self.first])
        order = np.lexsort((other, at))
        mine = np.concatenate([self.whose_first, self.whose_second])
        theirs = np.concatenate([self.whose_second, self.whose_first])
        tie = np.concatenate([np.arange(self.ties)] * 2)
        starts = np.zeros(len(self) + 1, np.int64)
        np.cumsum(np.bincount(at, minlength=len(self)), out=starts[1:])
        return Ends(starts, other[order], tie[order], mine[order], theirs[order])

    @property
    def degrees(self) -> np.ndarray:
        """How many ties each couple has, (couples,)."""
        return np.diff(self.ends.starts)

    def steps_from(self, couples: Sequence[int] | np.ndarray, most: int = 3) -> np.ndarray:
        """The ties between each couple and the nearest of ``couples``, (couples,): 0 for themselves, ``most + 1`` for
        whoever is further away than ``most``."""
        far = np.full(len(self), most + 1)
        far[np.asarray(couples, np.int64)] = 0
        for step in range(1, most + 1):
            for one, other in ((self.first, self.second), (self.second, self.first)):
                reached = other[far[one] == step - 1]
                far[reached] = np.minimum(far[reached], step)
        return far


class Ends(NamedTuple):
    """The ends of ties: those of couple i stand from ``starts[i]`` to ``starts[i + 1]``. ``other``: whom each leads to;
    ``tie``: which tie it is; ``mine`` and ``theirs``: whose it is at this end and at the other."""

    starts: np.ndarray
    other: np.ndarray
    tie: np.ndarray
    mine: np.ndarray
    theirs: np.ndarray


TIE_FIELDS = ("first", "second", "kind", "strength", "whose_first", "whose_second")


def network_of(
    names: Iterable[str], ties: Iterable[Tie], where: str = "network", given: dict[str, dict[str, float]] | None = None
) -> Network:
    """A network of couples by name. ``given``: what is said of a couple, by its name. Raises ``ScenarioError`` for a
    couple that is tied to itself, a tie that is given twice, a couple that is not there, and for too many of either."""
    known = list(dict.fromkeys(map(str, names)))
    if not 1 <= len(known) <= MAX_COUPLES:
        raise complaint(where, "couples", f"{len(known):,}", f"1 to {MAX_COUPLES:,}")
    numbers = numbered(known)
    known.sort(key=numbers.__getitem__)
    place = {name: i for i, name in enumerate(known)}
    rows, seen = [], set()
    for at, tie in enumerate(ties, 1):
        if at > MAX_TIES:
            raise complaint(where, "ties", f"more than {MAX_TIES:,}", f"at most {MAX_TIES:,}")
        row = _row(tie, place, f"{where}: tie {at}" if where == "network" else where)
        if row[:2] in seen:
            raise complaint(
                where, f"tie {at}", f"{tie.first} and {tie.second} a second time", "one tie for two couples"
            )
        seen.add(row[:2])
        rows.append(row)
    rows.sort()
    table = np.array(rows, float).reshape(len(rows), 6)
    said = {name: np.array([(given or {}).get(couple, {}).get(name, np.nan) for couple in known])
            for name in GIVEN if any(name in values for values in (given or {}).values())}  # fmt: skip
    return made(tuple(known), np.array([numbers[name] for name in known]), table.T, said)


def made(names: tuple[str, ...], numbers: np.ndarray, ties: Any, given: dict[str, np.ndarray] | None = None) -> Network:
    """A network of the rows of ``TIE_FIELDS``, (6, ties), in their order, as it is."""
    first, second, kind, strength, here, there = (np.ascontiguousarray(row) for row in ties)
    return Network(names, numbers.astype(np.int64), first.astype(np.int64), second.astype(np.int64), kind, strength,
                   here, there, given or {})  # fmt: skip


def _row(tie: Tie, place: dict[str, int], where: str) -> tuple[float, ...]:
    """One tie as numbers, the couple that stands first in the order first."""
    for name in (tie.first, tie.second):
        if name not in place:
            raise complaint(where, "couple", shown(name), "a couple of this network", nearest(name, place))
    if tie.first == tie.second:
        raise complaint(where, "tie", f"{shown(tie.first)} tied to itself", "ties between two couples")
    check_number(where, "strength", tie.strength, 0.0, 1.0, float)
    ends = [word(where, "kind", tie.kind, KINDS), *(word(where, "whose", w, WHOSE) for w in tie[4:])]
    one, other = place[tie.first], place[tie.second]
    if one > other:
        one, other, ends = other, one, [ends[0], ends[2], ends[1]]
    return (one, other, ends[0], float(tie.strength), ends[1], ends[2])


def word(where: str, key: str, given: str, known: tuple[str, ...]) -> int:
    """The number of one of a few words. Raises ``ScenarioError``."""
    if given not in known:
        raise complaint(where, key, shown(given), " or ".join(known), nearest(given, known))
    return known.index(given)


def numbered(names: Sequence[str]) -> dict[str, int]:
    """The number that keys each couple's chance: a whole number is its own, any other name a digest of itself.

    So a couple that comes or goes changes no other's; where two names have one digest, the later of the two, in the
    order of the alphabet, takes another.
    """
    found = {name: int(name) for name in names if _plain(name)}
    taken = set(found.values())
    for name in sorted(set(names) - found.keys()):
        at = 0
        while (number := _digest(f"{name}\0{at}" if at else name)) in taken:
            at += 1
        taken.add(number)
        found[name] = number
    return found


def _plain(name: str) -> bool:
    """Whether a name is a whole number as it is written, without signs and leading zeros."""
    return name.isascii() and name.isdecimal() and len(name) <= 10 and str(int(name)) == name and int(name) < WORDS


def _digest(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big")
