"""The command that lives a village: ``village``."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import sim
from sim.checking.errors import one_line
from sim.cli.options import JSON, OUT, SET, THREADS, Seed, Whole, Word, scenario_from
from sim.cli.output import results, say, say_results
from sim.cli.sweeps import duration, size
from sim.cli.terminal import patience, progress
from sim.run import ENGINES, Engine
from sim.scenario.community import MAX_COUPLES, MAX_VILLAGE_DAYS
from sim.sweep.execution.pools import MAX_JOBS
from sim.wording.text import counted

if TYPE_CHECKING:
    from sim.community.results import Village

LOADING = "Loading the compiled engine; its very first start takes some ten seconds."
TABLES = ("couples", "ties", "endings", "beginnings")


@click.command()
@click.argument("name", default="village")
@click.option("--couples", type=Whole(1, MAX_COUPLES), help="How many couples, instead of the scenario's own.")
@click.option("--network", metavar="NAME|FILE", help="Who is tied to whom: a network that is made (small-world, "
              "scale-free, communities, ring, none), or a file of one's own.")  # fmt: skip
@click.option("--days", type=Whole(1, MAX_VILLAGE_DAYS), help="How many days, instead of the scenario's own.")
@click.option(
    "--every", type=Whole(1, MAX_VILLAGE_DAYS), help="Keep one day in how many.  [default: some hundred days in all]"
)
@click.option("--seed", type=Seed(), default=1, show_default=True, help="What keys the chance.")
@click.option("--engine", type=Word(ENGINES), default="ensemble", show_default=True,
              help="The compiled one or Mesa's; both give the same values.")  # fmt: skip
@click.option("--threads", type=Whole(1, 1024), default=THREADS, help="Threads of the compiled engine."
              "  [default: all cores]")  # fmt: skip
@click.option("--on", metavar="ADDRESS", help="Cut it over the workers of a Dask scheduler, or `local` for a cluster"
              " started for this.")  # fmt: skip
@click.option("--jobs", type=Whole(1, MAX_JOBS), help="Workers of `--on local`.  [default: all cores]")
@click.option("--plan", "only_plan", is_flag=True, help="Say what it takes of time and memory, and live a few days of"
              " a smaller one only.")  # fmt: skip
@SET
@OUT
@JSON
def village(
    name: str, *, couples: int | None, network: str | None, days: int | None, every: int | None, seed: int,
    engine: Engine, threads: int, on: str | None, jobs: int | None, only_plan: bool, changes: tuple[str, ...],
    out: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Live a village of couples: a scenario by NAME or from a TOML FILE, with its [community]."""
    from sim.wording import village as words  # SciPy takes a while to load: only where a village is lived

    scenario = scenario_from(name, changes)
    given = {"community.couples": couples, "community.network": network}
    for key, value in given.items():
        scenario = scenario if value is None else scenario.change({key: value}, f"--{key.partition('.')[2]}")
    if only_plan:
        with patience(LOADING):
            sim.warm_up()
        _say_plan(scenario, seed, days, every, threads, as_json)
        return
    found: list[Village] = []
    tables = {f"{what}_parquet": _table(what, found) for what in TABLES}
    with results(out, "village", lambda: (found[0],), **tables, village_graphml=_graph(found),
                 scenario_toml=lambda path: path.write_text(scenario.to_toml(), "utf-8")) as made:  # fmt: skip
        with patience(LOADING):
            sim.warm_up()
        count = couples or scenario.community.couples
        whole = days or scenario.days
        with progress(count) as done:
            shared = _shared(done, whole)
            found.append(sim.village(scenario, None, None, days, seed, every, engine, threads, shared, on, jobs))
        made |= to_dict(found[0], seed, engine)
    files = (*(f"{what}.parquet" for what in TABLES), "village.graphml", "scenario.toml")
    say_results(made, words.describe(found[0], seed), as_json, out, *files)
    if not as_json:
        click.echo("\n" + words.table(found[0]))


def _say_plan(
    scenario: sim.Scenario, seed: int, days: int | None, every: int | None, threads: int, as_json: bool
) -> None:
    """Say what a village takes."""
    from sim.community.plan import plan

    made = plan(scenario, seed, days, every, threads)
    rows = {
        "couples": f"{made.couples:,}, with {counted(made.ties, 'tie')}, for {counted(made.days, 'day')}",
        "time": f"about {duration(made.seconds)} with {counted(threads, 'thread')}, of which {duration(made.making)} "
                "until they are made",
        "memory": f"about {size(made.memory)} at most, in which {counted(made.kept, 'day')} are kept",
    }  # fmt: skip
    title = one_line(scenario.about.title)
    say(as_json, asdict(made), "\n".join([title, *(f"  {name:<10}{text}" for name, text in rows.items())]))


def _shared(done: Any, days: int) -> Any:
    """Progress in couples: a day of all of them is a part of each."""
    state = {"days": 0, "said": 0}

    def day(couples: int) -> None:
        state["days"] += 1
        now = couples * state["days"] // days
        done(now - state["said"])
        state["said"] = now

    return day


def _table(what: str, found: list["Village"]) -> Any:
    """How a table is written."""

    def write(path: Path) -> None:
        with open(path, "wb") as file:
            getattr(found[0], f"{what}_by_day")().to_parquet(file, index=False)

    return write


def _graph(found: list["Village"]) -> Any:
    """How the network is written as it is in the end."""

    def write(path: Path) -> None:
        import networkx as nx

        with open(path, "wb") as file:
            nx.write_graphml_xml(found[0].graph(), file)

    return write


def to_dict(village: "Village", seed: int, engine: str) -> dict[str, Any]:
    """What was found, for programs; none instead of a number that there is none of."""
    from sim.community.outcomes import AMONG, outcomes_of

    some = bool(village.couples.some.any())
    groups = [among for among in AMONG if some or among == "all"]
    outcomes = {among: {key: value if value == value else None
                        for key, value in outcomes_of(village, among=among).items()} for among in groups}  # fmt: skip
    return {
        "scenario": village.couples.scenario.name, "seed": seed, "couples": len(village.names),
        "ties": village.network.ties, "days": village.couples.days, "engine": engine, "version": sim.__version__,
        "ended": len(village.endings), "began_again": len(village.beginnings), "outcomes": outcomes,
    }  # fmt: skip
