"""A couple made with known numbers is fitted back, and the standard errors mean what they say.

What counts as recovered: the Wald statistic of all of the couple's numbers at once, ``d'C⁻¹d`` with ``d`` the estimates
less the truth and ``C`` their estimated covariance, lies below the 95 % point of chi-square. (Each number alone within
1.96 standard errors, all eight together, would hold in two couples out of three.)
"""

import numpy as np
import pytest
from known_couples import APART, HUSBAND, INTERCEPT, NOISE, TRANSITION, WIFE, lived, walked
from scipy.stats import chi2

from experiments.series import partner
from sim.analysis.fit.couple import fit
from sim.analysis.fit.data import stretches
from sim.peers.laws import Bilinear, Ojive, Repair

TURNS, REPEATS = 150, 400


def numbers(couple) -> np.ndarray:
    return np.concatenate([one.estimates.values for one in couple.equations])


def held(couples: list, truth: np.ndarray) -> float:
    """In what share of the couples the truth is within the joint 95 % region."""
    apart = [numbers(one) - truth for one in couples]
    sizes = [d @ np.linalg.solve(one.covariance, d) for d, one in zip(apart, couples, strict=True)]
    return float(np.mean(np.array(sizes) <= chi2.ppf(0.95, len(truth))))


@pytest.fixture(scope="module")
def couples():
    """400 couples of 150 turns with known bilinear influence, fitted."""
    scores = lived(WIFE, HUSBAND, TURNS, REPEATS, seed=1)
    return [fit(scores[:, i], "bilinear") for i in range(REPEATS)]


def test_a_gottman_murray_couple_is_recovered_in_nine_of_ten_of_150_turns(couples):
    truth = np.concatenate([one.values()[:4] for one in (WIFE, HUSBAND)])
    assert held(couples, truth) >= 0.90


def test_each_number_lies_within_its_interval_about_as_often_as_it_says(couples):
    """95 % less what short series cost, with the sampling error of 400 couples (0.011)."""
    truth = np.concatenate([one.values()[:4] for one in (WIFE, HUSBAND)])
    inside = [np.abs(numbers(one) - truth) <= 1.96 * np.sqrt(np.diag(one.covariance)) for one in couples]
    assert np.mean(inside, 0).min() > 0.90
    assert np.mean(inside, 0).max() < 0.985


def test_the_set_point_and_its_error(couples):
    for i, law in enumerate((WIFE, HUSBAND)):
        found = np.array([one.equations[i].set_point for one in couples])
        assert np.mean(np.abs(found[:, 0] - law.set_point) <= 1.96 * found[:, 1]) > 0.90


def test_inertia_is_too_low_by_what_is_told(couples):
    """Some (1 + 3r)/n: between nothing and 0.03 here."""
    low = [law.inertia - np.mean([one.equations[i].law.inertia for one in couples])
           for i, law in enumerate((WIFE, HUSBAND))]  # fmt: skip
    assert min(low) > 0.0
    assert max(low) < 0.035


def test_the_test_of_influence_finds_it_and_finds_none_where_there_is_none(couples):
    assert np.mean([one.influenced()[2] < 0.05 for one in couples]) > 0.95
    scores = lived(*APART, TURNS, 200, seed=2)
    false = np.mean([fit(scores[:, i]).influenced()[2] < 0.05 for i in range(200)])
    assert false < 0.05 + 3.0 * np.sqrt(0.05 * 0.95 / 200) + 0.02, "5 %, sampling, and what short series cost"


def test_an_autoregression_is_recovered_in_nine_of_ten_of_150_turns():
    truth = np.array([INTERCEPT[0], *TRANSITION[0], INTERCEPT[1], *TRANSITION[1][::-1]])
    scores = walked(TURNS, REPEATS, seed=3)
    assert held([fit(scores[:, i], "linear") for i in range(REPEATS)], truth) >= 0.90


def test_a_long_autoregression_has_the_published_mean_eigenvalues_and_noise():
    found = fit(walked(40_000, 1, seed=4)[:, 0], "linear").autoregression()
    assert found.transition == pytest.approx(TRANSITION, abs=4 * found.transition_errors.max())
    assert found.mean == pytest.approx([3.9974, 3.5705], abs=4 * found.mean_errors.max())
    assert found.eigenvalues.real == pytest.approx([0.8376] * 2, abs=0.02)
    assert sorted(found.eigenvalues.imag) == pytest.approx([-0.0601, 0.0601], abs=0.03)
    assert found.noise == pytest.approx(NOISE, abs=0.015)
    assert found.steady


