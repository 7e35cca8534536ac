"""The table: each row is the run that it says it is, whoever did the work and in whatever pieces."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from small_sweeps import SMALL

import sim
from sim.engines.ensemble import column
from sim.model.outcomes import Outcomes
from sim.model.parameters import PARAMETERS
from sim.sweep.execution.couples import Builder
from sim.sweep.execution.work import Work
from sim.sweep.spec.keys import keys_of
from sim.sweep.spec.specification import read


@pytest.fixture(scope="module")
def table():
    return sim.sweep(SMALL, jobs=1)


def test_columns_and_order(table):
    spec = read(SMALL)
    assert list(table) == ["run", "point", "arm", "replicate", "couple.bond", "partner_a.anxiety", "touch",
                           *Outcomes._fields]  # fmt: skip
    assert len(table) == spec.runs == 12 * 2 * 30
    assert np.array_equal(table["run"], np.arange(720))
    assert np.array_equal(table["point"], np.repeat(np.arange(12), 60))
    assert table["arm"].tolist() == (["without"] * 30 + ["with"] * 30) * 12
    assert np.array_equal(table["replicate"], np.tile(np.arange(30), 24))
    assert [str(table[name].dtype) for name in ("run", "point", "replicate", "couple.bond")] == ["int64"] * 3 + [
        "float64"
    ]


@pytest.mark.parametrize("chunk", [1000, 64, 37])
@pytest.mark.parametrize("jobs", [1, 2])
def test_chunks_and_threads_change_nothing(table, jobs, chunk):
    pd.testing.assert_frame_equal(sim.sweep(SMALL, jobs=jobs, chunk=chunk), table, check_exact=True)


def test_the_file_itself_does_not_depend_on_the_parts(tmp_path):
    for chunk in (64, 500):
        sim.sweep(SMALL, out=tmp_path / str(chunk), jobs=2, chunk=chunk)
    first, second = ((tmp_path / name / "runs.parquet").read_bytes() for name in ("64", "500"))
    assert first == second


@pytest.mark.parametrize("row", [0, 59, 333, 719])
def test_a_row_is_its_run(table, row):
    work = Work(read(SMALL))
    own = table.iloc[row]
    values = {key: own[key] for key in SMALL["parameters"]}
    scenario = work.builder.scenario(values, own["arm"])
    assert len(scenario.intervention) == (own["arm"] == "with")
    for engine in ("mesa", "ensemble"):
        outcomes = sim.simulate(scenario, 1, int(own["replicate"]), engine=engine).outcomes
        assert outcomes == own[list(Outcomes._fields)].to_dict()


def test_arms_and_points_share_their_chance(table):
    """With nobody to react to it, an intervention of no dose changes nothing, to the last bit."""
    none = {**SMALL, "replicates": {"count": 5, "paired": {"intervention": {"kind": "hand-holding", "dose": 0.0}}}}
    runs = sim.sweep(none, jobs=1)
    without, with_ = (runs[runs["arm"] == arm][list(Outcomes._fields)].to_numpy() for arm in ("without", "with"))
    assert np.array_equal(without, with_)
    without, with_ = (table[table["arm"] == arm][list(Outcomes._fields)].to_numpy() for arm in ("without", "with"))
    assert not np.array_equal(without, with_)


def test_a_plan_of_the_scenarios_own_is_left_out_in_one_arm():
    own = {"model": {"scenario": "hand-in-the-dark"}, "replicates": {"count": 3, "paired": True}}
    runs = sim.sweep(own, jobs=1)
    polka = sim.scenario("hand-in-the-dark")
    without = sim.ensemble(polka.without(), 3)
    assert np.array_equal(runs.iloc[:3][list(Outcomes._fields)], without)
    assert np.array_equal(runs.iloc[3:][list(Outcomes._fields)], sim.ensemble(polka, 3))


def test_a_couple_without_a_story():
    question = {"model": {"scenario": "protest-polka", "set": {"life": {}, "turns": 9}}, "replicates": {"count": 3},
             "parameters": {"couple.bond": [0.3, 0.6]}}  # fmt: skip
    polka = sim.scenario("protest-polka").change({"life": {}, "turns": 9, "couple.bond": 0.6})
    assert np.array_equal(sim.sweep(question, jobs=1).iloc[3:][list(Outcomes._fields)], sim.ensemble(polka, 3))


MIXED = {
    "model": {"scenario": "protest-polka", "set": {"intervention": [
        {"kind": "time-out", "when": "heart", "bpm": 85.0, "turn": 2, "turns": 4}]}},
    "parameters": {"days": [1, 3], "turns": [8, 13], "resting_heart_rate": [60, 80], "intervention.1.dose": [0.5, 1.0],
                   "partner_b.avoidance": [0.1, 0.9]},
    "replicates": {"count": 2, "seed": 2**64 - 1}, "outcomes": {"which": ["dance", "bond"], "days": [1]},
}  # fmt: skip


def test_conversations_of_different_lengths_and_plans_that_read_parameters():
    runs = sim.sweep(MIXED, jobs=2, chunk=64)
    assert list(runs)[-4:] == ["bond", "dance", "bond@1", "dance@1"]
    work = Work(read(MIXED))
    for row in range(len(runs)):
        own = runs.iloc[row]
        values = {key: own[key].item() if hasattr(own[key], "item") else own[key] for key in MIXED["parameters"]}
        values |= {key: int(values[key]) for key in ("days", "turns")}
        scenario = work.builder.scenario(values, "")
        outcomes = sim.simulate(scenario, 2**64 - 1, int(own["replicate"]), engine="ensemble").outcomes
        first = sim.simulate(scenario, 2**64 - 1, int(own["replicate"]), engine="ensemble", days=1).outcomes
        assert [own["bond"], own["dance"]] == [outcomes["bond"], outcomes["dance"]]
        assert [own["bond@1"], own["dance@1"]] == [first["bond"], first["dance"]]


def every_direct_key():
    base = sim.scenario("therapy-course")
    return [name for name in keys_of(base) if name in Builder(base, (name,), "").direct]


def test_every_parameter_and_every_share_of_a_partner_is_written_directly():
    assert len(every_direct_key()) == len(PARAMETERS) + 2 * 11 + 2


@pytest.mark.parametrize("scenario", ["therapy-course", "steady-partner"])
def test_what_is_written_into_a_column_is_what_change_makes(scenario):
    base = sim.scenario(scenario)
    for name in every_direct_key():
        low = PARAMETERS[name].low if name in PARAMETERS else 0.0
        couples = Builder(base, (name,), "").couples({name: np.array([low])}, 1, ("",))
        assert np.array_equal(couples.columns[0], column(base.change({name: low}))), name


def test_a_disposition_is_not_overwritten_by_the_attachment_of_today():
    base = sim.scenario("protest-polka")
    keys = ("partner_a.anxiety_disposition", "partner_a.anxiety")
    couples = Builder(base, keys, "").couples({keys[0]: np.array([0.1]), keys[1]: np.array([0.7])}, 1, ("",))
    assert np.array_equal(couples.columns[0], column(base.change(dict(zip(keys, (0.1, 0.7), strict=True)))))


IMPORTS = """
import sim
assert callable(sim.sweep)
import sim.sweep.execution.running
from sim.sweep import report
from sim.sweep.spec.specification import read
assert callable(sim.sweep) and sim.sweep is not sys.modules["sim.sweep"]
"""


def test_the_package_never_takes_the_place_of_the_function():
    subprocess.run([sys.executable, "-c", f"import sys\n{IMPORTS}"], check=True)


def test_a_spec_is_a_file_too(spec, table):
    assert sim.sweep(spec, jobs=1).equals(table)
    assert sim.sweep(str(spec), jobs=1).equals(table)


def test_a_scenario_that_has_been_used_is_varied_like_a_new_one():
    used = sim.scenario("hand-in-the-dark")
    assert used.lengths and used.blocks and used.constants
    assert used.altered(days=1) == used.change({"days": 1})
