"""Chance in plain numbers: the generator's published answers, and which words of it become which number."""

import numpy as np
import pytest

from sim.model import chance

KNOWN = [
    ((0, 0, 0, 0), (0, 0), "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ((chance.WORD,) * 4, (chance.WORD,) * 2, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        "d16cfe09 94fdcceb 5001e420 24126ea1",
    ),
]
"""The known answers of Philox4x32-10 that its authors publish (Salmon et al. 2011, Random123)."""

TURN, DAY, REPLICATE, KEY = 2, 6, 11, (5, 9)
"""A turn and a day whose words for sizes are odd, so that no bit of them can be left out."""


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN, ids=["zeros", "ones", "pi"])
def test_the_generator_gives_its_authors_known_answers(counter, key, answer):
    assert chance.words(*counter, *key) == tuple(int(word, 16) for word in answer.split())


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN, ids=["zeros", "ones", "pi"])
def test_arrays_of_signed_integers_give_the_same_words(counter, key, answer):
    words = chance.words(*(np.array([part], np.int64) for part in (*counter, *key)))
    assert [int(word[0]) for word in words] == [int(word, 16) for word in answer.split()]


def test_a_uniform_number_stands_in_the_middle_of_its_step():
    assert [chance.fraction(word) for word in (0, 2**31, 2**32 - 1)] == [2**-33, 0.5 + 2**-33, 1 - 2**-33]


def halves(word: int) -> tuple[float, float]:
    """The two uniform numbers in a word, of its lower and of its upper half: each in the middle of its step."""
    return (word % 2**16 + 0.5) / 2**16, (word // 2**16 + 0.5) / 2**16


@pytest.mark.parametrize("word", [0, 1, 2**16, 2**31, 0xFFFF0000, 2**32 - 1])
def test_a_mound_is_the_mean_of_a_words_two_uniform_numbers(word):
    assert chance.mound(word) == sum(halves(word)) / 2


def test_a_near_normal_number_is_the_scaled_sum_of_four_uniforms():
    left, right = 0x12345679, 0xFEDCBA97
    four = (*halves(left), *halves(right))
    assert chance.bell(left, right) == pytest.approx((sum(four) - 2) * 3**0.5, rel=1e-12)


def test_a_turns_chance_is_two_bells_for_noise_and_three_words_for_a_spark():
    noise = chance.words(TURN, DAY, REPLICATE, chance.NOISE, *KEY)
    spark = chance.words(TURN, DAY, REPLICATE, chance.SPARK, *KEY)
    luck = chance.luck(TURN, DAY, REPLICATE, *KEY, 0.0)
    assert (luck.noise_a, luck.noise_b) == (chance.bell(*noise[:2]), chance.bell(*noise[2:]))
    assert (luck.spark_chance, luck.spark_owner) == (chance.fraction(spark[0]), chance.fraction(spark[1]))
    assert luck.spark_size == pytest.approx(sum(halves(spark[2])) / 2, rel=1e-12)


def test_a_days_chance_is_three_words_of_its_own():
    event = chance.words(0, DAY, REPLICATE, chance.EVENT, *KEY)
    fate = chance.fate(DAY, REPLICATE, *KEY, 0.0)
    assert (fate.event_chance, fate.event_owner) == (chance.fraction(event[0]), chance.fraction(event[1]))
    assert fate.event_size == pytest.approx(sum(halves(event[2])) / 2, rel=1e-12)


def test_purposes_have_numbers_that_never_change_because_a_seed_must_stay_the_same_run():
    assert (chance.NOISE, chance.SPARK, chance.EVENT) == (1, 2, 3)


def test_mirrored_chance_exchanges_the_partners_and_nothing_else():
    straight, crossed = (chance.luck(TURN, DAY, REPLICATE, *KEY, mirrored) for mirrored in (0.0, 1.0))
    assert (crossed.noise_a, crossed.noise_b) == (straight.noise_b, straight.noise_a)
    assert crossed.spark_owner == 1 - straight.spark_owner
    assert (crossed.spark_chance, crossed.spark_size) == (straight.spark_chance, straight.spark_size)
    today, mirrored = (chance.fate(DAY, REPLICATE, *KEY, mirrored) for mirrored in (0.0, 1.0))
    assert mirrored == today._replace(event_owner=1 - today.event_owner)


def test_a_seeds_halves_are_the_generators_key():
    assert chance.key(0x123456789ABCDEF0) == (0x9ABCDEF0, 0x12345678)
