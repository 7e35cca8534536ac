"""The search: Gauss-Newton steps on every figure at once, from a stated start.

A score alone says that a set is bad, and not which way is better. So each round asks what a small step of each constant
does to each *figure*, on the same chance, and lets a model that is linear in the figures choose the step: nothing in it
is fitted to one figure's noise. Steps of several lengths, and near them sets in which every regime stands, are scored on
chance that the derivatives have not seen; the best is the next round's start. Every round has chance of its own. The
state is kept after every round; the same call goes on from it.
"""

import json
import pickle
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from experiments.calibration.score import Aim, Scored, cost, pull, score, standing
from experiments.calibration.space import FREE, guess, point, values
from sim.engines.lanes import LANES

START = Path(__file__).with_name("start.json")
"""The set to begin with: that of the search before, or the prototype's."""
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
    rounds: int = 3
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
    """The figures near ``place`` (free,) as straight lines: ``value`` (figures,), ``slope`` (figures, free) per share of
    the searched range; ``aims`` says what each should be."""

    place: np.ndarray
    value: np.ndarray
    slope: np.ndarray
    aims: tuple[Aim, ...]

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


def model(place: np.ndarray, scored: Score, seed: int, size: int) -> Model:
    """The figures' derivatives by every constant, all on the same chance."""
    signs = np.where(place + STEP <= 1.0, 1.0, -1.0)
    moved = [place + signs[i] * STEP * np.eye(len(FREE))[i] for i in range(len(FREE))]
    here, *there = scored([place, *moved], seed, size)
    names = [name for name in here.aims if np.isfinite(here.aims[name].value)]
    value = np.array([here.aims[name].value for name in names])
    moves = np.array([[found.aims[name].value for name in names] for found in there])
    slope = np.where(np.isfinite(moves), moves - value, 0.0) / (signs[:, None] * STEP)
    return Model(place, value, slope.T, tuple(here.aims[name] for name in names))


def near(place: np.ndarray, lines: Model, seed: int, draws: int = 8 * LANES) -> np.ndarray:
    """The place itself where every regime stands in it, else the best by ``lines`` of those around it that do, or that
    miss least."""
    rng = np.random.default_rng([seed, 3])
    back = rng.random((draws, 1)) * (lines.place - place)
    drawn = place + back + AROUND * rng.random((draws, 1)) * rng.standard_normal((draws, len(place)))
    tried = np.clip(np.concatenate([place[None], drawn]), EDGE, 1.0 - EDGE)
    far = np.concatenate([
        standing([guess(values(each)) for each in tried[i : i + LANES]]) for i in range(0, len(tried), LANES)
    ])  # fmt: skip
    if far[0] == 0.0:
        return tried[0]
    return tried[int(np.argmin([lines.predicted(each) + 40.0 * miss for each, miss in zip(tried, far, strict=True)]))]


def taken(place: np.ndarray, plan: Plan, number: int, scored: Score) -> tuple[np.ndarray, dict[str, Any], Model]:
    """One round: the next place, what was tried, and the lines it was chosen by."""
    seed = 1000 * plan.seed + 10 * number
    lines = model(place, scored, seed, plan.size)
    goals = [lines.step(ridge) for ridge in RIDGES]
    tried = [place, *(near(place + share * (goal - place), lines, seed) for goal in goals for share in LENGTHS)]
    both = [scored(tried, seed + other, plan.judged) for other in (1, 2)]
    totals = np.mean([[found.total for found in row] for row in both], 0)
    best = int(np.argmin(totals))
    worst = sorted(both[0][best].misses.items(), key=lambda miss: -miss[1])[:8]
    told = {
        "round": number, "totals": [round(float(total), 3) for total in totals], "taken": best,
        "predicted": [round(lines.predicted(each), 3) for each in tried], "worst": worst,
    }  # fmt: skip
    return tried[best], told, lines


def search(plan: Plan, state: Path, jobs: int, progress: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Run, or go on with, the search; ``state`` keeps it, ``progress`` hears of every round."""
    record = pickle.loads(state.read_bytes()) if state.exists() else None
    if record and record["plan"] != asdict(plan):
        raise SystemExit(f"{state}: was begun with {record['plan']}; go on with that, or remove it")
    record = record or {"plan": asdict(plan), "places": [point(json.loads(START.read_text("utf-8"))).tolist()],
                        "history": []}  # fmt: skip
    with workers(jobs) as scored:
        while len(record["history"]) < plan.rounds:
            place, told, _ = taken(np.array(record["places"][-1]), plan, len(record["history"]) + 1, scored)
            record["places"].append(place.tolist())
            record["history"].append(told)
            partial = state.with_suffix(".partial")
            partial.write_bytes(pickle.dumps(record))
            partial.replace(state)
            progress(told)
    return record
