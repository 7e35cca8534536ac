"""The points of a design: how many, where, and the same for the same seed."""

import math

import numpy as np
import pytest
import tomli_w

from sim.sweep.spec.design import digest, points
from sim.sweep.spec.specification import read

RANGES = {"couple.bond": {"low": 0.1, "high": 0.9}, "noise": {"low": 0.01, "high": 1.0, "scale": "log"},
          "turns": {"low": 10, "high": 40}}  # fmt: skip


def spec_of(parameters, **design):
    return read({"model": {"scenario": "protest-polka"}, "parameters": parameters, "design": design})


DESIGNS = {
    "latin-hypercube": (dict(kind="latin-hypercube", size=50), 50),
    "sobol": (dict(kind="sobol", size=16), 16 * 5),
    "sobol with pairs": (dict(kind="sobol", size=16, second_order=True), 16 * 8),
    "morris": (dict(kind="morris", size=7), 7 * 4),
    "morris, ten levels": (dict(kind="morris", size=7, levels=10), 7 * 4),
}


@pytest.mark.parametrize("name", DESIGNS)
def test_a_sampled_design_has_its_points_within_their_ranges(name):
    design, count = DESIGNS[name]
    spec = spec_of(RANGES, **design)
    values = points(spec)
    assert spec.count == count == len(values["turns"])
    for key, span in RANGES.items():
        assert span["low"] <= values[key].min() and values[key].max() <= span["high"]
        assert len(np.unique(values[key])) > 3
    assert values["turns"].dtype == np.int64 and values["couple.bond"].dtype == np.float64


@pytest.mark.parametrize("name", DESIGNS)
def test_the_seed_of_a_design_decides_its_points(name):
    design, _ = DESIGNS[name]
    first, same, other = (points(spec_of(RANGES, **design, seed=seed)) for seed in (1, 1, 2))
    assert all(np.array_equal(first[key], same[key]) for key in RANGES)
    assert any(not np.array_equal(first[key], other[key]) for key in RANGES)


DRAWN = {
    "latin-hypercube": "7a86bc9bfe3a6fa0",
    "sobol": "2bc7187e27cb381c",
    "sobol with pairs": "c96b190439ab9e61",
    "morris": "dcd54e322457204e",
    "morris, ten levels": "ed41b5a37ed83c8c",
}
"""The points that seed 1 gives. Another version of a library that draws others may not be installed beside this one."""


@pytest.mark.parametrize("name", DESIGNS)
def test_the_libraries_draw_what_they_drew(name):
    design, _ = DESIGNS[name]
    assert digest(points(spec_of(RANGES, **design, seed=1))).startswith(DRAWN[name])


def test_a_grid_has_every_combination_the_last_key_fastest():
    values = points(spec_of({"couple.bond": [0.2, 0.4], "turns": [10, 20, 30], "mirrored": [False, True]}))
    assert values["couple.bond"].tolist() == [0.2] * 6 + [0.4] * 6
    assert values["turns"].tolist() == [10, 10, 20, 20, 30, 30] * 2
    assert values["mirrored"].tolist() == [False, True] * 6


def test_a_grid_takes_steps_of_a_range():
    spec = spec_of({"couple.bond": {"low": 0.1, "high": 0.9, "steps": 9},
                 "noise": {"low": 0.01, "high": 1.0, "steps": 3, "scale": "log"},
                 "days": {"low": 1, "high": 7, "steps": 3}})  # fmt: skip
    assert spec.varied["couple.bond"] == (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
    assert spec.varied["noise"] == (0.01, 0.1, 1.0)
    assert spec.varied["days"] == (1, 4, 7)


def test_a_latin_hypercube_has_one_point_in_every_slice():
    values = points(spec_of(RANGES, kind="latin-hypercube", size=20))
    slices = np.floor((values["couple.bond"] - 0.1) / 0.8 * 20)
    assert sorted(slices.tolist()) == list(range(20))
    slices = np.floor(np.log(values["noise"] / 0.01) / math.log(100) * 20)
    assert sorted(slices.tolist()) == list(range(20))


def test_a_latin_hypercube_takes_words_evenly():
    plan = {"model": {"scenario": "protest-polka", "set": {"intervention": [{"kind": "hand-holding"}]}},
            "parameters": {"intervention.1.whose": ["partner", "stranger"], "couple.bond": {"low": 0.0, "high": 1.0}},
            "design": {"kind": "latin-hypercube", "size": 10}}  # fmt: skip
    assert sorted(points(read(plan))["intervention.1.whose"]) == ["partner"] * 5 + ["stranger"] * 5


def test_a_saltelli_block_exchanges_one_key_at_a_time():
    values = points(spec_of(RANGES, kind="sobol", size=8))
    rows = np.stack([values[key] for key in RANGES], 1).reshape(8, 5, 3)
    for i in range(3):
        others = [j for j in range(3) if j != i]
        assert np.array_equal(rows[:, 1 + i, others], rows[:, 0, others])
        assert np.array_equal(rows[:, 1 + i, i], rows[:, 4, i])


def test_a_trajectory_moves_one_key_at_a_time():
    values = points(spec_of(RANGES, kind="morris", size=6))
    rows = np.stack([values[key] for key in RANGES], 1).reshape(6, 4, 3)
    assert ((rows[:, 1:] != rows[:, :-1]).sum(2) == 1).all()


def test_a_resolved_sweep_is_the_same_sweep():
    for design, _ in DESIGNS.values():
        spec = spec_of(RANGES, **design)
        again = read(spec.resolved)
        assert again.resolved == spec.resolved and again.hash == spec.hash
    assert spec_of(RANGES, kind="sobol", size=8).hash != spec_of(RANGES, kind="sobol", size=16).hash


def test_a_sweep_that_was_written_is_read_back_the_same_with_lists_among_its_ranges(tmp_path):
    spec = spec_of({**RANGES, "life.spark.1.who": ["a", "b"]}, kind="latin-hypercube", size=9)
    (tmp_path / "spec.toml").write_text(tomli_w.dumps(spec.resolved), "utf-8")
    again = read(tmp_path / "spec.toml")
    assert again.hash == spec.hash and digest(points(again)) == digest(points(spec))


def test_the_order_of_keys_is_part_of_a_sweep():
    keys = {"couple.bond": [0.2, 0.4], "touch": [0.1, 0.2]}
    assert spec_of(keys).hash != spec_of(dict(reversed(keys.items()))).hash
