"""The command line: ``pasdedeux``."""

import functools
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

import sim
import sim.evidence.cards
from sim.analysis import summary
from sim.checking.errors import complaint, nearest, one_line, shown
from sim.checking.settings import settings_of
from sim.cli import sweeps
from sim.cli.analysis import cycle, fit, peers, portrait
from sim.cli.lessons import lessons
from sim.cli.options import JSON, SET, THREADS, asked, folder_of, say_written, to_json
from sim.cli.output import files, write
from sim.cli.terminal import Commands, Seed, Whole, Word, patience, progress, say
from sim.model.schedule import MAX_DAYS
from sim.run import ENGINES
from sim.scenario.schema import Scenario
from sim.scenario.tables import value_of
from sim.wording import run as run_words
from sim.wording.text import wrapped

if TYPE_CHECKING:
    import pandas as pd

MOST = 10_000_000
"""Replicates: their outcomes take a gigabyte or two."""
GROUP, MOST_GROUPS = 64, 16
PULSE = 30_000_000
"""Couple-turns after which a thread reports, some tenths of a second: so progress moves and Ctrl-C is heard."""


def common(command: Callable) -> Callable:
    """The flags that every run has."""
    flags = (
        click.option("--seed", type=Seed(), default=1, show_default=True, help="What keys the chance."),
        click.option("--replicates", type=Whole(1, MOST), default=100, show_default=True, help="How many couples."),
        click.option("--days", type=Whole(1, MAX_DAYS), help="How many days, instead of the scenario's own."),
        click.option("--engine", type=Word(ENGINES), default="ensemble", show_default=True,
                     help="The compiled one or Mesa's; both give the same values."),
        click.option("--threads", type=Whole(1, 1024), default=THREADS, help="Threads of the compiled engine."
                     "  [default: all cores]"),
        SET,
        click.option("--out", metavar="DIR", help="Write trajectory, outcomes, picture and scenario into this folder."),
        JSON,
    )  # fmt: skip
    return functools.reduce(lambda made, flag: flag(made), reversed(flags), command)


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(sim.__version__, prog_name="pasdedeux", message="%(prog)s %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Pas de Deux: two partners with attachment states, and the dance between them.

    Without a command it serves the page (as `serve` does).
    """
    if context.invoked_subcommand is None:
        context.invoke(serve)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=Whole(0, 65535), default=8765, show_default=True, help="The port; 0 takes any free one.")
@click.option("--no-browser", is_flag=True, help="Do not open the browser.")
def serve(host: str = "127.0.0.1", port: int = 8765, no_browser: bool = False) -> None:
    """Serve the page until Ctrl-C."""
    from sim.dashboard.server import serve as start

    try:
        start(host=host, port=port, open_browser=not no_browser)
    except (OSError, UnicodeError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise complaint(
            "serve", "--host and --port", f"{shown(host)} and {port} ({told})", "a free port here"
        ) from None


@main.command("list")
@JSON
def list_(as_json: bool) -> None:
    """List the scenarios that come with the project."""
    found = [(name, sim.scenario(name).about) for name in sim.scenarios()]
    if as_json:
        click.echo(to_json([{"name": name, "title": one.title, "what": one.what} for name, one in found]))
        return
    wide = max(len(name) for name, _ in found) + 2
    for name, about in found:
        click.echo(f"{name.ljust(wide)}{one_line(about.title)}")
        click.echo(wrapped(about.what, " " * wide))


@main.command()
@click.argument("name")
@SET
@click.option("--toml", "as_toml", is_flag=True, help="Print the scenario as a TOML file.")
@JSON
def show(name: str, changes: tuple[str, ...], as_toml: bool, as_json: bool) -> None:
    """Show one scenario: what it is, the two partners, the plan, what to notice and try."""
    scenario = asked(name, changes, None)
    if as_toml:
        click.echo(scenario.to_toml(), nl=False)
    elif as_json:
        click.echo(to_json({"name": scenario.name, **scenario.to_dict()}))
    else:
        click.echo(run_words.described(scenario))


@main.command()
@click.argument("name")
@click.option("--plausible", is_flag=True, help="Also run it under every plausible set of constants.")
@common
def run(
    name: str, *, plausible: bool, seed: int, replicates: int, days: int | None, engine: str, threads: int,
    changes: tuple[str, ...], out: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Run a scenario, by NAME or from a TOML FILE, for many couples."""
    scenario = asked(name, changes, days)
    with folder_of(out, files(), scenario) as folder:
        (table,) = _lived((scenario,), seed, replicates, engine, threads)
        if folder:
            write(folder, {"": (scenario, _first(scenario, seed), table)})
    outcomes = summary.summary(table)
    spread = summary.spread(_uncertain(scenario, seed, replicates, threads)) if plausible else {}
    if as_json:
        found = {**_identity(scenario, seed, replicates, engine), "outcomes": outcomes}
        click.echo(to_json({**found, "plausible": spread} if plausible else found))
        return
    click.echo(run_words.told(scenario, seed, replicates, outcomes, spread))
    say_written(out, files())


@main.command()
@click.argument("name")
@click.option(
    "--with",
    "added",
    multiple=True,
    metavar="INTERVENTION[:KEY=VALUE,...]",
    help="What to add (repeatable), as in hand-holding:turn=60,turns=40; without it, the scenario's own plan.",
)
@common
def compare(
    name: str, *, added: tuple[str, ...], seed: int, replicates: int, days: int | None, engine: str, threads: int,
    changes: tuple[str, ...], out: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Run a scenario with and without an intervention, on the same chance."""
    without = asked(name, changes, days)
    with_ = functools.reduce(_add, added, without)
    if not added:
        if not without.interventions:
            kinds = ", ".join(sim.INTERVENTIONS)
            raise complaint("compare", "--with", "nothing", f"one of {kinds} ({without.name} has no plan of its own)")
        without = with_.without()
    plan = with_.interventions[len(without.interventions) :]
    suffixes = ("-without", "-with")
    with folder_of(out, files(suffixes), without, with_) as folder:
        tables = _lived((without, with_), seed, replicates, engine, threads)
        if folder:
            runs = zip((without, with_), tables, strict=True)
            write(
                folder, {end: (one, _first(one, seed), table) for end, (one, table) in zip(suffixes, runs, strict=True)}
            )
    before, after = map(summary.summary, tables)
    apart = summary.difference(*tables)
    if as_json:
        known = {**_identity(without, seed, replicates, engine), "intervention": [one.model_dump() for one in plan]}
        click.echo(to_json({**known, "without": before, "with": after, "difference": apart}))
        return
    what = " and ".join(one.kind for one in plan)
    click.echo(run_words.told_apart(without, seed, replicates, what, before, after, apart))
    say_written(out, files(suffixes))


@main.command()
@click.argument("name", required=False)
@JSON
def cards(name: str | None, as_json: bool) -> None:
    """Show evidence cards: all, or those of a claim, a PARAMETER or a row of the evidence (E1 to E17)."""
    found = tuple(sim.evidence.cards.cards().values()) if name is None else sim.evidence.cards.find(name)
    if as_json:
        click.echo(to_json([asdict(one) for one in found]))
        return
    click.echo("\n\n".join(map(run_words.card, found)))


@main.command()
@click.argument("files_", metavar="FILE...", nargs=-1)
@click.option("--schema", "as_schema", is_flag=True, help="Print the JSON Schema of a sweep's file, for editors.")
@JSON
def validate(files_: tuple[str, ...], as_schema: bool, as_json: bool) -> None:
    """Check files of scenarios and sweeps: one line each, exit code 2 when any is bad."""
    if as_schema:
        from sim.sweep.spec.json_schema import schema

        click.echo(to_json(schema()))
        return
    if not files_:
        raise complaint("validate", "FILE...", "nothing", "a scenario's name or a TOML file")
    found = [(name, *_checked(name)) for name in files_]
    if as_json:
        click.echo(to_json([{"file": name, "valid": not wrong, "error": wrong} for name, _, wrong in found]))
    for name, title, wrong in found if not as_json else ():
        if wrong:
            say(f"pasdedeux: {wrong}")
        else:
            click.echo(f"{one_line(name)}: valid ({one_line(title)})")
    if any(wrong for *_, wrong in found):
        raise click.exceptions.Exit(2)


def _checked(name: str) -> tuple[str, str | None]:
    """What the scenario or the sweep in a file is, or what is wrong with it."""
    try:
        return sweeps.found(name) or sim.scenario(name).about.title, None
    except sim.ScenarioError as error:
        return "", str(error)


def _add(scenario: Scenario, text: str) -> Scenario:
    """A scenario with one more intervention, as in ``hand-holding:turn=60,turns=40``."""
    kind, _, rest = text.partition(":")
    if kind not in sim.INTERVENTIONS:
        kinds = list(sim.INTERVENTIONS)
        raise complaint("--with", "intervention", shown(kind), "one of " + ", ".join(kinds), nearest(kind, kinds))
    known = ["start", *settings_of(sim.INTERVENTIONS[kind])]
    settings: dict[str, Any] = {}
    for part in rest.split(",") if rest else ():
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise complaint(f"--with {kind}", "setting", shown(part), "key=value, as in turn=60")
        if key not in known:
            raise complaint(f"--with {kind}", "setting", shown(key), "one of " + ", ".join(known), nearest(key, known))
        settings["turn" if key == "start" else key] = value_of(value)
    return scenario.add(kind, **settings)


def _lived(
    scenarios: tuple[Scenario, ...], seed: int, replicates: int, engine: str, threads: int
) -> list["pd.DataFrame"]:
    """The outcomes of each scenario, a row a couple; all on the same chance."""
    if engine == "ensemble":
        with patience("Loading the compiled engine; its very first start takes some ten seconds."):
            sim.warm_up()
    with progress(replicates * len(scenarios)) as done:
        return [sim.ensemble(one, replicates, seed, engine, threads=threads, chunk=_chunk(one), progress=done)
                for one in scenarios]  # fmt: skip


def _uncertain(scenario: Scenario, seed: int, replicates: int, threads: int) -> "pd.DataFrame":
    """The mean outcomes under each plausible set of constants."""
    sim.warm_up()
    with progress(replicates * len(sim.plausible())) as done:
        return sim.uncertainty(scenario, replicates, seed, threads=threads, progress=done)


def _chunk(scenario: Scenario) -> int:
    return GROUP * max(1, min(MOST_GROUPS, PULSE // (GROUP * sum(scenario.lengths))))


def _first(scenario: Scenario, seed: int) -> sim.Trajectory:
    """Replicate 0, turn by turn. By Mesa: the same values, and memory for one couple instead of sixty-four."""
    with patience("Writing the trajectory."):
        return sim.simulate(scenario, seed, engine="mesa")


def _identity(scenario: Scenario, seed: int, replicates: int, engine: str) -> dict[str, Any]:
    return {"scenario": scenario.name, "seed": seed, "replicates": replicates, "days": scenario.days,
            "engine": engine, "version": sim.__version__}  # fmt: skip


for _command in (portrait, cycle, fit, peers, lessons, *sweeps.COMMANDS):
    main.add_command(_command)
