"""What is true of two partners at one moment (floor F0).

Every quantity is a float from 0 to 1 unless its line in ``MEANING`` says otherwise. A *turn* is 6 seconds, the time
unit of coded couple conversations; a *day* is one conversation and the night after it.
"""

from typing import NamedTuple


class Partner(NamedTuple):
    """One partner. Fast fields change within turns, slow ones over days and months."""

    threat: float
    arousal: float
    soothed: float
    need: float
    pursue: float
    withdraw: float
    reach: float
    respond: float
    softness: float
    security: float
    anxiety: float
    avoidance: float
    anxiety_disposition: float
    avoidance_disposition: float
    spark: float
    burden: float


class Couple(NamedTuple):
    """Two partners, the bond between them, and how hard life is on them. Which one is called *a* never matters."""

    a: Partner
    b: Partner
    bond: float
    hardship: float


class Cues(NamedTuple):
    """What reaches the couple from outside during one turn: contact, help, and what life throws in.

    ``nothing`` (all zeros) leaves a turn as it would have been, to the last bit.
    """

    hand: float
    stranger_a: float
    stranger_b: float
    picture_a: float
    picture_b: float
    containment: float
    pause: float
    invite_a: float
    invite_b: float
    reach_a: float
    reach_b: float
    stress_a: float
    stress_b: float
    spark_a: float
    spark_b: float
    burden_a: float
    burden_b: float


class Support(NamedTuple):
    """The cues of one turn as one partner meets them."""

    hand: float
    stranger: float
    picture: float
    containment: float
    pause: float
    invite: float
    reach: float
    stress: float
    spark: float
    burden: float


class Luck(NamedTuple):
    """The chance of one turn: near-normal noise for each partner, and three uniforms for a spark."""

    noise_a: float
    noise_b: float
    spark_chance: float
    spark_owner: float
    spark_size: float


class Fate(NamedTuple):
    """The chance of one day: three uniforms for a life event."""

    event_chance: float
    event_owner: float
    event_size: float


NOTHING = Cues(*(0.0,) * len(Cues._fields))
MOVES = ("pursue", "withdraw", "reach", "respond")

MEANING = {
    "threat": "perceived threat; changes within turns",
    "arousal": "physiological arousal; minutes; shown as heart rate",
    "soothed": "comfort that contact has left behind; minutes",
    "need": "longing for closeness; hours; grows with time, is met by a response",
    "pursue": "protest: asking, pressing, blaming; how strongly the move is being made",
    "withdraw": "shutting down: silence, distance, leaving",
    "reach": "turning to the other with what one needs",
    "respond": "answering the other's bid",
    "softness": "access to the primary emotion (fear, longing) under the move; days",
    "security": "felt security, 'you are there for me'; months",
    "anxiety": "attachment anxiety in this relationship; months",
    "avoidance": "attachment avoidance in this relationship; months",
    "anxiety_disposition": "attachment anxiety brought along; fixed",
    "avoidance_disposition": "attachment avoidance brought along; fixed",
    "spark": "trouble within a conversation, raised by this partner; a couple of minutes",
    "burden": "stress from a life event; days",
    "bond": "emotional connection of the couple; months",
    "hardship": "how much life asks of this couple, against the average couple's 1; fixed, up to 5",
    "hand": "the partner's hand is held",
    "stranger_a": "a stranger's hand held by a",
    "stranger_b": "a stranger's hand held by b",
    "picture_a": "the partner's picture before a",
    "picture_b": "the partner's picture before b",
    "containment": "someone keeps the room safe (a therapist, a friend)",
    "pause": "a time-out: no moves are made",
    "invite_a": "a is invited to show what lies under the protest or the silence",
    "invite_b": "b is invited to show what lies under the protest or the silence",
    "reach_a": "a reaches on purpose",
    "reach_b": "b reaches on purpose",
    "stress_a": "stress on a while it lasts (may exceed 1)",
    "stress_b": "stress on b while it lasts (may exceed 1)",
    "spark_a": "a spark of this size strikes a now (may exceed 1)",
    "spark_b": "a spark of this size strikes b now (may exceed 1)",
    "burden_a": "a life event of this size strikes a now (may exceed 1)",
    "burden_b": "a life event of this size strikes b now (may exceed 1)",
}
