"""The published models that stand beside our own: ``peers list``, ``peers show`` and ``peers run``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

from sim.checking.errors import complaint, nearest, one_line, shown
from sim.checking.settings import settings_of
from sim.cli.options import JSON, OUT, Seed, Whole
from sim.cli.output import results, say_results, to_json
from sim.scenario.tables import assignment
from sim.wording.text import wrapped

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.peers import Peer

MAX_TURNS = 100_000


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
            key: {"default": setting.default, "allowed": list(setting.allowed)} if setting.allowed
            else {"default": setting.default, "low": setting.low, "high": setting.high, "unit": setting.unit}
            for key, setting in settings.items()
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
    for key, setting in settings.items():
        click.echo(wrapped(f"{key} = {setting.default} ({setting.range}): {setting.meaning}", "  ", "      "))
    states = [", ".join(f"{who} {value:.5g}" for who, value in zip(model.names, state, strict=True))
              for state in model.steady_states().T]  # fmt: skip
    click.echo("\n" + wrapped(f"Steady states with these: {'; '.join(states) or 'none'}."))


@peers.command()
@click.argument("name")
@click.option("--set", "changes", multiple=True, metavar="SETTING=VALUE", help="Change a setting (repeatable).")
@click.option("--turns", type=Whole(1, MAX_TURNS), default=100, show_default=True, help="Turns, or units of time.")
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
    from sim.peers import peer, simulate

    model = peer(name, **dict(map(assignment, changes)))
    step = (1.0 if model.clock == "turn" else 0.1) if step is None else step
    course = simulate(model, turns, _state(model, start), step, seed)

    def draw() -> "Figure":
        from sim.plots.peer import draw as drawn

        return drawn(model, course)

    def table(path: Path) -> None:
        course.to_pandas().to_csv(path, index=False)

    with results(out, draw, course_csv=table) as found:
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
    say_results(
        found, [f"{model.title} ({name}): from {begins} to {ends} in {turns} {unit}."], as_json, out, ("course.csv",)
    )


def _state(model: "Peer", text: str | None) -> np.ndarray | None:
    """The state that a flag gives."""
    if text is None:
        return None
    try:
        return np.array([float(part) for part in text.split(",")])
    except ValueError:
        allowed = f"{len(model.names)} numbers with commas between them: {', '.join(model.names)}"
        raise complaint("peers run", "--start", shown(one_line(text)), allowed, nearest(text, [])) from None
