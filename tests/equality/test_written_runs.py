"""A run is written with its columns and nothing else, where it was asked for, and is the same when it is read."""

import numpy as np
import pandas as pd
import pyarrow.parquet
import pytest

import sim
from sim.plots.run import draw
from sim.plots.style import save

pytestmark = pytest.mark.filterwarnings("ignore:The 'float_precision'")
NAMES = ["run", "~/run", "file:run", "s3://bucket/run", "https://host/run", "run.gz", "run.zip", "é", "a b\n",
         b"caf\xe9".decode("utf-8", "surrogateescape")]  # fmt: skip
"""What a library would read as a home folder, as an address, as compressed, or not at all."""


@pytest.fixture(scope="module")
def run():
    return sim.simulate(sim.scenario("protest-polka").change({"days": 1, "turns": 8}), 3)


def place(name, tmp_path, monkeypatch):
    """The file of that name in the folder that is worked in."""
    (tmp_path / "home").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    return tmp_path / name


@pytest.mark.parametrize("name", NAMES)
def test_a_run_that_is_written_and_read_is_the_same_run(name, run, tmp_path, monkeypatch):
    there = place(name, tmp_path, monkeypatch)
    run.to_csv(name)
    with open(there, "rb") as file:
        table = pd.read_csv(file, float_precision="round_trip", compression=None)
    run.to_parquet(name)
    with open(there, "rb") as file:
        written = pyarrow.parquet.read_table(file)
    assert written.column_names == list(run.columns)
    for read in (table, written.to_pandas()):
        assert list(read) == list(run.columns)
        assert all(np.array_equal(read[column], values) for column, values in run.columns.items())
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.parametrize("name", ["~/run.svg", "s3:run.svg", "caf\udce9.svg"])
def test_a_picture_is_where_it_was_asked_for(name, run, tmp_path, monkeypatch):
    there = place(name, tmp_path, monkeypatch)
    save(draw([("", sim.scenario("protest-polka"), run)]), there.relative_to(tmp_path))
    assert there.read_bytes().startswith(b"<?xml")


def test_a_file_that_cannot_be_written_is_the_systems_own_error(run, tmp_path):
    for write in (run.to_csv, run.to_parquet):
        with pytest.raises(FileNotFoundError):
            write(tmp_path / "none" / "run")
        with pytest.raises(IsADirectoryError):
            write(tmp_path)
