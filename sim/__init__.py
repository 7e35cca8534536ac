"""Pas de Deux: two partners with attachment states, and the dance between them.

>>> import sim
>>> run = sim.simulate("protest-polka", seed=1)
>>> len(run)
151
"""

from sim.checking import start  # noqa: F401, I001  before anything that takes a while to load

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.checking.errors import ScenarioError
from sim.interventions import INTERVENTIONS
from sim.model.parameters import PARAMETERS
from sim.model.trajectory import Trajectory
from sim.run import Comparison, compare, ensemble, is_warm, simulate, uncertainty, warm_up
from sim.scenario.files import scenario, shipped
from sim.scenario.link import from_link, to_link
from sim.scenario.plausible import plausible
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    import pandas as pd

    from sim.sweep.spec.specification import Spec

__version__ = "0.1.0"


def scenarios() -> list[str]:
    """The names of the scenarios that come with the project, in gallery order."""
    return list(shipped())


# The package must be there before the function of its name, or its first import would take the function's place.
import_module("sim.sweep")


def sweep(
    spec: "Spec | str | Path | dict[str, Any]",
    out: str | Path | None = None,
    jobs: int | None = None,
    processes: bool = False,
    on: str | None = None,
    chunk: int | None = None,
) -> "pd.DataFrame":
    """Run a sweep and give its table: a row a run, a column a varied key, a column an outcome, in canonical order.

    ``spec`` is a TOML file or the same as nested dictionaries. With ``out`` the sweep is kept in that folder, and goes
    on there if it was begun. The table does not depend on ``jobs`` (workers; all cores where it is not said),
    ``processes``, ``on`` (a Dask scheduler, or ``"local"``) or ``chunk`` (runs of a part). The outcomes of runs that
    failed are NaN. Raises ``ScenarioError`` for a spec that cannot be run, and ``Interrupted`` (in
    ``sim.sweep.execution.faults``) where a disk, the engine or a cluster breaks: the same call goes on from there.
    """
    from sim.sweep.execution.running import Options, run

    return run(spec, out, Options(jobs, processes, on, chunk))


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
