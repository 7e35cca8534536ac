"""Care: answering the other's bid, and what that does to longing.

Sources: Feeney & Collins (2001) for what holds caregiving back; Johnson (2019) for the reach inside a protest.
"""

from sim.model.registry import law


@law
def bid(me, other, p):
    """What the other asks for, as heard by me, 0 to 1: a reach, and with trust the reach inside a protest."""
    return min(1.0, other.reach + p.protest_bid * me.security * other.pursue)


@law
def care(me, bond, flood, p):
    """Readiness to answer, 0 to 1: held back by flooding, own withdrawal or pursuit and unsoftened avoidance."""
    able = (1.0 - flood) * (1.0 - me.withdraw) * (1.0 - me.pursue)
    willing = (p.care_base + (1.0 - p.care_base) * bond) * (1.0 - p.avoidance_care * me.avoidance * (1.0 - me.softness))
    return able * willing


@law
def respond(me, other, bond, flood, support, p):
    """The response, 0 to 1, with the inertia of moves: toward ``care · bid``; nothing during a time-out."""
    answer = care(me, bond, flood, p) * bid(me, other, p)
    return (1.0 - support.pause) * (p.inertia * me.respond + (1.0 - p.inertia) * answer)


@law
def need(me, other, p):
    """Need grows slowly, more slowly under avoidance, and is met by the other's response."""
    growth = p.need_growth * (1.0 - me.need) * (1.0 - p.need_avoidance * me.avoidance)
    return me.need + growth - p.need_met * other.respond * me.need
