"""Flags that several commands share, and what they do (floor F7)."""

import contextlib
import os
from typing import Any

import click

import sim
from sim import output
from sim.errors import one_line
from sim.folder import Folder
from sim.notation import assignment
from sim.scenario import Scenario

SET = click.option("--set", "changes", multiple=True, metavar="KEY=VALUE",
                   help="Change any key of the scenario, or any parameter (repeatable).")  # fmt: skip
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
OUT = click.option("--out", metavar="DIR", help="Write what was found, and its picture, into this folder.")
THREADS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def asked(name: str, changes: tuple[str, ...], days: int | None = None) -> Scenario:
    """The scenario that the flags describe."""
    scenario = sim.scenario(name).change(dict(map(assignment, changes)), "--set")
    return scenario if days is None else scenario.change({"days": days}, "--days")


def folder_of(out: str | None, names: list[str]) -> Any:
    """The folder to write to, checked before any work; nothing where none is asked for."""
    return contextlib.nullcontext() if out is None else Folder(out, names)


def say_written(out: str | None, names: list[str]) -> None:
    """Say what was written, if anything was."""
    if out is not None:
        click.echo("\n" + output.wrapped(f"Written to {one_line(out)}: {', '.join(names)}."))
