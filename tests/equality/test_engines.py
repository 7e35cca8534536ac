"""The Mesa engine and the compiled one give the same run, in every value, to the last bit."""

import numpy as np
import pytest

import sim

SEEDS = range(1, 21)
BUDGET = 900
"""Turns of a run that are compared for every seed: its first days, because a Mesa partner-turn takes some 17 µs."""


def days_within(scenario: sim.Scenario, turns: int) -> int:
    """How many whole days fit into so many turns, at least one."""
    return max(1, int(np.searchsorted(np.cumsum(scenario.lengths), turns, side="right")))


def differing(scenario: sim.Scenario, seed: int, days: int | None = None) -> list[str]:
    """The columns and outcomes in which the two engines differ: there should be none."""
    mesa, compiled = (sim.simulate(scenario, seed, engine=engine, days=days) for engine in ("mesa", "ensemble"))
    columns = [name for name, values in mesa.columns.items() if values.tobytes() != compiled[name].tobytes()]
    assert mesa.columns.keys() == compiled.columns.keys()
    return columns + [name for name, value in mesa.outcomes.items() if value != compiled.outcomes[name]]


@pytest.mark.parametrize("name", sim.scenarios())
def test_both_engines_agree_on_twenty_seeds(name):
    """The first days of every scenario (``BUDGET`` turns) by each seed; the next test goes to the end of one."""
    scenario = sim.scenario(name)
    days = min(scenario.days, days_within(scenario, BUDGET))
    for seed in SEEDS:
        assert differing(scenario, seed, days) == [], f"seed {seed}"


def test_both_engines_agree_to_the_end_of_the_longest_scenario():
    """One seed, every turn of every day, of the scenario with the most turns."""
    longest = max(map(sim.scenario, sim.scenarios()), key=lambda scenario: sum(scenario.lengths))
    assert differing(longest, seed=3) == []


@pytest.mark.parametrize("seed", [0, 2**32 - 1, 2**32, 2**64 - 1])
@pytest.mark.parametrize("replicate", [0, 2**31, 2**32 - 1])
def test_both_engines_agree_at_the_ends_of_chance(seed, replicate):
    couple = sim.scenario("protest-polka").change({"turns": 12, "days": 2, "spark_rate": 0.5, "event_rate": 1.0})
    mesa, compiled = (sim.simulate(couple, seed, replicate, engine) for engine in ("mesa", "ensemble"))
    assert mesa.equals(compiled)


def test_many_couples_are_the_same_couples_in_both_engines():
    couple = sim.scenario("hand-in-the-dark").change({"turns": 20, "days": 2})
    mesa, compiled = (sim.ensemble(couple, 5, engine=engine) for engine in ("mesa", "ensemble"))
    assert mesa.equals(compiled)


@pytest.mark.parametrize("engine", ["mesa", "ensemble"])
@pytest.mark.parametrize("name", sim.scenarios())
def test_partners_swapped_results_swapped_to_the_last_bit(name, engine):
    scenario = sim.scenario(name)
    days = min(scenario.days, days_within(scenario, BUDGET))
    other = {"_a": "_b", "_b": "_a"}
    straight, crossed = (sim.simulate(couple, 5, engine=engine, days=days) for couple in (scenario, scenario.swapped()))
    for run, mirror in ((straight.columns, crossed.columns), (straight.outcomes, crossed.outcomes)):
        for column, values in run.items():
            twin = column[:-2] + other.get(column[-2:], column[-2:])
            assert np.array_equal(values, mirror[twin]), column


def test_a_couple_that_is_looked_at_lives_as_one_that_is_not():
    from sim.engines.agents import Couple

    scenario = sim.scenario("protest-polka").change({"turns": 30, "days": 2})
    watched, unwatched = (Couple(scenario, rng=4, collect=collect) for collect in (True, False))
    for couple in (watched, unwatched):
        while couple.running:
            couple.step()
    assert watched.outcomes == unwatched.outcomes
    assert watched.state == unwatched.state
    assert tuple(sim.simulate(scenario, 4).outcomes.values()) == watched.outcomes
    table = watched.datacollector.get_model_vars_dataframe()
    assert len(table) == 1 + 60
