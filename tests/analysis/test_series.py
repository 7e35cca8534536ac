"""Fits give back what a series was made with."""

import numpy as np
import pytest

from sim.analysis.gottman_murray import Influence, fit
from sim.analysis.series import coordination


def test_inertia_and_coordination_are_recovered():
    rng = np.random.default_rng(1)
    x, y = np.zeros((2, 4000, 3))
    for turn in range(1, 4000):
        noise = rng.standard_normal((2, 3))
        x[turn] = 0.6 * x[turn - 1] + 0.1 * y[turn - 1] + noise[0]
        y[turn] = 0.5 * y[turn - 1] - 0.2 * x[turn - 1] + noise[1]
    own, cross = coordination(x, y)
    assert own == pytest.approx([0.6] * 3, abs=0.05)
    assert cross == pytest.approx([0.1] * 3, abs=0.05)


def test_a_series_that_does_not_vary_has_neither():
    own, cross = coordination(np.zeros((50, 2)), np.ones((50, 2)))
    assert not own.any()
    assert not cross.any()


def test_a_gottman_murray_couple_is_recovered():
    made = Influence(0.3, 0.4, 0.5, 0.2), Influence(-0.2, 0.5, 0.3, 0.1)
    rng = np.random.default_rng(2)
    w, h = np.zeros((2, 3000))
    for turn in range(1, 3000):
        push = [made[0].influence(h[turn - 1]), made[1].influence(w[turn - 1])]
        noise = 0.3 * rng.standard_normal(2)
        w[turn] = made[0].constant + made[0].inertia * w[turn - 1] + push[0] + noise[0]
        h[turn] = made[1].constant + made[1].inertia * h[turn - 1] + push[1] + noise[1]
    assert list(fit(w, h)) == pytest.approx(list(made[0]), abs=0.1)
    assert list(fit(h, w)) == pytest.approx(list(made[1]), abs=0.1)
    assert fit(w, h).set_point == pytest.approx(0.5, abs=0.1)


@pytest.mark.parametrize(
    "series", [(np.zeros(5), np.zeros(5)), (np.zeros(10), np.zeros(9)), (np.full(10, np.nan), np.zeros(10))]
)
def test_series_that_cannot_be_fitted_are_refused(series):
    with pytest.raises(ValueError, match="allowed"):
        fit(*series)
