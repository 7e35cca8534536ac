"""The forms of a lesson's file: what a teacher may write, and what is refused."""

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import Field, model_validator

from sim.checking.settings import Settings
from sim.model.outcomes import Outcomes
from sim.model.schedule import MAX_TURNS
from sim.scenario.about import Lanes, Zoom
from sim.scenario.community import Among, VillageOutcome
from sim.scenario.events import Day
from sim.scenario.files import scenario as find
from sim.scenario.schema import Scenario, Statistic

PANELS = {
    "couple": "The couple",
    "why": "Why?",
    "tipping": "Tipping",
    "cycle": "Cycle",
    "tomorrows": "Tomorrows",
    "evidence": "Evidence",
}
"""The page's panels that a lesson may send a class to, with their titles, as they stand on the page."""
MEASURABLE = tuple(dict.fromkeys((*Outcomes._fields, *get_args(VillageOutcome))))
"""What can be measured: of a couple, or of a village."""
if TYPE_CHECKING:
    Panel = str
    Measurable = str
else:
    Panel = Literal[tuple(PANELS)]
    Measurable = Literal[MEASURABLE]

Key = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9][a-z0-9-]*$")]
Line = Annotated[str, Field(min_length=1, max_length=200)]
Words = Annotated[str, Field(min_length=1, max_length=1200)]
Few = Annotated[tuple[Words, ...], Field(min_length=1, max_length=8)]
Some = Annotated[tuple[Words, ...], Field(max_length=8)]
Minutes = Annotated[int, Field(ge=1, le=120)]
Pair = Annotated[tuple[Key, ...], Field(min_length=1, max_length=2)]


class InVillage(Settings):
    """Of what a number is in a village: of which couples, and less what; where the cases are couples, of nothing.

    ``less`` ties, or what comes to some couples only: the number is then what those make, against the same village
    without them, couple by couple.
    """

    among: Among = "all"
    less: Literal["nothing", "ties", "some"] = "nothing"


class Condition(Settings):
    """A range for a number made of cases.

    ``number = (of₁ - of₂) / (over₁ - over₂)``, where a second case, and ``over``, may be left out; it holds when
    ``above ≤ number < below``. What is divided by nothing holds nowhere.
    """

    of: Pair
    over: Annotated[tuple[Key, ...], Field(max_length=2)] = ()
    above: float | None = None
    below: float | None = None

    @model_validator(mode="after")
    def bounded(self) -> "Condition":
        """A range without an end holds whatever is measured."""
        if self.above is None and self.below is None:
            raise ValueError("needs `above` or `below`")
        return self


class Fact(Condition, InVillage):
    """A sentence about the cases, and the range in which its number must be for it to be so."""

    says: Line
    outcome: Measurable
    statistic: Statistic = "mean"


class Option(Settings):
    """One answer to commit to, and when it holds: a case that is highest or lowest, or conditions, all of them.

    ``saw`` is the same as it looks once it is seen, for the question after the run; where it is not given, ``says``.
    """

    key: Key
    says: Line
    saw: Annotated[str, Field(max_length=200)] = ""
    case: Key | None = None
    holds: Annotated[tuple[Condition, ...], Field(max_length=6)] = ()


class Predict(Settings):
    """The question, the situation it is about, and the options."""

    minutes: Minutes
    setting: Words
    question: Line
    option: Annotated[tuple[Option, ...], Field(min_length=2, max_length=5)]


class Case(Settings):
    """One run to look at: a scenario of the gallery, what is changed in it, and where to look.

    ``change`` has the dotted keys of ``Scenario.change``; ``swap`` then exchanges all of the two but their names. The
    ``seed`` is that of a run like most: a class looks at one before it sees many. ``lanes`` are what is drawn of it,
    and ``beside`` is the case that is lived beside it on one clock.
    """

    key: Key
    title: Annotated[str, Field(min_length=1, max_length=80)]
    what: Words
    scenario: str
    change: dict[str, Any] = Field(default_factory=dict)
    swap: bool = False
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    day: Day = 1
    turn: Annotated[int, Field(ge=0, le=MAX_TURNS)] = 0
    zoom: Zoom = "conversation"
    lanes: Lanes = ()
    beside: Key | None = None
    panel: Panel | None = None
    do: Few
    watch: Few
    measured: bool = True

    def to_scenario(self, where: str = "case") -> Scenario:
        """The scenario. Changed, it says of itself what the case says. Raises ``ScenarioError``."""
        base = find(self.scenario)
        if not self.change and not self.swap:
            return base
        changed = base.change(self.change, where)
        if self.swap:
            names = {"partner_a.name": changed.partner_a.name, "partner_b.name": changed.partner_b.name}
            changed = changed.swapped().change(names, where)
        about = {"title": self.title, "what": self.what, "notice": self.watch}  # and the case says where it opens
        return changed.change({"about": {**about, "sources": base.about.sources}}, where)


