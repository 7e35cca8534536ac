"""The villages that come with the project show what they say, in both of the worlds that they compare."""

from functools import cache

import pytest

import sim
from sim.community.couples import couples_of
from sim.community.outcomes import compared, outcomes_of
from sim.community.results import Village
from sim.community.village import lived

VILLAGES = [name for name in sim.scenarios() if sim.scenario(name).community.expect]


@cache
def village(name: str, of: str = "run") -> Village:
    """The scenario's village at its last day, as it is or in the world that it is compared with."""
    couples = couples_of(sim.scenario(name), seed=1)
    couples = {"run": couples, "ties": couples.cut(), "some": couples.without_some()}[of]
    return lived(couples, every=couples.days, threads=2)


def test_three_villages_come_with_the_project():
    assert {"village", "the-plant-closes", "one-in-ten"} <= set(VILLAGES)


def statements() -> list:
    return [pytest.param(name, at, id=f"{name}-{said.that.replace(' ', '-')}") for name in VILLAGES
            for at, said in enumerate(sim.scenario(name).community.expect)]  # fmt: skip


@pytest.mark.parametrize(("name", "at"), statements())
def test_it_shows_what_it_says(name, at):
    said = sim.scenario(name).community.expect[at]
    here = village(name)
    if said.of == "run":
        found = outcomes_of(here, among=said.among)[said.outcome]
    else:
        found = compared(here, village(name, said.of), said.outcome, said.among)
    assert said.above is None or found >= said.above, f"{said.outcome} is {found:.4g}"
    assert said.below is None or found <= said.below, f"{said.outcome} is {found:.4g}"
