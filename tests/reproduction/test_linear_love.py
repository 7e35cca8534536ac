"""Linear love: what becomes of an affair, by trace and determinant."""

import numpy as np
import pytest
from kinds import kind_of
from scipy.linalg import expm

from sim.peers import eigenvalues, peer, settles, simulate


def affair(a, b, c, d):
    return peer("linear-love", romeo_own=a, romeo_other=b, juliet_other=c, juliet_own=d)


KINDS = [
    ((1.0, 2.0, 2.0, -1.0), "saddle"),
    ((-2.0, 1.0, 1.0, -2.0), "stable node"),
    ((2.0, 1.0, 1.0, 2.0), "unstable node"),
    ((-0.2, 1.0, -1.0, -0.2), "stable spiral"),
    ((0.2, 1.0, -1.0, 0.2), "unstable spiral"),
    ((0.5, 1.0, -1.0, -0.5), "centre"),
    ((-1.0, 0.0, 0.0, -1.0), "stable star"),
    ((1.0, 0.0, 0.0, 1.0), "unstable star"),
    ((-1.0, 1.0, 0.0, -1.0), "stable degenerate node"),
    ((2.0, 1.0, -1.0, 0.0), "unstable degenerate node"),
    ((-1.0, 1.0, 1.0, -1.0), "attracting line"),
    ((0.1, 0.2, 0.3, 0.6), "repelling line"),
    ((1.0, 1.0, -1.0, -1.0), "shear"),
    ((0.0, 0.0, 0.0, 0.0), "every state steady"),
]


@pytest.mark.parametrize(("signs", "kind"), KINDS, ids=[kind for _, kind in KINDS])
def test_the_kind_of_affair(signs, kind):
    assert kind_of(affair(*signs).matrix()) == kind


@pytest.mark.parametrize(("signs", "kind"), KINDS[:6], ids=[kind for _, kind in KINDS[:6]])
def test_the_kind_says_what_the_eigenvalues_are(signs, kind):
    first, second = eigenvalues(affair(*signs), np.zeros(2))
    if kind == "saddle":
        assert second.real < 0.0 < first.real
    elif kind == "centre":
        assert abs(first.real) < 1e-12
        assert first.imag > 0.0
    else:
        assert bool(first.real < 0.0) is kind.startswith("stable")
        assert bool(first.imag) is kind.endswith("spiral")


@pytest.mark.parametrize(("signs", "kind"), KINDS, ids=[kind for _, kind in KINDS])
def test_indifference_is_stable_where_trace_and_determinant_say_so(signs, kind):
    couple = affair(*signs)
    stable = kind.startswith("stable")
    (a, b), (c, d) = couple.matrix()
    assert (a + d < 0.0 < a * d - b * c) == stable
    end = np.abs(simulate(couple, turns=5, start=[0.1, 0.2]).values[:, -1]).max()
    assert end < 0.1 if stable else end > 0.09
    if kind not in ("centre", "attracting line", "shear", "every state steady"):
        assert settles(couple, np.zeros(2)) is stable


def test_every_affair_is_one_of_the_kinds_and_the_common_ones_are_six():
    rng = np.random.default_rng(3)
    drawn = {kind_of(affair(*signs).matrix()) for signs in rng.uniform(-2.0, 2.0, (500, 4))}
    assert drawn == {kind for _, kind in KINDS[:6]} - {"centre"}


def test_a_course_is_the_exponential_of_the_matrix():
    couple, start = affair(-0.3, 0.9, -0.4, 0.1), np.array([0.7, -0.2])
    course = simulate(couple, turns=12, start=start, step=3.0)
    for time, state in zip(course.times, course.values.T, strict=True):
        assert state == pytest.approx(expm(couple.matrix() * time) @ start, abs=1e-9)


def test_a_spiral_turns_once_a_period():
    couple = affair(-0.2, 1.0, -1.0, -0.2)
    period = 4.0 * np.pi / np.sqrt(4.0 * np.linalg.det(couple.matrix()) - np.trace(couple.matrix()) ** 2)
    assert period == pytest.approx(2.0 * np.pi)
    course = simulate(couple, turns=period, step=period)
    assert course.values[:, -1] == pytest.approx(couple.start() * np.exp(-0.2 * period), rel=1e-9)
