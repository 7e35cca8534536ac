"""Why a partner did what they did: one turn taken apart into the terms of the laws.

No law is written a second time here. A term is what a law gives with it, less what the same law gives without it: the
sting of silence is the sting of an other who only withdraws, and what trust takes off is the sting without trust, less
the sting. Where a law cuts off at zero it is asked from a point high enough above, so that its terms add up. The noise
on alarm is in no column of a run, but chance is a tape: it is read again by seed, replicate, day and turn.

The order is that of a turn in ``sim.model.dynamics``: the row before is what both read, this row is what they made of
it.
"""

from itertools import pairwise
from typing import NamedTuple

from sim.analysis.rows import couples_of, cues_of, luck_of, turns_of
from sim.model import dynamics
from sim.model.cues import CUES, NOTHING, Support, support_of_a, support_of_b
from sim.model.laws import appraisal, bonding, care, physiology, strategy, touch
from sim.model.parameters import Parameters
from sim.model.state import Couple, Partner
from sim.model.trajectory import Trajectory
from sim.scenario.schema import Scenario

HELP = {name: 0.0 for name, line in CUES.items() if not line.trouble}
TROUBLE = {name: 0.0 for name, line in CUES.items() if line.trouble}
"""No help, and no trouble, from outside."""
LIFT = 16.0
"""Alarm added before the law of alarm is asked for its terms, so that its floor at zero hides none of them."""
ALONE = support_of_a(NOTHING)
"""Nothing reaches from outside."""


class Met(NamedTuple):
    """What the other's moves of the turn before mean to me, in units of alarm. ``silence`` and ``protest`` are what
    passes, ``shield`` what trust and the other's shown need keep off, ``answer`` the alarm that the other's response
    takes away."""

    silence: float
    protest: float
    shield: float
    answer: float


class Alarm(NamedTuple):
    """Alarm by its sources, in units of alarm.

    ``silence + protest - answer + stress + spark + burden + chance + floored - hand - room = alarm``: ``floored`` is
    what the floor at zero adds, ``hand`` what contact takes away (``lingering``: of it, what earlier contact does
    beyond the contact of now), ``room`` what is taken away by someone who keeps the room safe.
    """

    silence: float
    protest: float
    shield: float
    answer: float
    stress: float
    spark: float
    burden: float
    chance: float
    floored: float
    hand: float
    lingering: float
    room: float
    alarm: float


class Body(NamedTuple):
    """From alarm to the heart: where threat is heading (``target``), threat and arousal of this turn, how flooded, the
    heart rate in bpm, and the attachment system's activation."""

    target: float
    threat: float
    arousal: float
    flooded: float
    heart_rate: float
    active: float


class Choice(NamedTuple):
    """The moves. Shares (sum 1) of the three strategies in what is newly done, the moves themselves, and what made the
    shares: how much smaller pursuit would be without anxiety or without trouble of one's own, withdrawal without
    avoidance, reaching without trust or without softness; ``blocked`` is the share of reaching that flooding takes,
    ``purpose`` the reach that is made on purpose."""

    share_pursue: float
    share_withdraw: float
    share_reach: float
    pursue: float
    withdraw: float
    reach: float
    by_anxiety: float
    by_trouble: float
    by_avoidance: float
    by_security: float
    by_softness: float
    blocked: float
    purpose: float


class Answer(NamedTuple):
    """The response to the other's bid: the bid as heard, how ready one is to answer, how much readier without
    avoidance or without a burden, how far the hand is held, which is an answer too, and the response."""

    bid: float
    ready: float
    by_avoidance: float
    by_burden: float
    holding: float
    respond: float


class Chain(NamedTuple):
    """One partner's turn. ``me`` and ``other`` are the row before, ``now`` is this partner's row, ``passed`` is what
    the moves of this turn will mean to the other in the next."""

    me: Partner
    other: Partner
    met: Alarm
    body: Body
    choice: Choice
    answer: Answer
    passed: Met


