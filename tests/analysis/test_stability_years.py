"""The full system: a relationship lasts safe, or lost, and for the secure only safe."""

import numpy as np
import pytest

import sim
from sim.analysis.stability.day import ROWS, Day, lasting


@pytest.fixture(scope="module")
def polka():
    return Day(sim.scenario("protest-polka").without(), 2.0)


@pytest.fixture(scope="module")
def found(polka):
    return lasting(polka, 96)


def test_the_insecure_last_safe_or_lost_with_an_edge_between(found):
    stable = [one.values["bond"] for one in found if one.stable]
    between = [one.values["bond"] for one in found if not one.stable]
    assert len(stable) == 2
    assert len(between) == 1
    assert stable[0] < 0.1 < stable[1]
    assert stable[0] < between[0] < stable[1]


def test_the_secure_last_safe_only():
    (only,) = lasting(Day(sim.scenario("secure-base").without(), 2.0), 48)
    assert only.stable
    assert only.values["bond"] > 0.7


def test_days_leave_what_lasts_as_it_was(polka, found):
    slow = np.stack([one.state[list(ROWS)] for one in found], 1)
    assert polka.after(slow, 3) == pytest.approx(slow, abs=1e-6)


def test_a_lasting_relationship_forgets_a_small_change_and_the_edge_does_not(polka, found):
    slow = np.stack([one.state[list(ROWS)] for one in found], 1)
    changed = np.clip(slow + 0.01, 0.0, 1.0)
    first, later = (np.abs(polka.after(changed, days) - slow).max(0) for days in (0, 4000))
    for one, before, after in zip(found, first, later, strict=True):
        assert after < 0.5 * before if one.stable else after > 2.0 * before
