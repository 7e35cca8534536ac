"""A community is what the norms say, and a couple carried on is the same couple."""

import numpy as np
import pytest

from experiments.population import NORM, carried_on, community, hardships, shares
from sim.model.state import Couple


def test_dispositions_have_the_norms_mean_and_spread():
    """(ECR-R - 1) / 6, Beta-distributed."""
    people = community(4000, seed=3)
    found = np.array(
        [[getattr(p, n) for n in ("anxiety", "avoidance")] for c in people for p in (c.partner_a, c.partner_b)]
    )
    points = 1.0 + 6.0 * found
    assert points.mean(0) == pytest.approx([NORM.anxiety_mean, NORM.avoidance_mean], abs=0.05)
    assert points.std(0) == pytest.approx([NORM.anxiety_sd, NORM.avoidance_sd], abs=0.05)


def test_shares_and_hardships_have_the_mean_and_spread_they_are_given():
    rng = np.random.default_rng(1)
    drawn = shares(rng.random(50_000), 0.6, 0.12)
    assert (drawn.mean(), drawn.std()) == pytest.approx((0.6, 0.12), abs=0.005)
    assert (np.diff(shares(np.linspace(0.01, 0.99, 99), 0.6, 0.12)) > 0.0).all(), "a higher rank has more"
    hard = hardships(50_000, 0.5, rng)
    assert (hard.mean(), hard.std()) == pytest.approx((1.0, 0.5), abs=0.02)
    assert hard.min() >= 0.0
    assert hard.max() <= 5.0


def test_the_same_seed_gives_the_same_community_and_a_larger_one_of_another_size():
    assert community(5, seed=2) == community(5, seed=2)
    assert community(5, seed=2) != community(5, seed=3)


def test_a_couple_carried_on_is_as_it_was_and_rested():
    one = community(1)[0].change({"couple.hardship": 1.7})
    now = one.start()
    now = Couple(
        now.a._replace(softness=0.3, anxiety=0.7, burden=0.4, threat=0.9), now.b._replace(security=0.2), 0.33, 1.7
    )
    again = carried_on(one, now, turns=60)
    start = again.start()
    assert (start.bond, start.hardship, start.a.softness, start.b.security) == (0.33, 1.7, 0.3, 0.2)
    assert start.a.anxiety == 0.7
    assert start.a.anxiety_disposition == one.partner_a.anxiety
    assert start.a.threat == 0.0
    assert [(event.who, event.size) for event in again.life.event] == [("a", 0.4)]
    assert again.turns == 60
