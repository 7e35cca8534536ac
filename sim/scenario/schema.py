"""A scenario: two partners, a start, a story and a plan, as one frozen, validated object (floor F3).

A TOML file, a link, command-line flags and a row of a sweep are all the same object; ``sim.scenario.notation`` converts them.
"""

import math
from functools import cached_property
from typing import Annotated, Any, Literal, Union

from pydantic import Field, create_model, field_validator, model_validator

from sim.checking.errors import ScenarioError, nearest, shown
from sim.checking.settings import settings_of
from sim.interventions import INTERVENTIONS, Intervention
from sim.interventions.base import OTHER
from sim.model import state
from sim.model.outcomes import Outcomes
from sim.model.parameters import DEFAULTS, PARAMETERS, Parameters
from sim.model.schedule import Block, on_day
from sim.scenario.events import Day, Event, Life, Name, Share, Size, Spark, Stress, Strict, Text, Turn

APART = ("who", "whose", "held_by")
"""Two interventions of a kind that differ in one of these may be given at the same time."""
STATISTICS = ("mean", "sd", "q05", "q50", "q95")


class About(Strict):
    """What the scenario is, for people."""

    title: Annotated[str, Field(min_length=1, max_length=120)]
    what: Text
    notice: Annotated[tuple[Text, ...], Field(max_length=20)] = ()
    try_: Annotated[tuple[Text, ...], Field(max_length=20, alias="try")] = ()
    sources: Annotated[tuple[Text, ...], Field(max_length=20)] = ()


class Person(Strict):
    """One partner at the start. A disposition that is not given is today's attachment."""

    name: Name
    anxiety: Share
    avoidance: Share
    anxiety_disposition: Share | None = None
    avoidance_disposition: Share | None = None
    security: Share = 0.5
    softness: Share = 0.05
    need: Share = 0.5
    threat: Share = 0.0
    arousal: Share = 0.0

    def start(self) -> state.Partner:
        """The partner's state before the first morning."""
        brought = (self.anxiety_disposition, self.avoidance_disposition)
        lived = (self.anxiety, self.avoidance)
        return state.Partner(
            threat=float(self.threat), arousal=float(self.arousal), soothed=0.0, need=float(self.need),
            pursue=0.0, withdraw=0.0, reach=0.0, respond=0.0,
            softness=float(self.softness), security=float(self.security),
            anxiety=float(self.anxiety), avoidance=float(self.avoidance),
            anxiety_disposition=float(lived[0] if brought[0] is None else brought[0]),
            avoidance_disposition=float(lived[1] if brought[1] is None else brought[1]),
            spark=0.0, burden=0.0,
        )  # fmt: skip


class Pair(Strict):
    """What the two share at the start."""

    bond: Share
    hardship: Size = 1.0


class Expectation(Strict):
    """A statement that the scenario's test checks over many replicates."""

    that: Text
    outcome: Literal[Outcomes._fields]
    statistic: Literal[STATISTICS] = "mean"
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


def _planned(kind: type[Intervention]) -> type[Strict]:
    """The validated form of an intervention: its settings, as declared there, and its kind."""
    made: dict[str, Any] = {"kind": (Literal[kind.kind()], ...)}
    for name, setting in settings_of(kind).items():
        form = Literal[setting.allowed] if setting.allowed else Annotated[
            setting.type, Field(ge=setting.low, le=setting.high)
        ]  # fmt: skip
        made[name] = (form, setting.default)
    return create_model(f"{kind.__name__}Plan", __base__=Strict, __doc__=kind.__doc__, **made)


PLANNED = {name: _planned(kind) for name, kind in INTERVENTIONS.items()}
AnyPlan = Annotated[Union[tuple(PLANNED.values())], Field(discriminator="kind")]  # noqa: UP007


