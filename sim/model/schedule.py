"""What is planned for a couple, as data that both engines read.

A *block* is a stretch of cues: on which days, during which turns, and, where it is triggered, from which arousal on.
Interventions and a scenario's own story all become blocks, so a new one needs no new code in an engine.
"""

from typing import Any, NamedTuple

from sim.model.cues import NOTHING, Cues, given, together
from sim.model.registry import law

TURN_SECONDS = 6
"""Seconds of a turn: the unit in which couples' conversations are coded."""
MAX_DAYS, MAX_TURNS = 3650, 2000
"""The most days of a story, and turns of a conversation."""
NEVER = 1e9
"""An arousal that no heart reaches: the block does not watch this partner."""


class When(NamedTuple):
    """When a block is on. Days and turns count from 1; ``last`` is included.

    It fires in its window, on its days, as soon as one watched partner's arousal (of the turn before) is at least
    ``watch``, and stays on for ``hold`` turns. ``watch`` 0 and ``hold`` 1 is a plain schedule: it fires every turn.
    """

    first_day: float
    last_day: float
    every: float
    first_turn: float
    last_turn: float
    watch_a: float
    watch_b: float
    hold: float


class Block(NamedTuple):
    """Cues and when they are given."""

    when: When
    cues: Cues


def scheduled(cues: Cues, day: int, turn: int, turns: int, days: int = 1, every: int = 1) -> Block:
    """A block from ``turn`` for ``turns`` turns, on ``days`` days from ``day``, one in ``every``."""
    last_day = day + (days - 1) * every
    when = (day, last_day, every, turn, turn + turns - 1, 0, 0, 1)
    return Block(When(*map(float, when)), cues)


def scaled(cues: Cues, dose: float) -> Cues:
    """The cues at a dose; dose 0 gives exactly nothing."""
    return Cues(*(dose * cue for cue in cues))


def clock(turn: int) -> str:
    """A turn as minutes and seconds of its conversation: ``6:06``."""
    return f"{turn * TURN_SECONDS // 60}:{turn * TURN_SECONDS % 60:02d}"


def on_day(when: Any, day: float) -> bool:
    """Whether a block, or whatever has ``first_day``, ``last_day`` and ``every``, belongs to this day."""
    return bool(when.first_day <= day <= when.last_day and (day - when.first_day) % when.every == 0.0)


@law
def until(when, before, turn, arousal_a, arousal_b):
    """The last turn for which a block stays on, given the one ``before``: later when it fires now."""
    watched = arousal_a >= when.watch_a or arousal_b >= when.watch_b
    fires = watched and when.first_turn <= turn and turn <= when.last_turn and turn > before
    return turn + when.hold - 1.0 if fires else before


def cues_now(blocks, latches, turn, couple):
    """The cues of this turn and the new latches, for today's ``blocks`` in their order (the interpreted engine)."""
    total, held = NOTHING, []
    for block, before in zip(blocks, latches, strict=True):
        latch = until(block.when, before, turn, couple.a.arousal, couple.b.arousal)
        held.append(latch)
        if turn <= latch:
            total = together(total, given(block.cues, 1.0))
    return total, held
