"""The ways to help: what is predicted is measured, told and drawn."""

import json

import pytest

from experiments.interventions.__main__ import PICTURES, work
from experiments.interventions.arms import ARMS
from experiments.paired import command


@pytest.mark.slow
def test_a_small_trial_is_told_and_drawn(tmp_path, capsys):
    out = tmp_path / "made"
    command("interventions", "", 2 * len(ARMS), work, PICTURES, ["--quick", "--size", "120", "--out", str(out)])
    said = capsys.readouterr().out
    for name in ("interventions.png", "interventions.svg", "results.json", "table.md"):
        assert (out / name).stat().st_size > 1000
    found = json.loads((out / "results.json").read_text("utf-8"))
    assert found["size"] == 120 and found["couples"] > 0
    assert all(arm in said for arm in ("hand", "time-out", "containment", "softening"))
