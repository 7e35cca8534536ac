"""Runs that are villages: each a whole village on a chance of its own, one after the other."""

from collections.abc import Callable

import numpy as np

from sim.checking.errors import ScenarioError
from sim.community.couples import Couples, couples_of
from sim.community.outcomes import read
from sim.community.plan import memory
from sim.community.village import lived_on
from sim.engines.packed import Stopped
from sim.scenario.link import SEEDS
from sim.scenario.schema import Scenario
from sim.sweep.execution.couples import Builder
from sim.sweep.spec.design import Points
from sim.sweep.spec.pairing import PLAN, WITHOUT
from sim.sweep.spec.specification import Spec


def seed_of(spec: Spec, replicate: int) -> int:
    """What keys the chance of a village: the seed of the sweep, and the number of the replicate after it."""
    return (spec.seed + replicate) % SEEDS


def couples_in(spec: Spec, scenario: Scenario, arm: str, replicate: int, most: int | None = None) -> Couples:
    """The couples of the village of one point's ``scenario`` in an arm, and of a replicate, for ``most`` days at most.
    Raises ``ScenarioError``.

    Without the plan nothing comes to some couples only either; who they would be is the same.
    """
    couples = couples_of(scenario, seed_of(spec, replicate), min(scenario.days, most or scenario.days))
    return couples.without_some() if _is_plain(spec, arm) else couples


def scenario_of(spec: Spec, scenario: Scenario, arm: str) -> Scenario:
    """The scenario whose village is that of ``couples_in``."""
    return scenario.altered(community=scenario.community.altered(some=())) if _is_plain(spec, arm) else scenario


def _is_plain(spec: Spec, arm: str) -> bool:
    """Whether nothing is planned in an arm, for some or for all."""
    return spec.paired == PLAN and arm == WITHOUT


def memory_of(spec: Spec, points: Points) -> int:
    """Bytes that the largest of the villages takes."""
    form = spec.base.community
    couples = int(np.max(points.get("community.couples", form.couples)))
    degree = float(np.max(points.get("community.degree", form.degree)))
    return memory(couples, round(couples * degree / 2.0), len(spec.days) + 1)


def run_villages(
    spec: Spec, builder: Builder, start: int, stop: int, points: Points, going: Callable[[], bool] | None,
    most: int | None,
) -> tuple[np.ndarray, dict[int, str]]:  # fmt: skip
    """What comes of the villages of the runs from ``start`` to before ``stop``, whose points are ``points``: (runs,
    columns), and why runs failed.

    A number that there is not, as how endings cluster where none has ended, is NaN, and no failure.
    """
    found, failures = np.full((stop - start, len(spec.columns)), np.nan), {}
    listed = {name: values.tolist() for name, values in points.items()}

    def heard(_: int) -> None:
        if going and not going():
            raise Stopped

    first, _ = spec.span(start, stop)
    for run, (point, arm, replicate) in enumerate(zip(*map(np.ndarray.tolist, spec.places(start, stop)), strict=True)):
        try:
            values = {name: each[point - first] for name, each in listed.items()}
            scenario = builder.scenario(values, spec.arms[arm])
            couples = couples_in(spec, scenario, spec.arms[arm], replicate, most)
            days = [min(day, couples.days) for day in (*spec.days, couples.days)]
            village = lived_on(couples, np.unique(days), progress=heard)
            then = [read(village, int(np.searchsorted(village.kept, day)))._asdict() for day in days]
            found[run] = [day[name] for day in (then[-1], *then[:-1]) for name in spec.outcomes]
        except (ScenarioError, ArithmeticError) as error:
            kind = "" if isinstance(error, ScenarioError) else f"{type(error).__name__}: "
            failures[run] = f"{kind}{error}"
    return found, failures
