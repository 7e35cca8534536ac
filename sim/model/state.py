"""What is true of two partners at one moment.

Every quantity is a float from 0 to 1 unless its line in ``MEANING`` says otherwise. A *turn* is 6 seconds, the time
unit of coded couple conversations; a *day* is one conversation and the night after it.
"""

from typing import NamedTuple


class Partner(NamedTuple):
    """One partner. Fast fields change within turns, slow ones over days and months."""

    threat: float
    arousal: float
    soothed: float
    taken: float
    need: float
    pursue: float
    withdraw: float
    reach: float
    respond: float
    softness: float
    security: float
    injury: float
    anxiety: float
    avoidance: float
    anxiety_disposition: float
    avoidance_disposition: float
    standard: float
    spark: float
    burden: float


class Couple(NamedTuple):
    """Two partners, the bond between them, and how hard life is on them. Which one is called *a* never matters."""

    a: Partner
    b: Partner
    bond: float
    hardship: float


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


OTHER = {"a": "b", "b": "a"}
"""The other partner."""
MOVES = ("pursue", "withdraw", "reach", "respond")

MEANING = {
    "threat": "perceived threat; changes within turns",
    "arousal": "physiological arousal; minutes; shown as heart rate",
    "soothed": "comfort that contact has left behind; minutes",
    "taken": "how far the hand that is offered is taken; below one half it is refused",
    "need": "longing for closeness; hours; grows with time, is met by a response",
    "pursue": "protest: asking, pressing, blaming; how strongly the move is being made",
    "withdraw": "shutting down: silence, distance, leaving",
    "reach": "turning to the other with what one needs",
    "respond": "answering the other's bid",
    "softness": "access to the primary emotion (fear, longing) under the move; days",
    "security": "felt security, 'you are there for me'; months",
    "injury": "a hurt at a moment of need that is not forgotten; until it is met",
    "anxiety": "attachment anxiety in this relationship; months",
    "avoidance": "attachment avoidance in this relationship; months",
    "anxiety_disposition": "attachment anxiety brought along; years, and only while wide open",
    "avoidance_disposition": "attachment avoidance brought along; years, and only while wide open",
    "standard": "what this partner asks of a relationship; one half is usual; fixed",
    "spark": "trouble that this partner has raised; until it is talked about",
    "burden": "stress from a life event; months",
    "bond": "emotional connection of the couple; months",
    "hardship": "how much life asks of this couple, against the average couple's 1; fixed, up to 5",
}
SIZES = {"spark": "alarm", "burden": "alarm"}
"""The unit of what has no upper bound; all else is a share, 0 to 1, but for hardship."""
