"""On turns that were not seen, what made a couple predicts it best; without influence nothing beats each alone."""

from functools import partial

import numpy as np
import pytest
from known_couples import APART, STRONG, lived

from sim.analysis.fit import couple
from sim.analysis.fit.compare import MODELS, _mean, compare
from sim.analysis.fit.data import TooFewError
from sim.wording.fit import best_model

FOUR = {form: partial(couple.fit, form=form) for form in ("mean only", "each alone", "linear", "bilinear")}
COUPLES = 30


def preferred(laws, turns, seed):
    scores = lived(*laws, turns, COUPLES, seed)
    return [compare(scores[:, i], FOUR, parts=5) for i in range(COUPLES)]


def test_strong_influence_is_found_by_the_model_that_made_it():
    """With a kink that no line follows, in at least nine couples of ten the others are worse beyond noise."""
    found = preferred(STRONG, 300, seed=1)
    assert np.mean([one.best.name == "bilinear" for one in found]) >= 0.9
    assert np.mean([one.preferred.name == "bilinear" for one in found]) >= 0.9


def test_without_influence_each_alone_is_preferred():
    """Influence is claimed in no more than one couple of twenty; 5 of 30 would be more than chance (p < 0.02)."""
    found = preferred(APART, 150, seed=2)
    assert sum(one.preferred.name in ("linear", "bilinear") for one in found) < 5
    assert np.mean([one.preferred.name == "each alone" for one in found]) >= 0.85
    assert all("no sign" in best_model(one) for one in found if one.preferred.name == "each alone")


def test_scores_that_are_noise_alone_are_predicted_best_by_their_mean():
    scores = np.random.default_rng(3).standard_normal((150, COUPLES, 2))
    found = [compare(scores[:, i], FOUR, parts=5) for i in range(COUPLES)]
    assert sum(one.preferred.name == "mean only" for one in found) > 25
    errors = [next(score.error for score in one.scores if score.name == "mean only") for one in found]
    assert np.mean(errors) == pytest.approx(1.0 + 1.0 / 150, abs=0.01), "its variance, and that of the mean it has"


def test_every_model_predicts_the_same_turns_and_none_that_it_was_fitted_to():
    seen, scores = {}, lived(*APART, 120, 1, seed=4)[:, 0]

    class Spy:
        numbers = 2

        def __init__(self, name, memory, training):
            self.name, self.memory, self.training = name, memory, training

        def predict(self, past):
            seen.setdefault(self.name, []).append((np.isnan(self.training[:, 0]), past[:, -1]))
            return np.zeros((len(past), 2))

    compare(scores, {name: partial(Spy, name, memory) for name, memory in (("short", 1), ("long", 5))})
    held_out = np.zeros(120, int)
    for (away, last), (_, other) in zip(seen["short"], seen["long"], strict=True):
        assert np.array_equal(last, other)
        turns = np.flatnonzero(away)
        assert np.array_equal(turns, np.arange(turns[0], turns[-1] + 1)), "one stretch"
        assert np.array_equal(last, scores[turns - 1]), "each turn held out is predicted from the turn before"
        held_out += away
    assert held_out.tolist() == [0] * 5 + [1] * 115


def test_a_model_that_asks_too_much_is_left_out_and_told():
    found = compare(lived(*APART, 30, 1, seed=5)[:, 0])
    assert {"repair and damping", "oscillators"} <= found.left_out.keys()
    assert {one.name for one in found.scores} | found.left_out.keys() == MODELS.keys()
    with pytest.raises(TooFewError, match="needs"):
        compare(np.zeros((3, 2)), FOUR)


def test_no_turn_beside_a_gap_is_used():
    scores = lived(*APART, 200, 1, seed=6)[:, 0]
    scores[50:60] = np.nan
    assert compare(scores, FOUR).turns == 199 - 11


def test_turns_on_two_sides_of_a_gap_are_no_neighbours():
    """Without a gap the error is Bartlett's; a gap as wide as the reach leaves two series that know nothing of each
    other."""
    values = np.random.default_rng(1).standard_normal(60).cumsum()
    left, reach = values - values.mean(), 4
    products = [
        left[lag:] @ left[: len(left) - lag] * (1 if lag == 0 else 2 * (1 - lag / 5)) for lag in range(reach + 1)
    ]
    assert _mean(values, np.arange(60))[1] == pytest.approx(np.sqrt(sum(products)) / 60)
    apart = np.r_[np.arange(30), np.arange(100, 130)]
    halves = [left[:30], left[30:]]
    spread = sum(
        float(half[lag:] @ half[: 30 - lag]) * (1 if lag == 0 else 2 * (1 - lag / 5))
        for half in halves
        for lag in range(reach + 1)
    )
    assert _mean(values, apart)[1] == pytest.approx(np.sqrt(spread) / 60)
