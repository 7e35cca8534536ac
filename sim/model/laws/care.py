"""Care: answering the other's bid, and what that does to longing.

Sources: Feeney & Collins (2001) for what holds caregiving back; Buck & Neff (2012) for stress that leaves less to give;
Johnson (2019) for the reach inside a protest; Tilley & Palmer (2013) for the answer that a therapist helps along.
"""

from sim.model.registry import law


@law
def bid(me, other, p):
    """What the other asks for, as heard by me, 0 to 1: a reach, and with trust the reach inside a protest."""
    return min(1.0, other.reach + p.protest_bid * me.security * other.pursue)


@law
def care(me, bond, flood, enacted, p):
    """Readiness to answer, 0 to 1, ``able · willing``.

    Able is ``(1 - flooded)(1 - withdraw)(1 - pursue) / (1 + spillover·burden)``. Willing grows with the bond,
    ``c₀ + (1 - c₀)·bond'``, and is held back by unsoftened avoidance; ``enacted`` (0 to 1) is how far a therapist
    helps the answer along, ``bond' = 1 - (1 - bond)(1 - enactment·enacted)``.
    """
    able = (1.0 - flood) * (1.0 - me.withdraw) * (1.0 - me.pursue) / (1.0 + p.spillover * me.burden)
    close = 1.0 - (1.0 - bond) * (1.0 - p.enactment * enacted)
    willing = (p.care_base + (1.0 - p.care_base) * close) * (
        1.0 - p.avoidance_care * me.avoidance * (1.0 - me.softness)
    )
    return able * willing


@law
def respond(me, other, bond, flood, enacted, holding, support, p):
    """The response, 0 to 1, with the inertia of moves; nothing during a time-out.

    It moves toward ``[1 - (1 - care)(1 - holding)] · bid``: a hand that is held is an answer to the one who reached.
    """
    given = 1.0 - (1.0 - care(me, bond, flood, enacted, p)) * (1.0 - holding)
    answer = given * bid(me, other, p)
    return (1.0 - support.pause) * (p.inertia * me.respond + (1.0 - p.inertia) * answer)


@law
def need(me, other, p):
    """Need grows slowly, more slowly under avoidance, and is met by the other's response."""
    growth = p.need_growth * (1.0 - me.need) * (1.0 - p.need_avoidance * me.avoidance)
    return me.need + growth - p.need_met * other.respond * me.need
