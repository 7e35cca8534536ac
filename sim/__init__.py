"""Pas de Deux: two partners with attachment states, and the dance between them.

>>> import sim
>>> run = sim.simulate("protest-polka", seed=1)
>>> len(run)
151
"""

from sim.checking import start  # noqa: F401, I001  before anything that takes a while to load

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

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

    from sim.community.results import Village
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


def village(
    scenario: "Scenario | str" = "village",
    couples: int | None = None,
    network: str | None = None,
    days: int | None = None,
    seed: int = 1,
    every: int | None = None,
    engine: Literal["mesa", "ensemble"] = "ensemble",
    threads: int = 1,
    progress: Callable[[int], Any] | None = None,
    on: str | None = None,
    jobs: int | None = None,
) -> "Village":
    """Live a village, and give what came of it: ``couples_by_day()``, ``ties_by_day()``, ``endings_by_day()`` and
    ``beginnings_by_day()`` are tidy tables, ``graph()`` is the network at the end.

    ``couples`` (1 to 1,000,000), ``network`` (a name, or a file: GraphML, GEXF, an edge list or an adjacency table) and
    ``days`` (1 to 7300) stand instead of the scenario's own; ``every`` is how many days there are from one that is kept
    to the next. ``progress`` is called with the number of couples as each day is over. ``on`` a Dask cluster (its
    address, or ``local`` for one of ``jobs`` workers that is started for this) the village is cut into a part a worker.
    The values depend on scenario, seed and network only. Raises ``ScenarioError`` for anything that cannot be used, and
    ``Interrupted`` where the workers break.

    >>> import sim
    >>> one = sim.village("village", couples=20, days=2)
    >>> len(one.couples_by_day())
    40
    """
    from sim.community.village import village as live
    from sim.scenario.files import scenario as find

    found = scenario if isinstance(scenario, Scenario) else find(scenario)
    given = {"community.couples": couples, "community.network": network}
    found = found.change({key: value for key, value in given.items() if value is not None}, "village")
    if on is None:
        return live(found, seed, days, every, engine, threads, progress=progress)
    from sim.sweep.execution.parted import hands_on

    with hands_on(on, jobs) as hands:
        return live(found, seed, days, every, engine, threads, None, progress, hands)


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
    "village",
    "warm_up",
]
