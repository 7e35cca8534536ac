"""The commands that analyse: ``portrait``, ``cycle`` and ``fit``."""

from pathlib import Path

import click
import numpy as np

import sim
from sim.checking.errors import complaint, shown
from sim.cli.options import JSON, OUT, SET, Seed, Whole, scenario_from
from sim.cli.output import results, say, say_results
from sim.cli.terminal import patience
from sim.plots.style import PICTURES
from sim.scenario.tables import assignment
from sim.wording.text import width

SHOWN = 60
"""Turns, or units of time, of the course that is drawn into a published model's portrait."""


@click.command()
@click.argument("name")
@SET
@OUT
@JSON
def portrait(name: str, changes: tuple[str, ...], out: str | None, as_json: bool) -> None:
    """Show where a couple rests, what tips it and what ends the dance.

    NAME is a scenario, or a TOML file; its story, its plan and all chance are left out. Or it is a published model of
    two variables.
    """
    from sim.peers import PEERS

    if name in PEERS:
        _published(name, changes, out, as_json)
        return
    scenario = scenario_from(name, changes)
    from sim.analysis import portrait as analysis
    from sim.wording.portrait import describe

    with results(out, "portrait", lambda: (result,)) as found:
        with patience("Analysing; the very first time the laws are compiled, which takes some seconds."):
            result = analysis.portrait(scenario.without())
        found |= analysis.to_dict(result)
    say_results(found, describe(result), as_json, out)


def _published(name: str, changes: tuple[str, ...], out: str | None, as_json: bool) -> None:
    """The portrait of a published model."""
    from sim.analysis.stability.points import steady
    from sim.analysis.stability.published import Published, to_dict
    from sim.peers import peer, simulate
    from sim.wording.portrait import describe_published

    plane = Published(peer(name, **dict(map(assignment, changes))))

    step = 1.0 if plane.peer.clock == "turn" else 0.1
    with results(out, "peer", lambda: (plane.peer, simulate(plane.peer, SHOWN, step=step))) as found:
        points = steady(plane)
        found |= to_dict(plane, points)
    say_results(found, describe_published(plane, points), as_json, out)


@click.command()
@click.argument("name")
@click.option("--lag", type=Whole(1, 100), default=1, show_default=True, help="Turns from a move to its answer.")
@click.option(
    "--table",
    default="whole",
    show_default=True,
    help="What chance is worked out from: the whole table of both partners' codes, or a table each (partner).",
)
@click.option("--replicates", type=Whole(1, 10_000), default=300, show_default=True, help="How many couples are coded.")
@click.option("--seed", type=Seed(), default=1, show_default=True, help="What keys the chance.")
@SET
@OUT
@JSON
def cycle(
    name: str,
    lag: int,
    table: str,
    replicates: int,
    seed: int,
    changes: tuple[str, ...],
    out: str | None,
    as_json: bool,
) -> None:
    """Name a couple's cycle from coded moves.

    NAME is a scenario, whose couples are coded, or a CSV file of codes: columns a and b, a row a turn, or turn, who and
    code; `couple` tells conversations apart, and a blank is missing.
    """
    from sim.analysis import cycle as analysis
    from sim.analysis.cycle import to_graphml
    from sim.wording.cycle import describe

    if Path(name).suffix.lower() in (".csv", ".tsv", ".txt") and name not in sim.scenarios():
        if changes:
            raise complaint("cycle", "--set", shown(changes[0]), "a scenario, to change it")
        sequences = analysis.read_codes(name)
    else:
        scenario = scenario_from(name, changes)
        with patience("Coding conversations."):
            sequences = analysis.sequences_of_many(scenario, replicates, seed)
    with results(out, "cycle", lambda: (result,), cycle_graphml=lambda path: to_graphml(result.graph, path)) as found:
        result = analysis.find(sequences, lag, np.random.default_rng([seed, 8]), table)
        found |= analysis.to_dict(result)
    say_results(found, describe(result).split("\n\n"), as_json, out, "cycle.graphml")


@click.command()
@click.argument("file")
@click.option("--columns", metavar="FIRST,SECOND", help="The two columns, where the file has more.")
@click.option(
    "--form",
    default="bilinear",
    show_default=True,
    help="The form of influence that is told in full: bilinear, free kink, ojive, repair and damping.",
)
@click.option(
    "--window", type=Whole(1, 100), default=1, show_default=True, help="Turns of codes that are summed into one score."
)
@OUT
@JSON
def fit(file: str, columns: str | None, form: str, window: int, out: str | None, as_json: bool) -> None:
    """Fit the field's models to two series of scores or codes.

    FILE is a CSV with a row a turn and a column a partner; `couple` and `turn` keep apart what does not follow, and a
    blank is missing. Gottman and Murray's equations, inertia and coordination,
    and coupled oscillators are compared by how well they predict turns that they have not seen.
    """
    from sim.analysis import fit as analysis
    from sim.wording.fit import best_model, describe

    two = tuple(part.strip() for part in columns.split(",")) if columns else None
    if two is not None and len(two) != 2:
        raise complaint("fit", "--columns", shown(columns), "two names with a comma between them")
    series = analysis.read(file, two, window)

    with results(out, "fit", lambda: (result,)) as found:
        result = analysis.study(series, form)
        found |= analysis.to_dict(result)
        found["comparison"]["conclusion"] = best_model(result.comparison)
    say(as_json, found, describe(result, width()), out, ["found.json", *PICTURES])
