"""The tables from which the model is made, and the columns of a run."""

import inspect

import pytest
from worked import US, P

from sim.model import parameters, registry, schedule, trajectory
from sim.model.cues import NOTHING
from sim.model.outcomes import EMPTY, read
from sim.model.parameters import DEFAULTS, PARAMETERS, Parameters
from sim.model.trajectory import RECORDED, Trajectory


def test_a_line_of_the_table_refuses_what_does_not_fit():
    assert parameters.P(0.0, 0.0, 1.0, "share", "at the lower end").status == "assumed"
    assert parameters.P(1.0, 0.0, 1.0, "share", "at the upper end", "coan2006", "measured").source == "coan2006"
    for row in (
        (1.5, 0.0, 1.0, "share", "above its range"),
        (-0.5, 0.0, 1.0, "share", "below its range"),
        (0.5, 0.0, 1.0, "share", "a status of its own", "coan2006", "believed"),
        (0.5, 0.0, 1.0, "share", "assumed, with a source", "coan2006"),
        (0.5, 0.0, 1.0, "share", "measured, without a source", "", "measured"),
    ):
        with pytest.raises(AssertionError):
            parameters.P(*row)


def test_defaults_are_the_tables_and_a_tuple_of_constants_has_none_of_its_own():
    assert DEFAULTS._asdict() == {name: row.default for name, row in PARAMETERS.items()}
    with pytest.raises(TypeError):
        Parameters()


def test_a_law_is_on_the_list_and_stays_as_it_was():
    def double(x):
        return x + x

    assert registry.law(double) is double
    assert registry.LAWS.pop() is double


def test_a_law_that_a_table_writes_can_be_called_and_read():
    space = {"__name__": "table", "Block": schedule.Block}
    made = registry.written_law("pair(x)", ["y = x + x", "z = y + x"], "Block", ["y", "z"], space, "Two numbers.")
    assert made(2.0) == (4.0, 6.0)
    assert made.__doc__ == "Two numbers."
    assert registry.LAWS.pop() is made
    assert inspect.getsource(made) == (
        "def pair(x):\n    y = x + x\n    z = y + x\n    return Block(\n        y,\n        z,\n    )\n"
    )
    assert read in registry.LAWS


def test_a_row_and_a_couple_are_the_same_numbers():
    row = trajectory.row_of(US, NOTHING._replace(hand=0.4))
    named = dict(zip(RECORDED, row, strict=True))
    assert (named["threat_a"], named["threat_b"], named["bond"], named["hardship"]) == (0.3, 0.55, 0.64, 2.0)
    assert (named["burden_a"], named["burden_b"], named["hand"]) == (1.2, 0.88, 0.4)
    assert trajectory.couple_of(row) == US


@pytest.fixture
def run() -> Trajectory:
    """Two days, of two turns and of one, each moment like the other but for the hand."""
    rows = [trajectory.row_of(US, NOTHING._replace(hand=float(row))) for row in range(5)]
    return Trajectory.of(("polka", 3, 4), rows, (2, 1), read(US, EMPTY, P), P)


def test_a_run_counts_days_from_one_and_turns_from_the_morning(run):
    assert (run.scenario, run.seed, run.replicate) == ("polka", 3, 4)
    assert list(run["day"]) == [1, 1, 1, 2, 2]
    assert list(run["turn"]) == [0, 1, 2, 0, 1]
    assert len(run) == 5
    assert list(run["hand"]) == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert run.outcomes == read(US, EMPTY, P)._asdict()


def test_a_run_reads_heart_rate_and_flooding_from_arousal(run):
    assert run["heart_rate_a"] == pytest.approx([70 + 25 * 0.4 / 0.625] * 5)
    assert run["flooded_b"] == pytest.approx([0.992**8 / (0.992**8 + 1)] * 5)


def test_a_day_of_a_run_is_its_rows(run):
    second = run.day(2)
    assert list(second["hand"]) == [3.0, 4.0]
    assert second.outcomes == run.outcomes
    assert (second.scenario, second.seed, second.replicate) == ("polka", 3, 4)


def test_runs_are_equal_where_every_value_is(run):
    same, fewer = (Trajectory("other", 0, 0, dict(run.columns)) for _ in range(2))
    del fewer.columns["hand"]
    changed = Trajectory("polka", 3, 4, {**run.columns, "hand": run["hand"] + 1e-9})
    assert run.equals(same)
    assert not run.equals(fewer)
    assert not run.equals(changed)
