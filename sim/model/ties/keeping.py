"""Keeping: ties fade unless they are kept, friends' sooner than kin's.

Sources: Roberts & Dunbar (2015): friendships decay without contact, kinship hardly; Milardo (1982) and Kalmijn (2003):
a new love keeps fewer friends. That a couple caught in the dance, burdened or avoidant keeps fewer is assumed.
"""

from sim.model.registry import tie_law
from sim.model.ties.state import FRIEND, KIN


@tie_law
def keeps(couple, dance, days, t):
    """How far a couple keeps its ties, 0 to 1, ``(1 - d·dance)(1 - u·load)(1 - v·avoidance)(1 - n·new)``.

    ``load`` is burden / (1 + burden), of both, averaged, as is avoidance; ``new`` is ``half / (half + days)``.
    """
    burden = 0.5 * (couple.a.burden + couple.b.burden)
    avoidance = 0.5 * (couple.a.avoidance + couple.b.avoidance)
    free = (1.0 - t.keeping_dance * dance) * (1.0 - t.keeping_burden * burden / (1.0 + burden))
    new = t.new_days / (t.new_days + days)
    return free * (1.0 - t.keeping_avoidance * avoidance) * (1.0 - t.keeping_new * new)


@tie_law
def fading(kind, t):
    """How fast a tie of a kind fades, by the night."""
    return t.fade_work if kind > KIN else (t.fade_kin if kind > FRIEND else t.fade_friend)


@tie_law
def strength(before, full, kind, first, second, t):
    """A tie's strength after a night, 0 to 1: ``s + contact·kept·(full - s) - fade·s``, at least 0.

    ``kept`` is the product of what both couples keep: it takes two.
    """
    back = t.contact * first * second * (full - before)
    return max(0.0, before + back - fading(kind, t) * before)
