"""What stands above chance: known tables, known chains, and nothing where there is nothing."""

import math
from dataclasses import replace

import numpy as np
import pytest
from many_couples import of_columns, one_talk
from scipy.stats import binomtest

from sim.analysis import cycle
from sim.analysis.coding import CODES, NEUTRAL, PURSUE, WITHDRAW
from sim.analysis.cycle.chance import holm
from sim.analysis.cycle.counting import Transitions
from sim.analysis.cycle.sequences import SILENT
from sim.analysis.intervals import wilson
from sim.checking.errors import ScenarioError

AB = (0, 1, PURSUE, WITHDRAW)
"""B withdraws after A pursued."""


def tables(*made: tuple[int, int, int, int]) -> Transitions:
    """Couples whose B withdraws after A pursued as often as these 2×2 tables say."""
    counts = np.zeros((len(made), 2, 2, 5, 5), np.int64)
    for couple, (n11, n12, n21, n22) in enumerate(made):
        counts[couple, 0, 1, PURSUE, [WITHDRAW, NEUTRAL]] = n11, n12
        counts[couple, 0, 1, NEUTRAL, [WITHDRAW, NEUTRAL]] = n21, n22
    return Transitions(counts, counts.sum((0, 2, 4)), 1, int(counts.sum()), ("A", "B"))


def test_a_table_gives_allison_and_likers_z_and_yules_q():
    """30 of 40 where 50 of 100 are expected: z = (30 - 20)/sqrt(40·½·½·0.6), Q = (30·40 - 10·20)/(30·40 + 10·20)."""
    found = cycle.links(tables((30, 10, 20, 40)))
    assert (found.count[AB], found.given[AB]) == (30, 40)
    assert (found.probability[AB], found.chance[AB]) == pytest.approx((0.75, 0.5))
    assert found.z[AB] == pytest.approx(10.0 / math.sqrt(6.0))
    assert found.p[AB] == pytest.approx(math.erfc(10.0 / math.sqrt(12.0)))
    assert found.q[AB] == pytest.approx(1000.0 / 1400.0)
    half = 1.959964 * math.sqrt(1 / 30 + 1 / 10 + 1 / 20 + 1 / 40)
    limits = [math.tanh((math.log(6.0) + side * half) / 2.0) for side in (-1.0, 1.0)]
    assert [found.q_low[AB], found.q_high[AB]] == pytest.approx(limits, abs=1e-6)
    assert found.sign[AB] == 1
    assert found.sign[0, 1, PURSUE, NEUTRAL] == 0, "neutral is no move"


def taking_turns(turns: int, seed: int, goes_on: float = 0.3) -> cycle.Sequences:
    """One code a turn of one of the two, who goes on with this probability; the other pursues after a pursuit often."""
    rng = np.random.default_rng(seed)
    codes = np.full((2, turns), SILENT, np.int8)
    who, code = 0, NEUTRAL
    for turn in range(turns):
        stays = rng.random() < goes_on
        answers = not stays and code == PURSUE and rng.random() < 0.6
        who = who if stays else 1 - who
        code = PURSUE if answers else int(rng.integers(0, 5))
        codes[who, turn] = code
    return one_talk(*codes)


@pytest.mark.parametrize("lag", [1, 2])
def test_the_whole_table_is_the_published_one(lag):
    """The K×K table of both partners' codes at the lag, as LagSequential has it: expected = row·column/N, the residual
    adjusted by both margins, and Yule's Q of the 2×2 around the cell."""
    told = taking_turns(400, seed=3)
    stream = [(0, a) if a != SILENT else (1, b) for a, b in zip(told.a.tolist(), told.b.tolist(), strict=True)]
    pairs = list(zip(stream, stream[lag:], strict=False))
    found = cycle.links(cycle.transitions(told, lag))
    assert found.table == "whole"
    for giver, given in ((0, PURSUE), (1, PURSUE), (0, WITHDRAW)):
        for taker, taken in ((1, PURSUE), (0, PURSUE), (0, NEUTRAL)):
            n11 = pairs.count(((giver, given), (taker, taken)))
            row = sum(1 for first, _ in pairs if first == (giver, given))
            column = sum(1 for _, second in pairs if second == (taker, taken))
            n12, n21 = row - n11, column - n11
            n22, expected = len(pairs) - n11 - n12 - n21, row * column / len(pairs)
            at = giver, taker, given, taken
            assert (found.count[at], found.given[at], found.probability[at]) == (n11, row, pytest.approx(n11 / row))
            assert found.chance[at] == pytest.approx(column / len(pairs))
            spread = math.sqrt(expected * (1 - row / len(pairs)) * (1 - column / len(pairs)))
            assert found.z[at] == pytest.approx((n11 - expected) / spread)
            assert found.q[at] == pytest.approx((n11 * n22 - n12 * n21) / (n11 * n22 + n12 * n21))


