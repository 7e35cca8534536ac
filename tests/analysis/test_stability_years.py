"""The full system: what a relationship comes to in years, wherever it begins, and what daily trouble makes of it."""

import numpy as np
import pytest

import sim
from sim.analysis.stability.day import ROWS, Day, lasting
from sim.model.trajectory import STATE

LITTLE, MUCH = 2.0, 4.0
BOND = ROWS.index(STATE.index("bond"))


@pytest.fixture(scope="module", params=[LITTLE, MUCH])
def polka(request):
    day = Day(sim.scenario("protest-polka").without(), request.param)
    return day, lasting(day, 96)


def test_the_insecure_last_in_one_way_which_much_trouble_leaves_without_a_bond(polka):
    day, found = polka
    (only,) = found
    assert only.stable
    if day.spark == MUCH:
        assert only.values["bond"] < 0.1
    else:
        assert 0.3 < only.values["bond"] < 0.6


@pytest.mark.parametrize("spark", [LITTLE, MUCH])
def test_the_secure_last_safe_only(spark):
    (only,) = lasting(Day(sim.scenario("secure-base").without(), spark), 48)
    assert only.stable
    assert only.values["bond"] > 0.7
    assert min(only.values["security_a"], only.values["security_b"]) > 0.8


def test_days_leave_what_lasts_as_it_was(polka):
    day, found = polka
    slow = np.stack([one.state[list(ROWS)] for one in found], 1)
    assert day.after(slow, 3) == pytest.approx(slow, abs=1e-6)


def test_a_lasting_relationship_forgets_a_change_however_large(polka):
    """From lost and from safe alike years of such days come to the same: there is no edge between."""
    day, (only,) = polka
    slow = only.state[list(ROWS)][:, None]
    changed = np.concatenate([np.clip(slow + 0.01, 0.0, 1.0), np.repeat(slow, 2, 1)], 1)
    trust = [BOND, *(ROWS.index(STATE.index(f"security_{who}")) for who in "ab")]
    changed[trust, 1], changed[trust, 2] = 0.0, 1.0
    first, later = (np.abs(day.after(changed, days) - slow).max(0) for days in (0, 4000))
    assert (first[1:] > 0.4).all()
    assert (later < np.minimum(0.5 * first, 0.01)).all()
