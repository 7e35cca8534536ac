"""Two coupled oscillators, and how far from the truth their local derivatives are."""

import numpy as np
import pytest
from scipy.linalg import expm

from sim.analysis.fit import Series, study
from sim.analysis.fit.data import TooFewError, stretches
from sim.analysis.fit.oscillators import BLOCK, MIN_WINDOWS, WINDOW, blocks, derivatives, fit, generated
from sim.wording.fit import describe

FIRST, SECOND = np.array([-0.1, -0.05, 0.02, 0.01]), np.array([-0.15, -0.08, -0.03, 0.02])


def swung(turns: int, first=FIRST, second=SECOND, noise: float = 0.0, seed: int = 1, quiet: int = 0) -> np.ndarray:
    """Scores (turns, 2) of the equations, solved exactly, the movement pushed by chance once a turn."""
    rng, step = np.random.default_rng(seed), expm(generated(first, second))
    state, scores = np.array([1.0, -1.0, 0.0, 0.0]), []
    for _ in range(turns + quiet):
        state = step @ state + noise * np.concatenate([np.zeros(2), rng.standard_normal(2)])
        scores.append(state[:2])
    return np.array(scores[quiet:])


def test_derivatives_of_a_parabola_are_exact():
    at = np.arange(-2.0, 3.0)
    windows = np.stack([3.0 + 2.0 * at + 0.5 * 4.0 * at**2, -1.0 + at], 1)[None]
    found = derivatives(windows)[0]
    assert found[:, 0] == pytest.approx([3.0, 2.0, 4.0])
    assert found[:, 1] == pytest.approx([-1.0, 1.0, 0.0])


@pytest.mark.parametrize("period", [10.0, 17.0, 30.0])
def test_the_pull_is_too_small_by_what_a_parabola_flattens(period):
    """Of a cosine, the window's second derivative over its level, in place of -ω²: a twentieth at 17 turns."""
    w = 2.0 * np.pi / period
    level = (17.0 + 24.0 * np.cos(w) - 6.0 * np.cos(2.0 * w)) / 35.0
    bend = (-2.0 - 2.0 * np.cos(w) + 4.0 * np.cos(2.0 * w)) / 7.0
    at = np.arange(600)
    found = fit(np.stack([np.cos(w * at), np.cos(1.3 * w * at)], 1), draws=0)
    assert found.estimates[0]["pull"] == pytest.approx(bend / level, rel=0.01)
    flat = 1.0 + bend / level / (w * w)
    assert flat == pytest.approx({10.0: 0.127, 17.0: 0.048, 30.0: 0.016}[period], abs=0.002)


def test_noise_alone_looks_like_a_swing_of_8_turns():
    """With level weights l and bend weights b of the window, ``Σ l·b / Σ l² = -0.588``."""
    found = fit(np.random.default_rng(2).standard_normal((20_000, 2)), draws=0)
    for one, period in zip(found.estimates, found.periods, strict=True):
        assert one.values == pytest.approx([-70.0 / 245.0 / (595.0 / 1225.0), 0.0, 0.0, 0.0], abs=0.04)
        assert period == pytest.approx(8.2, abs=0.3)


def test_a_slow_couple_without_noise_is_found_and_predicted():
    slow = np.array([-0.02, -0.01, 0.004, 0.002]), np.array([-0.03, -0.012, -0.005, 0.003])
    scores = swung(300, *slow)
    found = fit(scores, draws=0)
    for one, truth in zip(found.estimates, slow, strict=True):
        assert one.values == pytest.approx(truth, rel=0.15, abs=1e-4)
    past, after, _ = stretches(scores, found.memory)
    assert found.predict(past) == pytest.approx(after, abs=5e-3)


def test_the_predictions_of_the_true_equations_are_exact():
    scores = swung(200)
    found = fit(scores, draws=0)
    for one, truth in zip(found.estimates, (FIRST, SECOND), strict=True):
        one.values[:] = truth
    found.centre[:] = 0.0
    past, after, _ = stretches(scores, found.memory)
    assert found.predict(past) == pytest.approx(after, abs=1e-9)


