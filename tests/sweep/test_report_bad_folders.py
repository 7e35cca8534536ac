"""Whatever is no finished sweep is refused in one line that says what to do."""

import json
import shutil

import pandas as pd
import pytest
from folders import swept

from sim.checking.errors import ScenarioError
from sim.sweep.report.study import analyze


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = swept(
        tmp_path_factory.mktemp("good"),
        {"couple.bond": [0.2, 0.5, 0.8]},
        lambda arm, replicate, couple_bond: {"satisfaction": 100 * couple_bond, "dance": 1 - couple_bond},
        replicates=4,
    )
    assert analyze(folder).results.runs == 12
    return folder


def change(name, rewrite):
    """A way to spoil a folder: write or rewrite one file."""

    def spoil(folder):
        path = folder / name
        path.write_text(rewrite(path.read_text("utf-8") if path.exists() else ""), "utf-8")

    return spoil


def damage(folder):
    (folder / "runs.parquet").write_bytes(b"no table")


def analysed(line):
    return change("spec.toml", lambda text: text.replace("[analysis]", f"[analysis]\n{line}"))


def remove(name):
    return lambda folder: (folder / name).unlink()


def table(rewrite):
    """A way to spoil the runs."""

    def spoil(folder):
        rewrite(pd.read_parquet(folder / "runs.parquet")).to_parquet(folder / "runs.parquet", index=False)

    return spoil


def parts(folder):
    (folder / "parts").mkdir()
    pd.read_parquet(folder / "runs.parquet").iloc[:3].to_parquet(folder / "parts" / "0.parquet")
    (folder / "runs.parquet").unlink()


def as_sobol(text):
    return text.replace('kind = "grid"', 'kind = "sobol"\nsize = 1')


BAD = {
    "no spec": (remove("spec.toml"), "no such file"),
    "no manifest": (remove("manifest.json"), "no such file"),
    "spec that is no TOML": (change("spec.toml", lambda text: "[["), "what cannot be read"),
    "spec without a design": (
        change("spec.toml", lambda text: text.replace("[design]", "[other]")), "design: given None"),
    "unknown design": (change("spec.toml", lambda text: text.replace('"grid"', '"gird"')), "Did you mean 'grid'"),
    "nothing varied": (change("spec.toml", lambda text: text.replace('"couple.bond" = [', "x = [").replace(
        "[parameters]", "[parameters]\n[elsewhere]")), "parameters: given none"),
    "manifest that is no JSON": (change("manifest.json", lambda text: "{"), "what cannot be read"),
    "manifest that is a list": (change("manifest.json", lambda text: "[1]"), "a table of keys and values"),
    "nothing run": (remove("runs.parquet"), "0 of 12 runs are done (0%)"),
    "a quarter run": (parts, "3 of 12 runs are done (25%)"),
    "rows missing": (table(lambda runs: runs.iloc[:9]), "9 of 12 runs are done (75%)"),
    "no rows": (table(lambda runs: runs.iloc[:0]), "0 of 12 runs"),
    "more runs in the manifest": (change("manifest.json", lambda text: json.dumps({"runs": 24})), "12 of 24 runs"),
    "runs that are no table": (damage, "a whole Parquet file"),
    "no column of points": (table(lambda runs: runs.drop(columns="point")), "point: given no such column"),
    "no column that was varied": (table(lambda runs: runs.drop(columns="couple.bond")), "couple.bond: given no such"),
    "no outcome": (table(lambda runs: runs.drop(columns=["satisfaction", "dance"])), "at least one of the model's"),
    "outcome that was not kept": (analysed('main = ["bond"]'), "analysis.main: given 'bond'"),
    "misspelt outcome": (analysed('main = ["danse"]'), "Did you mean 'dance'"),
    "outcome in words": (table(lambda runs: runs.assign(dance="much")), "dance: given 'much'; allowed: numbers"),
    "point in words": (table(lambda runs: runs.assign(point="first")), "whole numbers from 0"),
    "negative point": (table(lambda runs: runs.assign(point=runs["point"] - 1)), "whole numbers from 0"),
    "unknown arm": (table(lambda runs: runs.assign(arm="both")), "'without' and 'with'"),
    "a run twice": (table(lambda runs: runs.assign(point=0)), "each once"),
    "points far apart": (table(lambda runs: runs.assign(point=runs["point"] * 10_000)), "nearly every point"),
    "broken failures": (change("failures.jsonl", lambda text: "{oops"), "what cannot be read"),
    "failures that are numbers": (change("failures.jsonl", lambda text: '{"run": 1}\n7\n'), "line 2: given 7"),
    "resamples": (analysed("resamples = 3"), "from 50"),
    "seed": (analysed("seed = -1"), "analysis.seed"),
    "half a block": (lambda folder: (change("spec.toml", as_sobol)(folder), table(lambda runs: pd.concat(
        [runs, runs.iloc[:4].assign(point=3)]))(folder)), "whole blocks of 3 points"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_folder_is_one_clear_line(good, tmp_path, name):
    spoil, said = BAD[name]
    folder = tmp_path / "sweep"
    shutil.copytree(good, folder)
    spoil(folder)
    with pytest.raises(ScenarioError) as raised:
        analyze(folder)
    message = str(raised.value)
    assert said in message
    assert "\n" not in message and "given" in message and "allowed" in message


@pytest.mark.parametrize("what", ["", "missing", "file"])
def test_no_folder_is_one_clear_line(tmp_path, what):
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(ScenarioError, match=r"a folder that `pasdedeux sweep` made|a whole Parquet|no such file"):
        analyze(tmp_path / what if what else tmp_path)


def test_an_unfinished_sweep_says_how_to_go_on(good, tmp_path):
    shutil.copytree(good, tmp_path / "sweep")
    (tmp_path / "sweep" / "runs.parquet").unlink()
    with pytest.raises(ScenarioError, match="pasdedeux resume"):
        analyze(tmp_path / "sweep")
