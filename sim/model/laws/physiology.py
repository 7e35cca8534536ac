"""Physiology: the body follows threat quickly and comes back slowly; past a point one is flooded.

Sources: Gottman & Levenson (1988) and Gottman (1999): flooded at 100 bpm, some twenty minutes to recover; Butler &
Randall (2013) for two bodies that settle toward each other, contested by Timmons, Margolin & Saxbe (2015).
"""

from sim.model.registry import law


@law
def arousal(me, other, threat_now, soothed, holding, p):
    """Arousal climbs toward threat within half a minute and falls slowly; contact speeds the fall.

    ``arousal + rate · [threat - arousal + k·(other.arousal - arousal)]``, the rate being ``rise`` upward and
    ``fall · (1 + calming·comfort)`` down, at most 0.6, and ``k = coregulation·holding``: hand in hand, the calmer body
    steadies the other, and is stirred by it. Two bodies that are alike do as each would alone.
    """
    fall = min(0.6, p.arousal_fall * (1.0 + p.contact_calming * soothed))
    gap = threat_now - me.arousal + p.coregulation * holding * (other.arousal - me.arousal)
    return me.arousal + (p.arousal_rise if gap > 0.0 else fall) * gap


@law
def flooded(aroused, p):
    """How flooded a partner is, 0 to 1: the Hill function ``x⁸ / (x⁸ + m⁸)``, one half at ``flooding_arousal``."""
    ratio = aroused / p.flooding_arousal
    square = ratio * ratio
    fourth = square * square
    return fourth * fourth / (fourth * fourth + 1.0)


@law
def heart_rate(aroused, p):
    """Heart rate in bpm: at rest without arousal, at the flooding rate where arousal is ``flooding_arousal``."""
    return p.resting_heart_rate + (p.flooding_heart_rate - p.resting_heart_rate) / p.flooding_arousal * aroused
