"""Touch: a hand is an offer, which is taken or not.

Sources: Debrot et al. (2021) for the avoidant, who touch less and are helped as much; van Raalte, Floyd, Kloeber &
Veluscek (2020) for touch that is not wanted; Jakubiak & Feeney (2019) for touch in a quarrel.
"""

from sim.model.laws.appraisal import sting
from sim.model.registry import law


@law
def taken(me, other, flood, support, p):
    """How far a partner takes the hand that is offered, 0 to 1; below one half it is refused. 0 where none is.

    ``1 / (1 + reluctance⁴)``, reluctance being ``flooded·r_f + sting·r_s + avoidance·(1 - softness)·r_a``: where
    the other is the danger, in the flood, and with closeness held off, one pulls away. At 1 it is even.
    """
    reluctance = p.hand_flooded * flood + p.hand_stung * sting(me, other, p)
    reluctance = reluctance + p.hand_avoidance * me.avoidance * (1.0 - me.softness)
    square = reluctance * reluctance
    return 1.0 / (1.0 + square * square) if support.hand > 0.0 else 0.0


@law
def holding(me, other, support):
    """How far the hand is held now, 0 to 1: as far as the less willing of the two had taken it, while it is there."""
    return support.hand * min(me.taken, other.taken)
