"""Injury: what was not answered at a moment of need is remembered, until it is met.

Sources: Johnson, Makinen & Millikin (2001) for the attachment injury; Makinen & Johnson (2006) for its repair, in 15 of
24 couples.
"""

from sim.model.laws.softness import hurt
from sim.model.registry import law


@law
def injury(me, other, active, support, p):
    """The injury of the next turn, 0 to 1.

    ``injury + rate·open²·reach·hurt²·(1 - injury) - met·softness·other.respond·injury``: made only where one reaches
    while open, by oneself or on purpose (``open = 1 - (1 - softness)(1 - invite·(1 - containment))``: who keeps the
    room safe catches what is invited), and is hurt; healed only where one is open and answered. Time alone leaves it.
    """
    shown = 1.0 - (1.0 - me.softness) * (1.0 - support.invite * (1.0 - support.containment))
    pain = shown * hurt(other, active)
    made = p.injury_rate * me.reach * pain * pain * (1.0 - me.injury)
    return min(1.0, max(0.0, me.injury + made - p.injury_met * me.softness * other.respond * me.injury))
