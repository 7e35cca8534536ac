"""Mesa's community and the compiled one are the same village to the last bit, and a couple without ties is itself."""

import doctest
import itertools

import numpy as np
import pytest
from villages import couple, lived, restless

import sim
import sim.community.model
from sim.community.couples import couples_of
from sim.community.model import Community
from sim.community.network import Tie, network_of
from sim.engines.ensemble import Runs, run_each
from sim.model.outcomes import Outcomes

PARTS = ("table", "together", "strengths", "endings", "beginnings", "state")


def differing(one, other) -> list[str]:
    """The parts in which two villages differ: there should be none."""
    return [part for part in PARTS if getattr(one, part).tobytes() != getattr(other, part).tobytes()]


@pytest.mark.parametrize("seed", [1, 2, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 11))])
@pytest.mark.parametrize("network", ["small-world", "scale-free", "communities"])
def test_mesa_equals_compiled_on_three_networks_and_ten_seeds(network, seed):
    scenario = restless(community__network=network, days=25)
    assert differing(lived(scenario, seed, engine="mesa"), lived(scenario, seed)) == []


def test_these_villages_have_endings_and_beginnings_and_ties_that_change():
    village = lived(restless(), 3)
    assert len(village.endings) > 3
    assert len(village.beginnings) > 1
    assert (village.strengths[-1] != village.strengths[0]).any()


def test_mesa_equals_compiled_with_a_plan_for_some_and_partners_swapped():
    story = {"share": 0.3, "event": [{"day": 4, "who": "a", "size": 2.0}], "intervention": [
        {"kind": "therapy-course", "days": 3, "every": 5, "turns": 9}]}  # fmt: skip
    scenario = restless(community__some=[story], days=20)
    assert differing(lived(scenario, engine="mesa"), lived(scenario)) == []
    swapped = scenario.swapped().change({"community.people": "same"})
    assert differing(lived(swapped, engine="mesa"), lived(swapped)) == []


def test_threads_change_nothing():
    scenario = restless(community__couples=1500, turns=2, days=6)
    one = lived(scenario, threads=1)
    assert all(differing(one, lived(scenario, threads=threads)) == [] for threads in (2, 3))


def outcomes_alone(couples, days) -> np.ndarray:
    """What each couple comes to alone, day by day, on the chance of its number: (days, couples, outcomes)."""
    found = [[] for _ in range(days)]
    for index in range(len(couples)):
        number = int(couples.network.numbers[index])
        for day in range(1, days + 1):
            alone = couples.scenario_of(index).altered(days=day)
            found[day - 1].append(run_each([Runs(alone, couples.seed, range(number, number + 1))]).outcomes[0])
    return np.array(found)


@pytest.mark.parametrize(
    "changes", [{"community__couples": 1}, {"community__network": "none", "community__couples": 5}]
)
def test_a_village_of_one_or_without_ties_is_the_couple_alone_to_the_last_bit(changes):
    scenario = couple(days=12, community__ending=0.0, **changes)
    village = lived(scenario, 8)
    alone = outcomes_alone(couples_of(scenario, 8), 12)
    assert village.table[:, :, : len(Outcomes._fields)].tobytes() == alone.tobytes()


def test_a_village_of_one_whose_couple_is_the_scenarios_own_is_what_simulate_gives():
    scenario = sim.scenario("therapy-course").change({"days": 9, "community.couples": 1, "community.people": "same"})
    for engine in ("mesa", "ensemble"):
        village = lived(scenario, 5, engine=engine)
        run = sim.simulate(scenario, 5)
        assert {name: village.of(name)[-1, 0] for name in run.outcomes} == run.outcomes


def test_who_ends_lives_alone_what_it_would_have_lived_until_then():
    scenario = restless(community__network="none", community__ending=0.1, community__beginning=0.0, days=15)
    village = lived(scenario, 2)
    assert (village.ended > 0).any()
    alone = outcomes_alone(couples_of(scenario, 2), 15)
    here = village.table[:, :, : len(Outcomes._fields)]
    together = village.together
    assert np.array_equal(here[together], alone[together])
    assert np.isnan(here[~together]).all()


