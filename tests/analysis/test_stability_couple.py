"""The dance is an attractor: the number and kind of steady states, what tips a couple, and what ends the dance.

Compared with runs by the engine that everyone uses, bisected; the analysis knows nothing of those.
"""

from functools import cache

import numpy as np
import pytest

import sim
from sim.analysis.stability.basin import basins, rest_of
from sim.analysis.stability.branch import branches, hysteresis
from sim.analysis.stability.moment import STILL, THREATS, Moment
from sim.analysis.stability.points import SADDLE, STABLE, steady
from sim.analysis.stability.tipping import calm_of, dance_of, hold, push
from sim.model.trajectory import STATE

QUIET = {**STILL, "noise": 0.0, "spark_rate": 0.0, "event_rate": 0.0, "days": 1}
DANCING = ("protest-polka", "find-the-bad-guy")
SETTLED, DANCED = 600, 1500
"""Turns after which a couple that is left alone has come to rest in calm, and in a dance that is near its end, where
all goes slowly."""


def couple(name: str) -> sim.Scenario:
    """A shipped couple without its story and plan."""
    return sim.scenario(name).without().change({"life": {"spark": [], "event": [], "stress": []}})


@pytest.fixture(scope="module")
def polka():
    moment = Moment.of(couple("protest-polka"))
    return moment, steady(moment)


def last(scenarios: list[sim.Scenario], field: str = "threat_a") -> np.ndarray:
    """A field after the last turn of each run, without chance."""
    return np.array([sim.simulate(one, engine="ensemble")[field][-1] for one in scenarios])


@pytest.mark.parametrize("name", DANCING)
def test_the_insecure_have_calm_and_dance_and_a_saddle_between(name):
    moment = Moment.of(couple(name))
    found = steady(moment)
    assert found.starts >= 10_000
    assert found.complete
    assert [one.kind for one in found.all] == [STABLE, SADDLE, STABLE]
    calm, saddle, dance = (one.point.max() for one in found.all)
    assert calm < 0.15 < saddle < dance


@pytest.mark.parametrize("name", ["secure-base", "steady-partner"])
def test_with_a_secure_partner_there_is_only_calm(name):
    found = steady(Moment.of(couple(name)))
    assert found.complete
    assert [one.kind for one in found.all] == [STABLE]
    assert found.all[0].point.max() < 0.15


@pytest.mark.parametrize("name", DANCING)
def test_enough_touch_or_enough_bond_leaves_only_calm(name):
    moment = Moment.of(couple(name))
    assert len(steady(moment.under(hand=1.0), 51).all) == 1
    assert len(steady(moment, 51, {"security": 0.9}).all) == 1


def test_no_coupling_no_dance(polka):
    moment, _ = polka
    assert len(steady(moment, 51, {"separation_sting": 0.0}).all) == 1


def test_a_steady_state_stays_as_it_is_turn_after_turn(polka):
    moment, found = polka
    for one in found.all:
        here = moment.settled(one.point[:, None])
        assert moment.turn(here) == pytest.approx(here, abs=1e-9)


def test_a_small_push_is_forgotten_where_stable_and_grows_at_the_saddle(polka):
    moment, found = polka
    for one in found.all:
        here = moment.settled(one.point[:, None])
        pushed = np.repeat(here, 2, 1)
        pushed[list(THREATS), 0] += 1e-4
        pushed[list(THREATS), 1] -= 1e-4
        far = np.abs(moment.turn(pushed, 1000) - here)[list(THREATS)].max(0)
        assert (far < 1e-5).all() if one.stable else (far > 0.1).all()
    assert [one.index for one in found.all] == [1, -1, 1]


def test_partners_exchanged_steady_states_exchanged():
    scenario = couple("protest-polka")
    one, two = (steady(Moment.of(each), 51) for each in (scenario, scenario.swapped()))
    assert [point.kind for point in one.all] == [point.kind for point in two.all]
    for first, second in zip(one.all, two.all, strict=True):
        assert first.point[::-1] == pytest.approx(second.point, abs=1e-9)


@pytest.mark.parametrize("name", DANCING)
@pytest.mark.parametrize("who", ["a", "b"])
def test_the_threshold_spark_is_that_of_bisected_runs_within_a_hundredth(name, who):
    moment = Moment.of(couple(name))
    found = push(moment, steady(moment, 51), who)

    def run(size: float) -> sim.Scenario:
        story = [{"turn": SETTLED, "who": who, "size": size}]
        return couple(name).change({**QUIET, "turns": SETTLED + 1000, "life.spark": story})

    low, high = 0.0, 5.0
    while high - low > 0.002 * high:
        middle = 0.5 * (low + high)
        low, high = (low, middle) if last([run(middle)])[0] > 0.3 else (middle, high)
    assert found.size == pytest.approx(0.5 * (low + high), rel=0.01)


@pytest.mark.parametrize("name", DANCING)
@pytest.mark.parametrize(("cue", "kind", "settings"), [("hand", "hand-holding", {}),
                                                       ("containment", "containment", {"strength": 0.7})])  # fmt: skip
def test_the_shortest_hold_is_that_of_runs_within_a_turn(name, cue, kind, settings):
    moment = Moment.of(couple(name))
    found = hold(moment, steady(moment, 51), cue, settings.get("strength", 1.0))
    story = [{"turn": 5, "who": "a", "size": 5.0}]
    base = couple(name).change({**QUIET, "turns": 2000, "life.spark": story})
    turns = range(max(1, found.turns - 4), found.turns + 5)
    ends = last([base.add(kind, turn=DANCED, turns=count, **settings) for count in turns])
    first = next(count for count, end in zip(turns, ends, strict=True) if end < 0.3)
    assert found.turns == pytest.approx(first, abs=1)