def chains(day: Trajectory, scenario: Scenario) -> tuple[list[Chain], list[Chain]]:
    """Every turn of one day taken apart, for a and for b; entry 0 is turn 1.

    ``day`` holds the rows of one day of the scenario's run, the morning first. Raises ``ValueError`` for other rows.
    """
    if len(set(day["day"].tolist())) != 1 or day["turn"][0] != 0:
        raise ValueError("given rows of several days, or none of a morning; allowed: one day, from its morning on")
    p, couples = scenario.constants, couples_of(day)
    of_a: list[Chain] = []
    of_b: list[Chain] = []
    for (before, now), cues, luck in zip(
        pairwise(couples), turns_of(cues_of(day)), luck_of(day, scenario), strict=True
    ):
        supports = support_of_a(cues), support_of_b(cues)
        of_a.append(chain(before, now, supports, luck.noise_a, p))
        of_b.append(chain(mirrored(before), mirrored(now), supports[::-1], luck.noise_b, p))
    return of_a, of_b


def mirrored(couple: Couple) -> Couple:
    """The couple with its partners exchanged."""
    return Couple(couple.b, couple.a, couple.bond, couple.hardship)


def chain(before: Couple, now: Couple, supports: tuple[Support, Support], noise: float, p: Parameters) -> Chain:
    """The turn of partner a, from ``before`` to ``now``, on this turn's noise and support, own and the other's."""
    me, other, bond, (support, others) = before.a, before.b, before.bond, supports
    holding = touch.holding(me, other, support)
    touched = appraisal.comfort(me, bond, holding, support, p)
    met = alarm(me, other, bond, touched, support, noise, p)
    body = felt(me, other, met.alarm, max(touched, me.soothed), holding, p)
    return Chain(
        me, other, met, body,
        chosen(me, body, support, p),
        answered(me, other, bond, body.flooded, dynamics.enacted(support, others), holding, support, p),
        meant(now.b, now.a, now.bond, p),
    )  # fmt: skip


def stings(me: Partner, other: Partner, p: Parameters) -> tuple[float, float]:
    """What the other's silence and the other's protest mean to me, each by itself, in alarm; arrays for arrays."""
    return appraisal.sting(me, other._replace(pursue=0.0), p), appraisal.sting(me, other._replace(withdraw=0.0), p)


def meant(me: Partner, other: Partner, bond: float, p: Parameters) -> Met:
    """What the other's moves mean to me, by themselves (``appraisal.sting`` and the relief in ``appraisal.alarm``)."""
    silence, protest = stings(me, other, p)
    bare = appraisal.sting(me._replace(security=0.0, softness=0.0), other._replace(reach=0.0), p)
    shield = bare - (silence + protest)
    answer = raw(me, other._replace(respond=0.0), bond, ALONE, 0.0, p) - raw(me, other, bond, ALONE, 0.0, p)
    return Met(silence, protest, shield, answer)


def raw(me: Partner, other: Partner, bond: float, support: Support, noise: float, p: Parameters) -> float:
    """Alarm before its floor at zero, and before anything takes it away."""
    lifted, bare = me._replace(spark=me.spark + LIFT), support._replace(**HELP)
    return appraisal.alarm(lifted, other, bond, 0.0, bare, noise, p) - LIFT


def alarm(
    me: Partner, other: Partner, bond: float, touched: float, support: Support, noise: float, p: Parameters
) -> Alarm:
    """``appraisal.alarm`` by its terms; ``touched`` is the comfort of the contact of now."""
    soothed, bare = max(touched, me.soothed), support._replace(**HELP)
    whole = raw(me, other, bond, support, noise, p)
    full = appraisal.alarm(me, other, bond, 0.0, bare, noise, p)
    held = appraisal.alarm(me, other, bond, soothed, bare, noise, p)
    end = appraisal.alarm(me, other, bond, soothed, support, noise, p)
    felt = meant(me, other, bond, p)
    return Alarm(
        silence=felt.silence,
        protest=felt.protest,
        shield=felt.shield,
        answer=felt.answer,
        stress=whole - raw(me, other, bond, support._replace(**TROUBLE), noise, p),
        spark=whole - raw(me._replace(spark=0.0), other, bond, support, noise, p),
        burden=whole - raw(me._replace(burden=0.0), other, bond, support, noise, p),
        chance=whole - raw(me, other, bond, support, 0.0, p),
        floored=full - whole,
        hand=full - held,
        lingering=appraisal.alarm(me, other, bond, touched, bare, noise, p) - held,
        room=held - end,
        alarm=end,
    )


