"""The sections of a sweep's file, as strict forms."""

from typing import Annotated, Any, Literal

from pydantic import Field

from sim.checking.settings import Settings
from sim.model.outcomes import Outcomes
from sim.scenario.events import Day, Text
from sim.scenario.link import SEEDS
from sim.scenario.schema import OutcomeName

Kind = Literal["grid", "latin-hypercube", "sobol", "morris"]
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
    """How many couples at each point; the same chance at every point."""

    count: Annotated[int, Field(ge=1, le=MAX_REPLICATES, description="Couples at each point, and in each arm")] = 100
    seed: Annotated[Seed, Field(description="What keys their chance")] = 1
    paired: Annotated[Any, Field(description=(
        "true: with and without the scenario's plan on the same chance; { intervention = {kind = …, …} }: with and"
        " without this intervention, added to the plan"
    ))] = False  # fmt: skip


class Wanted(Settings):
    """What is kept of each run."""

    which: Annotated[tuple[OutcomeName, ...], Field(min_length=1, description="Outcomes; all of them")] = (
        Outcomes._fields
    )
    days: Annotated[tuple[Day, ...], Field(max_length=50, description="Days whose outcomes are kept too")] = ()


class Analysis(Settings):
    """How the report is made."""

    main: Annotated[tuple[OutcomeName, ...], Field(description="The outcomes that are reported")] = ()
    resamples: Annotated[int, Field(ge=50, le=10_000, description="Resamples of an interval")] = 500
    seed: Annotated[Seed | None, Field(description="What keys them; the seed of the replicates")] = None


class Sections(Settings):
    """A sweep: what is varied, at which points, with how many couples, and what is kept."""

    about: About = About()
    model: Model
    parameters: dict[str, Any] = {}  # noqa: RUF012
    design: Design = Design()
    replicates: Replicates = Replicates()
    outcomes: Wanted = Wanted()
    analysis: Analysis = Analysis()
