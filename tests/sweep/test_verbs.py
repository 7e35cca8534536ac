"""The commands: plan, sweep, status, replay, for people and for programs."""

import pytest
from small_sweeps import SMALL

import sim
from sim.cli.sweeps import duration
from sim.engines import packed
from sim.engines.lanes import LANES
from sim.model.outcomes import Outcomes
from sim.scenario.files import parse
from sim.scenario.link import from_link
from sim.sweep.execution.plan import LONGEST, PACE, plan
from sim.sweep.execution.pools import Options
from sim.sweep.execution.work import proof
from sim.sweep.spec.specification import read


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verbs") / "sweep"
    sim.sweep(SMALL, out=folder, jobs=1)
    return folder


def test_plan_counts_and_runs_nothing(pasdedeux, told, spec):
    before = sorted(spec.parent.iterdir())
    text = pasdedeux("plan", spec).stdout
    assert "720 (12 points × 2 arms × 30 couples)" in text
    assert "17,280" in text
    for word in ("time", "memory", "disk", "analysis"):
        assert word in text
    result = told("plan", spec, "--jobs", "1")
    assert (result["points"], result["arms"], result["replicates"], result["runs"]) == (12, 2, 30, 720)
    assert result["partner_turns"] == 720 * 12 * 2 and result["workers"] == 1
    assert result["seconds"] > 0 and min(result["memory"], result["analysis"]) > 1e7 and 720 * 8 < result["disk"] < 1e6
    assert sorted(spec.parent.iterdir()) == before


def test_a_plan_grows_with_the_sweep():
    few, many = (plan(read({**SMALL, "replicates": {"count": count}}), Options(jobs=1)) for count in (1000, 100_000))
    assert many.partner_turns == 100 * few.partner_turns
    assert many.seconds > 5 * few.seconds
    assert many.disk > 20 * few.disk


def test_of_a_very_long_story_a_plan_lives_the_first_days_only(monkeypatch):
    """One group of lanes of ten years of 2,000 turns a day would take half a minute."""
    lived, real = [], packed.run_packed

    def noted(*given):
        lived.extend(sum(lengths) for lengths in given[6])
        return real(*given)

    question = {**SMALL, "model": {"scenario": "protest-polka", "set": {"turns": 2000, "days": 3650}},
                "outcomes": {"days": [1, 3000]}}  # fmt: skip
    proof()
    monkeypatch.setattr(packed, "run_packed", noted)
    made = plan(read(question), Options(jobs=1))
    assert made.partner_turns == 720 * 2 * 2000 * 3650 and made.seconds > 10
    assert 2000 <= max(lived) <= LONGEST / (2 * LANES * PACE)


def test_sweep_and_status(pasdedeux, told, spec, tmp_path):
    out = tmp_path / "out"
    result = told("sweep", spec, "--out", out, "--jobs", "1")
    assert {key: result[key] for key in ("runs", "now", "failed", "left")} == dict(runs=720, now=720, failed=0, left=0)
    assert told("status", out) == {"folder": str(out), "runs": 720, "done": 720, "failed": 0, "left": 0,
                                   "running": False, "finished": True, "damaged": {}}  # fmt: skip
    result = pasdedeux("resume", out)
    assert result.exit_code == 0 and "all of them were done before" in " ".join(result.stdout.split())
    assert "720 of 720 runs done (100%)" in " ".join(pasdedeux("status", out).stdout.split())


@pytest.mark.parametrize("run", [0, 47, 700])
def test_replay_is_the_run_to_the_last_bit(pasdedeux, told, folder, run):
    result = told("replay", folder, run)
    assert set(result["outcomes"]) == set(Outcomes._fields) and result["same_model"]
    scenario = parse(pasdedeux("replay", folder, run, "--toml").stdout, "replayed", "protest-polka")
    outcomes = sim.simulate(scenario, result["seed"], result["replicate"]).outcomes
    assert outcomes == result["outcomes"]
    assert from_link(result["link"]) == (scenario, result["seed"])
    assert scenario.to_toml() == result["scenario"]


def test_the_command_that_replay_prints_ends_with_the_run(pasdedeux, told, folder, tmp_path):
    import shlex

    import pandas as pd

    result = told("replay", folder, 333)
    _, *command = shlex.split(result["command"])
    assert pasdedeux(*command, "--out", tmp_path / "again").exit_code == 0
    table = pd.read_parquet(tmp_path / "again" / "outcomes.parquet")
    assert table.iloc[-1][list(Outcomes._fields)].to_dict() == result["outcomes"]
    text = pasdedeux("replay", folder, 333).stdout
    assert result["command"] in text and result["link"] in text and repr(result["outcomes"]["bond"]) in text


def test_replay_of_a_run_that_there_is_not(pasdedeux, folder):
    result = pasdedeux("replay", folder, 720)
    assert result.exit_code == 2 and "from 0 to 719" in result.stderr


def test_replay_reads_the_table_where_the_parts_are_gone(told, tmp_path):
    import shutil

    sim.sweep(SMALL, out=tmp_path / "sweep", jobs=1)
    before = told("replay", tmp_path / "sweep", 99)
    shutil.rmtree(tmp_path / "sweep" / "parts")
    assert told("replay", tmp_path / "sweep", 99) == before
    assert told("status", tmp_path / "sweep")["finished"]


def test_a_duration_in_words():
    assert [duration(seconds) for seconds in (0.42, 42.0, 61.0, 3599.9, 90_061.0)] == [
        "0.4 s", "42 s", "1 min 1 s", "1 h", "25 h 1 min",
    ]  # fmt: skip
