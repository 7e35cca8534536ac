"""One couple's evening out of a village, the same to the last bit; and couples and ties that are named."""

import numpy as np
import pytest
from villages import restless

import sim
from sim.community.couples import couples_of
from sim.community.evenings import Evenings
from sim.community.model import Community
from sim.community.village import lived
from sim.model.outcomes import Outcomes
from sim.run import evening

STORY = {"share": 0.3, "event": [{"day": 33, "who": "a", "size": 2.0}],
         "intervention": [{"kind": "therapy-course", "day": 20, "days": 6, "every": 5, "turns": 9}]}  # fmt: skip


def test_an_evening_out_of_a_village_is_the_one_that_was_lived_there_to_the_last_bit():
    scenario = restless(days=75, community__some=[STORY], community__couples=24)
    couples = couples_of(scenario, 4)
    kept = Evenings(couples)
    village = lived(couples, every=1, watch=kept.watch)
    assert len(village.beginnings) > 3 and kept.size > 0
    model = Community(scenario, couples=couples, rng=4, collect=False)
    seen = 0
    for day in range(1, 76):
        states = [home.state for home in model.homes]
        model.live()
        for place in range(day % 5, 24, 5):
            if not village.together[day - 1, place]:
                continue
            before = kept.before(place, day)
            assert before == states[place], (day, place)
            alone = couples.scenario_of(place).altered(days=75)
            run = evening(alone, day, before, 4, int(couples.network.numbers[place]))
            table = village.table[day - 1, place, : len(Outcomes._fields)]
            assert list(run.outcomes.values()) == table.tolist(), (day, place)
            assert ((run["day"] == day).all() and len(run) == scenario.turns + 1) or day in range(20, 46)
            seen += 1
        model.sleep()
    model.release()
    assert seen > 200


def test_watching_changes_nothing():
    couples = couples_of(restless(), 2)
    plain, watched = lived(couples), lived(couples, watch=Evenings(couples).watch)
    assert plain.state.tobytes() == watched.state.tobytes()


def some(**more) -> np.ndarray:
    """To whom something comes in a village of thirty on a ring."""
    scenario = restless(community__network="ring", community__degree=2, community__some=[more])
    return np.flatnonzero(couples_of(scenario, 1).some[0])


def test_couples_may_be_named_and_a_neighbourhood_begin_with_one():
    assert some(whom="named", couples=["7", "3"]).tolist() == [3, 7]
    assert some(whom="neighbourhood", couples=["10"], share=0.1).tolist() == [9, 10, 11]
    for wrong, said in (({"whom": "named"}, "couples"), ({"couples": ["3"]}, "by lot"),
                        ({"whom": "named", "couples": ["33"]}, r"some\.1: couples.*'33'")):  # fmt: skip
        with pytest.raises(sim.ScenarioError, match=said):
            some(**wrong)


def test_a_tie_may_be_cut_changed_or_added_and_touches_nobody_elses():
    ring = restless(community__network="ring", community__degree=2)
    before = couples_of(ring, 1).network
    ties = [{"first": "4", "second": "3", "strength": 0.0}, {"first": "9", "second": "20", "strength": 0.8},
            {"first": "5", "second": "6", "strength": 0.1}]  # fmt: skip
    after = couples_of(ring.change({"community.tie": ties}), 1).network
    rows = {(int(a), int(b)): s for a, b, s in zip(after.first, after.second, after.strength, strict=True)}
    assert (3, 4) not in rows and (rows[9, 20], rows[5, 6]) == (0.8, 0.1)
    pairs = list(zip(before.first, before.second, strict=True))
    same = [i for i, pair in enumerate(pairs) if pair not in ((3, 4), (5, 6))]
    assert all(rows[before.first[i], before.second[i]] == before.strength[i] for i in same)
    assert len(rows) == len(same) + 2
    for bad in ({"first": "1", "second": "1"}, {"first": "1", "second": "x"}):
        with pytest.raises(sim.ScenarioError, match=r"community\.tie\.1"):
            couples_of(ring.change({"community.tie": [bad]}), 1)
