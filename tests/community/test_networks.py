"""Networks: those that are made are what their name says, and numbers that key chance are a couple's own."""

import networkx as nx
import numpy as np
import pytest

import sim
from sim.community.couples import couples_of
from sim.community.generators import generated
from sim.community.network import Tie, network_of, numbered
from sim.model.ties.state import FRIEND, KIN, WORK
from sim.scenario.community import NETWORKS, Community


def graph_of(form: Community, seed: int = 1) -> nx.Graph:
    network = generated(form, seed)
    graph = nx.empty_graph(len(network))
    graph.add_edges_from(zip(network.first.tolist(), network.second.tolist(), strict=True))
    return graph


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_is_the_same_for_a_seed_and_another_for_another(name):
    form = Community(network=name, couples=60)
    one, again, other = (generated(form, seed) for seed in (3, 3, 4))
    assert np.array_equal(one.strength, again.strength) and np.array_equal(one.first, again.first)
    assert name == "none" or not np.array_equal(one.strength, other.strength)
    assert (one.first < one.second).all()
    assert len({*zip(one.first.tolist(), one.second.tolist(), strict=True)}) == one.ties


@pytest.mark.parametrize("name", ["ring", "small-world", "scale-free", "communities"])
def test_a_couple_has_as_many_ties_on_average_as_is_said(name):
    graph = graph_of(Community(network=name, couples=800, degree=6.0))
    assert 2.0 * graph.number_of_edges() / 800 == pytest.approx(6.0, rel=0.03)


def test_a_small_world_is_clustered_as_a_ring_and_short_as_chance():
    ring, small, chance = (
        graph_of(Community(network="small-world", couples=400, rewired=rewired)) for rewired in (0.0, 0.1, 1.0)
    )
    assert nx.average_clustering(small) > 0.6 * nx.average_clustering(ring) > 4.0 * nx.average_clustering(chance)
    assert nx.average_shortest_path_length(small) < 0.4 * nx.average_shortest_path_length(ring)


def test_a_scale_free_network_has_hubs_and_a_ring_has_none():
    hubs, ring = (dict(graph_of(Community(network=name, couples=500)).degree()) for name in ("scale-free", "ring"))
    assert max(hubs.values()) > 30
    assert set(ring.values()) == {6}


def test_ties_of_communities_stay_within_as_far_as_is_said():
    graph = graph_of(Community(network="communities", couples=800, groups=8, within=0.9))
    within = np.mean([one // 100 == other // 100 for one, other in graph.edges])
    assert within == pytest.approx(0.9 + 0.1 / 8, abs=0.03)


def test_kinds_strengths_and_whose_are_as_is_said():
    network = generated(Community(network="ring", couples=4000, kin=0.3, work=0.2, shared=0.5, strength=0.5), 1)
    for kind, share in ((FRIEND, 0.5), (KIN, 0.3), (WORK, 0.2)):
        assert np.mean(network.kind == kind) == pytest.approx(share, abs=0.02)
    assert network.strength.mean() == pytest.approx(0.5, abs=0.01)
    assert network.strength.min() >= 0.25 and network.strength.max() <= 0.75
    assert np.mean(network.whose_first == 0.0) == pytest.approx(0.5, abs=0.02)
    assert np.mean(network.whose_second == 1.0) == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize("name", ["small-world", "communities"])
def test_who_is_alike_is_tied_as_far_as_is_said(name):
    def likeness(alike: float) -> float:
        scenario = sim.scenario("protest-polka").change({"community.couples": 600, "community.alike": alike,
                                                         "community.network": name})  # fmt: skip
        couples = couples_of(scenario, 1)
        anxious = couples.start[:, sim.model.trajectory.STATE.index("anxiety_a")]
        return float(np.corrcoef(anxious[couples.network.first], anxious[couples.network.second])[0, 1])

    assert abs(likeness(0.0)) < 0.1
    assert likeness(0.9) > 0.15


def test_whole_numbers_are_their_own_and_other_names_have_a_number_that_does_not_depend_on_who_else_is_there():
    assert numbered(["0", "7", "4294967295"]) == {"0": 0, "7": 7, "4294967295": 4294967295}
    few, many = numbered(["Ada", "Ben"]), numbered(["Zoe", "Ben", "07", "Ada", "4294967296"])
    assert {name: many[name] for name in few} == few
    assert len(set(many.values())) == 5
    assert all(0 <= number < 2**32 for number in many.values())


def test_two_names_of_one_number_are_two_couples():
    taken = numbered(["Ada"])["Ada"]
    both = numbered(["Ada", str(taken)])
    assert both[str(taken)] == taken != both["Ada"]


def test_steps_are_counted_from_the_nearest():
    network = network_of("ABCDEF", [Tie("A", "B"), Tie("B", "C"), Tie("C", "D"), Tie("D", "E")])
    steps = network.steps_from([network.names.index("A")], 3)
    assert {name: int(steps[i]) for i, name in enumerate(network.names)} == dict(zip("ABCDEF", (0, 1, 2, 3, 4, 4),
                                                                                     strict=True))  # fmt: skip


def village_of(some: dict) -> tuple:
    scenario = sim.scenario("protest-polka").without().change({"community.couples": 400, "community.some": [some]})
    couples = couples_of(scenario, 2)
    return couples, np.flatnonzero(couples.some[0])


def test_by_lot_is_about_the_share_and_a_neighbourhood_is_exactly_it_and_hangs_together():
    event = [{"day": 1, "who": "both", "size": 1.0}]
    couples, lot = village_of({"share": 0.1, "event": event})
    assert 20 <= len(lot) <= 60
    couples, near = village_of({"share": 0.1, "whom": "neighbourhood", "event": event})
    assert len(near) == 40
    graph = nx.Graph(zip(couples.network.first.tolist(), couples.network.second.tolist(), strict=True))
    assert nx.is_connected(graph.subgraph(near.tolist()))
    assert [len(plan.life.event) for plan in couples.plans] == [0, 1]
    assert np.array_equal(np.flatnonzero(couples.plan), near)


def test_a_neighbourhood_goes_on_elsewhere_where_its_ties_end():
    near = [{"whom": "neighbourhood", "share": 0.5}]
    apart = {"community.couples": 10, "community.network": "none", "community.some": near}
    scenario = sim.scenario("protest-polka").change(apart)
    assert couples_of(scenario, 1).some[0].sum() == 5


def test_a_couple_of_the_village_is_a_scenario_of_its_own():
    couples = couples_of(sim.scenario("protest-polka").change({"community.couples": 7}), 3)
    for index in range(7):
        assert couples.scenario_of(index).start() == couples.state(index)
    assert couples.state(0) != couples.state(1)
