"""Measuring adds the error that a reliability implies, and nothing else; what is counted in codes."""

import numpy as np
import pytest

from experiments import measures
from sim.analysis.coding import NEUTRAL, PURSUE, REACH, RESPOND, WITHDRAW
from sim.model.cues import NOTHING
from sim.model.outcomes import satisfaction
from sim.model.parameters import DEFAULTS
from sim.model.trajectory import STATE, row_of
from sim.scenario.schema import Scenario


def chance(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_two_readings_of_the_das_agree_as_its_reliability_says():
    true = 100.0 + 18.0 * chance().standard_normal(20_000)
    first, second = (measures.DAS.read(true, chance(seed)) for seed in (2, 3))
    assert np.corrcoef(first, second)[0, 1] == pytest.approx(measures.DAS.reliability, abs=0.01)
    assert first.mean() == pytest.approx(true.mean(), abs=0.2)


def test_a_score_stays_on_its_scale():
    assert measures.DAS.read(np.full(1000, 150.0), chance()).max() <= 151.0
    assert measures.ECR_ANXIETY.read(np.full(1000, 1.0), chance()).min() >= 1.0


@pytest.mark.parametrize("people", [1, 2])
def test_reliable_change_is_rarely_seen_where_nothing_changed(people):
    """For one who fills it in, and for the mean of two."""
    true = np.full((20_000, people), 100.0)
    change = (measures.DAS.read(true, chance(1)) - measures.DAS.read(true, chance(2))).mean(1)
    assert (np.abs(change) >= measures.DAS.reliable_change(people)).mean() == pytest.approx(0.05, abs=0.01)


def test_the_couples_satisfaction_is_the_mean_of_both():
    person = {"anxiety": 0.4, "avoidance": 0.3}
    couple = Scenario.model_validate({
        "about": {"title": "x", "what": ""}, "couple": {"bond": 0.6},
        "partner_a": {"name": "A", "security": 0.2, "standard": 0.8, **person},
        "partner_b": {"name": "B", "security": 0.9, **person},
    }).start()  # fmt: skip
    now = dict(zip(STATE, row_of(couple, NOTHING), strict=False))
    both = [measures.satisfaction_of(who, now, DEFAULTS) for who in "ab"]
    assert np.mean(both) == pytest.approx(satisfaction(couple, DEFAULTS))


def test_added_error_lowers_a_correlation_by_the_reliability():
    true = chance().standard_normal(40_000)
    noisy = [measures.with_reliability(true, 0.7, chance(seed)) for seed in (2, 3)]
    assert np.corrcoef(*noisy)[0, 1] == pytest.approx(0.7, abs=0.02)


def test_the_ratio_counts_both_partners():
    a = np.array([[REACH], [PURSUE], [NEUTRAL], [REACH]])
    b = np.array([[RESPOND], [WITHDRAW], [NEUTRAL], [NEUTRAL]])
    assert measures.ratio(a, b)[0] == pytest.approx(3.5 / 2.5)


def test_a_bid_is_answered_by_the_first_thing_that_is_done_about_it():
    turns = 12
    a, toward, against, nothing = (np.zeros((turns, 1), np.int8) for _ in range(4))
    a[0] = REACH
    toward[2], toward[3] = RESPOND, PURSUE
    against[1], against[2] = PURSUE, RESPOND
    for other, expected in ((toward, 1), (against, 0), (nothing, 0)):
        bids, turned = measures.answered(a, other)
        assert (bids[0], turned[0]) == (1, expected)
