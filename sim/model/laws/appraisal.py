"""Appraisal: what the other's moves, life, and a loved one's hand make of danger.

Sources: Bowlby (1980) and Johnson (2019) for separation and attack as threat; Coan, Schaefer & Davidson (2006) and
Coan et al. (2017) for the hand; Master et al. (2009) for the picture.
"""

from sim.model.registry import law


@law
def sting(me, other, p):
    """Alarm at the other's moves, read through trust; 0 or more.

    ``(1 - trust·security) · [separation·(a₀ + anxiety)·other.withdraw
    + attack·(a₀ + (anxiety + avoidance)/2)·other.pursue]``
    """
    separation = p.separation_sting * (p.base_sensitivity + me.anxiety) * other.withdraw
    attack = p.attack_sting * (p.base_sensitivity + 0.5 * (me.anxiety + me.avoidance)) * other.pursue
    return (1.0 - p.trust_shield * me.security) * (separation + attack)


@law
def comfort(bond, support, p):
    """The share of alarm that contact takes away, 0 to 1: ``touch · bond`` for the partner's hand.

    A stranger's hand and the partner's picture do a little, whatever the bond; the strongest of them counts.
    """
    return max(p.touch * bond * support.hand, p.touch_stranger * support.stranger, p.touch_picture * support.picture)


@law
def carried(me, touched, p):
    """The comfort that contact leaves behind, 0 to 1: it builds up and fades within minutes, toward the comfort of now.

    ``soothed + pace·(comfort - soothed)``. Contact before a strain still helps during it (Grewen et al. 2003; Ditzen et
    al. 2007), and a touch of seconds leaves next to nothing.
    """
    return me.soothed + p.comfort_pace * (touched - me.soothed)


@law
def alarm(me, other, soothed, support, noise, p):
    """Alarm of this turn, 0 or more; ``soothed`` is the comfort felt, ``noise`` has standard deviation 1.

    ``max(0, stress + sting - relief·other.respond + noise) · (1 - comfort) · (1 - containment)``
    """
    stress = support.stress + me.spark + me.burden
    raw = stress + sting(me, other, p) - p.relief * other.respond + p.noise * noise
    return max(0.0, raw) * (1.0 - soothed) * (1.0 - support.containment)


@law
def threat(me, alarmed, p):
    """Perceived threat moves toward ``alarm² / (alarm² + θ²)``: flat at zero, so calm is stable, then steep."""
    square = alarmed * alarmed
    return me.threat + p.threat_pace * (square / (square + p.threat_midpoint * p.threat_midpoint) - me.threat)
