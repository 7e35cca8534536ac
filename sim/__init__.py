"""Pas de Deux: two partners with attachment states, and the dance between them.

>>> import sim
>>> run = sim.simulate("protest-polka", seed=1)
>>> len(run)
151
"""

from typing import Any

from sim.checking.errors import ScenarioError
from sim.interventions import INTERVENTIONS
from sim.model.parameters import PARAMETERS
from sim.model.trajectory import Trajectory
from sim.run import Comparison, compare, ensemble, is_warm, simulate, uncertainty, warm_up
from sim.scenario.notation import from_link, scenario, shipped, to_link
from sim.scenario.plausible import plausible
from sim.scenario.schema import Scenario

__version__ = "0.1.0"


def scenarios() -> list[str]:
    """The names of the scenarios that come with the project, in gallery order."""
    return list(shipped())


def __getattr__(name: str) -> Any:
    """``sim.sweep`` is there when it is asked for: most of what is done here needs no sweep."""
    if name != "sweep":
        raise AttributeError(f"module 'sim' has no attribute {name!r}")
    from importlib import import_module

    return import_module("sim.sweep")


__all__ = [
    "INTERVENTIONS",
    "PARAMETERS",
    "Comparison",
    "Scenario",
    "ScenarioError",
    "Trajectory",
    "compare",
    "ensemble",
    "from_link",
    "is_warm",
    "plausible",
    "scenario",
    "scenarios",
    "simulate",
    "sweep",
    "to_link",
    "uncertainty",
    "warm_up",
]
