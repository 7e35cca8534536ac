"""What an observer notes while a conversation runs, and reads from it at the end (floor F2). Observers never act.

Sources: Gottman (1994) for positive and negative codes; Christensen & Shenk (1991) for the pursue-withdraw dance;
Spanier (1976) for satisfaction on the Dyadic Adjustment Scale.
"""

from typing import NamedTuple

from sim.model.laws.physiology import heart_rate
from sim.model.registry import law

CAUGHT = 0.3
"""Both partners' strongest move, pursue or withdraw, above this: the turn is a turn of the dance (a definition)."""

TRACE = 0.001
"""Added to both sides of the ratio of moves, so that it exists where nobody moved (a definition)."""


class Tally(NamedTuple):
    """Sums over the turns of one conversation, from which its outcomes are read."""

    turns: float
    caught: float
    positive: float
    negative: float
    threat: float
    arousal_a: float
    arousal_b: float


EMPTY = Tally(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


class Outcomes(NamedTuple):
    """What a run comes to: the couple at the end, and its last conversation. Units as in ``read``."""

    satisfaction: float
    bond: float
    security_a: float
    security_b: float
    anxiety_a: float
    anxiety_b: float
    avoidance_a: float
    avoidance_b: float
    softness_a: float
    softness_b: float
    threat: float
    heart_rate_a: float
    heart_rate_b: float
    dance: float
    positive_negative: float
    distressed: float


@law
def protective(me):
    """How strongly a partner protests or shuts down."""
    return max(me.pursue, me.withdraw)


@law
def open_move(me):
    """How strongly a partner reaches or responds."""
    return max(me.reach, me.respond)


@law
def caught(me):
    """1 when the partner's strongest move is to pursue or to withdraw and it is above ``CAUGHT``, else 0."""
    strong = protective(me)
    return 1.0 if strong > CAUGHT and strong > open_move(me) else 0.0


@law
def note(tally, couple):
    """The tally with one more turn in it.

    A coder who samples one move a turn finds each as often as it is strong: the sums of strengths are his mean counts.
    """
    a, b = couple.a, couple.b
    return Tally(
        tally.turns + 1.0,
        tally.caught + caught(a) * caught(b),
        tally.positive + ((a.reach + a.respond) + (b.reach + b.respond)),
        tally.negative + ((a.pursue + a.withdraw) + (b.pursue + b.withdraw)),
        tally.threat + 0.5 * (a.threat + b.threat),
        tally.arousal_a + a.arousal,
        tally.arousal_b + b.arousal,
    )


@law
def satisfaction(couple, p):
    """Satisfaction on the DAS scale: from floor to ceiling with ``w·bond + (1 - w)·(mean felt security)``."""
    whole = p.das_bond * couple.bond + (1.0 - p.das_bond) * 0.5 * (couple.a.security + couple.b.security)
    return p.das_floor + (p.das_ceiling - p.das_floor) * whole


@law
def read(couple, tally, p):
    """The outcomes of a run: ``couple`` at its end, ``tally`` of its last conversation.

    Satisfaction in DAS points, heart rates in bpm (mean over turns), ``positive_negative`` the ratio of reach and
    respond to pursue and withdraw over the conversation (1 where nobody moved), ``distressed`` 0 or 1, the rest 0 to 1.
    """
    a, b = couple.a, couple.b
    happy = satisfaction(couple, p)
    turns = max(1.0, tally.turns)
    return Outcomes(
        happy, couple.bond, a.security, b.security, a.anxiety, b.anxiety, a.avoidance, b.avoidance,
        a.softness, b.softness, tally.threat / turns,
        heart_rate(tally.arousal_a / turns, p), heart_rate(tally.arousal_b / turns, p),
        tally.caught / turns, (tally.positive + TRACE) / (tally.negative + TRACE),
        1.0 if happy < p.das_distressed else 0.0,
    )  # fmt: skip
