"""The four ways to help: what is predicted is measured, told and drawn."""

import json

from experiments.interventions.__main__ import main


def test_a_small_trial_is_told_and_drawn(tmp_path, capsys):
    main(["--quick", "--size", "96", "--out", str(tmp_path / "made")])
    said = capsys.readouterr().out
    for name in ("interventions.png", "interventions.svg", "results.json", "table.md"):
        assert (tmp_path / "made" / name).stat().st_size > 1000
    found = json.loads((tmp_path / "made" / "results.json").read_text("utf-8"))
    assert found["size"] == 96 and "containment" in said and "softening" in said
