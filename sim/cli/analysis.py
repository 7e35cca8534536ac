"""The commands that analyse: ``portrait``, ``cycle``, ``fit`` and ``peers``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

import sim
from sim.checking.errors import complaint, nearest, one_line, shown
from sim.checking.settings import settings_of
from sim.cli.options import JSON, OUT, SET, asked, folder_of, say_written, to_json
from sim.cli.terminal import Seed, Whole, patience
from sim.plots.style import PICTURES, save
from sim.scenario.tables import assignment
from sim.wording.text import width, wrapped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.peers import Peer

MOST_TURNS = 100_000
SHOWN = 60
"""Turns, or units of time, of the course that is drawn into a published model's portrait."""


@contextmanager
def written(out: str | None, draw: "Callable[[], Figure]", **more: Callable[[Path], Any]) -> Iterator[dict[str, Any]]:
    """Write the picture, ``found.json`` and ``more`` files (by a name in which the last ``_`` is a full stop) once the
    work within is done; what is put into the dictionary meanwhile is what was found."""
    made: dict[str, Any] = {}
    others = {".".join(name.rsplit("_", 1)): write for name, write in more.items()}
    names = ["found.json", *others, *PICTURES]
    with folder_of(out, names) as folder:
        yield made
        if folder:
            (folder / "found.json").write_text(to_json(made) + "\n", "utf-8")
            for name, write in others.items():
                write(folder / name)
            figure = draw()
            for name in PICTURES:
                save(figure, folder / name)


def say(found: dict[str, Any], told: list[str], as_json: bool, out: str | None, files: tuple[str, ...] = ()) -> None:
    """Print what was found: for programs, or in paragraphs."""
    if as_json:
        click.echo(to_json(found))
        return
    click.echo("\n\n".join(map(wrapped, told)))
    say_written(out, ["found.json", *files, *PICTURES])


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
    scenario = asked(name, changes)
    from sim.analysis import portrait as analysis
    from sim.wording.portrait import describe

    def draw() -> "Figure":
        from sim.plots.portrait import draw as drawn

        return drawn(one)

    with written(out, draw) as found:
        with patience("Analysing; the very first time the laws are compiled, which takes some ten seconds."):
            one = analysis.portrait(scenario.without())
        found |= analysis.to_dict(one)
    say(found, describe(one), as_json, out)


def _published(name: str, changes: tuple[str, ...], out: str | None, as_json: bool) -> None:
    """The portrait of a published model."""
    from sim.analysis.stability.points import steady
    from sim.analysis.stability.published import Published, to_dict
    from sim.peers import live, peer
    from sim.wording.peer import describe

    plane = Published(peer(name, **dict(map(assignment, changes))))

    def draw() -> "Figure":
        from sim.plots.peer import draw as drawn

        return drawn(plane.peer, live(plane.peer, SHOWN, step=1.0 if plane.peer.clock == "turn" else 0.1))

    with written(out, draw) as found:
        points = steady(plane)
        found |= to_dict(plane, points)
    say(found, describe(plane, points), as_json, out)


