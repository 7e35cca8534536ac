"""A village that is cut into parts is the same village to the last bit, wherever they are lived."""

import os
import signal

import numpy as np
import pytest
from test_village_engines import differing
from villages import lived, restless

from sim.checking.errors import ScenarioError
from sim.community.compiled import Here
from sim.community.couples import couples_of
from sim.community.part import shares
from sim.sweep.execution.faults import Interrupted

SOME = {"share": 0.3, "whom": "neighbourhood", "event": [{"day": 4, "who": "a", "size": 2.0}]}


@pytest.mark.parametrize("network", ["small-world", "scale-free", "none"])
def test_parts_change_nothing(network):
    scenario = restless(community__network=network, community__some=[SOME], days=25, community__couples=70)
    whole = lived(scenario, 3)
    assert all(differing(whole, lived(scenario, 3, hands=Here(1, count))) == [] for count in (3, 99))


def test_every_couple_and_every_end_of_a_tie_is_in_one_part():
    couples = couples_of(restless(community__couples=41), 2)
    parts, net = shares(couples, 4), couples.network
    assert np.array_equal(np.concatenate([part.here for part in parts]), np.arange(41))
    for part in parts:
        names = np.concatenate([part.here, part.beyond])
        at = np.repeat(part.here, np.diff(part.ends.starts))
        assert np.array_equal(np.sort(np.stack([at, names[part.ends.other]]), 0),
                              np.stack([net.first[part.ends.tie], net.second[part.ends.tie]]))  # fmt: skip
        elsewhere = np.concatenate([other.beyond for other in parts if other is not part])
        assert set(part.border) == set(elsewhere) & set(part.here)
    assert np.array_equal(np.sort(np.concatenate([part.ends.tie[part.first] for part in parts])), np.arange(net.ties))


def test_mesa_is_not_cut():
    with pytest.raises(ScenarioError, match="the compiled engine"):
        lived(restless(), engine="mesa", hands=Here(1, 2))


@pytest.mark.cluster
@pytest.mark.skipif(os.name == "nt", reason="signals are another matter there")
def test_workers_of_a_cluster_live_the_same_village_and_one_that_dies_is_told():
    pytest.importorskip("distributed")
    from sim.sweep.execution.parted import hands_on

    scenario = restless(days=40)
    whole = lived(scenario, 3)
    assert len(whole.endings) > 3 and len(whole.beginnings) > 1
    with hands_on("local", 3) as hands:
        workers = hands.workers
        for count in (1, 2, 3):
            hands.workers, hands.count = workers[:count], count
            assert differing(whole, lived(scenario, 3, hands=hands)) == [], f"{count} workers"

        def one_dies(_):
            for pid in hands.client.run(os.getpid, workers=workers[:1]).values():
                os.kill(pid, signal.SIGKILL)

        with pytest.raises(Interrupted, match="a worker is gone"):
            lived(scenario, 3, hands=hands, progress=one_dies)
