"""What every published model promises, those included that this file has never heard of."""

import re
import zlib

import numpy as np
import pytest

from sim.checking.errors import ScenarioError
from sim.checking.settings import settings_of
from sim.evidence.references import references
from sim.peers import PEERS, jacobian, peer, simulate

every_kind = pytest.mark.parametrize("kind", PEERS)


def drawn(kind, many=5) -> list:
    """The model with its defaults, with each word it knows, and with settings drawn around its defaults."""
    known = settings_of(PEERS[kind])
    made = [peer(kind), *(peer(kind, **{s.name: word}) for s in known.values() for word in s.allowed)]
    rng, all_of_them = np.random.default_rng(zlib.crc32(kind.encode())), len(made) + many
    while len(made) < all_of_them:
        given = {}
        for one in known.values():
            if one.allowed:
                given[one.name] = str(rng.choice(one.allowed))
            else:
                near = one.default + 0.1 * (one.high - one.low) * rng.uniform(-1.0, 1.0)
                given[one.name] = float(np.clip(near, one.low, one.high))
        try:
            made.append(peer(kind, **given))
        except ScenarioError:
            continue
    return made


def states(one, shape, seed=1) -> np.ndarray:
    """Random states of the model's plane, (variables, *shape)."""
    low, high = one.box()
    at = np.random.default_rng(seed).uniform(size=(len(low), *shape))
    lift = (slice(None), *len(shape) * (None,))
    return low[lift] + (high - low)[lift] * at


def swapped(one):
    """The same model with the two people exchanged: it moves ``exchanged`` states as this one moves the states."""
    trade = dict(zip(one.people, reversed(one.people), strict=True))

    def crossed(word):
        first, *rest = re.split(r"(?=[_-])", word, maxsplit=1) if isinstance(word, str) else [word]
        return trade.get(first, first) + "".join(rest) if isinstance(word, str) else word

    return type(one)(**{crossed(name): crossed(value) for name, value in one})


def exchanged(state) -> np.ndarray:
    """A state, or a course of states, with the two people exchanged: variables come in pairs."""
    return np.asarray(state)[np.arange(len(state)) ^ 1]


@every_kind
def test_it_says_what_it_is_by_what_equation_and_where_that_is_known_from(kind):
    made = PEERS[kind]
    said = " ".join(made.__doc__.split())
    assert made.title
    assert len(made.title) <= 80
    assert re.search(r"``\w₁?'+ = .+``", said), "its equation"
    assert "Known: " in said
    assert re.search(r"\((18|19|20)\d\d\)", said), "an author and a year"
    assert made.sources
    assert set(made.sources) <= references().keys()
    for key in made.sources:
        one = references()[key]
        assert one.author.partition(",")[0] in said
        assert one.year in said


@every_kind
def test_every_setting_has_a_range_a_unit_and_a_meaning(kind):
    people = PEERS[kind].people
    for name, setting in settings_of(PEERS[kind]).items():
        assert setting.meaning.strip(), name
        assert setting.default in setting.allowed or setting.low <= setting.default <= setting.high, name
        assert setting.allowed or (setting.low < setting.high and setting.unit.strip()), name
        if name.partition("_")[0] == people[0]:
            other = settings_of(PEERS[kind])[people[1] + name.removeprefix(people[0])]
            assert (setting.low, setting.high, setting.unit) == (other.low, other.high, other.unit), "both alike"


@every_kind
def test_its_start_and_its_plane_have_its_variables(kind):
    one = peer(kind)
    low, high = one.box()
    assert one.start().shape == low.shape == high.shape == (len(one.names),)
    assert (low < high).all()
    assert ((low <= one.start()) & (one.start() <= high)).all()
    assert len(set(one.names)) == len(one.names)
    assert one.clock in ("turn", "time")
    assert one.unit.strip()


@every_kind
def test_a_plane_moves_as_its_states_do_one_by_one(kind):
    for one in drawn(kind):
        plane = states(one, (3, 4))
        moved = one.move(plane)
        assert moved.shape == plane.shape
        for i, j in np.ndindex(3, 4):
            assert moved[:, i, j] == pytest.approx(one.move(plane[:, i, j]), rel=1e-13, abs=1e-13)
        assert one.move(plane + 0j).real == pytest.approx(moved, rel=1e-13, abs=1e-13)


@every_kind
def test_its_jacobian_is_what_small_differences_show(kind):
    for one in drawn(kind):
        plane, h = states(one, (5,)), 1e-6
        for column, step in enumerate(np.eye(len(one.names)) * h):
            slope = (one.move(plane + step[:, None]) - one.move(plane - step[:, None])) / (2.0 * h)
            assert jacobian(one, plane)[:, column] == pytest.approx(slope, rel=1e-5, abs=1e-5)