def test_chance_hides_the_brake_as_is_told():
    found = [fit(swung(600, noise=0.15, seed=i, quiet=60), draws=0).estimates[0] for i in range(12)]
    brakes = np.array([one["brake"] for one in found])
    assert brakes.mean() > FIRST[1] + 0.03, "seen as far weaker than it is"


def test_bootstrapped_errors_are_about_the_spread_of_like_series():
    """And not the distance from the truth: 0.65 to 1.6 times the spread; over 40 series that has an error of 11 %."""
    found = [fit(swung(300, noise=0.15, seed=i, quiet=60), draws=100) for i in range(40)]
    for i in (0, 1):
        values = np.array([one.estimates[i].values for one in found])
        errors = np.array([one.estimates[i].errors for one in found])
        ratio = errors.mean(0) / values.std(0)
        assert ratio.min() > 0.55
        assert ratio.max() < 1.95


def test_a_partner_that_is_braked_hard_does_not_swing():
    found = fit(swung(200, np.array([-0.05, -0.8, 0.0, 0.0])), draws=0)
    found.estimates[0].values[:] = (-0.05, -0.8, 0.0, 0.0)
    assert np.isnan(found.periods[0])


def test_too_few_unbroken_windows_are_refused():
    with pytest.raises(TooFewError, match=str(MIN_WINDOWS)):
        fit(np.random.default_rng(1).standard_normal((MIN_WINDOWS, 2)))


def test_blocks_are_of_windows_that_follow_each_other():
    """Of stretches of 14, 13 and 16 turns: one block, none, and three."""
    turn = np.concatenate([np.arange(14), np.arange(20, 33), np.arange(40, 56)])
    ends = [one[WINDOW - 1 :] for one in np.split(turn, [14, 27])]
    assert blocks(np.concatenate(ends)).tolist() == [0, 19, 20, 21]
    assert blocks(np.arange(4)).tolist() == []


def test_errors_are_those_of_what_may_be_drawn_where_no_block_spans_a_gap():
    """Five stretches of one block each, swinging at five paces: a series drawn anew has each some times, and its
    numbers come from the sums of those. Their covariance over all 5⁵ ways is known."""
    paces = (0.3, 0.5, 0.7, 0.9, 1.1)
    parts = [np.stack([np.cos(w * np.arange(14)), np.cos(1.3 * w * np.arange(14) + 1.0)], 1) for w in paces]
    scores = np.concatenate([row for part in parts for row in (part, np.full((1, 2), np.nan))])
    found = fit(scores, draws=20_000)
    centre = np.nanmean(scores, 0)
    local = [derivatives(np.lib.stride_tricks.sliding_window_view(part - centre, WINDOW, 0).swapaxes(1, 2))
             for part in parts]  # fmt: skip
    designs = [np.concatenate([one[:, :2, 0], one[:, :2, 1]], 1) for one in local]
    squares = np.stack([one.T @ one for one in designs])
    bends = np.stack([one.T @ of[:, 2] for one, of in zip(designs, local, strict=True)])
    ways = np.stack(np.meshgrid(*[np.arange(5)] * 5), -1).reshape(-1, 5)
    every = np.linalg.solve(squares[ways].sum(1), bends[ways].sum(1))
    assert found.windows == 50 and found.aside == 0
    for i, order in enumerate(([0, 1, 2, 3], [2, 3, 0, 1])):
        assert found.estimates[i].errors == pytest.approx(every[:, order, i].std(0), rel=0.05)


def test_stretches_that_are_too_short_for_a_block_are_set_aside_and_told():
    scores = swung(200, noise=0.15)
    scores[100::10] = np.nan
    found = fit(scores)
    assert (found.windows, found.aside) == (96 + 10 * 5, 10 * 5)
    assert np.isfinite(found.estimates[0].errors).all() and found.estimates[0].freedom == 96 / BLOCK - 1
    scores[::10] = np.nan
    found = fit(scores)
    assert (found.windows, found.aside) == (100, 100) and np.isnan(found.estimates[1].errors).all()
    said = " ".join(describe(study(Series(("her", "his"), scores))).split())
    assert "Of its 100 windows of 5 turns 100 are in stretches without a gap that are shorter than 14 turns" in said
    assert "set aside for its errors, which cannot be told from what is left." in said
