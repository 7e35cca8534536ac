"""The order of a turn, a morning and a night, written once.

A turn, for each partner with the other, both reading the turn before:

1. life's spark, 2. the hand that is held, alarm and threat, 3. arousal and flooding, 4. whether an offered hand is
taken, 5. activation and moves, 6. the response to the other's bid, 7. need, 8. softness, 9. security and injury; and
for the couple 10. the bond.
"""

from sim.model.cues import support_of_a, support_of_b
from sim.model.laws import appraisal, attachment, bonding, care, injury, life, physiology, softness, strategy, touch
from sim.model.registry import law
from sim.model.state import Couple, Partner


@law
def partner_turn(me, other, bond, support, others, noise, struck, p):
    """One partner's next turn. ``other`` and ``bond`` are the turn before; ``others`` is the other's support, and
    ``struck`` is the spark of this turn."""
    holding = touch.holding(me, other, support)
    touched = appraisal.comfort(me, bond, holding, support, p)
    soothed = max(touched, me.soothed)
    threat = appraisal.threat(me, appraisal.alarm(me, other, bond, soothed, support, noise, p), p)
    aroused = physiology.arousal(me, other, threat, soothed, holding, p)
    flood = physiology.flooded(aroused, p)
    active = strategy.activation(threat, me.need, p)
    moves = strategy.moves(me, active, threat, flood, support, p)
    return Partner(
        threat=threat,
        arousal=aroused,
        soothed=appraisal.carried(me, touched, p),
        taken=touch.taken(me, other, flood, support, p),
        need=care.need(me, other, p),
        pursue=moves.pursue,
        withdraw=moves.withdraw,
        reach=moves.reach,
        respond=care.respond(me, other, bond, flood, enacted(support, others), holding, support, p),
        softness=softness.softness(me, other, active, flood, support, p),
        security=bonding.security(me, other, active, p),
        injury=injury.injury(me, other, active, support, p),
        anxiety=me.anxiety,
        avoidance=me.avoidance,
        anxiety_disposition=me.anxiety_disposition,
        avoidance_disposition=me.avoidance_disposition,
        standard=me.standard,
        spark=life.spark(me, struck, support, p),
        burden=me.burden + support.burden,
    )


@law
def enacted(support, others):
    """How far the one who keeps the room safe has invited the other, and so helps my answer along, 0 to 1."""
    return support.containment * others.invite


@law
def turn_of_a(couple, cues, luck, p):
    """Partner a after this turn."""
    support = support_of_a(cues)
    struck = support.spark + life.spark_by_chance(luck, luck.spark_owner, couple.hardship, support, p)
    return partner_turn(couple.a, couple.b, couple.bond, support, support_of_b(cues), luck.noise_a, struck, p)


@law
def turn_of_b(couple, cues, luck, p):
    """Partner b after this turn."""
    support = support_of_b(cues)
    struck = support.spark + life.spark_by_chance(luck, 1.0 - luck.spark_owner, couple.hardship, support, p)
    return partner_turn(couple.b, couple.a, couple.bond, support, support_of_a(cues), luck.noise_b, struck, p)


@law
def turn(couple, cues, luck, p):
    """The couple after one turn of a conversation."""
    return Couple(
        turn_of_a(couple, cues, luck, p),
        turn_of_b(couple, cues, luck, p),
        bonding.bond(couple.a, couple.b, couple.bond, p),
        couple.hardship,
    )


@law
def morning(couple, fate, p):
    """The couple at the start of a day, after what life brought."""
    return Couple(
        burdened(couple.a, life.event_by_chance(fate, fate.event_owner, couple.hardship, p)),
        burdened(couple.b, life.event_by_chance(fate, 1.0 - fate.event_owner, couple.hardship, p)),
        couple.bond,
        couple.hardship,
    )


@law
def burdened(me, size):
    """A partner with a life event's stress added."""
    return Partner(
        me.threat, me.arousal, me.soothed, me.taken, me.need, me.pursue, me.withdraw, me.reach, me.respond, me.softness,
        me.security, me.injury, me.anxiety, me.avoidance, me.anxiety_disposition, me.avoidance_disposition, me.standard,
        me.spark, me.burden + size,
    )  # fmt: skip


@law
def partner_night(me, p):
    """One partner after a night: threat, moves and arousal rest, need grows back, attachment follows what was lived.

    What was raised and left open comes back in part, ``spark·open``.
    """
    kept = 1.0 - p.night_calm
    return Partner(
        threat=me.threat * kept,
        arousal=me.arousal * kept,
        soothed=me.soothed * kept,
        taken=0.0,
        need=me.need + p.night_need * (1.0 - me.need),
        pursue=me.pursue * kept,
        withdraw=me.withdraw * kept,
        reach=me.reach * kept,
        respond=me.respond * kept,
        softness=me.softness,
        security=bonding.settle(me, p),
        injury=me.injury,
        anxiety=attachment.anxiety(me, p),
        avoidance=attachment.avoidance(me, p),
        anxiety_disposition=attachment.revised(me.anxiety_disposition, me, p),
        avoidance_disposition=attachment.revised(me.avoidance_disposition, me, p),
        standard=me.standard,
        spark=me.spark * p.topic_open,
        burden=me.burden * (1.0 - p.event_fade),
    )


@law
def night(couple, p):
    """The couple after a night."""
    bond = bonding.drift(couple.a, couple.b, couple.bond, p)
    return Couple(partner_night(couple.a, p), partner_night(couple.b, p), bond, couple.hardship)