class Scenario(Strict):
    """Two partners, a start, a story and a plan. Days and turns count from 1; a turn is 6 seconds."""

    name: Annotated[str, Field(max_length=200)] = "unnamed"
    days: Day = 1
    turns: Turn = 150
    mirrored: bool = False
    about: About
    partner_a: Person
    partner_b: Person
    couple: Pair
    life: Life = Life()
    intervention: Annotated[tuple[AnyPlan, ...], Field(max_length=200)] = ()
    parameters: dict[str, float] = Field(default_factory=dict)
    expect: Annotated[tuple[Expectation, ...], Field(max_length=50)] = ()

    @field_validator("parameters", mode="after")
    @classmethod
    def _known(cls, given: dict[str, float]) -> dict[str, float]:
        for name, value in given.items():
            known = PARAMETERS.get(name)
            if known is None:
                raise ValueError(f"{name}: given {shown(name)}; allowed: a parameter.{nearest(name, PARAMETERS)}")
            if not known.low <= value <= known.high:
                raise ValueError(f"{name}: given {value!r}; allowed: a number from {known.low} to {known.high}.")
        return given

    @model_validator(mode="after")
    def _apart(self) -> "Scenario":
        """The same intervention twice at the same time is a mistake."""
        plans = [(i, plan) for i, plan in enumerate(self.intervention, 1) if plan.when == "scheduled"]
        for at, (i, one) in enumerate(plans):
            for j, two in plans[at + 1 :]:
                if _alike(one) == _alike(two) and _overlap(one, two):
                    raise ValueError(
                        f"intervention.{j}: given {two.kind} on day {two.day}, turns {two.turn} to "
                        f"{two.turn + two.turns - 1}; allowed: times that do not overlap those of intervention.{i} "
                        f"(turns {one.turn} to {one.turn + one.turns - 1})."
                    )
        return self

    @property
    def interventions(self) -> tuple[Strict, ...]:
        """The planned interventions (the ``[[intervention]]`` tables of a file)."""
        return self.intervention

    @cached_property
    def constants(self) -> Parameters:
        """Every constant, with this scenario's own values."""
        return self.constants_on(DEFAULTS)

    def constants_on(self, base: Parameters) -> Parameters:
        """This scenario's own values on another set of constants."""
        return base._replace(**{name: float(value) for name, value in self.parameters.items()})

    def start(self) -> state.Couple:
        """The couple before the first morning."""
        return state.Couple(
            self.partner_a.start(), self.partner_b.start(), float(self.couple.bond), float(self.couple.hardship)
        )

    @cached_property
    def plans(self) -> tuple[Intervention, ...]:
        """The interventions themselves."""
        return tuple(INTERVENTIONS[p.kind](**p.model_dump(exclude={"kind"})) for p in self.intervention)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Story and interventions as blocks of cues, the story first."""
        return self.blocks_on(self.constants)

    def blocks_on(self, p: Parameters) -> tuple[Block, ...]:
        """The same under other constants (a heart rate that triggers is an arousal under these)."""
        story = (one.block() for one in (*self.life.spark, *self.life.event, *self.life.stress))
        return (*story, *(block for plan in self.plans for block in plan.blocks(p)))

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """The turns of each day's conversation."""
        longer = [(plan, plan.blocks(self.constants)[0].when) for plan in self.plans if plan.conversation()]
        return tuple(
            max([self.turns, *(plan.conversation() for plan, when in longer if on_day(when, day))])
            for day in range(1, self.days + 1)
        )

    def without(self) -> "Scenario":
        """The same couple and story without any intervention."""
        return self._altered(intervention=())

    def swapped(self) -> "Scenario":
        """The same with a and b exchanged, their chance included: results are exchanged, to the last bit."""
        story = {
            kind: tuple(one.model_copy(update={"who": OTHER.get(one.who, one.who)}) for one in getattr(self.life, kind))
            for kind in Life.model_fields
        }
        plans = tuple(
            plan.model_copy(update={k: OTHER.get(v, v) for k, v in plan if isinstance(v, str)})
            for plan in self.intervention
        )
        return self._altered(
            partner_a=self.partner_b,
            partner_b=self.partner_a,
            mirrored=not self.mirrored,
            life=Life(**story),
            intervention=plans,
        )

    def _altered(self, **fields: Any) -> "Scenario":
        """A copy with other fields; nothing that was worked out before is carried over."""
        return type(self)(**{**{name: getattr(self, name) for name in type(self).model_fields}, **fields})

    def change(self, changes: dict[str, Any], where: str = "change") -> "Scenario":
        """A new scenario with dotted keys set (``partner_a.anxiety``, ``intervention.1.dose``, or a parameter's name).

        Raises ``ScenarioError`` naming the key, what was given and what is allowed.
        """
        from sim.scenario.notation import changed

        return changed(self, changes, where)

    def add(self, kind: str, **settings: Any) -> "Scenario":
        """A new scenario with one more intervention. Raises ``ScenarioError`` as ``change`` does."""
        plans = [plan.model_dump() for plan in self.intervention]
        return self.change({"intervention": [*plans, {"kind": kind, **settings}]}, where=kind)

    def to_toml(self) -> str:
        """The scenario as a TOML file's text, defaults left out."""
        from sim.scenario.notation import to_toml

        return to_toml(self)


def _alike(plan: Strict) -> tuple:
    return (plan.kind, *(value for name, value in plan if name in APART))


def _overlap(one: Strict, two: Strict) -> bool:
    if one.turn + one.turns <= two.turn or two.turn + two.turns <= one.turn:
        return False
    return share_a_day(one, two)


def share_a_day(one: Any, two: Any) -> bool:
    """Whether two plans (``day``, ``days``, ``every``) are given on a same day: two arithmetic series that meet."""
    common = math.gcd(one.every, two.every)
    if (two.day - one.day) % common:
        return False
    step = two.every // common
    both = one.every * step
    met = one.day + one.every * ((two.day - one.day) // common * pow(one.every // common, -1, step) % step)
    met += max(0, -(-(two.day - met) // both)) * both
    return met <= min(plan.day + (plan.days - 1) * plan.every for plan in (one, two))


__all__ = ["About", "Event", "Expectation", "Life", "Pair", "Person", "Scenario", "ScenarioError", "Spark", "Stress"]
