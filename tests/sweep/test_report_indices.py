"""Known sensitivity comes back within its intervals, and nothing is ranked that cannot be told apart."""

import numpy as np
import pytest
from folders import noisy, swept

from sim.report.contents import report_on
from sim.sweep.report.sensitivity import magnitude, tiers

A, B = 7.0, 0.1
PI = float(np.pi)
KEYS = ("couple.bond", "partner_a.anxiety", "partner_a.avoidance", "partner_a.security")
LINE = {key: {"low": 0.0, "high": 1.0} for key in KEYS}
CIRCLE = {key: LINE[key] for key in KEYS[:3]}
SLOPES = np.array([8.0, 4.0, 1.0, 0.0])


def ishigami(*shares):
    """Ishigami & Homma's function of what goes from 0 to 1, whose indices are known in closed form."""
    x1, x2, x3 = (PI * (2 * share - 1) for share in shares)
    return np.sin(x1) + A * np.sin(x2) ** 2 + B * x3**4 * np.sin(x1)


def known_indices():
    """First and total indices of ``ishigami``: variances of its parts over that of the whole."""
    first, second = 0.5 * (1 + B * PI**4 / 5) ** 2, A**2 / 8
    both = B**2 * PI**8 * (1 / 18 - 1 / 50)
    whole = first + second + both
    return np.array([first, second, 0.0]) / whole, np.array([first + both, second, both]) / whole


def rows(report, index, arm=""):
    table = report.tables["indices"]
    return table[(table["index"] == index) & (table["arm"] == arm)].set_index("parameter")


def line(noise=0.0, shared=0.0):
    def outcomes(arm, replicate, **x):
        del arm
        mean = SLOPES @ np.stack(list(x.values()))
        return {"satisfaction": mean + noisy(replicate, noise, shared)}

    return outcomes


@pytest.fixture(scope="module")
def circle(tmp_path_factory):
    return report_on(swept(
        tmp_path_factory.mktemp("circle"), CIRCLE,
        lambda arm, replicate, **x: {"satisfaction": ishigami(*x.values()) + noisy(replicate, 0.5, 1.0)},
        "sobol", 512, 6, second_order=True,
    ))  # fmt: skip


def test_ishigamis_indices_lie_within_their_intervals(circle):
    # Intervals hold the truth 95 times in 100; six of them together within a half more.
    for index, known in zip(("first", "total"), known_indices(), strict=True):
        estimates = rows(circle, index)
        half = 0.75 * (estimates["high"] - estimates["low"])
        assert (np.abs(estimates["estimate"] - known) <= half).all()
        assert (estimates["high"] - estimates["low"]).between(0.005, 0.5).all()


def test_the_estimates_are_salibs_own(circle):
    from SALib.analyze import sobol

    means = circle.tables["points"]["satisfaction"].to_numpy()
    problem = {"num_vars": 3, "names": list(CIRCLE), "bounds": [[0, 1]] * 3}
    theirs = sobol.analyze(problem, means, num_resamples=2, seed=1)
    assert rows(circle, "first")["estimate"].to_numpy() == pytest.approx(theirs["S1"])
    assert rows(circle, "total")["estimate"].to_numpy() == pytest.approx(theirs["ST"])
    pairs = [theirs["S2"][i, j] for i, j in ((0, 1), (0, 2), (1, 2))]
    assert rows(circle, "second")["estimate"].to_numpy() == pytest.approx(pairs)


def test_ranking_follows_intervals_that_are_apart(circle):
    total = rows(circle, "total")
    assert total.loc[KEYS[0], "tier"] <= total.loc[KEYS[1], "tier"] < total.loc[KEYS[2], "tier"]


def test_equal_parameters_are_not_ranked(tmp_path):
    folder = swept(tmp_path, LINE, lambda arm, replicate, **x: {"satisfaction": sum(x.values())}, "sobol", 64)
    report = report_on(folder)
    assert set(rows(report, "total")["tier"]) == {1}
    assert any("nothing is ranked" in text for text in report.doubts)
    assert "cannot all be told apart" in report.findings["satisfaction"][0]


@pytest.mark.parametrize("kind, size, index", [("morris", 12, "mu_star"), ("latin-hypercube", 150, "prcc")])
def test_far_apart_is_ranked_and_nothing_is_last(tmp_path, kind, size, index):
    report = report_on(swept(tmp_path, LINE, line(0.3, 1.0), kind, size, 8))
    first, second, third, last = rows(report, index)["tier"][list(KEYS)]
    assert first < second < third <= last
    assert report.findings["satisfaction"][0].lower().count("then") >= 2


def test_elementary_effects_are_salibs_and_those_of_a_line_its_slopes(tmp_path):
    from SALib.analyze import morris

    still = report_on(swept(tmp_path / "still", LINE, line(), "morris", 10))
    assert rows(still, "mu_star")["estimate"].to_numpy() == pytest.approx(SLOPES, abs=1e-9)
    assert rows(still, "sigma")["estimate"].to_numpy() == pytest.approx(0.0, abs=1e-9)

    def curved(arm, replicate, **x):
        return {"satisfaction": ishigami(*x.values())}

    bent = report_on(swept(tmp_path / "bent", CIRCLE, curved, "morris", 40))
    problem = {"num_vars": 3, "names": list(CIRCLE), "bounds": [[0, 1]] * 3}
    x = np.stack(list(bent.results.values.values()), 1)
    theirs = morris.analyze(problem, x, ishigami(*x.T), num_resamples=2, seed=1)
    for index in ("mu", "mu_star", "sigma"):
        assert rows(bent, index)["estimate"].to_numpy() == pytest.approx(np.asarray(theirs[index], float))


def test_a_rank_regression_of_a_line_is_its_standardised_slopes(tmp_path):
    slopes = rows(report_on(swept(tmp_path, LINE, line(), "latin-hypercube", 400)), "srrc")
    known = SLOPES / np.sqrt((SLOPES**2).sum())
    assert slopes["estimate"].to_numpy() == pytest.approx(known, abs=0.05)  # ranks bend a line a little
    assert (slopes["low"] <= slopes["estimate"]).all()


def test_missing_runs_leave_whole_blocks_out_and_the_rest_right(tmp_path):
    gone = swept(tmp_path, LINE, line(), "sobol", 64, 2, drop=lambda table: table["point"].isin([7, 100]))
    report = report_on(gone)
    known = SLOPES**2 / (SLOPES**2).sum()
    assert rows(report, "total")["estimate"].to_numpy() == pytest.approx(known, abs=0.2)
    assert any("2 points had none that succeeded" in text for text in report.doubts)


def test_an_outcome_that_never_differs_has_no_indices(tmp_path):
    same = swept(tmp_path, LINE, lambda arm, replicate, **x: {"dance": 0.3}, "sobol", 16)
    assert not len(report_on(same).tables["indices"])


def test_tiers_chain_through_overlaps_and_part_at_gaps():
    low, high = np.array([0.5, 0.3, 0.1, -0.1]), np.array([0.7, 0.55, 0.2, 0.15])
    assert tiers(low, high).tolist() == [1, 1, 2, 2]
    assert tiers(np.full(3, np.nan), np.full(3, np.nan)).tolist() == [1, 1, 1]
    assert [sizes.tolist() for sizes in magnitude(np.array([-0.9, -0.1]), np.array([-0.5, 0.3]))] == [
        [0.5, 0.0],
        [0.9, 0.3],
    ]
