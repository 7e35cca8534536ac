"""Chance: the same words everywhere, and numbers that are what they claim to be."""

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.engines.instructions import VECTOR, compiled
from sim.engines.lanes import LANES
from sim.engines.programs import Program
from sim.engines.symbols import on_symbols, word
from sim.model import chance
from sim.model.state import Luck

WORDS = st.integers(0, 2**32 - 1)
SIGMA = 5.0
"""Tolerances are five standard errors: with some hundred comparisons, less than one chance in ten thousand to miss."""
SEEDS = range(1, 41)
TURNS = 5000


philox = compiled(Program("philox", tuple(
    (1, at, made) for at, made in enumerate(on_symbols(chance.words)(*(word(0, i) for i in range(6))))
)))  # fmt: skip


@numba.njit
def in_lanes(rows, beside):
    philox(rows, beside, 0, 0, 0)


def compiled_words(*parts: int) -> tuple[int, ...]:
    """The words as the compiled engine makes them, the same in every lane."""
    rows, beside = np.zeros(6 * LANES), np.zeros(4 * LANES)
    rows.view(np.int64).reshape(6, LANES)[:] = np.array(parts)[:, None]
    in_lanes(rows, beside)
    made = beside.view(np.int64).reshape(4, LANES)[:, :VECTOR]
    assert (made == made[:, :1]).all()
    return tuple(made[:, 0].tolist())


@given(st.tuples(*[WORDS] * 6))
def test_integers_arrays_and_compiled_code_give_the_same_words(parts):
    plain = chance.words(*parts)
    arrays = chance.words(*(np.array([part], np.int64) for part in parts))
    assert plain == tuple(int(word[0]) for word in arrays)
    assert plain == compiled_words(*parts)


@given(WORDS, WORDS)
def test_numbers_made_of_words_are_in_their_ranges(first, second):
    assert 0.0 < chance.fraction(first) < 1.0
    assert (1.0 - chance.fraction(first)) + chance.fraction(first) == 1.0
    assert abs(chance.bell(first, second)) < 3.5


def drawn(day=1, replicate=0, mirrored=0.0, seeds=SEEDS) -> Luck:
    """The luck of many turns under many seeds."""
    turns = np.arange(1, TURNS + 1)
    rows = [chance.luck(turns, day, replicate, *chance.key(seed), mirrored) for seed in seeds]
    return Luck(*(np.concatenate(column) for column in zip(*rows, strict=True)))


@pytest.fixture(scope="module")
def luck() -> Luck:
    return drawn()


@pytest.mark.parametrize("name", ["noise_a", "noise_b"])
def test_noise_has_mean_zero_deviation_one_and_is_symmetric(luck, name):
    noise = getattr(luck, name)
    n = len(noise)
    assert abs(noise.mean()) < SIGMA / n**0.5
    assert abs(noise.var() - 1.0) < SIGMA * (((noise**4).mean() - 1.0) / n) ** 0.5
    assert abs((noise**3).mean()) < SIGMA * ((noise**6).mean() / n) ** 0.5


@pytest.mark.parametrize("name", ["spark_chance", "spark_owner"])
def test_uniforms_fill_every_tenth_alike(luck, name):
    values = getattr(luck, name)
    counts, _ = np.histogram(values, bins=10, range=(0.0, 1.0))
    n = len(values)
    assert counts.sum() == n
    assert np.all(abs(counts - n / 10) < SIGMA * (n * 0.1 * 0.9) ** 0.5)


def test_the_size_of_a_spark_has_mean_one_half_and_is_the_mean_of_two_uniforms(luck):
    n = len(luck.spark_size)
    assert abs(luck.spark_size.mean() - 0.5) < SIGMA * (1.0 / 24.0 / n) ** 0.5
    spread = ((luck.spark_size - 0.5) ** 4).mean() - (1.0 / 24.0) ** 2
    assert abs(luck.spark_size.var() - 1.0 / 24.0) < SIGMA * (spread / n) ** 0.5


def correlation(first, second) -> float:
    return float(np.corrcoef(first, second)[0, 1])


def test_kinds_of_chance_are_independent(luck):
    limit = SIGMA / len(luck.noise_a) ** 0.5
    for i in range(len(luck)):
        for j in range(i):
            assert abs(correlation(luck[i], luck[j])) < limit


@pytest.mark.parametrize(
    "other",
    [{"day": 2}, {"replicate": 1}, {"replicate": 2**31}, {"seeds": range(1001, 1041)}, {"seeds": range(2, 42)},
     {"seeds": [seed << 32 for seed in SEEDS]}],
    ids=["days", "replicates", "far-replicates", "seeds", "next-seeds", "high-seeds"],
)  # fmt: skip
def test_chance_is_independent_across(luck, other):
    limit = SIGMA / len(luck.noise_a) ** 0.5
    for mine, theirs in zip(luck, drawn(**other), strict=True):
        assert abs(correlation(mine, theirs)) < limit


def test_a_turn_does_not_remember_the_one_before(luck):
    limit = SIGMA / len(luck.noise_a) ** 0.5
    assert all(abs(correlation(column[1:], column[:-1])) < limit for column in luck)


@given(st.integers(1, 2000), st.integers(1, 3650), WORDS, WORDS, WORDS)
def test_mirrored_chance_gives_each_partner_the_others(turn, day, replicate, k0, k1):
    straight, crossed = (chance.luck(turn, day, replicate, k0, k1, mirrored) for mirrored in (0.0, 1.0))
    assert (crossed.noise_a, crossed.noise_b) == (straight.noise_b, straight.noise_a)
    assert crossed.spark_owner == 1.0 - straight.spark_owner
    assert (crossed.spark_chance, crossed.spark_size) == (straight.spark_chance, straight.spark_size)
    fates = [chance.fate(day, replicate, k0, k1, mirrored) for mirrored in (0.0, 1.0)]
    assert fates[1].event_owner == 1.0 - fates[0].event_owner


def test_life_events_are_uniform_too_and_not_the_sparks_of_a_turn():
    n = 4000
    fates = [chance.fate(day, 0, *chance.key(7), 0.0) for day in range(1, n + 1)]
    sparks = [chance.luck(1, day, 0, *chance.key(7), 0.0) for day in range(1, n + 1)]
    chances = np.array([fate.event_chance for fate in fates])
    assert abs(chances.mean() - 0.5) < SIGMA * (1.0 / 12.0 / n) ** 0.5
    assert abs(correlation(chances, [luck.spark_chance for luck in sparks])) < SIGMA / n**0.5
    assert abs(correlation(chances, [fate.event_owner for fate in fates])) < SIGMA / n**0.5


def test_no_two_purposes_of_chance_are_one():
    purposes = (chance.NOISE, chance.SPARK, chance.EVENT, chance.TIES, chance.DRAWING)
    assert len(set(purposes)) == len(purposes)
