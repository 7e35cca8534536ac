"""Runs that are villages: each a whole village on a chance of its own, one after the other."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.checking.errors import ScenarioError
from sim.community.couples import Couples, couples_of
from sim.community.outcomes import read
from sim.community.plan import memory
from sim.community.village import lived_on
from sim.engines.packed import Stopped
from sim.scenario.link import SEEDS
from sim.scenario.schema import Scenario
from sim.sweep.spec.pairing import PLAN, WITHOUT
from sim.sweep.spec.specification import Spec

if TYPE_CHECKING:
    from sim.sweep.execution.work import Result, Work


def seed_of(spec: Spec, replicate: int) -> int:
    """What keys the chance of a village: the seed of the sweep, and the number of the replicate after it."""
    return (spec.seed + replicate) % SEEDS


def couples_in(work: "Work", values: dict[str, Any], arm: str, replicate: int, most: int | None = None) -> Couples:
    """The couples of the village of one point, arm and replicate, for ``most`` days at most. Raises ``ScenarioError``.

    Without the plan nothing comes to some couples only either; who they would be is the same.
    """
    spec = work.spec
    scenario = work.builder.scenario(values, arm)
    couples = couples_of(scenario, seed_of(spec, replicate), min(scenario.days, most or scenario.days))
    return couples.without_some() if spec.paired == PLAN and arm == WITHOUT else couples


def scenario_of(work: "Work", values: dict[str, Any], arm: str) -> Scenario:
    """The scenario of one point and arm, whose village is that of ``couples_in``. Raises ``ScenarioError``."""
    scenario = work.builder.scenario(values, arm)
    plain = work.spec.paired == PLAN and arm == WITHOUT
    return scenario.altered(community=scenario.community.altered(some=())) if plain else scenario


def memory_of(work: "Work") -> int:
    """Bytes that the largest of the villages takes."""
    form, points = work.spec.base.community, work.points
    couples = int(np.max(points.get("community.couples", form.couples)))
    degree = float(np.max(points.get("community.degree", form.degree)))
    return memory(couples, round(couples * degree / 2.0), len(work.spec.days) + 1)


def run_villages(
    work: "Work", start: int, stop: int, points: dict[str, np.ndarray], result: "Result",
    going: Callable[[], bool] | None, most: int | None,
) -> None:  # fmt: skip
    """The villages of the runs from ``start`` to before ``stop``, whose points are ``points``, into ``result``.

    A number that there is not, as how endings cluster where none has ended, is NaN, and no failure.
    """
    spec = work.spec
    first, _ = spec.span(start, stop)
    listed = {name: values.tolist() for name, values in points.items()}

    def heard(_: int) -> None:
        if going and not going():
            raise Stopped

    for run, (point, arm, replicate) in enumerate(zip(*map(np.ndarray.tolist, spec.places(start, stop)), strict=True)):
        try:
            values = {name: each[point - first] for name, each in listed.items()}
            couples = couples_in(work, values, spec.arms[arm], replicate, most)
            days = [min(day, couples.days) for day in (*spec.days, couples.days)]
            village = lived_on(couples, np.unique(days), progress=heard)
            then = [read(village, int(np.searchsorted(village.kept, day)))._asdict() for day in days]
            result.outcomes[run] = [day[name] for day in (then[-1], *then[:-1]) for name in spec.outcomes]
        except (ScenarioError, ArithmeticError) as error:
            result.failures[run] = (
                str(error) if isinstance(error, ScenarioError) else f"{type(error).__name__}: {error}"
            )
