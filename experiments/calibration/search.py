"""The search: Gauss-Newton steps on every figure at once, from a stated start.

A score alone says that a set is bad, and not which way is better. So each round asks what a small step of each constant
does to each *figure*, on the same chance, and lets a model that is linear in the figures choose the step: nothing in
it is fitted to one figure's noise. Steps of several lengths, and near them sets in which every regime stands, are
scored on chance that the derivatives have not seen, and the best is taken. A round takes several steps on its
derivatives, each on chance of its own, and corrects them by what each step did, as Broyden's method does. The state is
kept after every step; the same call goes on from it.
"""

import json
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from experiments.calibration.score import Aim, Scored, cost, pull, score, standing
from experiments.calibration.space import FREE, guess, point, values

START = Path(__file__).with_name("start.json")
"""The set to begin with: that of the search before, or the prototype's."""
TOGETHER = 64
"""Places that are run at a time."""
STEP = 0.05
"""The step of a derivative, a share of the searched range."""
EDGE = 0.05
"""The share of each range that is kept clear of its bounds."""
LENGTHS = (0.35, 0.7, 1.0)
"""Shares of a chosen step that are tried."""
RIDGES = (0.05, 0.12)
"""How far a constant is thought to move in a round: standard deviations in shares of the searched range."""
AROUND = 0.02
"""How far from a step a set is looked for in which the regimes stand."""

Score = Callable[[list[np.ndarray], int, int], list[Scored]]


@dataclass(frozen=True)
class Plan:
    """Everything that the result depends on."""

    seed: int = 1
    rounds: int = 2
    steps: int = 3
    """Steps on the derivatives of a round."""
    size: int = 256
    """Couples of a derivative."""
    judged: int = 384
    """Couples of a step's score."""


def at(place: np.ndarray, seed: int, size: int) -> Scored:
    """The score of a point."""
    return score(guess(values(place)), seed, size)


@contextmanager
def workers(count: int) -> Iterator[Score]:
    """``count`` processes that score points, this one if it is 1; the values do not depend on how many there are."""
    if count == 1:
        yield lambda places, seed, size: [at(place, seed, size) for place in places]
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:

        def all_of(places: list[np.ndarray], seed: int, size: int) -> list[Scored]:
            return list(pool.map(at, places, [seed] * len(places), [size] * len(places)))

        yield all_of


