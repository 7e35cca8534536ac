"""The form of a scenario's ``[community]``: who lives in a village, who is tied to whom, and what ties carry."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, create_model, field_validator, model_validator

from sim.checking.errors import nearest, shown
from sim.checking.settings import Settings, choice, number
from sim.model.ties.constants import TIE_CONSTANTS, TieConstants
from sim.model.ties.outcomes import OF_ANY
from sim.scenario.events import AnyIntervention, Event, Text

NETWORKS = ("small-world", "scale-free", "communities", "ring", "none")
"""The networks that can be made; anything else is the name of a file."""
ENDINGS = (".graphml", ".gexf", ".csv", ".edges", ".edgelist", ".txt")
"""What the name of a network's file may end with."""
MAX_COUPLES, MAX_TIES, MAX_VILLAGE_DAYS = 1_000_000, 5_000_000, 7300
"""The most couples and ties of a village, and days that it can be lived: twenty years."""
Among = Literal["all", "some", "their-ties", "strangers"]


def _fields() -> dict[str, Any]:
    """The constants of the laws between couples as settings."""
    lines = TIE_CONSTANTS.items()
    return {name: (float, number(line.default, line.low, line.high, line.unit, line.meaning)) for name, line in lines}


if TYPE_CHECKING:
    VillageOutcome = str

    class _Constants(Settings):
        """The constants of the laws between couples."""
else:
    VillageOutcome = Literal[OF_ANY]
    _Constants = create_model(
        "_Constants",
        __base__=Settings,
        **_fields(),
    )


CoupleName = Annotated[str, Field(min_length=1, max_length=200)]


class Some(Settings):
    """What comes to some couples of a village and not to the others: to a ``share`` of them by lot, to a neighbourhood,
    which is couples tied to couples until they are that many, or to ``couples`` by name. A neighbourhood with
    ``couples`` begins with those."""

    whom: Literal["by-lot", "neighbourhood", "named"] = choice("by-lot", "who they are")
    share: float = number(0.1, 0.0, 1.0, "share", "how many of all couples, where they are not named")
    couples: Annotated[tuple[CoupleName, ...], Field(max_length=200)] = ()
    event: Annotated[tuple[Event, ...], Field(max_length=50)] = ()
    intervention: Annotated[tuple[AnyIntervention, ...], Field(max_length=50)] = ()

    @model_validator(mode="after")
    def _who(self) -> "Some":
        if (self.whom == "named") > bool(self.couples) or (self.whom == "by-lot" and self.couples):
            given = f"given whom {self.whom!r} with {len(self.couples) or 'no'} couples"
            raise ValueError(f"{given}; allowed: couples with whom 'named' or 'neighbourhood', and none by lot.")
        return self


class ChangedTie(Settings):
    """A tie that is otherwise than the network has it: stronger, weaker, one more, or, with strength 0, never there."""

    first: CoupleName
    second: CoupleName
    strength: float = number(0.5, 0.0, 1.0, "share", "how strong the tie is; 0: there is none")
    kind: Literal["friend", "kin", "work"] = choice("friend", "what ties them, where there was no tie")


class VillageExpectation(Settings):
    """A statement that the scenario's test checks in its village at the last day.

    ``of``: the village as it is (``run``), what its ties make (``ties``: less the same village with its ties cut), or
    what came of what came to some (``some``: less the same village without it). ``among``: all couples, those to whom
    it came, those tied to them, or strangers to them.
    """

    that: Text
    outcome: VillageOutcome
    of: Literal["run", "ties", "some"] = "run"
    among: Among = "all"
    above: float | None = None
    below: float | None = None

    @model_validator(mode="after")
    def bounded(self) -> "VillageExpectation":
        """A statement without a bound says nothing."""
        if self.above is None and self.below is None:
            raise ValueError("needs `above` or `below`")
        return self


class Community(_Constants):
    """A village of couples: their number, their network, and the constants of what ties carry.

    The other keys are those of ``sim.model.ties.constants``.
    """

    couples: int = number(200, 1, MAX_COUPLES, "couples", "how many couples live there (a file has its own)")
    network: Annotated[str, Field(min_length=1, max_length=500)] = choice(
        "small-world", "who is tied to whom: the name of a network that is made, or a file"
    )
    degree: float = number(6.0, 0.0, 100.0, "ties", "how many ties a couple has, on average")
    rewired: float = number(0.1, 0.0, 1.0, "share", "ties of a small world that lead anywhere")
    groups: int = number(8, 1, 100_000, "groups", "into how many groups communities fall")
    within: float = number(0.9, 0.0, 1.0, "share", "ties of communities that stay within the group")
    alike: float = number(0.0, 0.0, 1.0, "share", "how far those who are alike are tied, not whoever")
    strength: float = number(0.5, 0.0, 1.0, "share", "how strong a tie is, on average")
    kin: float = number(0.3, 0.0, 1.0, "share", "ties that are kin")
    work: float = number(0.2, 0.0, 1.0, "share", "ties that are from work; the rest are friends")
    shared: float = number(0.5, 0.0, 1.0, "share", "ties that are both partners'; the rest are one's or the other's")
    people: Literal["population", "same"] = choice(
        "population", "who they are: drawn from the population, or all as the scenario's two"
    )
    some: Annotated[tuple[Some, ...], Field(max_length=20)] = ()
    tie: Annotated[tuple[ChangedTie, ...], Field(max_length=200)] = ()
    expect: Annotated[tuple[VillageExpectation, ...], Field(max_length=50)] = ()

    @field_validator("network")
    @classmethod
    def _network(cls, given: str) -> str:
        if given not in NETWORKS and PurePath(given).suffix.lower() not in ENDINGS:
            names = ", ".join(NETWORKS)
            raise ValueError(
                f"given {shown(given)}; allowed: {names}, or a file that ends in {', '.join(ENDINGS)}."
                f"{nearest(given, NETWORKS)}"
            )
        return given

    @model_validator(mode="after")
    def _kinds(self) -> "Community":
        if self.kin + self.work > 1.0:
            given = f"given kin {self.kin:g} and work {self.work:g}"
            raise ValueError(f"{given}; allowed: shares of at most 1 together.")
        return self

    @property
    def constants(self) -> TieConstants:
        """The constants of the laws between couples."""
        return TieConstants(*(float(getattr(self, name)) for name in TieConstants._fields))