def test_the_partner_table_leaves_out_who_has_the_next_turn():
    counted = cycle.transitions(taking_turns(400, seed=3))
    whole, partner = cycle.links(counted), cycle.links(counted, table="partner")
    at = 0, 1, PURSUE, PURSUE
    assert (whole.table, partner.table) == ("whole", "partner")
    assert whole.count[at] == partner.count[at]
    has_it = counted.counts[0, 0, 1, PURSUE].sum() / counted.counts[0, 0, :, PURSUE].sum()
    assert whole.probability[at] == pytest.approx(partner.probability[at] * has_it)
    assert 0.5 < has_it < 0.9


@pytest.mark.parametrize("lag", [1, 2])
def test_cells_that_cannot_be_filled_are_expected_to_hold_nothing(lag):
    """Where turns alternate strictly, the whole table would find every answer above chance, for it follows at all."""
    codes = np.random.default_rng(8).integers(0, 5, (2, 300)).astype(np.int8)
    codes[1, ::2] = codes[0, 1::2] = SILENT
    found = cycle.find(one_talk(*codes), lag)
    assert found.table == "partner"
    assert not found.cycles


def test_codes_of_both_in_one_turn_are_two_sequences():
    assert cycle.links(cycle.transitions(unlinked(1, 200, seed=4))).table == "partner"


def test_where_speakers_and_codes_are_drawn_anew_the_whole_tables_z_is_normal():
    rng, z = np.random.default_rng(2), []
    for _ in range(60):
        codes = np.full((2, 300), SILENT, np.int8)
        codes[rng.integers(0, 2, 300), np.arange(300)] = rng.integers(0, 5, 300)
        found = cycle.links(cycle.transitions(one_talk(*codes)))
        assert found.table == "whole"
        z.append(found.z)
    assert np.mean(z) == pytest.approx(0.0, abs=0.05)
    assert np.std(z) == pytest.approx(1.0, abs=0.05)


def test_a_table_that_is_none_is_refused_with_the_nearest():
    with pytest.raises(ScenarioError, match=r"cycle: table: given 'whol'; allowed: whole or partner. Did you mean 'wh"):
        cycle.links(tables((30, 10, 20, 40)), table="whol")


def test_less_than_chance_is_the_same_the_other_way():
    found = cycle.links(tables((10, 30, 40, 20)))
    assert (found.z[AB], found.q[AB], found.sign[AB]) == pytest.approx((-10.0 / math.sqrt(6.0), -1000.0 / 1400.0, -1))


def test_a_q_of_one_has_an_interval_that_ends_there():
    found = cycle.links(tables((20, 0, 10, 30)))
    assert found.q[AB] == found.q_high[AB] == 1.0
    assert 0.0 < found.q_low[AB] < 1.0


def test_two_alike_tables_double_the_evidence_and_leave_q_alone():
    one, two = cycle.links(tables((30, 10, 20, 40))), cycle.links(tables((30, 10, 20, 40), (30, 10, 20, 40)))
    assert two.z[AB] == pytest.approx(one.z[AB] * math.sqrt(2.0))
    assert two.q[AB] == pytest.approx(one.q[AB])
    assert math.atanh(two.q_high[AB]) - math.atanh(two.q[AB]) == pytest.approx(
        (math.atanh(one.q_high[AB]) - math.atanh(one.q[AB])) / math.sqrt(2.0)
    )


def test_couples_who_differ_in_how_much_they_do_show_no_link_by_that():
    """In both nothing follows from anything (n11·n22 = n12·n21); thrown together they would make z = 9."""
    both = ((64, 16, 16, 4), (4, 16, 16, 64))
    found = cycle.links(tables(*both))
    assert (found.z[AB], found.q[AB], found.sign[AB]) == pytest.approx((0.0, 0.0, 0.0), abs=1e-12)
    assert cycle.links(tables(tuple(map(sum, zip(*both, strict=True))))).z[AB] > 5.0


def test_what_is_rarely_expected_is_not_tested():
    found = cycle.links(tables((3, 1, 2, 94)))
    assert found.z[AB] > 1.96
    assert not found.tested[AB]
    assert found.sign[AB] == 0


@pytest.mark.parametrize(("count", "times"), [(0, 10), (3, 10), (10, 10), (71, 250)])
def test_wilsons_interval_is_scipys(count, times):
    known = binomtest(count, times).proportion_ci(method="wilson")
    low, high = wilson(np.array(float(count)), np.array(float(times)))
    assert (low, high) == pytest.approx((known.low, known.high), abs=1e-9)


