"""Inertia and coordination: the long run of a VAR(1), and the series that it makes."""

import numpy as np
import pytest
from scipy.linalg import solve_discrete_lyapunov

from experiments.series import coordination
from sim.checking.errors import ScenarioError
from sim.peers import eigenvalues, peer, settles, simulate

COUPLE = {
    "first_constant": 0.69198, "first_inertia": 0.84672, "first_coordination": -0.02220, "first_noise": 0.17156,
    "second_constant": -0.05294, "second_inertia": 0.82841, "second_coordination": 0.16651, "second_noise": 0.38998,
    "shared_noise": -0.00937,
}  # fmt: skip


def long_run(couple) -> np.ndarray:
    """The covariance Γ of the two affects in one turn, (2, 2): ``Γ = AΓAᵀ + Σ``."""
    return solve_discrete_lyapunov(couple.matrix(), couple.noise())


def test_the_long_run_of_the_published_couple():
    couple = peer("inertia-coordination", **COUPLE)
    assert couple.steady_states()[:, 0] == pytest.approx([3.9974, 3.5705], abs=5e-5)
    assert eigenvalues(couple, np.zeros(2)) == pytest.approx([0.8376 + 0.0601j, 0.8376 - 0.0601j], abs=5e-5)
    (first, both), (_, second) = long_run(couple)
    assert both / np.sqrt(first * second) == pytest.approx(0.1701, abs=5e-5)
    assert settles(couple, np.zeros(2))


def test_a_long_life_shows_mean_correlation_inertia_and_coordination():
    couple = peer("inertia-coordination", **COUPLE)
    course = simulate(couple, turns=60_000, start=couple.steady_states()[:, 0], seed=4)
    spread = long_run(couple)
    # An AR series of memory 1/(1 - 0.84) has some 60,000 · 0.16/1.84 = 5,000 independent values: 4 standard errors.
    assert course.values.mean(1) == pytest.approx([3.9974, 3.5705], abs=4.0 * np.sqrt(spread.max() / 5000.0))
    assert np.corrcoef(course.values)[0, 1] == pytest.approx(0.1701, abs=4.0 / np.sqrt(5000.0))
    assert np.cov(course.values) == pytest.approx(spread, abs=4.0 * spread.max() * np.sqrt(2.0 / 5000.0))
    for who, other in (("first", "second"), ("second", "first")):
        inertia, answer = coordination(course[who][:, None], course[other][:, None])
        assert inertia == pytest.approx(COUPLE[f"{who}_inertia"], abs=0.02)
        assert answer == pytest.approx(COUPLE[f"{who}_coordination"], abs=0.02)


def test_chance_has_the_covariance_that_was_asked_for():
    still = dict.fromkeys(("first_inertia", "first_coordination", "second_inertia", "second_coordination"), 0.0)
    couple = peer("inertia-coordination", **{**COUPLE, **still, "shared_noise": 0.2})
    course = simulate(couple, turns=40_000, seed=2)
    assert np.cov(course.values[:, 1:]) == pytest.approx(couple.noise(), abs=4.0 * 0.39 * np.sqrt(2.0 / 40_000))


def test_without_a_seed_the_expected_course_is_lived():
    couple = peer("inertia-coordination", **COUPLE)
    assert simulate(couple, turns=200).values[:, -1] == pytest.approx([3.9974, 3.5705], abs=5e-5)


def test_chance_that_nobody_can_share_is_refused():
    with pytest.raises(ScenarioError, match=r"shared_noise.*allowed"):
        peer("inertia-coordination", **{**COUPLE, "shared_noise": 0.3})
