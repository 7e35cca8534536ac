"""Time-out."""

from sim.checking.settings import number
from sim.interventions.base import LASTS, Intervention
from sim.model.cues import NOTHING, Cues
from sim.model.schedule import MAX_TURNS


class TimeOut(Intervention):
    """Both leave the conversation for a while: no moves, arousal decays.

    Twenty minutes let a flooded heart come down; the loop itself is unchanged. Source: Gottman (1999).
    """

    label = "time-out"
    says = "Both leave the room. Hearts come down; the loop waits for them."
    evidence = ("time-out-calms", "time-out-leaves-the-loop", "left-open-comes-back")

    turns: int = number(200, 1, MAX_TURNS, "turns", LASTS)

    def cues(self) -> Cues:
        """Nobody makes a move."""
        return NOTHING._replace(pause=1.0)
