"""Sets of constants that agree with theory and evidence about as well as the default.

Many constants are assumed, and more than one set of them fits what is known. What the model says under one of these and
not under another, it does not really say. They were found by ``experiments.calibration``.
"""

import json
from functools import cache
from importlib import resources

from sim.model.parameters import PARAMETERS
from sim.scenario.schema import Scenario


@cache
def plausible() -> tuple[dict[str, float], ...]:
    """Each set by name: the constants of the model that were searched, those of a community
    (``experiments.population``), and ``topic``, the size of a laboratory's topic."""
    return tuple(json.loads((resources.files("sim.scenario") / "plausible.json").read_text("utf-8")))


def under(scenario: Scenario, constants: dict[str, float]) -> Scenario:
    """The scenario under a plausible set; what the scenario sets itself stays."""
    own = {name: value for name, value in constants.items() if name in PARAMETERS and name not in scenario.parameters}
    return scenario.change(own, "plausible set")
