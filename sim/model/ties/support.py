"""Support: a friend who has something to give takes part of one's burden, never of one's own quarrel.

Sources: Cohen & Wills (1985): that support could be had buffers stress, and ties have an effect of their own; Beckes &
Coan (2011): alone is not the baseline; Mikulincer & Shaver (2016) for the avoidant, who turn to others less.
"""

from sim.model.outcomes import content
from sim.model.registry import tie_law


@tie_law
def ease(me, talk, t):
    """How free a partner is for others, 0 to 1: calm in the day's conversation and not burdened.

    ``(1 - talk) / (1 + spending·burden)``, ``talk`` being its mean threat.
    """
    return (1.0 - talk) / (1.0 + t.spending * me.burden)


@tie_law
def gives(me, bond, talk, p, t):
    """What a partner has to give, 0 to 1: ``ease · satisfaction``, the satisfaction between its floor and ceiling."""
    happy = (content(me, bond, p) - p.das_floor) / (p.das_ceiling - p.das_floor)
    return ease(me, talk, t) * happy


@tie_law
def had(ties, t):
    """The support that could be had, 0 to 1: ``ties / (ties + half)``, ties being strength × what each has to give."""
    return ties / (ties + t.circle_half)


@tie_law
def relieved(me, ties, t):
    """The burden that is left after support, 0 or more: ``burden·(1 - support·had·(1 - asking·avoidance))``."""
    return me.burden * (1.0 - t.support * had(ties, t) * (1.0 - t.asking * me.avoidance))
