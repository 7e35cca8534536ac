"""Rinaldi and Gragnani's secure couples: where love settles, and when."""

import numpy as np
import pytest

from sim.peers import peer, settles, simulate

SECURE = {"first_forgetting": 0.9, "first_answer": 0.4, "first_instinct": 1.1, "first_appeal": 0.7,
          "second_forgetting": 1.3, "second_answer": 0.6, "second_instinct": 0.8, "second_appeal": 1.6}  # fmt: skip


def test_secure_love_settles_where_the_formula_says():
    couple = peer("rinaldi-gragnani", **SECURE)
    a1, b1, g1, appeal1, a2, b2, g2, appeal2 = SECURE.values()
    whole = a1 * a2 - b1 * b2
    expected = ((a2 * g1 * appeal2 + b1 * g2 * appeal1) / whole, (a1 * g2 * appeal1 + b2 * g1 * appeal2) / whole)
    assert couple.steady_states()[:, 0] == pytest.approx(expected, rel=1e-14)
    assert simulate(couple, turns=60).values[:, -1] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("answers", "stable"), [((0.99, 1.0), True), ((1.01, 1.0), False), ((0.0, 5.0), True)])
def test_love_settles_while_answers_are_weaker_than_forgetting(answers, stable):
    couple = peer("rinaldi-gragnani", first_answer=answers[0], second_answer=answers[1])
    assert settles(couple, np.zeros(2)) is (answers[0] * answers[1] < 1.0) is stable


def test_love_grows_with_the_appeal_of_either():
    def love(**appeal):
        return peer("rinaldi-gragnani", **{**SECURE, **appeal}).steady_states()[:, 0]

    assert (love(first_appeal=1.0) > love()).all()
    assert (love(second_appeal=2.0) > love()).all()
