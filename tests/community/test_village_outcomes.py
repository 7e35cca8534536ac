"""What a village comes to is worked out from its couples: by hand, for a few."""

import numpy as np
import pandas as pd
import pytest
from villages import couple, lived, restless

import sim
from sim.checking.errors import ScenarioError
from sim.community.model import Community
from sim.community.network import Tie, network_of
from sim.community.outcomes import chosen, clustering, compared, outcomes_of, pairs


@pytest.fixture(scope="module")
def village():
    return lived(restless(), 3)


def row(*ends: str):
    return network_of("ABCDEF", [Tie(one, other) for one, other in ends])


def test_pairs_are_exactly_so_many_ties_apart():
    network = row("AB", "BC", "CD", "AC")

    def named(steps: int) -> set[str]:
        one, other = pairs(network, steps)
        return {network.names[i] + network.names[j] for i, j in zip(one, other, strict=True)}

    assert named(1) == {"AB", "BA", "BC", "CB", "CD", "DC", "AC", "CA"}
    assert named(2) == {"AD", "DA", "BD", "DB"}
    assert named(3) == set()


def test_endings_cluster_where_those_tied_end_and_not_where_they_do_not():
    network = row("AB", "CD", "EF")

    def of(*names: str) -> float:
        return clustering(network, np.array([name in names for name in network.names]))

    assert of("A", "B") == pytest.approx(3.0)
    assert of("A", "C") == 0.0
    assert of("A", "B", "C", "D", "E", "F") == 1.0
    assert np.isnan(of())


def test_outcomes_are_those_of_the_couples_who_are_together(village):
    table = village.couples_by_day()
    last = table[table["day"] == 40]
    here = last[last["together"]]
    found = outcomes_of(village)
    assert found["satisfaction"] == pytest.approx(here["satisfaction"].mean())
    assert found["satisfaction_sd"] == pytest.approx(here["satisfaction"].std(ddof=0))
    assert found["support"] == pytest.approx(here[["support_a", "support_b"]].to_numpy().mean())
    assert found["distressed"] == pytest.approx((here["satisfaction"] < 97.0).mean())
    assert found["ended"] == pytest.approx(village.endings_by_day()["couple"].nunique() / 30)


def test_tables_are_tidy_and_say_the_same(village):
    couples, ties = village.couples_by_day(), village.ties_by_day()
    assert len(couples) == 30 * 40 and not couples.duplicated(["couple", "day"]).any()
    assert len(ties) == village.network.ties * 40 and not ties.duplicated(["first", "second", "day"]).any()
    assert couples.loc[~couples["together"], "satisfaction"].isna().all()
    endings = village.endings_by_day()
    for name, day in zip(endings["couple"], endings["day"], strict=True):
        days = couples[(couples["couple"] == name) & (couples["day"].isin([day, day + 1]))]
        assert list(days["together"]) == [True, False][: len(days)]
    assert ties["strength"].between(0.0, 1.0).all()
    graph = village.graph()
    assert len(graph) == 30 and graph.number_of_edges() == village.network.ties


def test_who_begins_again_was_together_before_and_meets_one_who_had_left_too(village):
    begun = village.beginnings_by_day()
    ended = {name for name in village.endings_by_day()["couple"]}
    assert len(begun) > 0 and len(begun) % 2 == 0
    assert set(begun["couple"]) <= ended and set(begun["with_one_of"]) <= ended
    assert (begun["couple"] != begun["with_one_of"]).all()


def test_nobody_is_lost_and_nobody_comes_from_outside():
    model = Community(restless(revision=0.0), rng=3, collect=False)

    def people() -> list[tuple]:
        partners = (partner for home in model.homes for partner in (home.state.a, home.state.b))
        return [(each.anxiety_disposition, each.avoidance_disposition, each.standard) for each in partners]

    start, begun = people(), []
    while model.running:
        model.live()
        model.sleep(lambda *told: begun.append(told))
    assert sorted(people()) == sorted(start)
    assert len(begun) > 1 and people() != start
    model.release()


def test_a_comparison_is_made_couple_by_couple_over_those_who_stayed():
    scenario = couple(days=20, community__some=[{"share": 0.4, "event": [{"day": 2, "who": "both", "size": 3.0}]}])
    struck = lived(scenario)
    spared = lived(scenario.change({"community.some": []}))
    who = chosen(struck, "some")
    gap = compared(struck, spared, "burden", "some")
    who &= struck.together[-1] & spared.together[-1]
    by_hand = np.mean([struck.of(f"burden_{p}")[-1, who] - spared.of(f"burden_{p}")[-1, who] for p in "ab"])
    assert gap == pytest.approx(by_hand) and gap > 1.0
    parts = [chosen(struck, among) for among in ("some", "their-ties", "strangers")]
    assert not np.any(parts[0] & parts[1]) and not np.any(parts[0] & parts[2]) and not np.any(parts[1] & parts[2])


def test_the_public_face_gives_the_village_that_is_described():
    village = sim.village(couple(), couples=9, network="ring", days=6, seed=2, every=4)
    assert list(village.kept) == [4, 6]
    assert len(village.names) == 9
    table = village.couples_by_day()
    assert isinstance(table, pd.DataFrame) and len(table) == 18
    mesa = sim.village(couple(), couples=9, network="ring", days=6, seed=2, every=4, engine="mesa")
    assert mesa.couples_by_day().equals(table)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"days": 7301}, r"village: days: given 7301; allowed: a whole number from 1 to 7300"),
        ({"couples": 0}, r"community\.couples: given 0; allowed: a whole number from 1 to 1000000"),
        ({"network": "rings"}, r"community\.network: given 'rings'; .* Did you mean 'ring'"),
        ({"engine": "messa"}, r"village: engine: given 'messa'; .* Did you mean 'mesa'"),
        ({"seed": -1}, r"village: seed: given -1"),
        ({"every": 0}, r"village: every: given 0"),
        ({"couples": 1_000_000, "network": "none", "days": 20, "every": 1}, r"every: given 1, which keeps 20 days of "),
    ],
)
def test_what_cannot_be_used_is_told(given, message, monkeypatch):
    monkeypatch.setattr("sim.community.village.MAX_ROWS", 1000)
    if given.get("couples") == 1_000_000:
        given = {**given, "couples": 100}
    with pytest.raises(ScenarioError, match=message):
        sim.village(couple(), **given)
