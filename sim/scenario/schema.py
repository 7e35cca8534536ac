"""A scenario: two partners, a start, a story and a plan, as one frozen, validated object.

A TOML file, a link, command-line flags and a row of a sweep are all the same object: ``tables`` turns it into nested
tables and back, ``files`` reads it, ``link`` makes it an address.
"""

import math
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self, get_args

from pydantic import Field, ValidationError, field_validator, model_validator

from sim.checking.errors import complaint, nearest, shown
from sim.checking.explain import explained
from sim.checking.settings import Settings, number, range_of
from sim.interventions import Intervention
from sim.model.outcomes import Outcomes
from sim.model.parameters import DEFAULTS, PARAMETERS, Parameters
from sim.model.schedule import Block, on_day
from sim.model.state import MEANING, OTHER, Couple, Partner
from sim.scenario.about import About
from sim.scenario.community import Community, Some
from sim.scenario.events import MAX_SIZE, AnyIntervention, Day, Life, Name, Text, Turn
from sim.scenario.tables import frozen, set_key, thawed

DISTINCT = ("who", "whose", "held_by")
"""Two interventions of a kind that differ in one of these may be given at the same time."""
Statistic = Literal["mean", "sd", "q05", "q50", "q95"]
STATISTICS = get_args(Statistic)
if TYPE_CHECKING:
    OutcomeName = str
else:
    OutcomeName = Literal[Outcomes._fields]


def share(name: str, default: Any = ...) -> Any:
    """A share, 0 to 1, that a partner or the couple starts with."""
    return number(default, 0.0, 1.0, "share", MEANING[name])


class Person(Settings):
    """One partner at the start. A disposition that is not given is today's attachment."""

    name: Name = Field(description="what the partner is called")
    anxiety: float = share("anxiety")
    avoidance: float = share("avoidance")
    anxiety_disposition: float | None = share("anxiety_disposition", None)
    avoidance_disposition: float | None = share("avoidance_disposition", None)
    standard: float = share("standard", 0.5)
    security: float = share("security", 0.5)
    injury: float = share("injury", 0.0)
    softness: float = share("softness", 0.05)
    need: float = share("need", 0.5)
    threat: float = share("threat", 0.0)
    arousal: float = share("arousal", 0.0)

    def start(self) -> Partner:
        """The partner's state before the first morning."""
        own = {name: getattr(self, name) for name in Partner._fields if name in type(self).model_fields}
        for name in ("anxiety", "avoidance"):
            if own[f"{name}_disposition"] is None:
                own[f"{name}_disposition"] = own[name]
        return Partner(*(float(own.get(name, 0.0)) for name in Partner._fields))


class Pair(Settings):
    """What the two share at the start."""

    bond: float = share("bond")
    hardship: float = number(1.0, 0.0, MAX_SIZE, "factor", MEANING["hardship"])


class Expectation(Settings):
    """A statement that the scenario's test checks over many replicates."""

    that: Text
    outcome: OutcomeName
    statistic: Statistic = "mean"
    of: Literal["run", "without", "difference"] = "run"
    above: float | None = None
    below: float | None = None
    days: Day | None = None

    @model_validator(mode="after")
    def bounded(self) -> "Expectation":
        """A statement without a bound says nothing."""
        if self.above is None and self.below is None:
            raise ValueError("needs `above` or `below`")
        return self


