"""Crossover: the strain of a tied couple is carried home as burden, less than one's own.

Sources: Westman (2001) for strain that crosses over; Neff & Karney (2007), 169 couples, for how much of it does.
"""

from sim.model.registry import tie_law
from sim.model.ties.support import ease


@tie_law
def strain(me, talk, t):
    """The strain that others see on a partner, 0 to 1: ``1 - ease``."""
    return 1.0 - ease(me, talk, t)


@tie_law
def carried_home(ties, t):
    """The burden that a night adds, from 0 to ``crossover``: ``crossover · ties / (1 + ties)``, ties being strength ×
    the strain of each."""
    return t.crossover * ties / (1.0 + ties)