def test_wilsons_interval_of_nothing_is_everything():
    assert [float(one) for one in wilson(np.array(0.0), np.array(0.0))] == [0.0, 1.0]


def test_holms_correction():
    """0.01·3, 0.02·2, 0.03·1 raised to the one before."""
    assert holm(np.array([0.03, 0.01, 0.02])) == pytest.approx([0.04, 0.03, 0.04])
    assert holm(np.array([0.9, 0.8])) == pytest.approx([1.0, 1.0])
    assert holm(np.array([])).shape == (0,)


def unlinked(couples: int, turns: int, seed: int) -> cycle.Sequences:
    """Partners who do everything equally often, and nothing because of anything."""
    codes = np.random.default_rng(seed).integers(0, len(CODES), (2, turns, couples))
    return of_columns(*codes)


def test_where_nothing_follows_from_anything_z_is_normal_and_hardly_anything_is_told():
    """400 couples, each alone: 5 % beyond 1.96 (3 standard errors of 400·16 free cells), 5 % told of anything."""
    counted = cycle.transitions(unlinked(400, 200, seed=4))
    z, told = [], 0
    for counts in counted.counts:
        found = cycle.links(replace(counted, counts=counts[None]))
        z.append(found.z[0, 1, 1:, 1:])
        told += bool(found.sign[[0, 1], [1, 0]].any())
    assert np.mean(z) == pytest.approx(0.0, abs=0.05)
    assert np.std(z) == pytest.approx(1.0, abs=0.05)
    assert np.mean(np.abs(z) > 1.96) == pytest.approx(0.05, abs=0.009)
    assert told / 400 < 0.05 + 3.0 * math.sqrt(0.05 * 0.95 / 400)


def test_many_unlinked_couples_show_nothing_together():
    told = [cycle.find(unlinked(20, 150, seed)).cycles for seed in range(20)]
    assert sum(map(bool, told)) <= 1


ANSWERS = np.full((5, 5), 0.1) + 0.5 * np.eye(5)[[NEUTRAL, WITHDRAW, WITHDRAW, PURSUE, NEUTRAL]]
"""What B does a turn after each code of A: 0.6 for one code, 0.1 for each other."""


def answering(couples: int, turns: int, rng: np.random.Generator) -> cycle.Sequences:
    """A does anything; B answers each of A's codes as ``ANSWERS`` has it."""
    a = rng.integers(0, 5, (turns, couples))
    bounds = np.cumsum(ANSWERS, 1)[np.roll(a, 1, 0)]
    return of_columns(a, (rng.random((turns, couples, 1)) > bounds).sum(-1))


@pytest.mark.parametrize(("couples", "turns", "least"), [(1, 200, 0.95), (20, 60, 0.92)])
def test_a_known_chain_lies_within_its_intervals(couples, turns, least):
    """Wilson's hold in 95 % of 150 repeats; percentiles over only 20 couples in a little fewer (3 standard errors)."""
    rng = np.random.default_rng(5)
    true = ANSWERS[PURSUE, WITHDRAW]
    others = (ANSWERS[:, WITHDRAW].sum() - true) / 4.0
    odds = true / (1.0 - true) * (1.0 - others) / others
    within = []
    for _ in range(150):
        found = cycle.links(cycle.transitions(answering(couples, turns, rng)), rng)
        assert found.resampled == (couples == 20)
        within.append((found.low[AB] <= true <= found.high[AB],
                       found.q_low[AB] <= (odds - 1.0) / (odds + 1.0) <= found.q_high[AB]))  # fmt: skip
    assert (np.mean(within, 0) >= least - 3.0 * math.sqrt(0.05 * 0.95 / 150)).all()


def test_what_was_put_in_is_found_and_nothing_goes_back():
    found = cycle.links(cycle.transitions(answering(20, 400, np.random.default_rng(6))))
    assert found.probability[0, 1] == pytest.approx(ANSWERS, abs=0.06)
    assert (found.sign[0, 1, 1:, 1:] == np.where(ANSWERS > 0.5, 1, found.sign[0, 1])[1:, 1:]).all()
    assert not found.sign[1, 0].any()


def test_the_same_chance_gives_the_same_intervals():
    counted = cycle.transitions(unlinked(10, 100, seed=1))
    first, second = (cycle.links(counted, np.random.default_rng(9)) for _ in range(2))
    assert np.array_equal(first.low, second.low)
    assert np.array_equal(first.q_high, second.q_high)