@click.command()
@click.argument("name")
@click.option("--lag", type=Whole(1, 100), default=1, show_default=True, help="Turns from a move to its answer.")
@click.option("--replicates", type=Whole(1, 10_000), default=300, show_default=True, help="How many couples are coded.")
@click.option("--seed", type=Seed(), default=1, show_default=True, help="What keys the chance.")
@SET
@OUT
@JSON
def cycle(
    name: str, lag: int, replicates: int, seed: int, changes: tuple[str, ...], out: str | None, as_json: bool
) -> None:
    """Name a couple's cycle from coded moves.

    NAME is a scenario, whose couples are coded, or a CSV file of codes: columns a and b, a row a turn, or turn, who and
    code; `couple` tells conversations apart.
    """
    from sim.analysis import cycle as analysis
    from sim.wording.cycle import describe

    if Path(name).suffix.lower() in (".csv", ".tsv", ".txt") and name not in sim.scenarios():
        if changes:
            raise complaint("cycle", "--set", shown(changes[0]), "a scenario, to change it")
        sequences = analysis.read_codes(name)
    else:
        scenario = asked(name, changes)
        with patience("Coding conversations."):
            sequences = analysis.sequences_of_many(scenario, replicates, seed)

    def draw() -> "Figure":
        from sim.plots.cycle import draw as drawn

        return drawn(one)

    with written(out, draw, cycle_graphml=lambda path: analysis.to_graphml(one.graph, path)) as found:
        one = analysis.find(sequences, lag, np.random.default_rng([seed, 8]))
        found |= analysis.to_dict(one)
    say(found, describe(one).split("\n\n"), as_json, out, ("cycle.graphml",))


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

    FILE is a CSV with a row a turn and a column a partner. Gottman and Murray's equations, inertia and coordination,
    and coupled oscillators are compared by how well they predict turns that they have not seen.
    """
    from sim.analysis import fit as analysis
    from sim.wording.fit import best_model, describe

    two = tuple(part.strip() for part in columns.split(",")) if columns else None
    if two is not None and len(two) != 2:
        raise complaint("fit", "--columns", shown(columns), "two names with a comma between them")
    series = analysis.read(file, two, window)

    def draw() -> "Figure":
        from sim.plots.fit import draw as drawn

        return drawn(one)

    with written(out, draw) as found:
        one = analysis.study(series, form)
        found |= analysis.to_dict(one)
        found["comparison"]["told"] = best_model(one.comparison)
    if as_json:
        click.echo(to_json(found))
        return
    click.echo(describe(one, width()))
    say_written(out, ["found.json", *PICTURES])


@click.group()
def peers() -> None:
    """List, show and run the published models that stand beside our own."""


@peers.command("list")
@JSON
def list_(as_json: bool) -> None:
    """List the published models."""
    from sim.peers import PEERS

    if as_json:
        click.echo(to_json([{"name": name, "title": kind.title} for name, kind in PEERS.items()]))
        return
    wide = max(map(len, PEERS)) + 2
    for name, kind in PEERS.items():
        click.echo(f"{name.ljust(wide)}{kind.title}")


@peers.command()
@click.argument("name")
@JSON
def show(name: str, as_json: bool) -> None:
    """Show one published model: its equation, what is known of it, its settings and sources."""
    from sim.peers import peer

    model = peer(name)
    settings = settings_of(type(model))
    if as_json:
        listed = {
            key: {"default": one.default, "allowed": list(one.allowed)} if one.allowed
            else {"default": one.default, "low": one.low, "high": one.high, "unit": one.unit}
            for key, one in settings.items()
        }  # fmt: skip
        click.echo(to_json({
            "name": name, "title": model.title, "clock": model.clock, "variables": list(model.names),
            "settings": listed, "steady_states": model.steady_states().T.tolist(), "sources": list(model.sources),
        }))  # fmt: skip
        return
    head, *rest = (type(model).__doc__ or "").strip().split("\n\n")
    click.echo(wrapped(f"{head.rstrip('.')} ({name})"))
    for paragraph in rest:
        click.echo("\n" + wrapped(paragraph.replace("``", "")))
    click.echo("\nSettings")
    for key, one in settings.items():
        click.echo(wrapped(f"{key} = {one.default} ({one.range}): {one.meaning}", "  ", "      "))
    states = [", ".join(f"{who} {value:.5g}" for who, value in zip(model.names, one, strict=True))
              for one in model.steady_states().T]  # fmt: skip
    click.echo("\n" + wrapped(f"Steady states with these: {'; '.join(states) or 'none'}."))


@peers.command()
@click.argument("name")
@click.option("--set", "changes", multiple=True, metavar="SETTING=VALUE", help="Change a setting (repeatable).")
@click.option("--turns", type=Whole(1, MOST_TURNS), default=100, show_default=True, help="Turns, or units of time.")
@click.option("--step", type=float, default=None, help="How often a model in time is looked at.  [default: 0.1]")
@click.option("--start", metavar="X,Y", help="The state to start from, a number a variable.")
@click.option("--seed", type=Seed(), default=None, help="Draw the model's chance, if it has any.")
@OUT
@JSON
def run(
    name: str, changes: tuple[str, ...], turns: int, step: float | None, start: str | None, seed: int | None,
    out: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Run one published model."""
    from sim.peers import live, peer

    model = peer(name, **dict(map(assignment, changes)))
    step = (1.0 if model.clock == "turn" else 0.1) if step is None else step
    course = live(model, turns, _state(model, start), step, seed)

    def draw() -> "Figure":
        from sim.plots.peer import draw as drawn

        return drawn(model, course)

    def table(path: Path) -> None:
        course.to_pandas().to_csv(path, index=False)

    with written(out, draw, course_csv=table) as found:
        found |= {
            "name": name, "settings": {key: getattr(model, key) for key in settings_of(type(model))},
            "clock": course.clock, "moments": len(course),
            "start": dict(zip(course.names, course.values[:, 0].tolist(), strict=True)),
            "end": dict(zip(course.names, course.values[:, -1].tolist(), strict=True)),
            "steady_states": model.steady_states().T.tolist(),
        }  # fmt: skip
    ends = ", ".join(f"{who} {value:.5g}" for who, value in found["end"].items())
    begins = ", ".join(f"{who} {value:.5g}" for who, value in found["start"].items())
    unit = "turns" if course.clock == "turn" else "units of time"
    say(found, [f"{model.title} ({name}): from {begins} to {ends} in {turns} {unit}."], as_json, out, ("course.csv",))


def _state(model: "Peer", text: str | None) -> np.ndarray | None:
    """The state that a flag gives."""
    if text is None:
        return None
    try:
        return np.array([float(part) for part in text.split(",")])
    except ValueError:
        allowed = f"{len(model.names)} numbers with commas between them: {', '.join(model.names)}"
        raise complaint("peers run", "--start", shown(one_line(text)), allowed, nearest(text, [])) from None