@dataclass(frozen=True, eq=False)
class Model:
    """The figures near ``place`` (free,) as straight lines: ``value`` (figures,), ``slope`` (figures, free) per share
    of the searched range; ``aims`` says what each should be."""

    place: np.ndarray
    value: np.ndarray
    slope: np.ndarray
    names: tuple[str, ...]
    aims: tuple[Aim, ...]

    def corrected(self, place: np.ndarray, value: np.ndarray) -> "Model":
        """The lines after the figures were found at a place: along the way there, they are as found."""
        way = place - self.place
        length = float(way @ way)
        missed = np.where(np.isfinite(value), value - self.value - self.slope @ way, 0.0)
        return replace(self, slope=self.slope + np.outer(missed, way) / length) if length > 1e-12 else self

    def at(self, place: np.ndarray) -> "Model":
        """The same lines, seen from another place."""
        return replace(self, place=place, value=self.value + self.slope @ (place - self.place))

    def predicted(self, place: np.ndarray) -> float:
        """The cost at a place, if the lines were right."""
        return float(self._cost(self.value + self.slope @ (place - self.place))[0].sum())

    def step(self, ridge: float) -> np.ndarray:
        """Where to go: the least cost, with a step of size ``ridge`` costing one half."""
        low = np.maximum(EDGE, self.place - 3.0 * ridge) - self.place
        high = np.minimum(1.0 - EDGE, self.place + 3.0 * ridge) - self.place

        def of(move: np.ndarray) -> tuple[float, np.ndarray]:
            costs, slopes = self._cost(self.value + self.slope @ move)
            gone = move / ridge
            return float(costs.sum() + 0.5 * gone @ gone), self.slope.T @ slopes + gone / ridge

        begin = np.clip(np.zeros(len(self.place)), np.minimum(low, high), high)
        bounds = list(zip(np.minimum(low, high), high, strict=True))
        return self.place + minimize(of, begin, jac=True, method="L-BFGS-B", bounds=bounds).x

    def _cost(self, figures: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The cost of each figure and its derivative; where a figure is within, only the pull to the middle."""
        costs = [[cost(aim, v) + pull(aim, v) for v in (value, value + 1e-4 * aim.scale)]
                 for aim, value in zip(self.aims, figures, strict=True)]  # fmt: skip
        here, there = np.array(costs).T
        return here, (there - here) / np.array([1e-4 * aim.scale for aim in self.aims])


def values_of(found: list[Scored], names: list[str]) -> np.ndarray:
    """These figures, the mean over several chances: (figures,)."""
    return np.mean([[each.aims[name].value for name in names] for each in found], 0)


def model(place: np.ndarray, scored: Score, seed: int, size: int) -> Model:
    """The figures' derivatives by every constant, all on the same chance."""
    signs = np.where(place + STEP <= 1.0, 1.0, -1.0)
    moved = [place + signs[i] * STEP * np.eye(len(FREE))[i] for i in range(len(FREE))]
    here, *there = scored([place, *moved], seed, size)
    names = [name for name in here.aims if np.isfinite(here.aims[name].value)]
    value = values_of([here], names)
    moves = np.array([values_of([found], names) for found in there])
    slope = np.where(np.isfinite(moves), moves - value, 0.0) / (signs[:, None] * STEP)
    return Model(place, value, slope.T, tuple(names), tuple(here.aims[name] for name in names))


def near(place: np.ndarray, lines: Model, seed: int, draws: int = 8 * TOGETHER) -> np.ndarray:
    """The place itself where every regime stands in it, else the best by ``lines`` of those around it that do, or that
    miss least."""
    rng = np.random.default_rng([seed, 3])
    back = rng.random((draws, 1)) * (lines.place - place)
    drawn = place + back + AROUND * rng.random((draws, 1)) * rng.standard_normal((draws, len(place)))
    tried = np.clip(np.concatenate([place[None], drawn]), EDGE, 1.0 - EDGE)
    far = np.concatenate([
        standing([guess(values(each)) for each in tried[i : i + TOGETHER]]) for i in range(0, len(tried), TOGETHER)
    ])  # fmt: skip
    if far[0] == 0.0:
        return tried[0]
    return tried[int(np.argmin([lines.predicted(each) + 40.0 * miss for each, miss in zip(tried, far, strict=True)]))]


def taken(lines: Model, seed: int, size: int, scored: Score) -> tuple[Model, dict[str, Any]]:
    """One step: the lines at the next place, corrected by what the step did, and what was tried.

    On the chance of this step the figures at the place where one is come first: the step goes from these.
    """
    seeds = (seed + 1, seed + 2)
    first = [row[0] for row in (scored([lines.place], each, size) for each in seeds)]
    lines = replace(lines, value=values_of(first, list(lines.names)))
    tried = [near(lines.place + share * (lines.step(ridge) - lines.place), lines, seed)
             for ridge in RIDGES for share in LENGTHS]  # fmt: skip
    found = [[here, *rest] for here, rest in zip(first, (scored(tried, each, size) for each in seeds), strict=True)]
    totals = np.mean([[each.total for each in row] for row in found], 0)
    predicted = [lines.predicted(place) for place in (lines.place, *tried)]
    best = int(np.argmin(totals))
    told = {
        "totals": [round(float(total), 3) for total in totals], "predicted": [round(cost, 3) for cost in predicted],
        "taken": best, "worst": sorted(found[0][best].misses.items(), key=lambda miss: -miss[1])[:8],
    }  # fmt: skip
    for i in np.argsort(-totals[1:]):
        lines = lines.corrected(tried[i], values_of([row[i + 1] for row in found], list(lines.names)))
    return (lines if best == 0 else lines.at(tried[best - 1])), told


def search(plan: Plan, state: Path, jobs: int, progress: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Run, or go on with, the search; ``state`` keeps it, ``progress`` hears of every step."""
    record = pickle.loads(state.read_bytes()) if state.exists() else None
    if record and record["plan"] != asdict(plan):
        raise SystemExit(f"{state}: was begun with {record['plan']}; go on with that, or remove it")
    record = record or {"plan": asdict(plan), "places": [point(json.loads(START.read_text("utf-8"))).tolist()],
                        "history": [], "lines": None}  # fmt: skip
    with workers(jobs) as scored:
        while len(record["history"]) < plan.rounds * plan.steps:
            step = len(record["history"])
            seed = 1000 * plan.seed + 10 * step
            lines = record["lines"]
            if step % plan.steps == 0:
                lines = model(np.array(record["places"][-1]), scored, seed, plan.size)
            lines, told = taken(lines, seed, plan.judged, scored)
            record["lines"] = lines
            record["places"].append(lines.place.tolist())
            record["history"].append({"step": step + 1, **told})
            partial = state.with_suffix(".partial")
            partial.write_bytes(pickle.dumps(record))
            partial.replace(state)
            progress(record["history"][-1])
    return record
