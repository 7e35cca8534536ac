"""What an observer notes while a conversation runs, and reads from it at the end. Observers never act.

Sources: Gottman (1994) for positive and negative codes; Christensen & Shenk (1991) for the pursue-withdraw dance;
Spanier (1976) for satisfaction on the Dyadic Adjustment Scale; Thibaut & Kelley (1959) for one's own standard.
"""

import math
from typing import Any, NamedTuple

from sim.model.laws.physiology import heart_rate
from sim.model.registry import law, lines_of, written_law

CAUGHT = 0.3
"""Both partners' strongest move, pursue or withdraw, above this: the turn is a turn of the dance (a definition)."""

TAKES = 0.5
"""How far a partner takes an offered hand at least; below it is refused (a definition)."""

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
    offered: float
    refused: float


EMPTY = Tally(*(0.0,) * len(Tally._fields))


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
def offered(couple):
    """1 in a turn in which the partner's hand is offered, else 0."""
    return 1.0 if max(couple.a.taken, couple.b.taken) > 0.0 else 0.0


@law
def refused(couple):
    """1 in a turn in which it is offered and one of the two takes it less than half, else 0."""
    return offered(couple) if min(couple.a.taken, couple.b.taken) < TAKES else 0.0


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
        tally.offered + offered(couple),
        tally.refused + refused(couple),
    )


@law
def content(me, bond, p):
    """One partner's satisfaction on the DAS scale, from floor to ceiling with what is there, by what is asked.

    ``w·bond + (1 - w)·security - s·(standard - 1/2)``, kept within 0 and 1.
    """
    whole = p.das_bond * bond + (1.0 - p.das_bond) * me.security - p.das_standard * (me.standard - 0.5)
    return p.das_floor + (p.das_ceiling - p.das_floor) * min(1.0, max(0.0, whole))


@law
def satisfaction(couple, p):
    """The couple's satisfaction on the DAS scale: the mean of both partners' own."""
    return 0.5 * (content(couple.a, couple.bond, p) + content(couple.b, couple.bond, p))


@law
def mean_heart_rate(aroused, turns, p):
    """The mean heart rate in bpm over ``turns`` turns whose arousal sums to ``aroused``."""
    return heart_rate(aroused / turns, p)


class Outcome(NamedTuple):
    """One line of the table: an outcome's equation, in words a name and a unit, and its range.

    The equation may use ``couple`` (at the end of the run) with its partners ``a`` and ``b``, ``tally`` (of the last
    conversation) with its ``turns``, at least 1, the constants ``p``, and laws of this file. ``conversation`` says that
    it is about the last conversation and not about the end. What is one partner's ends in ``_a`` or ``_b``.
    """

    equation: str
    label: str
    unit: str = "0 to 1"
    low: float = 0.0
    high: float = 1.0
    conversation: bool = False

    @property
    def is_share(self) -> bool:
        """Whether it is a share of turns or of couples, told as a percentage."""
        return self.unit.startswith("share of ")


def outcome(*line: Any, **more: Any) -> Any:
    """A line of the table."""
    return Outcome(*line, **more)


class Outcomes(NamedTuple):
    """What a run comes to, by name. To add an outcome, write its line here."""

    satisfaction: float = outcome("satisfaction(couple, p)", "satisfaction", "DAS points", 0.0, 151.0)
    satisfaction_a: float = outcome("content(a, couple.bond, p)", "own satisfaction", "DAS points", 0.0, 151.0)
    satisfaction_b: float = outcome("content(b, couple.bond, p)", "own satisfaction", "DAS points", 0.0, 151.0)
    bond: float = outcome("couple.bond", "bond")
    security_a: float = outcome("a.security", "felt security")
    security_b: float = outcome("b.security", "felt security")
    anxiety_a: float = outcome("a.anxiety", "anxiety")
    anxiety_b: float = outcome("b.anxiety", "anxiety")
    avoidance_a: float = outcome("a.avoidance", "avoidance")
    avoidance_b: float = outcome("b.avoidance", "avoidance")
    softness_a: float = outcome("a.softness", "softness")
    softness_b: float = outcome("b.softness", "softness")
    threat: float = outcome("tally.threat / turns", "threat", conversation=True)
    heart_rate_a: float = outcome(
        "mean_heart_rate(tally.arousal_a, turns, p)", "heart rate", "bpm", 50.0, 220.0, conversation=True
    )
    heart_rate_b: float = outcome(
        "mean_heart_rate(tally.arousal_b, turns, p)", "heart rate", "bpm", 50.0, 220.0, conversation=True
    )
    dance: float = outcome("tally.caught / turns", "caught in the dance", "share of turns", conversation=True)
    positive_negative: float = outcome(
        "(tally.positive + TRACE) / (tally.negative + TRACE)", "positive to negative", "ratio", 0.0, math.inf,
        conversation=True,
    )  # fmt: skip
    hand_refused: float = outcome(
        "tally.refused / max(1.0, tally.offered)", "hand refused", "share of turns it is offered", conversation=True
    )
    distressed: float = outcome(
        "1.0 if satisfaction(couple, p) < p.das_distressed else 0.0", "distressed", "share of couples"
    )


OUTCOMES: dict[str, Outcome] = lines_of(Outcomes)
"""Every outcome's line of the table, by name."""

read = written_law(
    "read(couple, tally, p)",
    ["a, b, turns = couple.a, couple.b, max(1.0, tally.turns)"],
    "Outcomes", [line.equation for line in OUTCOMES.values()], globals(),
    "The outcomes of a run: ``couple`` at its end, ``tally`` of its last conversation. Units as in ``OUTCOMES``.",
)  # fmt: skip
