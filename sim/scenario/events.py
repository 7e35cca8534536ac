"""The forms of a scenario's numbers, and the story that life tells in it (floor F3)."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sim.interventions.base import DAYS, TURNS, named
from sim.model import state
from sim.model.schedule import Block, scheduled

Share = Annotated[float, Field(ge=0.0, le=1.0)]
Size = Annotated[float, Field(ge=0.0, le=5.0)]
Day = Annotated[int, Field(ge=1, le=DAYS)]
Turn = Annotated[int, Field(ge=1, le=TURNS)]
Who = Literal["a", "b", "both"]
Text = Annotated[str, Field(max_length=4000)]
Name = Annotated[str, Field(min_length=1, max_length=40)]


class Strict(BaseModel):
    """Frozen; an unknown key, a wrong type and a number that is none are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False, populate_by_name=True)


class Spark(Strict):
    """Trouble that ``who`` raises: it strikes at a turn and fades."""

    day: Day = 1
    turn: Turn
    who: Who
    size: Size

    def block(self) -> Block:
        """As a block of cues."""
        return scheduled(state.NOTHING._replace(**named(self.who, "spark", float(self.size))), self.day, self.turn, 1)


class Event(Strict):
    """A life event on a day's morning, whose stress fades over days."""

    day: Day = 1
    who: Who
    size: Size

    def block(self) -> Block:
        """As a block of cues."""
        return scheduled(state.NOTHING._replace(**named(self.who, "burden", float(self.size))), self.day, 1, 1)


class Stress(Strict):
    """Stress that lasts as long as it lasts: a speech, a threat of shock."""

    day: Day = 1
    days: Day = 1
    turn: Turn = 1
    turns: Turn
    who: Who
    size: Size

    def block(self) -> Block:
        """As a block of cues."""
        cues = state.NOTHING._replace(**named(self.who, "stress", float(self.size)))
        return scheduled(cues, self.day, self.turn, self.turns, self.days)


class Life(Strict):
    """The scenario's own story; what chance adds is in the parameters (``spark_rate``, ``event_rate``)."""

    spark: Annotated[tuple[Spark, ...], Field(max_length=200)] = ()
    event: Annotated[tuple[Event, ...], Field(max_length=200)] = ()
    stress: Annotated[tuple[Stress, ...], Field(max_length=200)] = ()
