"""A minute does what it did, whatever the length of a turn."""

import pytest

from experiments.timestep import ADDING, RELAXING, retimed
from sim.model.parameters import DEFAULTS


@pytest.mark.parametrize("name", RELAXING)
def test_two_short_turns_leave_what_one_leaves(name):
    short = retimed(DEFAULTS, 3.0)
    assert (1.0 - getattr(short, name)) ** 2 == pytest.approx(1.0 - getattr(DEFAULTS, name))


def test_small_steps_add_up_and_inertia_multiplies():
    short, long = retimed(DEFAULTS, 3.0), retimed(DEFAULTS, 12.0)
    for name in ADDING:
        assert 2.0 * getattr(short, name) == pytest.approx(getattr(DEFAULTS, name))
    assert short.inertia**2 == pytest.approx(DEFAULTS.inertia)
    assert long.inertia == pytest.approx(DEFAULTS.inertia**2)


def test_turns_of_six_seconds_are_the_model_itself():
    assert retimed(DEFAULTS, 6.0) == pytest.approx(DEFAULTS)