class Run(Settings):
    """The cases to run."""

    minutes: Minutes
    case: Annotated[tuple[Case, ...], Field(min_length=1, max_length=10)]


class Reveal(InVillage):
    """What is measured in each case, over many couples or several villages, and what decides between the options.

    ``decide`` is ``highest`` or ``lowest`` (the option's case), or ``conditions``. ``against`` names a case: the others
    are then shown as differences from it, couple by couple. Each ``fact`` is measured too, on any of the cases.
    """

    minutes: Minutes
    outcome: Measurable
    statistic: Statistic = "mean"
    label: Line
    against: Key | None = None
    decide: Literal["conditions", "highest", "lowest"] = "conditions"
    replicates: Annotated[int, Field(ge=4, le=1000)] = 400
    why: Words
    fact: Annotated[tuple[Fact, ...], Field(max_length=6)] = ()


class Onward(Settings):
    """A way into free play: a case of this lesson or a scenario of the gallery, and a panel to open."""

    says: Line
    case: Key | None = None
    scenario: str | None = None
    panel: Panel | None = None


class Reflect(Settings):
    """What to talk about, and where to go on."""

    minutes: Minutes
    questions: Few
    go: Annotated[tuple[Onward, ...], Field(min_length=1, max_length=5)]


class Question(Settings):
    """A question to ask, and an answer to expect."""

    ask: Line
    answer: Words


class Teacher(Settings):
    """What only the teacher needs: the answer expected, questions, mistakes, limits, what the lesson rests on."""

    expects: Key
    question: Annotated[tuple[Question, ...], Field(min_length=2, max_length=8)]
    mistakes: Few
    limits: Few
    cards: Annotated[tuple[str, ...], Field(min_length=1, max_length=10)]
    sources: Annotated[tuple[str, ...], Field(min_length=1, max_length=10)]


class Lesson(Settings):
    """One lesson; its minutes are those of its four steps. ``number`` is 0 for a file that is not the project's."""

    name: Annotated[str, Field(max_length=200)] = "unnamed"
    number: Annotated[int, Field(ge=0, le=99)] = 0
    title: Annotated[str, Field(min_length=1, max_length=80)]
    aim: Words
    audience: Line
    predict: Predict
    run: Run
    reveal: Reveal
    reflect: Reflect
    teacher: Teacher

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return sum(step.minutes for step in (self.predict, self.run, self.reveal, self.reflect))

    @property
    def options(self) -> tuple[Option, ...]:
        """The answers to commit to."""
        return self.predict.option

    @property
    def cases(self) -> dict[str, Case]:
        """The cases by key."""
        return {case.key: case for case in self.run.case}

    @property
    def measured_cases(self) -> tuple[Case, ...]:
        """The cases whose number is measured; the others are for free play."""
        return tuple(case for case in self.run.case if case.measured)

    @property
    def needed_cases(self) -> tuple[Case, ...]:
        """The cases that are run for the reveal: the measured ones, and those that a fact names."""
        named = {key for fact in self.reveal.fact for key in (*fact.of, *fact.over)}
        return tuple(case for case in self.run.case if case.measured or case.key in named)

    @property
    def is_of_villages(self) -> bool:
        """Whether its cases are villages."""
        return all(scenario.is_village for scenario in self.scenarios.values())

    @cached_property
    def scenarios(self) -> dict[str, Scenario]:
        """Each case's scenario by key."""
        return {case.key: case.to_scenario(f"run.case.{at}.change") for at, case in enumerate(self.run.case, 1)}
