"""A run is written with its columns and nothing else, and reading gives the same numbers back."""

import numpy as np
import pandas as pd
import pyarrow.parquet

import sim


def test_a_run_that_is_written_and_read_is_the_same_run(tmp_path):
    run = sim.simulate(sim.scenario("protest-polka").change({"days": 1, "turns": 8}), 3)
    run.to_csv(tmp_path / "run.csv")
    run.to_parquet(tmp_path / "run.parquet")
    assert pyarrow.parquet.read_schema(tmp_path / "run.parquet").names == list(run.columns)
    for table in (
        pd.read_csv(tmp_path / "run.csv", float_precision="round_trip"),
        pd.read_parquet(tmp_path / "run.parquet"),
    ):
        assert list(table) == list(run.columns)
        assert all(np.array_equal(table[name], values) for name, values in run.columns.items())
