"""Bonding: what being answered, or hurt, leaves behind in felt security and in the bond.

Sources: Bowlby (1973, 1988) for expectations carried forward when nothing renews them; Feeney (2004) for security from
responsiveness; Alexander & French (1946) and Johnson (2019) for the corrective experience; Gottman (1994) for wear
several times faster than growth; Johnson, Makinen & Millikin (2001) for the injury that is expected again; Mikulincer &
Shaver (2016) for the insecure, who do less of what maintains a relationship.
"""

from sim.model.laws.softness import hurt
from sim.model.registry import law


@law
def security(me, other, active, p):
    """Felt security of the next turn, 0 to 1.

    ``security + rate·[other.respond·(1 + correction·softness)(1 - security) - wear·hurt²·security]``
    """
    pain = hurt(other, active)
    growth = other.respond * (1.0 + p.correction * me.softness) * (1.0 - me.security)
    wear = p.security_wear * pain * pain * me.security
    return min(1.0, max(0.0, me.security + p.security_rate * (growth - wear)))


@law
def bond(a, b, bonded, p):
    """The bond of the next turn, 0 to 1.

    ``bond + rate·[Σ reach·other.respond·(1 + correction·softness)·(1 - bond)
    - wear·(a.pursue + a.withdraw)·(b.pursue + b.withdraw)·bond]``
    """
    to_a = a.reach * b.respond * (1.0 + p.correction * a.softness)
    to_b = b.reach * a.respond * (1.0 + p.correction * b.softness)
    worn = p.bond_wear * ((a.pursue + a.withdraw) * (b.pursue + b.withdraw))
    return min(1.0, max(0.0, bonded + p.bond_rate * ((to_a + to_b) * (1.0 - bonded) - worn * bonded)))


@law
def drift(a, b, bonded, p):
    """The bond after a night: what is not kept up fades for everyone, and faster for the insecure.

    ``bond · (1 - drift·[u + (1 - u)·insecurity])``, insecurity being the mean of both partners' anxiety and avoidance.
    """
    insecurity = 0.25 * ((a.anxiety + a.avoidance) + (b.anxiety + b.avoidance))
    return bonded * (1.0 - p.bond_drift * (p.bond_upkeep + (1.0 - p.bond_upkeep) * insecurity))


@law
def settle(me, p):
    """Felt security after a night: what is not renewed falls back to what attachment expects of the other.

    ``security + drift·(expected - security)`` with
    ``expected = [1 - (anxiety + avoidance)/2·(1 - hope·softness)]·(1 - injury)``: while softness is open, expectation
    is less defended; and who was hurt at a moment of need expects it again.
    """
    expected = (1.0 - 0.5 * (me.anxiety + me.avoidance) * (1.0 - p.open_hope * me.softness)) * (1.0 - me.injury)
    return me.security + p.security_drift * (expected - me.security)
