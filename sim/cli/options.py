"""Flags that several commands share, the types of their values, and the scenario that they describe."""

from typing import Any

import click

import sim
from sim.checking.errors import complaint, nearest, shown
from sim.checking.settings import check_number
from sim.run import cores
from sim.scenario.link import seed_of
from sim.scenario.schema import Scenario
from sim.scenario.tables import assignment, value_of

SET = click.option("--set", "changes", multiple=True, metavar="KEY=VALUE",
                   help="Change any key of the scenario, or any parameter (repeatable).")  # fmt: skip
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of text.")
OUT = click.option("--out", metavar="DIR", help="Write what was found, and its picture, into this folder.")
THREADS = cores()
QUERY, ADDRESS = ("v=", "scenario="), ("http://", "https://")
"""How the query part of a page's address begins, and the address."""


class Whole(click.ParamType):
    """A whole number in a range."""

    name = "N"

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """The number. Raises ``ScenarioError``."""
        number = value_of(value) if isinstance(value, str) else value
        check_number(ctx.info_name, param.opts[0], number, self.low, self.high)
        return number


class Seed(click.ParamType):
    """A seed."""

    name = "N"

    def convert(self, value: Any, param: Any, ctx: Any) -> int:
        """The seed; where none is given and NAME is a link, the link's. Raises ``ScenarioError``."""
        given = ctx.get_parameter_source(param.name) is not click.core.ParameterSource.DEFAULT
        # What stands on the command line is read before any default, so NAME is known by now.
        link = None if given else linked(ctx.params.get("name"))
        return seed_of(value, ctx.info_name) if link is None else link[1]


class Word(click.Choice):
    """One of a few words."""

    def convert(self, value: Any, param: Any, ctx: Any) -> str:
        """The word. Raises ``ScenarioError``."""
        if value not in self.choices:
            allowed = " or ".join(self.choices)
            raise complaint(ctx.info_name, param.opts[0], shown(value), allowed, nearest(value, self.choices))
        return value


def scenario_from(name: str, changes: tuple[str, ...], days: int | None = None) -> Scenario:
    """The scenario that the flags describe, from one that goes by name, stands in a file, or is a link."""
    link = linked(name)
    scenario = (sim.scenario(name) if link is None else link[0]).change(dict(map(assignment, changes)), "--set")
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
