"""A file, a link, flags and a scenario are the same thing: each gives the others back, and the same run."""

import shlex

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import sim
from sim.cli.main import main
from sim.scenario.files import parse
from sim.scenario.link import to_flags

SHARE = st.floats(0, 1)
KEYS = [f"partner_{one}.{key}" for one in "ab" for key in ("anxiety", "avoidance", "security", "softness", "need")]
PARAMETERS = st.sampled_from(sorted(sim.PARAMETERS)).flatmap(
    lambda name: st.tuples(st.just(name), st.floats(sim.PARAMETERS[name].low, sim.PARAMETERS[name].high))
)
TIMES = {"turn": st.integers(1, 30), "turns": st.integers(1, 30), "dose": SHARE}
PLAN = st.sampled_from(sorted(sim.INTERVENTIONS)).flatmap(
    lambda kind: st.fixed_dictionaries({"kind": st.just(kind)}, optional=TIMES)
)


@st.composite
def scenarios(draw):
    """A shipped scenario, changed here and there, short enough to run."""
    changes = dict(draw(st.lists(st.tuples(st.sampled_from([*KEYS, "couple.bond"]), SHARE), max_size=3)))
    changes |= dict(draw(st.lists(PARAMETERS, max_size=2)))
    changes["about.title"] = "x" + draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
    changes["intervention"] = [draw(PLAN)] if draw(st.booleans()) else []
    changes |= {"turns": draw(st.integers(1, 30)), "days": draw(st.integers(1, 2)), "expect": []}
    return sim.scenario(draw(st.sampled_from(sim.scenarios()))).change(changes)


def by_toml(scenario):
    return parse(scenario.to_toml(), "here", scenario.name)


def by_link(scenario):
    found, seed = sim.from_link(sim.to_link(scenario, 2**64 - 1))
    assert seed == 2**64 - 1
    return found


def by_flags(scenario):
    result = CliRunner().invoke(main, ["show", scenario.name, *to_flags(scenario), "--toml"])
    assert result.exit_code == 0, result.stderr
    return parse(result.stdout_bytes.decode("utf-8"), "here", scenario.name)


WAYS = [by_toml, by_link, by_flags]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", sim.scenarios())
def test_a_shipped_scenario_comes_back(name, way):
    assert way(sim.scenario(name)) == sim.scenario(name)


@pytest.mark.parametrize("way", WAYS)
@given(scenarios())
def test_a_changed_scenario_comes_back(way, scenario):
    assert way(scenario) == scenario


@settings(max_examples=20)
@given(scenarios(), st.integers(0, 2**64 - 1))
def test_it_runs_the_same_whichever_way_it_came(scenario, seed):
    run = sim.simulate(scenario, seed)
    for way in WAYS:
        again = sim.simulate(way(scenario), seed)
        assert again.equals(run) and again.outcomes == run.outcomes


@given(scenarios())
def test_flags_survive_a_shell(scenario):
    flags = to_flags(scenario)
    assert shlex.split(shlex.join(flags)) == flags
