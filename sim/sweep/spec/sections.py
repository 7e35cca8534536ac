"""The sections of a sweep's file, as strict forms."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, model_validator

from sim.checking.settings import Settings
from sim.model.outcomes import OUTCOMES
from sim.model.ties.outcomes import VILLAGE_OUTCOMES
from sim.scenario.events import Day, Text
from sim.scenario.link import SEEDS

if TYPE_CHECKING:
    OutcomeName = str
else:
    OutcomeName = Literal[tuple(dict.fromkeys((*OUTCOMES, *VILLAGE_OUTCOMES)))]

Kind = Literal["grid", "latin-hypercube", "sobol", "morris"]
Of = Literal["with", "without", "difference"]
MAX_POINTS, MAX_REPLICATES, MAX_RUNS = 5_000_000, 10_000_000, 2_000_000_000
Seed = Annotated[int, Field(ge=0, lt=SEEDS)]


class About(Settings):
    """What is asked, and what is expected, for people."""

    title: Annotated[str, Field(max_length=120, description="A few words")] = ""
    question: Annotated[Text, Field(description="What the sweep is to find out")] = ""
    prediction: Annotated[Text, Field(description="What is expected, written down before it is run")] = ""
    sources: Annotated[tuple[Text, ...], Field(max_length=20, description="Keys of the references")] = ()


class Model(Settings):
    """What is run: a scenario, and what is fixed in it."""

    scenario: Annotated[Any, Field(description="A shipped scenario's name, a TOML file, or a scenario's own tables")]
    set: dict[str, Any] = Field(default_factory=dict, description="Fixed changes, by dotted key or parameter name")


class Range(Settings):
    """A range: sampled designs draw from it, a grid takes ``steps`` values of it, both ends included."""

    low: Annotated[float, Field(description="The least value")]
    high: Annotated[float, Field(description="The greatest value")]
    scale: Annotated[Literal["linear", "log"], Field(description="Even in the value, or in its logarithm")] = "linear"
    steps: Annotated[int | None, Field(ge=2, le=10_000, description="How many values, in a grid")] = None


class Design(Settings):
    """Which points are run."""

    kind: Annotated[Kind, Field(description="How the points are chosen")] = "grid"
    size: Annotated[int | None, Field(
        ge=1, le=MAX_POINTS,
        description="Points of a Latin hypercube, base samples of Sobol (a power of two), trajectories of Morris",
    )] = None  # fmt: skip
    seed: Annotated[int, Field(ge=0, lt=2**32, description="What keys the sampled points")] = 1
    second_order: Annotated[bool | None, Field(description="Sobol: indices of pairs too, at twice the points")] = None
    levels: Annotated[int | None, Field(ge=4, le=100, description="Morris: levels of a range, an even number")] = None


class Replicates(Settings):
    """How many couples, or villages, at each point; the same chance at every point."""

    of: Annotated[
        Literal["couples", "villages"], Field(description="What a run is: a couple, or a village of them")
    ] = "couples"
    count: Annotated[int, Field(ge=1, le=MAX_REPLICATES, description="So many at each point, and in each arm")] = 100
    seed: Annotated[Seed, Field(description="What keys their chance")] = 1
    paired: Annotated[Any, Field(description=(
        "true: with and without the scenario's plan on the same chance; { intervention = {kind = …, …} }: with and"
        " without this intervention, added to the plan"
    ))] = False  # fmt: skip


class Wanted(Settings):
    """What is kept of each run."""

    which: Annotated[tuple[OutcomeName, ...], Field(min_length=1, description="Outcomes; all of them")] = ()
    days: Annotated[tuple[Day, ...], Field(max_length=50, description="Days whose outcomes are kept too")] = ()


class Prediction(Settings):
    """One thing that is expected, in words and as a bound that the report checks by its 95 % interval.

    What is bounded is the mean of ``outcome`` over the points ``at`` which it is meant; with ``half``, the value of
    that key at which the mean passes one half; with ``along``, how much either changes from that key's least to its
    greatest value there. ``first`` bounds nothing: the parameters named have larger indices than all others.
    """

    that: Annotated[str, Field(min_length=1, max_length=300, description="The prediction in one plain sentence")]
    outcome: Annotated[OutcomeName, Field(description="The outcome that it is about, one that is reported")]
    of: Annotated[Of | None, Field(description="The arm of a paired design; with")] = None
    at: dict[str, Any] = Field(
        default_factory=dict, description="At which points: by varied key a value, or [low, high] with both ends; all"
    )
    half: Annotated[str | None, Field(description="A varied key of a grid: where the outcome passes one half")] = None
    along: Annotated[str | None, Field(description="A varied key: the change from its least to its greatest value")] = (
        None
    )
    goes: Annotated[Literal["up", "down"] | None, Field(description="The sign of the change")] = None
    above: Annotated[float | None, Field(description="It is more than this")] = None
    below: Annotated[float | None, Field(description="It is less than this")] = None
    first: Annotated[tuple[str, ...], Field(description="Varied keys that come before all others, not in a grid")] = ()

    @model_validator(mode="after")
    def checkable(self) -> "Prediction":
        """A prediction that no result could break says nothing; one of two kinds at once is not one."""
        bounded = self.above is not None or self.below is not None
        if self.first and (bounded or self.half or self.along or self.goes or self.at):
            raise ValueError("has `first` with nothing beside it but `that`, `outcome` and `of`")
        if self.first or bounded:
            if self.goes:
                raise ValueError("has either `goes` or bounds")
        elif not (self.goes and self.along):
            raise ValueError("needs `above`, `below`, `along` with `goes`, or `first`")
        if self.above is not None and self.below is not None and self.above >= self.below:
            raise ValueError("has `above` less than `below`")
        return self


class Analysis(Settings):
    """How the report is made."""

    main: Annotated[tuple[OutcomeName, ...], Field(description="The outcomes that are reported")] = ()
    resamples: Annotated[int, Field(ge=50, le=10_000, description="Resamples of an interval")] = 500
    seed: Annotated[Seed | None, Field(description="What keys them; the seed of the replicates")] = None
    predict: Annotated[tuple[Prediction, ...], Field(max_length=20, description=(
        "What is expected, so that the report can say whether it held; it leads with the first"
    ))] = ()  # fmt: skip


class Sections(Settings):
    """A sweep: what is varied, at which points, with how many couples, and what is kept."""

    about: About = About()
    model: Model
    parameters: dict[str, Any] = {}  # noqa: RUF012
    design: Design = Design()
    replicates: Replicates = Replicates()
    outcomes: Wanted = Wanted()
    analysis: Analysis = Analysis()
