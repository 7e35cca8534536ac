"""The published models that stand beside our own: ``peers list``, ``peers show`` and ``peers run``."""

from typing import TYPE_CHECKING

import click
import numpy as np

from sim.checking.errors import complaint, one_line, shown
from sim.checking.settings import number_in, settings_of
from sim.cli.options import JSON, OUT, Seed, Whole
from sim.cli.output import results, say, say_results
from sim.model.table_file import write_csv
from sim.scenario.tables import assignment
from sim.wording.text import wrapped

if TYPE_CHECKING:
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

    wide = max(map(len, PEERS)) + 2
    say(as_json, [{"name": name, "title": kind.title} for name, kind in PEERS.items()],
        "\n".join(f"{name.ljust(wide)}{kind.title}" for name, kind in PEERS.items()))  # fmt: skip


@peers.command()
@click.argument("name")
@JSON
def show(name: str, as_json: bool) -> None:
    """Show one published model: its equation, what is known of it, its settings and sources."""
    from sim.peers import peer

    model = peer(name)
    settings = settings_of(type(model))
    listed = {
        key: {"default": setting.default, "allowed": list(setting.allowed)} if setting.allowed
        else {"default": setting.default, "low": setting.low, "high": setting.high, "unit": setting.unit}
        for key, setting in settings.items()
    }  # fmt: skip
    found = {
        "name": name, "title": model.title, "clock": model.clock, "variables": list(model.names),
        "settings": listed, "steady_states": model.steady_states().T.tolist(), "sources": list(model.sources),
    }  # fmt: skip
    head, *rest = (type(model).__doc__ or "").strip().split("\n\n")
    lines = [wrapped(f"{key} = {setting.default} ({setting.range}): {setting.meaning}", "  ", "      ")
             for key, setting in settings.items()]  # fmt: skip
    states = "; ".join(_at(model.names, state) for state in model.steady_states().T) or "none"
    say(as_json, found, "\n\n".join([
        wrapped(f"{head.rstrip('.')} ({name})"), *(wrapped(paragraph.replace("``", "")) for paragraph in rest),
        "\n".join(["Settings", *lines]), wrapped(f"Steady states with these: {states}."),
    ]))  # fmt: skip


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

    table = {"course_csv": lambda path: write_csv(course.to_pandas(), path)}
    with results(out, "peer", lambda: (model, course), **table) as found:
        found |= {
            "name": name, "settings": {key: getattr(model, key) for key in settings_of(type(model))},
            "clock": course.clock, "moments": len(course),
            "start": dict(zip(course.names, course.values[:, 0].tolist(), strict=True)),
            "end": dict(zip(course.names, course.values[:, -1].tolist(), strict=True)),
            "steady_states": model.steady_states().T.tolist(),
        }  # fmt: skip
    begins, ends = (_at(course.names, course.values[:, at]) for at in (0, -1))
    unit = "turns" if course.clock == "turn" else "units of time"
    said = f"{model.title} ({name}): from {begins} to {ends} in {turns} {unit}."
    say_results(found, [said], as_json, out, "course.csv")


def _at(names: tuple[str, ...], state: np.ndarray) -> str:
    """A state in words."""
    return ", ".join(f"{who} {value:.5g}" for who, value in zip(names, state, strict=True))


def _state(model: "Peer", text: str | None) -> np.ndarray | None:
    """The state that a flag gives."""
    if text is None:
        return None
    numbers = [number_in(part.strip()) for part in text.split(",")]
    if None in numbers:
        allowed = f"{len(model.names)} numbers with commas between them: {', '.join(model.names)}"
        raise complaint("peers run", "--start", shown(one_line(text)), allowed)
    return np.array(numbers, float)