def chain(*names: str, extra: tuple[Tie, ...] = ()):
    """Couples in a row, each tied to the next."""
    ties = [Tie(one, other, strength=0.9) for one, other in itertools.pairwise(names)]
    return network_of([*names, *(end for tie in extra for end in tie[:2])], [*ties, *extra])


def test_adding_a_couple_or_a_tie_elsewhere_changes_nobodys_chance_to_the_last_bit():
    scenario = restless(community__beginning=0.0)
    few = lived(scenario, network=chain("Ada", "Ben", "Cleo"))
    more = lived(scenario, network=chain("Ada", "Ben", "Cleo", extra=(Tie("Abe", "Zoe"), Tie("Mia", "Abe"))))
    for name in few.names:
        one, other = few.names.index(name), more.names.index(name)
        assert np.array_equal(few.table[:, one], more.table[:, other], equal_nan=True)
        assert few.ended[one] == more.ended[other]


def test_an_intervention_for_one_moves_nobody_who_is_not_tied_to_them():
    therapy = {"share": 0.2, "intervention": [{"kind": "containment", "turn": 1, "turns": 6, "days": 30}]}
    plain, helped = (lived(restless(community__network="ring", community__degree=2, community__beginning=0.0, days=8,
                                    community__some=some)) for some in ([], [therapy]))  # fmt: skip
    chosen = np.flatnonzero(helped.couples.some[0])
    steps = helped.network.steps_from(chosen, 9)
    same = np.array([np.array_equal(plain.table[:, i], helped.table[:, i], equal_nan=True) for i in range(30)])
    assert 0 < len(chosen) < 15
    assert same[steps > 8].all()
    assert not same[steps == 0].any()


def test_the_order_in_which_couples_and_ties_are_named_is_immaterial():
    ties = [
        Tie("A", "B"),
        Tie("B", "C", "kin", 0.8, "a", "b"),
        Tie("C", "D", "work", 0.3),
        Tie("A", "D", "friend", 0.7),
    ]
    turned = [Tie(t.second, t.first, t.kind, t.strength, t.whose_second, t.whose_first) for t in reversed(ties)]
    networks = network_of("ABCD", ties), network_of("DCBA", turned)
    assert differing(*(lived(restless(), network=network) for network in networks)) == []


def test_a_mesa_user_can_read_and_step_it():
    village = Community(couple(community__couples=8, days=3), rng=4)
    while village.running:
        village.step()
    assert village.day == 3
    agent = next(iter(village.agents))
    assert {other.name for other in agent.neighbours} == set(village.space.G[agent.name])
    table = village.datacollector.get_agent_vars_dataframe()
    assert len(table) == 3 * 8
    assert table["satisfaction"].between(0, 151).all()
    told = lived(couple(community__couples=8, days=3), 4)
    assert agent.standing.commitment == told.of("commitment")[-1, agent.place]
    village.release()


def test_partners_swapped_the_village_is_swapped_to_the_last_bit():
    """Who is called a never matters: where everybody is like the scenario's two, and all ties are both partners'."""
    # The drift of the bond sums four numbers from left to right: the order of two partners is in its last bit.
    alike = restless(community__people="same", community__shared=1.0, days=30, bond_drift=0.0)
    straight, crossed = (lived(scenario, 6) for scenario in (alike, alike.swapped()))
    assert len(straight.endings) > 0 and len(straight.beginnings) > 0
    assert np.array_equal(straight.endings, crossed.endings) and np.array_equal(straight.beginnings, crossed.beginnings)
    other = {"_a": "_b", "_b": "_a"}
    for name in straight.columns:
        twin = name[:-2] + other.get(name[-2:], name[-2:])
        assert np.array_equal(straight.of(name), crossed.of(twin), equal_nan=True), name


def test_the_example_of_the_mesa_community_runs():
    failed, tried = doctest.testmod(sim.community.model)
    assert failed == 0 and tried > 4