@every_kind
def test_its_steady_states_are_steady(kind):
    for one in drawn(kind):
        steady = one.steady_states()
        assert len(steady) == len(one.names)
        stays = steady if one.clock == "turn" else np.zeros_like(steady)
        assert one.move(steady) == pytest.approx(stays, abs=1e-8 * (1.0 + np.abs(steady).max(initial=0.0)))


@every_kind
def test_a_couple_that_starts_at_a_steady_state_stays_there(kind):
    for state in peer(kind).steady_states().T:
        assert simulate(peer(kind), turns=2, start=state).values[:, -1] == pytest.approx(state, abs=1e-7)


@every_kind
def test_people_exchanged_results_exchanged(kind):
    for one in drawn(kind):
        other, plane = swapped(one), states(one, (4,))
        assert swapped(other) == one
        assert other.move(exchanged(plane)) == pytest.approx(exchanged(one.move(plane)), rel=1e-12, abs=1e-12)
        assert other.recall(exchanged(plane), exchanged(plane + 1.0)) == pytest.approx(
            exchanged(one.recall(plane, plane + 1.0)), rel=1e-12, abs=1e-12
        )
        steady = sorted(map(tuple, np.round(exchanged(one.steady_states()).T, 6) + 0.0))
        assert steady == sorted(map(tuple, np.round(other.steady_states().T, 6) + 0.0))
        straight = simulate(one, turns=2)
        crossed = simulate(other, turns=2, start=exchanged(one.start()))
        assert crossed.values == pytest.approx(exchanged(straight.values), rel=1e-8, abs=1e-8)


@every_kind
def test_a_course_is_the_same_each_time_and_is_sampled_where_it_should_be(kind):
    one = peer(kind)
    course = simulate(one, turns=6, seed=3)
    assert course.times.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    assert course.values.shape == (len(one.names), 7) == (len(course.names), len(course))
    assert course.values[:, 0].tolist() == one.start().tolist()
    assert np.array_equal(simulate(one, turns=6, seed=3).values, course.values)
    assert np.array_equal(simulate(one, turns=6, seed=4).values, course.values) is (one.noise() is None)
    table = course.to_pandas()
    assert list(table) == [one.clock, *one.names]
    assert table[one.names[0]].tolist() == course[one.names[0]].tolist()
    if one.clock == "time":
        fine = simulate(one, turns=6, step=0.25)
        assert fine.values[:, ::4] == pytest.approx(course.values, abs=1e-7)


@every_kind
def test_every_limit_of_a_setting_is_kept(kind):
    for name, setting in settings_of(PEERS[kind]).items():
        beyond = [True, None, float("nan"), float("inf")]
        beyond += ["nobody"] if setting.allowed else [setting.low - 1.0, setting.high + 1.0, "much", 10**400]
        for value in beyond:
            with pytest.raises(ScenarioError, match=rf"^{kind}: {name}: given .*; allowed: "):
                peer(kind, **{name: value})
            with pytest.raises(ScenarioError, match=name):
                PEERS[kind](**{name: value})


@every_kind
def test_an_unknown_setting_is_refused_with_the_nearest_name(kind):
    name = next(iter(settings_of(PEERS[kind])))
    with pytest.raises(ScenarioError, match=rf"{kind}: {name}x: .*Did you mean '{name}'"):
        peer(kind, **{name + "x": 1.0})


@pytest.mark.parametrize("given", ["gotman-murray", "", 3, None])
def test_an_unknown_model_is_refused(given):
    with pytest.raises(ScenarioError, match=r"peers: model: given .*; allowed: one of .*gottman-murray"):
        peer(given)


BAD = [
    ("turns", 0), ("turns", -3), ("turns", float("nan")), ("turns", 1e12), ("turns", "long"), ("step", 0.0),
    ("step", float("inf")), ("seed", -1), ("seed", 1.5), ("start", [1.0]), ("start", [float("nan")] * 2),
]  # fmt: skip


@pytest.mark.parametrize("kind", ["gottman-murray", "linear-love", "delayed-love"])
@pytest.mark.parametrize(("name", "value"), BAD, ids=str)
def test_a_life_that_cannot_be_lived_is_refused(kind, name, value):
    with pytest.raises(ScenarioError, match=rf"{kind}: {name}: given .*; allowed: "):
        simulate(peer(kind), **{"turns": 5, name: value})


@pytest.mark.parametrize(
    ("kind", "settings", "start"),
    [("linear-love", {"romeo_own": 5.0, "juliet_own": 5.0}, None), ("gone-with-the-wind", {}, [-800.0, 1.0]),
     ("gottman-murray", {"wife_negative": 5.0, "husband_negative": 5.0}, [-5.0, -5.0])],
)  # fmt: skip
def test_a_course_that_leaves_all_bounds_says_so(kind, settings, start):
    with pytest.raises(ScenarioError, match=r"leaves all bounds"):
        simulate(peer(kind, **settings), turns=200, start=start)
