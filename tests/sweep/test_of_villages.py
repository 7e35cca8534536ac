"""Sweeps whose runs are villages: the same machinery, the same bytes, and refusals that help."""

import copy

import numpy as np
import pandas as pd
import pytest

import sim
from sim.checking.errors import ScenarioError
from sim.community.outcomes import read as outcomes_of
from sim.sweep.execution import parts
from sim.sweep.execution.integrity import check
from sim.sweep.execution.pools import Options
from sim.sweep.execution.replay import replay
from sim.sweep.execution.running import resume, run_into
from sim.sweep.execution.table import RUNS
from sim.sweep.report.study import analyze
from sim.sweep.spec.specification import read

FIRM = {"kind": "softening", "turn": 1, "turns": 6, "days": 12}
VILLAGES = {
    "about": {"title": "Villages"},
    "model": {"scenario": "village", "set": {
        "turns": 6, "days": 14, "community.couples": 20, "community.ending": 0.05, "community.beginning": 0.1,
        "community.some": [{"share": 0.2, "intervention": [FIRM]}],
    }},
    "parameters": {"community.some.1.share": [0.1, 0.5], "community.network": ["small-world", "none"]},
    "replicates": {"of": "villages", "count": 3, "seed": 5, "paired": True},
    "outcomes": {"days": [7]},
    "analysis": {"main": ["satisfaction_some", "clustering", "ended"], "resamples": 50, "predict": [
        {"that": "They gain.", "outcome": "satisfaction_some", "of": "difference", "above": 0.0}]},
}  # fmt: skip
"""Four points in two arms: 24 small villages."""


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("villages") / "sweep"
    run_into(read(VILLAGES), folder, Options(jobs=1))
    return folder


def test_each_row_is_the_village_that_one_would_live_by_hand(finished):
    table, spec = pd.read_parquet(finished / RUNS), read(VILLAGES)
    assert len(table) == 24 and [*table.columns[6:]] == spec.columns
    for run in (0, 8, 20):
        opened = replay(finished, run)
        village = sim.village(opened.scenario, seed=opened.seed, every=7)
        row = table.loc[run]
        for at, after in ((0, "@7"), (-1, "")):
            found = outcomes_of(village, at)._asdict()
            of_all = [name for name in spec.outcomes if row["arm"] == "with" or not name.startswith("satisfaction_s")]
            for name in (name for name in of_all if name != "satisfaction_their_ties" or row["arm"] == "with"):
                assert np.array_equal(row[name + after], found[name], equal_nan=True), (run, name)
        assert "pasdedeux village" in opened.command and opened.link is None


def test_the_same_chance_in_every_arm_and_at_every_point(finished):
    table = pd.read_parquet(finished / RUNS)
    alone = table[table["community.network"] == "none"]
    plain = alone[alone["arm"] == "without"].groupby("replicate")["satisfaction"]
    assert (plain.nunique() == 1).all() and plain.first().nunique() == 3


@pytest.mark.parametrize("how", [
    {"jobs": 2}, pytest.param({"on": "local", "jobs": 2}, marks=pytest.mark.cluster),
])  # fmt: skip
def test_whoever_does_the_work_the_bytes_are_the_same(finished, tmp_path, how):
    if "on" in how:
        pytest.importorskip("distributed")
    run_into(read(VILLAGES), tmp_path / "sweep", Options(**how))
    assert (tmp_path / "sweep" / RUNS).read_bytes() == (finished / RUNS).read_bytes()


def test_one_that_is_gone_on_with_has_the_same_bytes(finished, tmp_path, monkeypatch):
    save = parts.save

    def stop(folder, work, first, result):
        save(folder, work, first, result)
        if first >= 10:
            raise KeyboardInterrupt

    monkeypatch.setattr(parts, "save", stop)
    with pytest.raises(KeyboardInterrupt):
        run_into(read(VILLAGES), tmp_path / "sweep", Options(jobs=1, chunk=5))
    monkeypatch.undo()
    assert 0 < resume(tmp_path / "sweep", Options(jobs=2)).now < 24
    assert (tmp_path / "sweep" / RUNS).read_bytes() == (finished / RUNS).read_bytes()
    assert not check(tmp_path / "sweep").damaged


def test_the_analysis_has_numbers_where_there_are_and_none_where_there_are_none(finished):
    tables = analyze(finished).tables
    rows = tables["paired"].set_index("outcome")
    assert rows.loc["satisfaction_some", "difference"] > 0.0
    assert tables["predictions"]["verdict"].tolist() == ["held"]
    endings = pd.read_parquet(finished / RUNS)
    assert endings.loc[endings["community.network"] == "none", "clustering"].isna().all()
    assert (endings["ended"] > 0.0).any()


def test_the_report_speaks_of_villages(finished, tmp_path, pasdedeux):
    assert pasdedeux("analyze", finished, "--out", tmp_path / "report").exit_code == 0
    page = (tmp_path / "report" / "report.html").read_text("utf-8")
    assert "village by village on the same chance" in page and "satisfaction of those to whom it comes" in page
    told = pasdedeux("plan", finished / "spec.toml")
    assert "24 (4 points × 2 arms × 3 villages)" in told.stdout, told.stderr


BAD = [
    ({"community.suport": [0.1, 0.2]}, {}, "Did you mean 'community.support'"),
    ({"community.network": ["ring", "smal-world"]}, {}, "Did you mean 'small-world'"),
    ({"community.network": ["friends.graphml"]}, {}, "one that is made"),
    ({"couple.bond": [0.2, 0.4]}, {}, 'community.people = "same"'),
    ({"community.support": [0.2, 1.4]}, {}, "0 to 1"),
    ({"community.support": [0.2, 0.4]}, {"of": "couples", "paired": False}, 'of = "villages"'),
    ({"couple.bond": [0.2, 0.4]}, {"of": "vilages"}, "Did you mean 'villages'"),
    ({"days": [10, 100_000]}, {}, "3650"),
]


@pytest.mark.parametrize(("parameters", "replicates", "said"), BAD, ids=[case[2] for case in BAD])
def test_what_says_nothing_is_refused_with_the_nearest_that_does(parameters, replicates, said):
    spec = copy.deepcopy(VILLAGES)
    del spec["analysis"]
    spec["parameters"], spec["replicates"] = parameters, {**spec["replicates"], **replicates}
    with pytest.raises(ScenarioError) as refused:
        read(spec)
    assert said in str(refused.value) and "\n" not in str(refused.value)


def test_outcomes_of_a_couple_are_none_of_a_village_and_the_other_way_round():
    for wanted, of in (("heart_rate_a", "villages"), ("clustering", "couples")):
        spec = {**VILLAGES, "parameters": {"touch": [0.1, 0.2]}, "outcomes": {"which": [wanted]}, "analysis": {}}
        spec["replicates"] = {"of": of, "count": 2}
        with pytest.raises(ScenarioError, match=f"outcomes of a {of[:-1]}"):
            read(spec)
