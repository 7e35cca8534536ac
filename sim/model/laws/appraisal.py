"""Appraisal: what the other's moves, life, and a loved one's hand make of danger.

Sources: Bowlby (1980) and Johnson (2019) for separation and attack as threat; Overall & Simpson (2015) for each being
stung by a danger of their own; Overall, Simpson & Struthers (2013) for the shown need that disarms; Coan & Sbarra
(2015) for the bond that buffers; Coan, Schaefer & Davidson (2006) and Coan et al. (2017) for the hand; Master et al.
(2009) for the picture.
"""

from sim.model.registry import law


@law
def sting(me, other, p):
    """Alarm at the other's moves, read through trust; 0 or more.

    ``(1 - shield·trust)(1 - disarm·other.reach) · [separation·(a₀ + anxiety)·other.withdraw
    + attack·(a₀ + k·anxiety + (1 - k)·avoidance)·other.pursue]``: distance alarms the anxious, being pressed alarms
    the avoidant more, and a need that is shown takes the sting out of the moves beside it.
    """
    separation = p.separation_sting * (p.base_sensitivity + me.anxiety) * other.withdraw
    touchy = p.attack_anxious * me.anxiety + (1.0 - p.attack_anxious) * me.avoidance
    attack = p.attack_sting * (p.base_sensitivity + touchy) * other.pursue
    return (1.0 - p.trust_shield * trust(me, p)) * (1.0 - p.disarm * other.reach) * (separation + attack)


@law
def trust(me, p):
    """How kindly the other's moves are read, 0 to 1: felt security or open softness, either will do, less an injury.

    ``[1 - (1 - security)(1 - hearing·softness)]·(1 - injury)``
    """
    return (1.0 - (1.0 - me.security) * (1.0 - p.hearing * me.softness)) * (1.0 - me.injury)


@law
def comfort(me, bond, holding, support, p):
    """The share of alarm that contact takes away, 0 to 1; ``holding`` is how far the partner's hand is held.

    ``touch·[base + (1 - base)·bond·security]·holding`` for the partner's hand. A stranger's hand and the partner's
    picture do a little, whatever the bond; the strongest of them counts.
    """
    hand = p.touch * (p.touch_base + (1.0 - p.touch_base) * bond * me.security) * holding
    return max(hand, p.touch_stranger * support.stranger, p.touch_picture * support.picture)


@law
def carried(me, touched, p):
    """The comfort that contact leaves behind, 0 to 1: it builds up and fades within minutes, toward the comfort of now.

    ``soothed + pace·(comfort - soothed)``. Contact before a strain still helps during it (Grewen et al. 2003; Ditzen et
    al. 2007), and a touch of seconds leaves next to nothing.
    """
    return me.soothed + p.comfort_pace * (touched - me.soothed)


@law
def alarm(me, other, bond, soothed, support, noise, p):
    """Alarm of this turn, 0 or more; ``soothed`` is the comfort felt, ``noise`` has standard deviation 1.

    ``max(0, stress + sting - relief·other.respond + noise) · (1 - comfort) · (1 - containment)``, where stress is
    what presses now and ``burden·(1 - buffer·bond·security)``: a trusted bond carries part of what life brings.
    """
    stress = support.stress + me.spark + me.burden * (1.0 - p.buffer * bond * me.security)
    raw = stress + sting(me, other, p) - p.relief * other.respond + p.noise * noise
    return max(0.0, raw) * (1.0 - soothed) * (1.0 - support.containment)


@law
def threat(me, alarmed, p):
    """Perceived threat moves toward ``alarm² / (alarm² + θ²)``: flat at zero, so calm is stable, then steep."""
    square = alarmed * alarmed
    return me.threat + p.threat_pace * (square / (square + p.threat_midpoint * p.threat_midpoint) - me.threat)
