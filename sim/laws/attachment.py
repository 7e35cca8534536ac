"""Attachment in this relationship drifts from a disposition toward what is lived.

Sources: Fraley (2002) and Arriaga et al. (2018): security lowers anxiety; softness and being answered lower avoidance.
"""

from sim.registry import law


@law
def toward(now, disposition, lived, p):
    """Attachment after a night, 0 to 1: toward ``disposition · (1 - share·lived)``, ``lived`` from -1 to 1."""
    goal = min(1.0, max(0.0, disposition * (1.0 - p.attachment_lived * lived)))
    return now + p.attachment_rate * (goal - now)


@law
def anxiety(me, p):
    """Felt security lowers anxiety, its lack raises it."""
    return toward(me.anxiety, me.anxiety_disposition, 2.0 * me.security - 1.0, p)


@law
def avoidance(me, p):
    """Softness and felt security together lower avoidance, their lack raises it."""
    return toward(me.avoidance, me.avoidance_disposition, me.security + me.softness - 1.0, p)
