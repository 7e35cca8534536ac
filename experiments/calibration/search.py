"""The search: a Latin hypercube over the whole space, then CMA-ES from the best of it.

The hypercube (SciPy) is scored on the regimes, its best sets on everything; CMA-ES (Hansen & Ostermeier 2001, the
``cma`` library) goes on from there. Every generation is scored on a chance of its own, so that nothing is fitted to one
seed. The state is kept after every generation; the same call goes on from it.
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

import cma
import numpy as np
from scipy.stats import qmc

from experiments.calibration.score import Scored, score, standing
from experiments.calibration.space import FREE, guess, point, values
from sim.engines.lanes import LANES


@dataclass(frozen=True)
class Plan:
    """Everything that the result depends on."""

    seed: int = 1
    hypercube: int = 4096
    finalists: int = 8
    population: int = 18
    generations: int = 30
    spread: float = 0.02
    size: int = 320


START = Path(__file__).with_name("start.json")
"""A guess to begin with, put together by hand from an earlier search and from what theory says of speeds."""


def at(place: np.ndarray, seed: int, size: int) -> Scored:
    """The score of a point."""
    return score(guess(values(place)), seed, size)


@contextmanager
def workers(count: int) -> Iterator[Callable[[list[np.ndarray], int, int], list[Scored]]]:
    """``count`` processes that score points, this one if it is 1; the values do not depend on how many there are."""
    if count == 1:
        yield lambda places, seed, size: [at(place, seed, size) for place in places]
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:

        def all_of(places: list[np.ndarray], seed: int, size: int) -> list[Scored]:
            return list(pool.map(at, places, [seed] * len(places), [size] * len(places)))

        yield all_of


def guessed() -> np.ndarray:
    """The point of ``start.json``."""
    return point(json.loads(START.read_text("utf-8")))


def hypercube(plan: Plan) -> np.ndarray:
    """The sampled points in which the regimes stand best, after the guess of ``start.json``: (finalists + 1, free);
    that guess alone where none are sampled."""
    if not plan.hypercube:
        return guessed()[None]
    drawn = qmc.LatinHypercube(len(FREE), rng=np.random.default_rng(plan.seed)).random(plan.hypercube)
    far = np.concatenate([
        standing([guess(values(place)) for place in drawn[start : start + LANES]])
        for start in range(0, len(drawn), LANES)
    ])  # fmt: skip
    best = drawn[np.argsort(far, kind="stable")[: plan.finalists]]
    return np.concatenate([guessed()[None], best])


def begun(plan: Plan, scored: Callable[..., list[Scored]]) -> cma.CMAEvolutionStrategy:
    """CMA-ES at the best point of the hypercube."""
    places = hypercube(plan)
    totals = [score.total for score in scored(list(places), plan.seed, plan.size)]
    start = places[int(np.argmin(totals))]
    return cma.CMAEvolutionStrategy(
        start, plan.spread,
        {"bounds": [0.0, 1.0], "popsize": plan.population, "seed": plan.seed, "verbose": -9,
         "maxiter": plan.generations},
    )  # fmt: skip


def search(plan: Plan, state: Path, jobs: int, progress: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Run, or go on with, the search; ``state`` keeps it, ``progress`` hears of every generation."""
    record = pickle.loads(state.read_bytes()) if state.exists() else None
    if record and record["plan"] != asdict(plan):
        raise SystemExit(f"{state}: was begun with {record['plan']}; go on with that, or remove it")
    with workers(jobs) as scored:
        record = record or {"plan": asdict(plan), "evolution": begun(plan, scored), "history": [], "seen": []}
        evolution = record["evolution"]
        while len(record["history"]) < plan.generations:
            number = len(record["history"]) + 1
            places = evolution.ask()
            found = scored(places, plan.seed + number, plan.size)
            totals = [score.total for score in found]
            evolution.tell(places, totals)
            best = int(np.argmin(totals))
            record["seen"].append((places[best].tolist(), totals[best]))
            record["history"].append({
                "generation": number, "best": round(min(totals), 3), "median": round(float(np.median(totals)), 3),
                "spread": round(float(evolution.sigma), 4), "worst": sorted(found[best].misses.items(),
                key=lambda miss: -miss[1])[:4],
            })  # fmt: skip
            partial = state.with_suffix(".partial")
            partial.write_bytes(pickle.dumps(record))
            partial.replace(state)
            progress(record["history"][-1])
    return {**record, "mean": np.clip(evolution.result.xfavorite, 0.0, 1.0).tolist(), "start": guessed().tolist()}
