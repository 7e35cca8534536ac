"""Who begins again with whom, for both engines: a few couples a night at most.

Two couples that are over and ready begin crosswise (``sim.model.ties.beginning``). Of those who are ready, who meets
whom is by the lots of that night; one couple that is left over waits.
"""

from collections.abc import Iterable

from sim.model.parameters import Parameters
from sim.model.state import Couple
from sim.model.ties.beginning import afresh
from sim.model.ties.night import lot
from sim.model.ties.state import ONLY_A, ONLY_B, Lot

Ready = tuple[int, int, Lot]
"""A couple that is over: its number, its place, and its lot of this night."""


def ready_of(numbers: Iterable[tuple[int, int]], day: int, key: tuple[int, int], mirrored: float) -> list[Ready]:
    """The couples that are ready, given by number and place, in the order of this night's lots."""
    found = [(number, place, lot(day, number, *key, mirrored)) for number, place in numbers]
    return sorted(found, key=lambda ready: (ready[2].order, ready[0]))


def pairs_of(ready: list[Ready]) -> list[tuple[Ready, Ready]]:
    """Those who meet: the first two, the next two, and so on."""
    return list(zip(ready[::2], ready[1::2], strict=False))


def goes(lots: Lot) -> str:
    """Which partner leaves the place where the two have lived: ``a`` or ``b``."""
    return "a" if lots.goes < 0.5 else "b"


def only(who: str) -> float:
    """Whose the ties are that end with a partner who goes."""
    return ONLY_A if who == "a" else ONLY_B


def begun(stays: Couple, comes: Couple, leaving: str, coming: str, bond: float, p: Parameters) -> Couple:
    """The couple that begins: who does not leave ``stays``, with the partner ``coming`` from ``comes``, who takes the
    place of who leaves; ``bond`` is theirs to begin with."""
    people = {who: afresh(getattr(stays, who), p) for who in "ab"}
    people[leaving] = afresh(getattr(comes, coming), p)
    return Couple(people["a"], people["b"], bond, stays.hardship)