def felt(me: Partner, other: Partner, alarmed: float, soothed: float, holding: float, p: Parameters) -> Body:
    """``appraisal.threat``, ``physiology`` and ``strategy.activation``: from alarm to the heart and to the urge."""
    threat = appraisal.threat(me, alarmed, p)
    aroused = physiology.arousal(me, other, threat, soothed, holding, p)
    return Body(
        target=appraisal.threat(me._replace(threat=0.0), alarmed, p._replace(threat_pace=1.0)),
        threat=threat,
        arousal=aroused,
        flooded=physiology.flooded(aroused, p),
        heart_rate=physiology.heart_rate(aroused, p),
        active=strategy.activation(threat, me.need, p),
    )


def shares(me: Partner, threat: float, flood: float, p: Parameters) -> strategy.Moves:
    """The shares of the three strategies in what is newly done, sum 1: the law's moves from rest, unpaused."""
    new = strategy.moves(me._replace(pursue=0.0, withdraw=0.0, reach=0.0), 1.0, threat, flood, ALONE, p)
    total = new.pursue + new.withdraw + new.reach
    return strategy.Moves(new.pursue / total, new.withdraw / total, new.reach / total)


def chosen(me: Partner, body: Body, support: Support, p: Parameters) -> Choice:
    """``strategy.moves`` by its terms."""
    threat, flood = body.threat, body.flooded
    made = strategy.moves(me, body.active, threat, flood, support, p)
    mine = shares(me, threat, flood, p)
    unasked = strategy.moves(me, body.active, threat, flood, support._replace(reach=0.0), p)
    return Choice(
        share_pursue=mine.pursue,
        share_withdraw=mine.withdraw,
        share_reach=mine.reach,
        pursue=made.pursue,
        withdraw=made.withdraw,
        reach=made.reach,
        by_anxiety=mine.pursue - shares(me._replace(anxiety=0.0), threat, flood, p).pursue,
        by_trouble=mine.pursue - shares(me._replace(spark=0.0), threat, flood, p).pursue,
        by_avoidance=mine.withdraw - shares(me._replace(avoidance=0.0), threat, flood, p).withdraw,
        by_security=mine.reach - shares(me._replace(security=0.0), threat, flood, p).reach,
        by_softness=mine.reach - shares(me._replace(softness=0.0), threat, flood, p).reach,
        blocked=shares(me, threat, 0.0, p).reach - mine.reach,
        purpose=made.reach - unasked.reach,
    )


def answered(
    me: Partner, other: Partner, bond: float, flood: float, enacted: float, holding: float, support: Support,
    p: Parameters,
) -> Answer:  # fmt: skip
    """``care.bid``, ``care.care`` and ``care.respond`` by their terms."""
    bid, ready = care.bid(me, other, p), care.care(me, bond, flood, enacted, p)
    return Answer(
        bid=bid,
        ready=ready,
        by_avoidance=care.care(me._replace(avoidance=0.0), bond, flood, enacted, p) - ready,
        by_burden=care.care(me._replace(burden=0.0), bond, flood, enacted, p) - ready,
        holding=holding,
        respond=care.respond(me, other, bond, flood, enacted, holding, support, p),
    )


def kind(other: Partner) -> Partner:
    """An other who hurts nobody."""
    return other._replace(pursue=0.0, withdraw=0.0)


def trusted(me: Partner, other: Partner, active: float, p: Parameters) -> tuple[float, float]:
    """What a turn adds to felt security, and what it takes."""
    fond = bonding.security(me, kind(other), active, p)
    return fond - me.security, fond - bonding.security(me, other, active, p)


def bonded(me: Partner, other: Partner, bond: float, p: Parameters) -> tuple[float, float]:
    """What a turn adds to the bond, and what it takes."""
    fond = bonding.bond(me, kind(other), bond, p)
    return fond - bond, fond - bonding.bond(me, other, bond, p)