class Scenario(Settings):
    """Two partners, a start, a story and a plan. Days and turns count from 1; a turn is 6 seconds."""

    name: Annotated[str, Field(max_length=200)] = "unnamed"
    days: Day = Field(1, description="how many days are lived")
    turns: Turn = Field(150, description="how long a conversation lasts, in turns of six seconds")
    mirrored: bool = Field(False, description="whether the two live with each other's chance")
    about: About
    partner_a: Person
    partner_b: Person
    couple: Pair
    life: Life = Life()
    intervention: Annotated[tuple[AnyIntervention, ...], Field(max_length=200)] = ()
    parameters: dict[str, float] = Field(default_factory=dict)
    community: Community = Community()
    expect: Annotated[tuple[Expectation, ...], Field(max_length=50)] = ()

    @field_validator("parameters", mode="before")
    @classmethod
    def _known(cls, given: Any) -> Any:
        for name, value in given.items() if isinstance(given, dict) else ():
            known = PARAMETERS.get(name)
            if known is None:
                hint = nearest(name, PARAMETERS)
                raise ValueError(f"{name}: given {shown(name)}; allowed: a parameter.{hint}")
            number = isinstance(value, int | float) and not isinstance(value, bool)
            if not number or not known.low <= value <= known.high:
                allowed = range_of(float, known.low, known.high)
                raise ValueError(f"{name}: given {shown(value)}; allowed: {allowed}.")
        return given

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        """The same intervention twice at the same time is a mistake."""
        plans = [(i, plan) for i, plan in enumerate(self.intervention, 1) if plan.when == "scheduled"]
        for at, (i, first) in enumerate(plans):
            for j, second in plans[at + 1 :]:
                if _same_sort(first, second) and _overlap(first, second):
                    raise ValueError(
                        f"intervention.{j}: given {second.kind} on day {second.day}, turns {second.turn} to "
                        f"{second.turn + second.turns - 1}; allowed: times that do not overlap those of "
                        f"intervention.{i} (turns {first.turn} to {first.turn + first.turns - 1})."
                    )
        return self

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """The planned interventions (the ``[[intervention]]`` tables of a file)."""
        return self.intervention

    @cached_property
    def constants(self) -> Parameters:
        """Every constant, with this scenario's own values."""
        return self.constants_on(DEFAULTS)

    def constants_on(self, base: Parameters) -> Parameters:
        """This scenario's own values on another set of constants."""
        return base._replace(**{name: float(value) for name, value in self.parameters.items()})

    def start(self) -> Couple:
        """The couple before the first morning."""
        return Couple(
            self.partner_a.start(), self.partner_b.start(), float(self.couple.bond), float(self.couple.hardship)
        )

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Story and interventions as blocks of cues, the story first."""
        return self.blocks_on(self.constants)

    def blocks_on(self, p: Parameters) -> tuple[Block, ...]:
        """The same under other constants (a heart rate that triggers is an arousal under these)."""
        events: tuple[Any, ...] = (*self.life.spark, *self.life.event, *self.life.stress)
        return (
            *(event.block() for event in events),
            *(block for plan in self.interventions for block in plan.blocks(p)),
        )

    @property
    def is_village(self) -> bool:
        """Whether it is the story of a village, of which its two are one couple."""
        return self.community != Community()

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """The turns of each day's conversation."""
        return self.lengths_over(self.days)

    def lengths_over(self, days: int) -> tuple[int, ...]:
        """The same of so many days, however long the scenario's own story is."""
        longer = [(plan, plan.blocks(self.constants)[0].when) for plan in self.interventions if plan.conversation()]
        return tuple(
            max([self.turns, *(plan.conversation() for plan, when in longer if on_day(when, day))])
            for day in range(1, days + 1)
        )

    def without(self) -> "Scenario":
        """The same couple and story without any intervention."""
        return self.altered(intervention=())

    def swapped(self) -> "Scenario":
        """The same with a and b exchanged, their chance included: results are exchanged, to the last bit."""
        story = {kind: tuple(_exchanged(event) for event in getattr(self.life, kind)) for kind in Life.model_fields}
        return self.altered(
            partner_a=self.partner_b,
            partner_b=self.partner_a,
            mirrored=not self.mirrored,
            life=Life(**story),
            intervention=tuple(map(_exchanged, self.intervention)),
            community=self.community.altered(some=tuple(map(_exchanged_some, self.community.some))),
        )

    def change(self, changes: dict[str, Any], where: str = "change") -> "Scenario":
        """A new scenario with dotted keys set (``partner_a.anxiety``, ``intervention.1.dose``, or a parameter's name).

        Raises ``ScenarioError`` naming the key, what was given and what is allowed.
        """
        tables = thawed({"name": self.name, **self.to_dict()})
        for key, value in changes.items():
            set_key(tables, f"parameters.{key}" if key in PARAMETERS else key, value, where, type(self))
        return build(tables, where)

    def add(self, kind: str, **settings: Any) -> "Scenario":
        """A new scenario with one more intervention. Raises ``ScenarioError`` as ``change`` does."""
        plans = [plan.model_dump() for plan in self.intervention]
        return self.change({"intervention": [*plans, {"kind": kind, **settings}]}, where=kind)

    def to_dict(self) -> dict[str, Any]:
        """The scenario as nested tables, name and defaults left out."""
        return self.model_dump(by_alias=True, exclude_defaults=True, exclude={"name"})

    def to_toml(self) -> str:
        """The scenario as a TOML file's text, defaults left out; reading it back gives an equal scenario."""
        import tomli_w

        return tomli_w.dumps(thawed(self.to_dict()))


def build(given: dict[str, Any], where: str) -> Scenario:
    """A scenario from nested tables, or a ``ScenarioError`` that a person can act on."""
    try:
        return Scenario.model_validate(frozen(given))
    except ValidationError as error:
        raise explained(error, where, Scenario) from None
    except RecursionError:
        raise complaint(where, "TOML", "too deep a nesting", "a scenario in TOML") from None


def _exchanged(thing: Any) -> Any:
    """An event or an intervention with a and b exchanged."""
    return thing.model_copy(update={name: OTHER[value] for name, value in thing if value in ("a", "b")})


def _exchanged_some(some: Some) -> Some:
    """What comes to some couples, with a and b exchanged."""
    return some.altered(
        event=tuple(map(_exchanged, some.event)), intervention=tuple(map(_exchanged, some.intervention))
    )


def _same_sort(first: Intervention, second: Intervention) -> bool:
    return first.kind == second.kind and all(getattr(first, n, 0) == getattr(second, n, 0) for n in DISTINCT)


def _overlap(first: Intervention, second: Intervention) -> bool:
    if first.turn + first.turns <= second.turn or second.turn + second.turns <= first.turn:
        return False
    return share_a_day(first, second)


def share_a_day(first: Any, second: Any) -> bool:
    """Whether two plans (``day``, ``days``, ``every``) are given on a same day: two arithmetic series that meet."""
    common = math.gcd(first.every, second.every)
    if (second.day - first.day) % common:
        return False
    step = second.every // common
    both = first.every * step
    met = first.day + first.every * ((second.day - first.day) // common * pow(first.every // common, -1, step) % step)
    met += max(0, -(-(second.day - met) // both)) * both
    return met <= min(first.last_day, second.last_day)
