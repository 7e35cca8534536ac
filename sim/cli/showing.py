"""The commands that show what there is: ``list``, ``show``, ``cards`` and ``validate``."""

from dataclasses import asdict

import click

import sim
from sim.checking.errors import complaint, one_line
from sim.cli import sweeps
from sim.cli.options import JSON, SET, scenario_from
from sim.cli.output import say, to_json
from sim.cli.terminal import complain
from sim.evidence import cards as evidence
from sim.wording import run as run_words
from sim.wording.text import wrapped


@click.command("list")
@JSON
def list_(as_json: bool) -> None:
    """List the scenarios that come with the project."""
    shipped = {name: sim.scenario(name).about for name in sim.scenarios()}
    wide = max(map(len, shipped)) + 2
    lines = [f"{name.ljust(wide)}{one_line(about.title)}\n{wrapped(about.what, ' ' * wide)}"
             for name, about in shipped.items()]  # fmt: skip
    found = [{"name": name, "title": about.title, "what": about.what} for name, about in shipped.items()]
    say(as_json, found, "\n".join(lines))


@click.command()
@click.argument("name")
@SET
@click.option("--toml", "as_toml", is_flag=True, help="Print the scenario as a TOML file.")
@JSON
def show(name: str, changes: tuple[str, ...], as_toml: bool, as_json: bool) -> None:
    """Show one scenario: what it is, the two partners, the plan, what to notice and try."""
    scenario = scenario_from(name, changes)
    if as_toml:
        click.echo(scenario.to_toml(), nl=False)
    else:
        say(as_json, {"name": scenario.name, **scenario.to_dict()}, run_words.describe_scenario(scenario))


@click.command(
    help=f"Show evidence cards: all, or those of a claim, a PARAMETER or a row of the evidence ({evidence.ALL_ROWS})."
)
@click.argument("name", required=False)
@JSON
def cards(name: str | None, as_json: bool) -> None:
    """Show evidence cards."""
    chosen = tuple(evidence.cards().values()) if name is None else evidence.find(name)
    say(as_json, [asdict(card) for card in chosen], "\n\n".join(map(run_words.describe_card, chosen)))


@click.command()
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
    checked = [(name, *_check(name)) for name in files_]
    if as_json:
        click.echo(to_json([{"file": name, "valid": not wrong, "error": wrong} for name, _, wrong in checked]))
    for name, title, wrong in checked if not as_json else ():
        if wrong:
            complain(f"pasdedeux: {wrong}")
        else:
            click.echo(f"{one_line(name)}: valid ({one_line(title)})")
    if any(wrong for *_, wrong in checked):
        raise click.exceptions.Exit(2)


def _check(name: str) -> tuple[str, str | None]:
    """What the scenario or the sweep in a file is, or what is wrong with it."""
    try:
        return sweeps.title_of(name) or sim.scenario(name).about.title, None
    except sim.ScenarioError as error:
        return "", str(error)
