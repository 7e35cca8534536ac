"""Attachment in this relationship drifts from a disposition toward what is lived; the disposition hardly moves.

Sources: Fraley (2002) for a stable prototype under what is lived; Arriaga et al. (2018): security lowers anxiety;
softness and being answered lower avoidance. Bowlby (1988) and Burgess Moser et al. (2016) for its revision.
"""

from sim.model.registry import law


@law
def toward(now, disposition, lived, p):
    """Attachment after a night, 0 to 1: toward what is ``lived``, from -1 (unsafe) to 1 (safe).

    ``now + rate·(goal - now)``; where life is safe the goal lies between 0 and the disposition,
    ``disposition·(1 - eased·lived)``, and where it is not, between the disposition and 1,
    ``disposition + raised·|lived|·(1 - disposition)``.
    """
    eased = disposition * (1.0 - p.attachment_eased * max(0.0, lived))
    goal = eased + p.attachment_raised * max(0.0, -lived) * (1.0 - disposition)
    return now + p.attachment_rate * (goal - now)


@law
def anxiety(me, p):
    """Felt security lowers anxiety, its lack raises it: lived is ``1 - 2·(1 - security)(1 - s·softness)``."""
    lived = 1.0 - 2.0 * (1.0 - me.security) * (1.0 - p.anxiety_soft * me.softness)
    return toward(me.anxiety, me.anxiety_disposition, lived, p)


@law
def avoidance(me, p):
    """Felt security or softness, either will do, lowers avoidance: lived is ``1 - 2·(1 - security)(1 - softness)``."""
    return toward(me.avoidance, me.avoidance_disposition, 1.0 - 2.0 * (1.0 - me.security) * (1.0 - me.softness), p)


@law
def revised(disposition, me, p):
    """A disposition after a night, 0 to 1: ``disposition·(1 - revision·softness⁴·security)``.

    Ordinary life, a little open, leaves it alone; it is revised only by safety that is felt while wide open.
    """
    square = me.softness * me.softness
    return disposition * (1.0 - p.revision * square * square * me.security)
