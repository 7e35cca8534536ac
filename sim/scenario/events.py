"""The forms of a scenario's numbers, and the story that life tells in it."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import AfterValidator, Discriminator, Field, Tag

from sim.checking.placeable import Placeable
from sim.checking.settings import Settings, choice, number, seen
from sim.interventions import INTERVENTIONS, Intervention
from sim.interventions.base import kind_of
from sim.model.cues import NOTHING, Who, cues_for
from sim.model.schedule import MAX_DAYS, MAX_TURNS, Block, scheduled

MAX_SIZE = 5.0
Day = Annotated[int, Field(ge=1, le=MAX_DAYS)]
Turn = Annotated[int, Field(ge=1, le=MAX_TURNS)]
Text = Annotated[str, Field(max_length=4000)]
Name = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(seen)]
if TYPE_CHECKING:
    AnyIntervention = Intervention
else:
    AnyIntervention = Annotated[
        Union[tuple(Annotated[cls, Tag(kind)] for kind, cls in INTERVENTIONS.items())],  # noqa: UP007
        Discriminator(kind_of),
    ]
    """An intervention of any kind, told by its ``kind``."""


class Event(Placeable):
    """A life event on a day's morning, whose stress fades over days."""

    label = "blow"
    says = "Life strikes in the morning, and wears off over days."
    evidence = ("life-wears-couples", "a-child-asks-a-lot", "bad-days-teach")

    who: Who = choice(..., "whom it comes to")
    size: float = number(..., 0.0, MAX_SIZE, "alarm", "how heavy it is")

    def block(self) -> Block:
        """As a block of cues."""
        return scheduled(NOTHING._replace(**cues_for(self.who, "burden", float(self.size))), self.day, 1, 1)


class Spark(Placeable):
    """Trouble that ``who`` raises: it strikes at a turn and fades."""

    says = "A small trouble that one of them raises."
    evidence = ("small-troubles", "who-raises-it-pursues")

    turn: int = number(..., 1, MAX_TURNS, "turn", "the turn it starts at")
    who: Who = choice(..., "whom it comes to")
    size: float = number(..., 0.0, MAX_SIZE, "alarm", "how heavy it is")

    def block(self) -> Block:
        """As a block of cues."""
        cues = NOTHING._replace(**cues_for(self.who, "spark", float(self.size)))
        return scheduled(cues, self.day, self.turn, 1)


class Stress(Placeable):
    """Stress that lasts as long as it lasts: a speech, a threat of shock."""

    label = "strain"
    says = "Something weighs on them while it lasts."
    evidence = ("life-wears-couples", "contact-before-stress")

    days: int = number(1, 1, MAX_DAYS, "days", "on how many days")
    turn: int = number(1, 1, MAX_TURNS, "turn", "the turn it starts at")
    turns: int = number(..., 1, MAX_TURNS, "turns", "how long it lasts")
    who: Who = choice(..., "whom it comes to")
    size: float = number(..., 0.0, MAX_SIZE, "alarm", "how heavy it is")

    def block(self) -> Block:
        """As a block of cues."""
        cues = NOTHING._replace(**cues_for(self.who, "stress", float(self.size)))
        return scheduled(cues, self.day, self.turn, self.turns, self.days)


class Life(Settings):
    """The scenario's own story; what chance adds is in the parameters (``spark_rate``, ``event_rate``)."""

    spark: Annotated[tuple[Spark, ...], Field(max_length=200)] = ()
    event: Annotated[tuple[Event, ...], Field(max_length=200)] = ()
    stress: Annotated[tuple[Stress, ...], Field(max_length=200)] = ()
