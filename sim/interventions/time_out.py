"""Time-out."""

from dataclasses import dataclass

from sim.checking.settings import number
from sim.interventions.base import TURNS, Intervention
from sim.model.state import NOTHING, Cues


@dataclass(frozen=True, kw_only=True)
class TimeOut(Intervention):
    """Both leave the conversation for a while: no moves, arousal decays.

    Twenty minutes let a flooded heart come down; the loop itself is unchanged. Source: Gottman (1999).
    """

    turns: int = number(200, 1, TURNS, "turns", "how long it lasts (10 turns are a minute)")

    def cues(self) -> Cues:
        """Nobody makes a move."""
        return NOTHING._replace(pause=1.0)
