"""The sweeps that come with the project: valid, predicted first, sourced; no constant is left out of the last."""

from pathlib import Path

import pytest

from sim.evidence.references import references
from sim.model.parameters import PARAMETERS
from sim.sweep.spec.specification import read

SHIPPED = sorted(Path(__file__).parents[2].joinpath("experiments").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_sweep_says_what_it_asks_and_expects_and_where_that_is_from(path):
    about = read(path).sections.about
    assert about.title and about.question and about.prediction
    assert read(path).sections.analysis.predict, "a prediction that can be checked"
    assert set(about.sources) <= references().keys()
    assert about.sources


def test_the_sensitivity_sweep_moves_every_assumed_constant_around_its_default():
    spec = read(Path(__file__).parents[2] / "experiments" / "sensitivity.toml")
    ranges = spec.sections.parameters
    reading = {name for name, parameter in PARAMETERS.items() if parameter.unit == "DAS"}
    assert ranges.keys() == {name for name, parameter in PARAMETERS.items() if parameter.status == "assumed"} - reading
    assert all(span["low"] <= PARAMETERS[name].default <= span["high"] for name, span in ranges.items())