def test_a_couple_that_does_not_dance_has_no_threshold_and_needs_no_hold():
    moment = Moment.of(couple("secure-base"))
    found = steady(moment, 51)
    assert push(moment, found, "a").size is None
    assert hold(moment, found).turns == 0


@cache
def lost(name: str, cue: str, bond: float | None = None) -> float:
    """Where the dance of the Polka is lost while a constant rises from 0 to 1; ``bond`` is theirs where not given."""
    scenario = couple("protest-polka").change({} if bond is None else {"couple.bond": bond})
    moment = Moment.of(scenario).under(**({cue: 1.0} if cue else {}))
    (fold,) = (one for line in branches(moment, name, 0.0, 1.0, cuts=2) for one in line.folds if not one.opens)
    return fold.value


@pytest.mark.parametrize(("name", "cue"), [("touch", "hand"), ("security", "hand"), ("security", "")])
def test_the_dance_is_lost_in_a_saddle_node_where_runs_lose_it(name, cue):
    """Just below the fold a run keeps the dance that it started with; just above it does not."""
    story = [{"turn": 5, "who": "a", "size": 5.0}]
    keys = {"touch": ("touch",), "security": ("partner_a.security", "partner_b.security")}

    def run(value: float) -> sim.Scenario:
        made = couple("protest-polka").change({**QUIET, "turns": 2000, "life.spark": story}
                                              | dict.fromkeys(keys[name], value))  # fmt: skip
        return made.add("hand-holding", turn=400, turns=1600) if cue else made

    below, above = last([run(lost(name, cue) + step) for step in (-0.01, 0.02)])  # near it all goes slowly
    assert above < 0.15 < 0.4 < below


def test_the_closer_the_bond_the_less_of_a_hand_ends_the_dance_and_a_full_one_at_any(polka):
    moment, _ = polka
    for name in ("touch", "hand"):
        least = [lost(name, "hand" if name == "touch" else "", bond) for bond in (0.05, 0.45, 0.9)]
        assert least[0] > least[1] + 0.02 > least[2] + 0.04
    for bond in (0.0, 0.5, 1.0):
        (only,) = steady(moment.under(hand=1.0), 51, {"bond": bond}).all
        assert only.stable and only.point.max() < 0.15


def test_holding_hands_the_dance_is_lost_at_less_security():
    assert lost("security", "hand") < lost("security", "") - 0.05


def test_at_a_fold_the_two_states_meet(polka):
    moment, _ = polka
    for step, count in ((-1e-4, 3), (1e-4, 1)):
        assert len(steady(moment, 51, {"security": lost("security", "") + step}).all) == count


def test_security_lost_and_found_again_is_not_the_same_way_back(polka):
    """Hysteresis: the dance that began when security fell goes on at a security at which it would not have begun."""
    moment, found = polka
    values = np.linspace(0.0, 0.6, 25)
    up, down = hysteresis(moment, "security", values, dance_of(found).point)
    folds = [fold for line in branches(moment, "security", 0.0, 1.0, cuts=2) for fold in line.folds]
    begins, ends = sorted(fold.value for fold in folds)
    between = (values > begins + 0.01) & (values < ends - 0.01)
    assert between.sum() >= 3
    assert (up[0, between] > 0.5).all(), "rising security: the dance is kept"
    assert (down[0, between] < 0.15).all(), "falling security: calm is kept"
    assert up[0, -1] < 0.15
    assert down[0, 0] > 0.5


def test_every_start_comes_to_a_stable_state_and_neighbours_of_each_to_it(polka):
    moment, found = polka
    seen = basins(moment, found, 41)
    stable = {i for i, one in enumerate(found.all) if one.stable}
    assert set(np.unique(seen.rest)) == stable
    for i in stable:
        here = moment.settled(found.all[i].point[:, None])
        assert rest_of(moment, found, here)[0] == i
    assert seen.rest[0, 0] == next(i for i, one in enumerate(found.all) if one is calm_of(found))


def test_the_push_that_tips_divides_where_sparks_end(polka):
    moment, found = polka
    size = push(moment, found, "a").size
    sparks = np.linspace(0.0, 2.0 * size, 41)
    struck = np.repeat(moment.settled(calm_of(found).point[:, None]), 41, 1)
    struck[STATE.index("spark_a")] = sparks
    rest = rest_of(moment, found, struck)
    assert sparks[rest != rest[0]].min() == pytest.approx(size, abs=2.0 * size / 40)


def test_what_is_asked_of_a_constant_that_is_none_is_an_error(polka):
    moment, _ = polka
    with pytest.raises(KeyError):
        moment.drive(np.zeros((2, 1)), {"love": np.zeros(1)})


def test_the_map_of_two_threats_is_the_whole_turn(polka):
    """Where the two threats stand still, nothing in the whole state moves, and elsewhere something does."""
    moment, _ = polka
    rng = np.random.default_rng(1)
    points = rng.random((2, 200))
    still = np.abs(moment.drive(points)).max(0)
    states = moment.settled(points)
    moved = np.abs(moment.turn(states) - states)[[STATE.index("threat_a"), STATE.index("threat_b")]].max(0)
    assert moved == pytest.approx(moment.still.threat_pace * still, abs=1e-9)
