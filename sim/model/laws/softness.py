"""Softness: access to the fear or longing under the protest or the silence.

Sources: Johnson & Greenberg (1988) and Bradley & Furrow (2004) for the softening event; Johnson & Talitman (1997) for
the faith that the other still cares, without which nobody softens; Bowlby (1988) for the security that a therapist
lends; Johnson, Makinen & Millikin (2001) for the injury of being hurt while open.
"""

from sim.model.registry import law


@law
def softness(me, other, active, flood, support, p):
    """Softness of the next turn, 0 to 1.

    ``softness·(1 - fade) + rate·[invite·(1 - flooded)·faith·(1 - d·avoidance)·(1 - softness)
    + met·reach·other.respond·(1 - softness) - broken·reach·hurt·softness]``: opened by an invitation as far as one
    trusts (the other, or the one who keeps the room safe) and is not flooded, ``faith`` being
    ``1 - (1 - security)(1 - alliance·containment)``; held back by avoidance; strengthened when a reach is met, broken
    down when a reach is hurt.
    """
    closed = 1.0 - me.softness
    faith = 1.0 - (1.0 - me.security) * (1.0 - p.alliance * support.containment)
    invited = support.invite * (1.0 - flood) * faith * (1.0 - p.deactivation * me.avoidance) * closed
    met = p.softness_met * me.reach * other.respond * closed
    broken = p.softness_hurt * me.reach * hurt(other, active) * me.softness
    moved = me.softness * (1.0 - p.softness_fade) + p.softening_rate * (invited + met - broken)
    return min(1.0, max(0.0, moved))


@law
def hurt(other, active):
    """Being hurt while in need, 0 to 2: ``activation · (other.withdraw + other.pursue)``."""
    return active * (other.withdraw + other.pursue)
