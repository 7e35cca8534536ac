"""Curves, tipping lines, differences and noise whose true values are known by construction."""

import numpy as np
import pytest
from folders import noisy, swept

from sim.report.contents import report_on
from sim.sweep.report.resampling import Draws
from sim.sweep.report.tipping import passes

BOND = [round(float(x), 2) for x in np.linspace(0.0, 1.0, 11)]
MIDDLE = 0.437


def logistic(x, steep=12.0):
    return 1.0 / (1.0 + np.exp(-steep * x))


def dance(arm, replicate, couple_bond, **more):
    del more
    moved = couple_bond - MIDDLE + 0.1 * (arm == "with")
    return {"dance": np.clip(logistic(moved) + noisy(replicate, 0.05, 0.04), 0.0, 1.0)}


def only(table, **where):
    for column, value in where.items():
        table = table[table[column] == value]
    return table


def test_the_tipping_value_of_a_logistic_is_its_middle(tmp_path):
    report = report_on(swept(tmp_path, {"couple.bond": BOND}, dance, replicates=60))
    (row,) = report.tables["tipping"].itertuples()
    # Straight lines between levels a tenth apart miss the middle of this logistic by less than 0.004.
    assert row.low - 0.004 <= MIDDLE <= row.high + 0.004
    assert 0.0 < row.high - row.low < 0.05
    assert (row.found, row.rises) == (1.0, True)
    assert any("half of the turns are in the dance at bond 0.4" in text.lower() for text in report.findings["dance"])


def test_a_tipping_line_follows_the_other_parameter(tmp_path):
    def slanted(arm, replicate, couple_bond, partner_a_anxiety):
        del arm
        return {"dance": logistic(partner_a_anxiety - 0.2 - 0.6 * couple_bond) + noisy(replicate, 0.02)}

    report = report_on(swept(tmp_path, {"couple.bond": BOND[::2], "partner_a.anxiety": BOND}, slanted, replicates=30))
    rows = only(report.tables["tipping"], across="couple.bond")
    assert set(rows["along"]) == {"partner_a.anxiety"}
    assert rows["at"].to_numpy() == pytest.approx(0.2 + 0.6 * rows["across_level"].astype(float), abs=0.01)
    assert len(only(report.tables["maps"], arm="")) == 6 * 11


def test_one_half_is_passed_where_lines_pass_it():
    rising, falling = passes(np.array([0.0, 1.0, 3.0]), np.array([0.25, 0.75, 0.25]))
    assert rising[0] == 0.5 and np.isnan(rising[1])
    assert falling[1] == 2.0 and np.isnan(falling[0])


def test_tipping_on_a_logarithmic_scale_is_found_in_the_logarithm(tmp_path):
    doses = [0.0001, 0.001, 0.01, 0.1]

    def straight(arm, replicate, softening_rate):
        del arm, replicate
        return {"dance": -np.log10(10 * softening_rate) / 3.0}

    report = report_on(swept(tmp_path, {"softening_rate": doses}, straight))
    (row,) = report.tables["tipping"].itertuples()
    assert row.at == pytest.approx(10**-2.5)
    assert not row.rises and np.isnan(row.low)
    assert any("one replicate" in text for text in report.doubts)


def test_a_paired_difference_is_found_with_chance_cancelled(tmp_path):
    def helped(arm, replicate, couple_bond):
        chance = noisy(replicate, 0.0, 20.0)
        return {"satisfaction": 90 + 3 * (arm == "with") * couple_bond + chance + noisy(replicate, 0.5, 0.0, 77)}

    folder = swept(tmp_path, {"couple.bond": [0.0, 0.5, 1.0]}, helped, replicates=50, paired=True)
    report = report_on(folder)
    (row,) = report.tables["paired"].itertuples()
    # Half as wide again, intervals of 95 % hold the truth 997 times in 1000.
    assert abs(row.difference - 1.5) <= 0.75 * (row.high - row.low)
    assert row.high - row.low < 0.5, "the chance that both arms share, sd 20, is not in it"
    by = only(report.tables["curves"], arm="difference")
    assert ((by["low"] - 0.05 <= 3 * by["from"]) & (3 * by["from"] <= by["high"] + 0.05)).all()
    apart = only(report.tables["noise"], arm="difference").iloc[0]
    assert apart["within"] == pytest.approx(2 * 0.5**2, rel=0.3)
    assert "hand-holding" in report.findings["satisfaction"][0]


def test_no_effect_is_told_as_none(tmp_path):
    folder = swept(tmp_path, {"couple.bond": [0.2, 0.8]},
                   lambda arm, replicate, couple_bond: {"satisfaction": 90 + noisy(replicate, 3.0)},
                   replicates=60, paired=True)  # fmt: skip
    assert "no effect can be told from none" in report_on(folder).findings["satisfaction"][0]


