"""Fits give back what a series was made with."""

import numpy as np
import pytest

from experiments.series import coordination


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
