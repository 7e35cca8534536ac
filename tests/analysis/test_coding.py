"""A coder writes moves down as often as they are strong, and errs as often as two coders disagree."""

import numpy as np
import pytest

from sim.analysis.coding import KAPPA, NEUTRAL, PURSUE, coded


def chance(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def steady(strength: float, couples: int = 400) -> np.ndarray:
    """A partner who pursues with one strength all the time."""
    strengths = np.zeros((4, 150, couples))
    strengths[PURSUE - 1] = strength
    return strengths


def test_a_move_is_coded_as_often_as_it_is_strong():
    codes = coded(steady(0.3), chance())
    assert (codes == PURSUE).mean() == pytest.approx(0.3, abs=0.01)
    assert (codes == NEUTRAL).mean() == pytest.approx(0.7, abs=0.01)


def test_two_coders_of_the_same_codes_agree_with_the_stated_kappa():
    """Both slip away from the same sampled moves, independently."""
    true = coded(steady(0.5), chance(), kappa=1.0)
    shown = np.stack([(true == code).astype(float) for code in range(1, 5)])
    one, two = (coded(shown, chance(seed)) for seed in (2, 3))
    expected = sum((one == code).mean() * (two == code).mean() for code in range(5))
    kappa = ((one == two).mean() - expected) / (1.0 - expected)
    assert kappa == pytest.approx(KAPPA, abs=0.02)
