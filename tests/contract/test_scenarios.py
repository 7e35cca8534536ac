"""Every scenario that comes with the project: written down and read back it is the same, and it shows what it says."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

import sim
from sim.scenario.files import parse
from sim.scenario.schema import build

COUPLES = 400

STATISTICS = {
    "mean": np.mean,
    "sd": np.std,
    "q05": lambda values: np.quantile(values, 0.05),
    "q50": np.median,
    "q95": lambda values: np.quantile(values, 0.95),
}

every_scenario = pytest.mark.parametrize("name", sim.scenarios())


def statements() -> list:
    """Every statement of every scenario, under its own words."""
    return [
        pytest.param(name, at, id=f"{name}-{said.that.replace(' ', '-')}")
        for name in sim.scenarios()
        for at, said in enumerate(sim.scenario(name).expect)
    ]


@cache
def lived(name: str, of: str, days: int | None) -> pd.DataFrame:
    """The outcomes of many such couples; a difference is one couple's, with and without, on the same chance."""
    scenario = sim.scenario(name)
    if of == "difference":
        return lived(name, "run", days) - lived(name, "without", days)
    return sim.ensemble(scenario.without() if of == "without" else scenario, COUPLES, days=days, threads=2)


@pytest.mark.parametrize(("name", "at"), statements())
def test_it_shows_what_it_says(name, at):
    said = sim.scenario(name).expect[at]
    found = STATISTICS[said.statistic](lived(name, said.of, said.days)[said.outcome].to_numpy())
    if said.above is not None:
        assert found >= said.above, f"{said.statistic} of {said.outcome} ({said.of}) is {found:.3g}"
    if said.below is not None:
        assert found <= said.below, f"{said.statistic} of {said.outcome} ({said.of}) is {found:.3g}"


@every_scenario
def test_it_says_something_that_can_be_seen(name):
    scenario = sim.scenario(name)
    assert scenario.expect
    assert scenario.about.title
    assert scenario.about.what
    assert scenario.about.notice
    assert scenario.about.try_
    assert scenario.about.sources


@every_scenario
def test_written_down_and_read_back_it_is_the_same(name):
    scenario = sim.scenario(name)
    again = parse(scenario.to_toml(), "again", name)
    assert again == scenario
    assert again.to_toml() == scenario.to_toml()
    assert build({"name": name, **scenario.to_dict()}, "tables") == scenario
    assert sim.from_link(sim.to_link(scenario, 7)) == (scenario, 7)


@every_scenario
def test_a_changed_one_is_too(name):
    changed = sim.scenario(name).add("containment", turn=100, turns=3, dose=0.5).change(
        {"partner_a.anxiety": 0.123456789012345, "couple.bond": 0.1, "noise": 0.05}
    )  # fmt: skip
    assert parse(changed.to_toml(), "again", name) == changed
    assert sim.from_link(sim.to_link(changed, 2**64 - 1)) == (changed, 2**64 - 1)


@every_scenario
def test_swapped_twice_it_is_itself(name):
    scenario = sim.scenario(name)
    assert scenario.swapped().swapped() == scenario
    assert scenario.swapped() != scenario
    assert scenario.without().intervention == ()


def test_the_gallery_shows_each_once_and_the_polka_first():
    names = sim.scenarios()
    assert len(set(names)) == len(names)
    assert names[0] == "protest-polka"
    titles = [sim.scenario(name).about.title for name in names]
    assert len(set(titles)) == len(titles)
