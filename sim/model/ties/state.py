"""What is true of a couple among others, and of a tie, at the end of a day.

Every quantity is from 0 to 1 unless its line says otherwise.
"""

from typing import NamedTuple

FRIEND, KIN, WORK = 0.0, 1.0, 2.0
KINDS = ("friend", "kin", "work")
"""The kinds of a tie; its number is its place here."""
BOTH, ONLY_A, ONLY_B = 0.0, 1.0, 2.0
WHOSE = ("both", "a", "b")
"""Whose a tie is at one of its ends; its number is its place here."""


class Shown(NamedTuple):
    """What the others see of a couple in the evening."""

    give_a: float
    give_b: float
    strain_a: float
    strain_b: float
    keeps: float
    news: float
    heard: float


class Standing(NamedTuple):
    """What a couple carries from night to night besides its state.

    ``together`` is 1 until it ends and 0 from then on; ``days``, 0 or more, it has been together; ``shaken``, how far
    the endings of others have shaken it; ``news``, 1 in the first night after its ending; ``heard``, what last night's
    endings did to it; ``waiting``, 1 when it is over and both are ready for someone else.
    """

    together: float
    days: float
    shaken: float
    news: float
    heard: float
    waiting: float
    commitment: float
    support_a: float
    support_b: float


MEETING = Standing(1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0)
"""How a couple stands that has just met, or begins again."""


class Circle(NamedTuple):
    """Sums over the ties of a couple, 0 or more, each tie by its strength."""

    support_a: float
    support_b: float
    strain_a: float
    strain_b: float
    ties: float
    endings: float
    hearsay: float


NOBODY = Circle(*(0.0,) * len(Circle._fields))


class Lot(NamedTuple):
    """The chance of one night of a couple: uniforms for ending, for being ready again, for who goes, and for whom one
    meets."""

    ending: float
    ready: float
    goes: float
    order: float
