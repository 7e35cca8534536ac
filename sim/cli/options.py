"""Flags that several commands share, and what they do."""

import contextlib
import json
from typing import Any

import click

import sim
from sim.checking.errors import one_line
from sim.cli.output import Folder, short_enough
from sim.run import cores
from sim.scenario.schema import Scenario
from sim.scenario.tables import assignment
from sim.wording.text import wrapped

SET = click.option("--set", "changes", multiple=True, metavar="KEY=VALUE",
                   help="Change any key of the scenario, or any parameter (repeatable).")  # fmt: skip
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
OUT = click.option("--out", metavar="DIR", help="Write what was found, and its picture, into this folder.")
THREADS = cores()
QUERY, ADDRESS = ("v=", "scenario="), ("http://", "https://")
"""How the query part of a page's address begins, and the address."""


def to_json(value: Any) -> str:
    """JSON for programs; a number that JSON does not know is a mistake of ours, and raises ``ValueError``."""
    return json.dumps(value, allow_nan=False, ensure_ascii=False, indent=2)


def asked(name: str, changes: tuple[str, ...], days: int | None = None) -> Scenario:
    """The scenario that the flags describe, from one that goes by name, stands in a file, or is a link."""
    found = linked(name)
    scenario = (sim.scenario(name) if found is None else found[0]).change(dict(map(assignment, changes)), "--set")
    return scenario if days is None else scenario.change({"days": days}, "--days")


def linked(name: Any) -> tuple[Scenario, int] | None:
    """The scenario and the seed of a link, its query part or the whole address of a page; nothing for any other name.

    The link itself is all that is read. Raises ``ScenarioError`` for a link that cannot be used.
    """
    if not isinstance(name, str):
        return None
    address, mark, query = name.partition("#")[0].partition("?")
    if address.startswith(QUERY):
        return sim.from_link(name.partition("#")[0])
    if address.startswith(ADDRESS) or (mark and query.startswith(QUERY)) or (mark and not address):
        return sim.from_link(query)
    return None


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
        click.echo("\n" + wrapped(f"Written to {one_line(out)}: {', '.join(names)}."))