def test_a_long_couple_is_found_in_every_form_that_contains_it():
    scores = lived(WIFE, HUSBAND, 8_000, 1, seed=5)[:, 0]
    for form in ("bilinear", "free kink", "repair and damping"):
        law = fit(scores, form).equations[0].law
        other = np.linspace(-1.0, 1.0, 9)
        assert law.next(0.5, other) == pytest.approx(WIFE.next(0.5, other), abs=0.1), form


def test_a_kink_away_from_0_is_found_within_its_likely_range():
    """In 95 %, less what a grid and a short series cost, with the sampling error of 80 couples (0.025)."""
    made = Bilinear(0.2, 0.3, 0.6, -0.4, 0.5), Bilinear(0.1, 0.4, 0.1, 0.5, -0.4)
    scores = lived(*made, 600, 80, seed=6)
    found = [fit(scores[:, i], "free kink") for i in range(80)]
    for i, law in enumerate(made):
        likely = [one.equations[i].ranges["kink"] for one in found]
        assert np.mean([low <= law.kink <= high for low, high in likely]) > 0.87
    first = [one.equations[0] for one in found]
    assert np.median([one.law.kink for one in first]) == pytest.approx(0.5, abs=0.1)
    assert not any("anywhere" in warning for one in first for warning in one.warnings), "slopes of 0.6 and -0.4"


def test_a_kink_that_is_not_there_is_said_to_be_anywhere():
    line = Bilinear(0.1, 0.4, 0.3, 0.3)
    scores = lived(line, line, TURNS, 60, seed=7)
    said = [any("anywhere" in told for told in fit(scores[:, i], "free kink").equations[0].warnings) for i in range(60)]
    assert np.mean(said) > 0.85


def test_an_ojive_is_recovered_with_its_thresholds():
    made = Ojive(0.1, 0.3, -0.9, 0.7, -0.5, 0.6), Ojive(0.0, 0.4, -0.6, 0.8, -0.4, 0.5)
    couple = fit(lived(*made, 3000, 1, seed=8)[:, 0], "ojive")
    for one, law in zip(couple.equations, made, strict=True):
        assert [one.law.below, one.law.above] == pytest.approx([law.below, law.above], abs=0.2)
        assert [one.law.low, one.law.high] == pytest.approx([law.low, law.high], abs=0.25)
        assert np.isnan(one.estimates.error("low")), "a jump has no standard error"


def test_repair_and_damping_predict_what_they_were_made_with():
    made = Repair(0.0, 0.3, 0.5, 0.3, 0.8, 0.6, -0.6, 0.6), Repair(0.0, 0.3, 0.4, 0.4, 0.6, 0.4, -0.5, 0.7)
    scores = lived(*made, 8_000, 1, seed=9, noise=1.0)[:, 0]
    couple = fit(scores, "repair and damping")
    past, _, _ = stretches(scores)
    truth = np.stack([made[0].next(*past[:, 0].T), made[1].next(*past[:, 0, ::-1].T)], 1)
    assert np.sqrt(((couple.predict(past) - truth) ** 2).mean(0)).max() < 0.08


def test_repair_lifts_and_damping_holds_down():
    both = Repair(0.0, 0.0, 0.0, 0.0, 1.0, 1.0, -2.0, 2.0)
    assert both.influence(np.array([-5.0, -2.0, 0.0, 2.0, 5.0])) == pytest.approx([1.5, 0.0, 0.0, 0.0, -1.5])


def test_one_partner_alone_is_fitted_as_in_the_couple():
    scores = lived(WIFE, HUSBAND, TURNS, 1, seed=10)[:, 0]
    law = fit(scores).equations[0].law
    assert partner(scores[:, 0], scores[:, 1]).values() == pytest.approx(law.values(), abs=1e-10)


def test_what_the_scores_do_not_determine_has_no_error_and_is_told():
    scores = np.abs(lived(WIFE, HUSBAND, TURNS, 1, seed=11)[:, 0])
    one = fit(scores).equations[0]
    assert one.law.negative == 0.0
    assert np.isnan(one.estimates.error("negative"))
    assert np.isfinite(one.estimates.error("positive"))
    assert any("negative" in warning for warning in one.warnings)


@pytest.mark.parametrize(
    "series", [(np.zeros(5), np.zeros(5)), (np.zeros(10), np.zeros(9)), (np.full(10, np.nan), np.zeros(10))]
)
def test_series_that_cannot_be_fitted_are_refused(series):
    with pytest.raises(ValueError, match="allowed"):
        partner(*series)
