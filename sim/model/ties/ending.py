"""Ending: who is not committed may leave.

Sources: Rusbult (1983) and Le & Agnew (2003): commitment is satisfaction, investment and the lack of alternatives,
which explain nearly two thirds of it in 52 studies; DeWall et al. (2011): alternatives look better to the avoidant;
Bramlett & Mosher (2001) for how many marriages end.
"""

from sim.model.outcomes import satisfaction
from sim.model.registry import tie_law


@tie_law
def happiness(couple, p):
    """The couple's satisfaction from 0, its floor, to 1, its ceiling."""
    return (satisfaction(couple, p) - p.das_floor) / (p.das_ceiling - p.das_floor)


@tie_law
def invested(bond, days, t):
    """What is invested, 0 to 1: half the bond, half the years, ``½·bond + ½·days / (days + 365·half)``."""
    return 0.5 * bond + 0.5 * days / (days + 365.0 * t.invested_years)


@tie_law
def tempted(couple, t):
    """How good alternatives look, 0 to 1: ``1 - (1 - base)(1 - avoidance)``, the avoidance of both, averaged."""
    return 1.0 - (1.0 - t.alternatives) * (1.0 - 0.5 * (couple.a.avoidance + couple.b.avoidance))


@tie_law
def committed(couple, days, happy, t):
    """Commitment, 0 to 1: the mean of satisfaction, investment and the lack of alternatives by their weights."""
    weights = t.satisfaction_weight + t.investment_weight + t.alternatives_weight
    asks = t.satisfaction_weight * happy + t.investment_weight * invested(couple.bond, days, t)
    return (asks + t.alternatives_weight * (1.0 - tempted(couple, t))) / max(1e-9, weights)


@tie_law
def hazard(commitment, t):
    """The chance of a day that the couple ends, from 0 to ``ending``: ``ending · (1 - commitment)⁴``."""
    square = (1.0 - commitment) * (1.0 - commitment)
    return t.ending * square * square
