"""Flags that several commands share, and what they do (floor F7)."""

import contextlib
from typing import Any

import click

import sim
from sim import output
from sim.errors import one_line
from sim.folder import Folder, short_enough
from sim.notation import assignment
from sim.run import cores
from sim.scenario import Scenario

SET = click.option("--set", "changes", multiple=True, metavar="KEY=VALUE",
                   help="Change any key of the scenario, or any parameter (repeatable).")  # fmt: skip
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
OUT = click.option("--out", metavar="DIR", help="Write what was found, and its picture, into this folder.")
THREADS = cores()


def asked(name: str, changes: tuple[str, ...], days: int | None = None) -> Scenario:
    """The scenario that the flags describe."""
    scenario = sim.scenario(name).change(dict(map(assignment, changes)), "--set")
    return scenario if days is None else scenario.change({"days": days}, "--days")


def folder_of(out: str | None, names: list[str], *scenarios: Scenario) -> Any:
    """The folder to write to, checked before any work as the length of the scenarios is; nothing where none is asked
    for."""
    if out is None:
        return contextlib.nullcontext()
    for one in scenarios:
        short_enough(one)
    return Folder(out, names)


def say_written(out: str | None, names: list[str]) -> None:
    """Say what was written, if anything was."""
    if out is not None:
        click.echo("\n" + output.wrapped(f"Written to {one_line(out)}: {', '.join(names)}."))
