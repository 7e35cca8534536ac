"""What a scenario is, for people, and where a page opens on it."""

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field

from sim.checking.settings import Settings, seen
from sim.model.schedule import MAX_TURNS
from sim.scenario.events import Day, Text

LANES = ("moves", "alarm", "heart", "bond", "security", "softness", "need", "satisfaction")
"""What of a run can be drawn, a lane each, in this order; satisfaction is of a season."""
if TYPE_CHECKING:
    Lane = str
else:
    Lane = Literal[LANES]
Lanes = Annotated[tuple[Lane, ...], Field(max_length=len(LANES))]
Zoom = Literal["conversation", "season"]


class Opens(Settings):
    """The moment that shows what a scenario is about; without a turn it is found in the run."""

    day: Day = 1
    turn: Annotated[int, Field(ge=0, le=MAX_TURNS)] | None = None
    zoom: Zoom = "conversation"
    lanes: Lanes = ()


class About(Settings):
    """What the scenario is, for people."""

    title: Annotated[str, Field(min_length=1, max_length=120), AfterValidator(seen)]
    what: Text
    notice: Annotated[tuple[Text, ...], Field(max_length=20)] = ()
    try_: Annotated[tuple[Text, ...], Field(max_length=20, alias="try")] = ()
    sources: Annotated[tuple[Text, ...], Field(max_length=20)] = ()
    opens: Opens = Opens()
