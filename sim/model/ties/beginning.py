"""Beginning again: those who left may meet others, by and by, and bring their dispositions with them.

Two couples that are over begin again crosswise: of each, one stays and the other goes; who stays begins with who went
from the other. Nobody comes from outside and nobody is lost (a simplification, assumed). Sources: Amato (2000) for
life after divorce; Bramlett & Mosher (2001) for how soon; Fraley (2002) for what is brought along.
"""

from sim.model.laws import bonding
from sim.model.registry import tie_law
from sim.model.state import Couple, Partner


@tie_law
def rested(me, p):
    """A partner after a night alone: the stress of life fades, ``burden·(1 - fade)``; all else stays as it was left."""
    return renewed(me, me.anxiety, me.avoidance, me.security, me.injury, me.burden * (1.0 - p.event_fade))


@tie_law
def alone(couple, p):
    """Two who left each other, after one more night."""
    return Couple(rested(couple.a, p), rested(couple.b, p), couple.bond, couple.hardship)


@tie_law
def afresh(me, p):
    """Who begins again: at rest, uninjured, attached by disposition, and as trusting as that expects.

    Softness, need and the burden of life are what they were.
    """
    new = renewed(me, me.anxiety_disposition, me.avoidance_disposition, me.security, 0.0, me.burden)
    drifted = bonding.settle(new, p)
    expected = new.security + (drifted - new.security) / max(1e-9, p.security_drift)
    return renewed(new, new.anxiety, new.avoidance, min(1.0, max(0.0, expected)), 0.0, new.burden)


@tie_law
def renewed(me, anxiety, avoidance, security, injury, burden):
    """A partner at rest, with these."""
    return Partner(
        0.0, 0.0, 0.0, 0.0, me.need, 0.0, 0.0, 0.0, 0.0, me.softness, security, injury, anxiety, avoidance,
        me.anxiety_disposition, me.avoidance_disposition, me.standard, 0.0, burden,
    )  # fmt: skip


@tie_law
def ready(lot, t):
    """1 on the day on which both who left are ready for someone else, else 0: its chance is ``beginning``."""
    return 1.0 if lot.ready < t.beginning else 0.0
