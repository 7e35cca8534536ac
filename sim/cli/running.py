"""The commands that run a scenario: ``run`` and ``compare``."""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.analysis import summary
from sim.checking.errors import complaint
from sim.cli.options import JSON, SET, THREADS, Seed, Whole, Word, scenario_from
from sim.cli.output import files, folder_of, say, write
from sim.cli.terminal import patience, progress
from sim.model.schedule import MAX_DAYS
from sim.run import ENGINES, Engine
from sim.scenario.schema import Scenario
from sim.scenario.tables import assignment
from sim.wording import run as run_words

if TYPE_CHECKING:
    import pandas as pd

MAX_REPLICATES = 10_000_000
"""Replicates: their outcomes take a gigabyte or two."""
GROUP, MAX_GROUPS = 64, 16
PULSE = 30_000_000
"""Couple-turns after which a thread reports, some tenths of a second: so progress moves and Ctrl-C is heard."""


def flags(command: Callable) -> Callable:
    """The flags that every run has."""
    options = (
        click.option("--seed", type=Seed(), default=1, show_default=True, help="What keys the chance."),
        click.option("--replicates", type=Whole(1, MAX_REPLICATES), default=100, show_default=True,
                     help="How many couples."),
        click.option("--days", type=Whole(1, MAX_DAYS), help="How many days, instead of the scenario's own."),
        click.option("--engine", type=Word(ENGINES), default="ensemble", show_default=True,
                     help="The compiled one or Mesa's; both give the same values."),
        click.option("--threads", type=Whole(1, 1024), default=THREADS, help="Threads of the compiled engine."
                     "  [default: all cores]"),
        SET,
        click.option("--out", metavar="DIR", help="Write trajectory, outcomes, picture and scenario into this folder."),
        JSON,
    )  # fmt: skip
    return functools.reduce(lambda made, flag: flag(made), reversed(options), command)


@click.command()
@click.argument("name")
@click.option("--plausible", is_flag=True, help="Also run it under every plausible set of constants.")
@flags
def run(
    name: str, *, plausible: bool, seed: int, replicates: int, days: int | None, engine: Engine, threads: int,
    changes: tuple[str, ...], out: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Run a scenario, by NAME or from a TOML FILE, for many couples."""
    scenario = scenario_from(name, changes, days)
    with folder_of(out, files(), scenario) as folder:
        (table,) = _outcomes((scenario,), seed, replicates, engine, threads)
        if folder:
            write(folder, {"": (scenario, _first(scenario, seed, engine), table)})
    outcomes = summary.summary(table)
    spread = summary.spread(_uncertain(scenario, seed, replicates, threads)) if plausible else {}
    found = {**_identity(scenario, seed, replicates, engine), "outcomes": outcomes}
    found |= {"plausible": spread} if plausible else {}
    say(as_json, found, run_words.describe(scenario, seed, replicates, outcomes, spread), out, files())


@click.command()
@click.argument("name")
@click.option(
    "--with",
    "added",
    multiple=True,
    metavar="INTERVENTION[:KEY=VALUE,...]",
    help="What to add (repeatable), as in hand-holding:turn=60,turns=40; without it, the scenario's own plan.",
)
@flags
def compare(
    name: str, *, added: tuple[str, ...], seed: int, replicates: int, days: int | None, engine: Engine, threads: int,
    changes: tuple[str, ...], out: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Run a scenario with and without an intervention, on the same chance."""
    without = scenario_from(name, changes, days)
    with_ = functools.reduce(_add, added, without)
    if not added:
        if not without.interventions:
            kinds = ", ".join(sim.INTERVENTIONS)
            raise complaint("compare", "--with", "nothing", f"one of {kinds} ({without.name} has no plan of its own)")
        without = with_.without()
    plan = with_.interventions[len(without.interventions) :]
    suffixes = ("-without", "-with")
    with folder_of(out, files(suffixes), without, with_) as folder:
        tables = _outcomes((without, with_), seed, replicates, engine, threads)
        if folder:
            runs = zip(suffixes, (without, with_), tables, strict=True)
            first = functools.partial(_first, seed=seed, engine=engine)
            write(folder, {suffix: (scenario, first(scenario), table) for suffix, scenario, table in runs})
    before, after = map(summary.summary, tables)
    difference = summary.difference(*tables)
    found = {**_identity(without, seed, replicates, engine), "intervention": [given.model_dump() for given in plan],
             "without": before, "with": after, "difference": difference}  # fmt: skip
    what = " and ".join(given.kind for given in plan)
    words = run_words.describe_difference(without, seed, replicates, what, before, after, difference)
    say(as_json, found, words, out, files(suffixes))


def _add(scenario: Scenario, text: str) -> Scenario:
    """A scenario with one more intervention, as in ``hand-holding:turn=60,turns=40``."""
    kind, _, rest = text.partition(":")
    settings = dict(assignment(part, f"--with {kind}") for part in rest.split(",")) if rest else {}
    settings = {"turn" if key == "start" else key: value for key, value in settings.items()}
    plans = [plan.model_dump() for plan in scenario.intervention]
    return scenario.change({"intervention": [*plans, {**settings, "kind": kind}]}, f"--with {kind}")


def _outcomes(
    scenarios: tuple[Scenario, ...], seed: int, replicates: int, engine: Engine, threads: int
) -> list["pd.DataFrame"]:
    """The outcomes of each scenario, a row a couple; all on the same chance."""
    if engine == "ensemble":
        with patience("Loading the compiled engine; its very first start takes some seconds."):
            sim.warm_up()
    with progress(replicates * len(scenarios)) as done:
        return [
            sim.ensemble(scenario, replicates, seed, engine, threads=threads, chunk=_chunk(scenario), progress=done)
            for scenario in scenarios
        ]


def _uncertain(scenario: Scenario, seed: int, replicates: int, threads: int) -> "pd.DataFrame":
    """The mean outcomes under each plausible set of constants."""
    sim.warm_up()
    with progress(replicates * len(sim.plausible())) as done:
        return sim.uncertainty(scenario, replicates, seed, threads=threads, progress=done)


def _chunk(scenario: Scenario) -> int:
    return GROUP * max(1, min(MAX_GROUPS, PULSE // (GROUP * sum(scenario.lengths))))


def _first(scenario: Scenario, seed: int, engine: Engine) -> sim.Trajectory:
    """Replicate 0, turn by turn, by the engine that ran them all."""
    with patience("Writing the trajectory."):
        return sim.simulate(scenario, seed, engine=engine)


def _identity(scenario: Scenario, seed: int, replicates: int, engine: str) -> dict[str, Any]:
    return {"scenario": scenario.name, "seed": seed, "replicates": replicates, "days": scenario.days,
            "engine": engine, "version": sim.__version__}  # fmt: skip
