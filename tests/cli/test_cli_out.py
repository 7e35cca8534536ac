"""--out: what is written, that it is whole, and that nothing is written otherwise."""

import pandas as pd
import pytest
from matplotlib.image import imread

import sim
from sim.plots.run import draw
from sim.plots.style import save
from sim.scenario.files import parse

pytestmark = pytest.mark.filterwarnings("ignore:The 'float_precision'")
RUN = ("run", "protest-polka", "--set", "turns=40", "--replicates", "3", "--engine", "mesa")
COMPARE = ("compare", *RUN[1:], "--with", "hand-holding:turn=10,turns=20")
FILES = {
    "trajectory.csv", "trajectory.parquet", "outcomes.csv", "outcomes.parquet", "picture.png", "picture.svg",
    "scenario.toml",
}  # fmt: skip


@pytest.fixture(scope="module")
def plain():
    return sim.scenario("protest-polka").change({"turns": 40})


def read(folder, name):
    """Both files of a table, which must hold the same."""
    table = pd.read_csv(folder / f"{name}.csv", float_precision="round_trip")
    pd.testing.assert_frame_equal(table, pd.read_parquet(folder / f"{name}.parquet"), check_exact=True)
    return table


def names(folder):
    return {path.name for path in folder.iterdir()}


def test_the_files_hold_what_simulate_and_ensemble_give(pasdedeux, tmp_path, plain):
    result = pasdedeux(*RUN, "--out", tmp_path / "new" / "deeper")
    assert result.exit_code == 0, result.stderr
    folder = tmp_path / "new" / "deeper"
    assert names(folder) == FILES
    trajectory = sim.simulate(plain)
    pd.testing.assert_frame_equal(read(folder, "trajectory"), trajectory.to_pandas(), check_exact=True)
    outcomes = sim.ensemble(plain, 3, engine="mesa").reset_index()
    pd.testing.assert_frame_equal(read(folder, "outcomes"), outcomes, check_exact=True)
    assert dict(outcomes.iloc[0, 1:]) == trajectory.outcomes
    assert parse((folder / "scenario.toml").read_text("utf-8"), "here", "protest-polka") == plain


def test_compare_writes_both_runs_and_one_picture(pasdedeux, tmp_path, plain):
    assert pasdedeux(*COMPARE, "--out", tmp_path).exit_code == 0
    twin = sim.compare(plain, "hand-holding", turn=10, turns=20)
    for name, run in (("trajectory-without", twin.without), ("trajectory-with", twin.with_)):
        pd.testing.assert_frame_equal(read(tmp_path, name), run.to_pandas(), check_exact=True)
    assert len(read(tmp_path, "outcomes-without")) == len(read(tmp_path, "outcomes-with")) == 3
    assert {"picture.png", "picture.svg", "scenario-without.toml", "scenario-with.toml"} <= names(tmp_path)


def test_files_that_are_there_are_replaced_and_others_are_left(pasdedeux, tmp_path):
    (tmp_path / "trajectory.csv").write_text("old", "utf-8")
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    assert pasdedeux(*RUN, "--out", tmp_path).exit_code == 0
    assert names(tmp_path) == {*FILES, "notes.txt"}
    assert (tmp_path / "trajectory.csv").read_text("utf-8") != "old"
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_same_run_gives_the_same_picture_to_the_byte(tmp_path, plain, kind):
    for name in ("one", "two"):
        save(draw([("", plain, sim.simulate(plain))]), tmp_path / f"{name}.{kind}")
    assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"days": 2, "intervention": [{"kind": "containment"}, {"kind": "hand-holding", "days": 2}]},
        {"days": 9, "intervention": [{"kind": "softening", "day": 3, "days": 2}, {"kind": "time-out", "turns": 5}]},
        {"turns": 1, "partner_a.name": "_$\\frac{ \U0001f494", "about.title": "$" * 120},
    ],
    ids=["one conversation", "a few days", "many days", "odd names"],
)
def test_a_picture_of_any_run_is_drawn(tmp_path, plain, changes):
    scenario = plain.change(changes)
    save(draw([("", scenario, sim.simulate(scenario))]), tmp_path / "picture.png")
    image = imread(tmp_path / "picture.png")
    assert image.shape[0] > 1000 and image.shape[1] > 1000
    assert image.std() > 0.05


def test_ctrl_c_in_the_midst_of_writing_leaves_nothing_behind(pasdedeux, tmp_path, monkeypatch):
    def interrupted(folder, _):
        (folder / "trajectory.csv").write_text("half", "utf-8")
        raise KeyboardInterrupt

    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "trajectory.csv").write_text("old", "utf-8")
    monkeypatch.setattr("sim.cli.running.write", interrupted)
    for folder in ("new/deeper", "there"):
        result = pasdedeux(*RUN, "--out", tmp_path / folder)
        assert (result.exit_code, result.stdout, result.stderr) == (130, "", "stopped\n")
    assert names(tmp_path) == {"there"}
    assert names(tmp_path / "there") == {"trajectory.csv"}
    assert (tmp_path / "there" / "trajectory.csv").read_text("utf-8") == "old"


@pytest.mark.parametrize("blocked", ["file", "file/below", "folder", "", "a\0b", "x" * 5000])
def test_a_folder_that_cannot_be_is_told_before_any_work(pasdedeux, tmp_path, monkeypatch, blocked):
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "folder" / "picture.png").mkdir(parents=True)
    monkeypatch.setattr(sim, "ensemble", lambda *_, **__: pytest.fail("worked before looking"))
    monkeypatch.chdir(tmp_path)
    result = pasdedeux(*RUN, "--out", blocked)
    assert result.exit_code == 2 and result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "--out" in result.stderr and "a folder that can be written" in result.stderr
    assert names(tmp_path) == {"file", "folder"} and names(tmp_path / "folder") == {"picture.png"}


def test_a_full_disk_is_told_and_leaves_nothing_behind(pasdedeux, tmp_path, monkeypatch):
    def full(folder, _):
        raise OSError(28, "No space left on device", str(folder / "trajectory.csv"))

    monkeypatch.setattr("sim.cli.running.write", full)
    result = pasdedeux(*RUN, "--out", tmp_path / "new")
    assert result.exit_code == 1
    assert "No space left" in result.stderr and len(result.stderr.splitlines()) == 1
    assert names(tmp_path) == set()


def test_a_run_too_long_to_write_is_refused_before_any_work(pasdedeux, tmp_path):
    result = pasdedeux("run", "protest-polka", "--days", "3650", "--set", "turns=2000", "--out", tmp_path / "new")
    assert result.exit_code == 2 and "7,300,000" in result.stderr
    assert names(tmp_path) == set()