def test_the_share_of_noise_is_what_was_put_in(tmp_path):
    def known(arm, replicate, couple_bond):
        del arm
        return {"satisfaction": 12.0 * couple_bond + noisy(replicate, 2.0, 1.5)}

    report = report_on(swept(tmp_path, {"couple.bond": BOND}, known, replicates=400))
    (row,) = report.tables["noise"].itertuples()
    between = 144.0 * np.var(BOND, ddof=1)
    shared = np.var(1.5 * np.random.default_rng(6).standard_normal(400), ddof=1)
    within = 4.0 + shared
    assert row.within == pytest.approx(within, rel=0.05)
    assert row.common == pytest.approx(shared, rel=0.15)
    assert row.between == pytest.approx(between, rel=0.02)
    assert row.low <= within / (within + between) <= row.high
    assert row.in_means == pytest.approx((4.0 / 400) / (between + 4.0 / 400), rel=0.1)


def test_bands_hold_their_share_of_runs_and_the_mean_its_interval(tmp_path):
    report = report_on(swept(tmp_path, {"couple.bond": [0.5]},
                           lambda arm, replicate, couple_bond: {"satisfaction": 100 + noisy(replicate, 10.0)},
                           replicates=2000))  # fmt: skip
    (row,) = report.tables["curves"].itertuples()
    assert [row.q05, row.q50, row.q95] == pytest.approx([100 - 16.45, 100, 100 + 16.45], abs=1.5)
    assert row.high - row.low == pytest.approx(2 * 1.96 * 10 / 2000**0.5, rel=0.2)
    assert row.low < 100 < row.high


def test_ends_are_compared_on_the_chance_they_share(tmp_path):
    def shared(arm, replicate, couple_bond, partner_a_anxiety):
        del arm, partner_a_anxiety
        own = 0.8 * np.sin(37.0 * replicate * couple_bond)
        return {"satisfaction": 2 * couple_bond + own + noisy(replicate, 0.0, 20.0)}

    report = report_on(swept(tmp_path, {"couple.bond": [0.2, 0.8], "partner_a.anxiety": [0.2, 0.8]}, shared,
                           replicates=40))  # fmt: skip
    bond = only(report.tables["ends"], parameter="couple.bond").iloc[0]
    assert abs(bond["difference"] - 1.2) <= 0.75 * (bond["high"] - bond["low"]) < 0.8
    curve = only(report.tables["curves"], parameter="couple.bond")
    assert (curve["high"] - curve["low"] > 5).all(), "either end alone is known badly"
    texts = report.findings["satisfaction"]
    assert any("bond 0.2 to 0.8, averaged over the rest, it rises" in text for text in texts)
    assert any("anxiety of Ana 0.2 to 0.8, averaged over the rest, it stays at" in text for text in texts)


def test_intervals_hold_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(11)
    replicates, resamples, held = 60, 300, []
    for _ in range(300):
        batches = rng.multinomial(replicates, np.full(replicates, 1 / replicates), resamples).T.astype(float)
        draws = Draws(batches, True, 1, 1)
        values = np.array([[0.0], [1.0]]) + 5.0 * rng.standard_normal(replicates) + rng.standard_normal((2, replicates))
        _, under = draws.grouped(values, [np.array([0]), np.array([1])])
        low, high = draws.quantiles(under[1] - under[0])
        held.append(low <= 1.0 <= high)
    # 0.95 give or take three standard errors of 300 trials.
    assert 0.95 - 0.038 <= np.mean(held) <= 0.95 + 0.038


def test_words_are_levels_without_order_or_tipping(tmp_path):
    report = report_on(swept(tmp_path, {"life.spark.1.who": ["both", "a", "b"], "couple.bond": [0.2, 0.8]},
                           lambda arm, replicate, life_spark_1_who, couple_bond: {
                               "dance": 0.3 + 0.4 * (life_spark_1_who == "a") * couple_bond},
                           replicates=2))  # fmt: skip
    words = only(report.tables["curves"], parameter="life.spark.1.who")
    assert words["level"].tolist() == ["both", "a", "b"]
    assert set(report.tables["tipping"]["along"]) == {"couple.bond"}
    assert set(report.tables["maps"]["y"]) == {"life.spark.1.who"}


def test_a_paired_design_may_vary_nothing_else(tmp_path):
    def helped(arm, replicate):
        return {"dance": 0.5 - 0.2 * (arm == "with") + 0 * replicate}

    report = report_on(swept(tmp_path, {}, helped, replicates=5, paired=True))
    assert report.tables["paired"]["difference"].tolist() == pytest.approx([-0.2])
    assert not len(report.tables["curves"])
