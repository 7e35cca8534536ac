"""Whatever is no finished sweep is refused in one line that says what to do."""

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


def nothing(folder):
    shutil.rmtree(folder / "parts")
    remove("runs.parquet")(folder)


def parts(folder):
    nothing(folder)
    (folder / "parts").mkdir()
    (folder / "parts" / "000000000000-000000000003.parquet").write_bytes(b"")


BAD = {
    "no spec": (remove("spec.toml"), "a folder without manifest.json and spec.toml"),
    "no manifest": (remove("manifest.json"), "a folder without manifest.json and spec.toml"),
    "spec that is no TOML": (change("spec.toml", lambda text: "[["), "a sweep in TOML"),
    "spec without a model": (change("spec.toml", lambda text: text.replace("[model", "[modle")), "mean 'model'"),
    "unknown design": (change("spec.toml", lambda text: text.replace('"grid"', '"gird"')), "Did you mean 'grid'"),
    "manifest that is no JSON": (change("manifest.json", lambda text: "{"), "what `pasdedeux sweep` wrote"),
    "manifest that is a list": (change("manifest.json", lambda text: "[1]"), "something else than objects"),
    "nothing run": (nothing, "0 of 12 runs are done (0%)"),
    "a quarter run": (parts, "3 of 12 runs are done (25%)"),
    "rows missing": (table(lambda runs: runs.iloc[:9]), "is not finished"),
    "no rows": (table(lambda runs: runs.iloc[:0]), "is not finished"),
    "runs that are no table": (damage, "is not finished"),
    "no column of points": (table(lambda runs: runs.drop(columns="point")), "those of another sweep"),
    "no column that was varied": (table(lambda runs: runs.drop(columns="couple.bond")), "those of another sweep"),
    "no outcome": (table(lambda runs: runs.drop(columns=["satisfaction", "dance"])), "those of another sweep"),
    "outcome in words": (table(lambda runs: runs.assign(dance="much")), "those of another sweep"),
    "more replicates in the spec": (
        change("spec.toml", lambda text: text.replace("count = 4", "count = 8")), "12 of 24 runs"),
    "outcome that was not kept": (analysed('main = ["bond"]'), "analysis.main: given 'bond'"),
    "misspelt outcome": (analysed('main = ["danse"]'), "Did you mean 'dance'"),
    "broken failures": (change("failures.jsonl", lambda text: "{oops"), "what `pasdedeux sweep` wrote"),
    "failures that are numbers": (change("failures.jsonl", lambda text: '{"run": 1}\n7\n'), "than objects"),
    "resamples": (analysed("resamples = 3"), "from 50"),
    "seed": (analysed("seed = -1"), "analysis.seed"),
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
    with pytest.raises(ScenarioError, match="the folder of a sweep"):
        analyze(tmp_path / what if what else tmp_path)


def test_an_unfinished_sweep_says_how_to_go_on(good, tmp_path):
    shutil.copytree(good, tmp_path / "sweep")
    (tmp_path / "sweep" / "runs.parquet").unlink()
    with pytest.raises(ScenarioError, match="pasdedeux resume"):
        analyze(tmp_path / "sweep")
