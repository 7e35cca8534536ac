"""The shipped couples dance the dance that they are named after."""

import pytest

import sim
from sim.analysis import cycle
from sim.wording.cycle import describe

COUPLES = {
    "protest-polka": ("Protest Polka", "a"),
    "find-the-bad-guy": ("Find the Bad Guy", ""),
    "freeze-and-flee": ("Freeze and Flee", ""),
    "secure-base": ("Secure Reach", ""),
}


@pytest.fixture(scope="module", params=COUPLES)
def coded(request) -> tuple[str, cycle.Sequences]:
    """600 couples, as a coder writes them down."""
    return request.param, cycle.sequences_of_many(sim.scenario(request.param), 600)


def test_a_couple_is_named_as_theory_has_it(coded):
    name, sequences = coded
    found = cycle.find(sequences)
    assert found.dominant is not None, describe(found)
    assert (found.dominant.name, found.dominant.pursuer) == COUPLES[name], describe(found)
    assert found.couples == 600


def test_swapped_partners_swap(coded):
    name, one = coded
    found = cycle.find(cycle.Sequences(one.b, one.a, one.talk, one.couple, one.couples, one.names[::-1]))
    assert (found.dominant.name, found.dominant.pursuer) == (COUPLES[name][0], "b" if COUPLES[name][1] else "")
