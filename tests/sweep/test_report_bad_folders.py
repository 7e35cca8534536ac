"""Whatever is no finished sweep is refused in one line that says what to do."""

import shutil
import tomllib

import pandas as pd
import pytest
from folders import swept

from sim.checking.errors import ScenarioError
from sim.sweep.execution.pools import Options
from sim.sweep.execution.running import run_into
from sim.sweep.report.study import analyze
from sim.sweep.spec.specification import read


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


def empty_part(folder):
    """What a disk that lost its bytes leaves: the name of a part, and nothing in it."""
    (part,) = (folder / "parts").iterdir()
    part.write_bytes(b"")
    remove("runs.parquet")(folder)


def other_seed(folder):
    """Table and failures of another sweep of the same form, with their own sums."""
    text = (folder / "spec.toml").read_text("utf-8")
    question = tomllib.loads(text) | {"replicates": {"count": 4, "seed": 2}}
    run_into(read(question), folder / "other", Options(jobs=1))
    for name in ("runs.parquet", "failures.jsonl", "SHA256SUMS"):
        (folder / "other" / name).replace(folder / name)


BAD = {
    "no spec": (remove("spec.toml"), "a folder without manifest.json and spec.toml"),
    "no manifest": (remove("manifest.json"), "a folder without manifest.json and spec.toml"),
    "spec that is no TOML": (change("spec.toml", lambda text: "[["), "a sweep in TOML"),
    "spec without a model": (change("spec.toml", lambda text: text.replace("[model", "[modle")), "mean 'model'"),
    "unknown design": (change("spec.toml", lambda text: text.replace('"grid"', '"gird"')), "Did you mean 'grid'"),
    "manifest that is no JSON": (change("manifest.json", lambda text: "{"), "what `pasdedeux sweep` wrote"),
    "manifest that is a list": (change("manifest.json", lambda text: "[1]"), "something else than objects"),
    "another manifest": (change("manifest.json", lambda text: text.replace('"seed": 1', '"seed": 3')), "is damaged"),
    "nothing run": (nothing, "0 of 12 runs are done (0%)"),
    "an empty part": (empty_part, "0 of 12 runs are done (0%)"),
    "rows missing": (table(lambda runs: runs.iloc[:9]), "one that is damaged"),
    "no column of points": (table(lambda runs: runs.drop(columns="point")), "one that is damaged"),
    "runs that are no table": (damage, "one that is damaged"),
    "a table of another seed": (other_seed, "of another sweep"),
    "more replicates in the spec": (
        change("spec.toml", lambda text: text.replace("count = 4", "count = 8")), "another sweep"),
    "another seed in the spec": (
        change("spec.toml", lambda text: text.replace("seed = 1\npaired", "seed = 2\npaired")), "another sweep"),
    "outcome that was not kept": (analysed('main = ["bond"]'), "analysis.main: given 'bond'"),
    "misspelt outcome": (analysed('main = ["danse"]'), "Did you mean 'dance'"),
    "broken failures": (change("failures.jsonl", lambda text: "{oops"), "one that is damaged"),
    "no failures": (remove("failures.jsonl"), "one that is damaged"),
    "other sums": (change("SHA256SUMS", lambda text: text.replace(text[0], "0" if text[0] != "0" else "1", 1)),
                   "one that is damaged"),
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
