"""Approval: friends see how satisfied a couple is, and their regard holds it a little.

Sources: Sprecher & Felmlee (1992) and Etcheverry, Le & Hoffman (2012): the approval of one's network goes with
commitment and with staying together; Sinclair, Hood & Wright (2014): there is no Romeo and Juliet effect.
"""

from sim.model.registry import tie_law
from sim.model.ties.support import had


@tie_law
def regard(ties, happy, t):
    """The regard of one's circle, 0 to 1: ``satisfaction · ties / (ties + half)``, ties being the sum of strengths."""
    return happy * had(ties, t)


@tie_law
def held(committed, regarded, t):
    """Commitment with the regard of others, 0 to 1: ``1 - (1 - commitment)(1 - approval·regard)``."""
    return 1.0 - (1.0 - committed) * (1.0 - t.approval * regarded)
