"""Steady states are where the equations stay; closed forms and published stability bounds say which."""

import numpy as np
import pytest
from known_couples import HUSBAND, WIFE, lived

from sim.analysis.fit.couple import fit
from sim.analysis.fit.steady import steady_states
from sim.analysis.fit.study import sureness
from sim.peers.laws import Bilinear, Linear, Ojive, Repair

LOW, HIGH = np.array([-3.0, -3.0]), np.array([3.0, 3.0])


def states(first, second):
    return steady_states(first, second, LOW, HIGH)


@pytest.mark.parametrize("seed", range(20))
def test_a_state_of_a_quadrant_is_that_of_the_closed_form(seed):
    rng = np.random.default_rng(seed)
    first, second = (Bilinear(*rng.uniform((-1, 0, -1, -1), (1, 0.9, 1, 1))) for _ in range(2))
    found = states(first, second)
    expected = []
    for s_h, sign_h in ((first.negative, -1), (first.positive, 1)):
        for s_w, sign_w in ((second.negative, -1), (second.positive, 1)):
            whole = (1 - first.inertia) * (1 - second.inertia) - s_h * s_w
            w = (s_h * second.constant + first.constant * (1 - second.inertia)) / whole
            h = (s_w * first.constant + second.constant * (1 - first.inertia)) / whole
            if w * sign_w > 0 and h * sign_h > 0:
                expected.append((w, h))
    assert [one.point for one in found] == [pytest.approx(one) for one in sorted(expected)]
    for one in found:
        assert first.next(*one.point) == pytest.approx(one.point[0])
        assert second.next(*one.point[::-1]) == pytest.approx(one.point[1])


@pytest.mark.parametrize("product", [-1.2, -0.83, -0.81, -0.2, 0.27, 0.29, 1.0])
def test_a_pair_is_stable_between_the_published_bounds(product):
    """Both at once, with r = (.6, .3): -0.82 < s_H·s_W < 0.28."""
    size = abs(product) ** 0.5
    first, second = Linear(0.1, 0.6, size), Linear(0.1, 0.3, np.copysign(size, product))
    (one,) = states(first, second)
    assert one.stable == (0.6 * 0.3 - 1.0 < product < (1 - 0.6) * (1 - 0.3))


def test_a_couple_that_overshoots_has_the_published_spectral_radius():
    (one,) = states(Linear(0.1, 0.6, 1.5), Linear(0.1, 0.3, -1.0))
    assert max(abs(value) for value in one.eigenvalues) == pytest.approx(1.296, abs=5e-4)


def test_an_ojive_has_only_nodes_with_the_inertias_as_eigenvalues():
    first, second = Ojive(0.0, 0.5, -0.6, 0.6, -0.5, 0.5), Ojive(0.0, 0.3, -0.9, 0.9, -0.5, 0.5)
    found = states(first, second)
    assert len(found) == 3, "both down, both at rest, both up"
    for one in found:
        assert sorted(value.real for value in one.eigenvalues) == pytest.approx([0.3, 0.5])
        assert one.stable
        assert first.next(*one.point) == pytest.approx(one.point[0])


def test_a_kink_moves_the_states_with_it():
    """Shifting both scores by d shifts every state by d."""
    base = Bilinear(0.3, 0.4, 0.5, 0.2), Bilinear(-0.2, 0.5, 0.3, 0.1)
    moved = [Bilinear(one.constant + d * (1 - one.inertia), one.inertia, one.negative, one.positive, d)
             for one, d in zip(base, (0.7, 0.7), strict=True)]  # fmt: skip
    assert np.array([one.point for one in states(*moved)]) == pytest.approx(
        np.array([one.point for one in states(*base)]) + 0.7
    )


def test_repair_is_searched_and_without_its_terms_is_the_bilinear_couple():
    base = Bilinear(0.3, 0.4, 0.5, 0.2), Bilinear(-0.2, 0.5, 0.3, 0.1)
    same = [Repair(*one.values()[:4], 0.0, 0.0, -1.0, 1.0) for one in base]
    (one,), (other,) = states(*base), states(*same)
    assert other.point == pytest.approx(one.point, abs=1e-6)
    assert np.abs(other.eigenvalues) == pytest.approx(np.abs(one.eigenvalues), abs=1e-6)


def test_who_keeps_all_of_the_last_score_has_no_uninfluenced_set_point():
    assert np.isnan(Linear(0.1, 1.0, 0.2).set_point)
    assert Bilinear(0.3, 0.4, 0.0, 0.0).set_point == pytest.approx(0.5)


def test_a_state_beyond_the_scores_is_not_called_seen():
    (one,) = states(Linear(4.0, 0.5, 0.0), Linear(0.0, 0.5, 0.0))
    assert one.point == pytest.approx((8.0, 0.0))
    assert not one.seen


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("scale", [1e-6, 1e8])
def test_how_sure_a_state_is_does_not_depend_on_the_unit_of_the_scores(scale):
    scores = lived(WIFE, HUSBAND, 150, 1, seed=1)[:, 0]
    one, other = (sureness(fit(scores * by, "bilinear")) for by in (1.0, scale))
    assert max(sure.share for sure in one) > 0.0
    for plain, scaled in zip(one, other, strict=True):
        assert scaled.share == pytest.approx(plain.share, abs=0.01)
        assert np.array([scaled.low, scaled.high]) / scale == pytest.approx(np.array([plain.low, plain.high]), rel=0.02)
