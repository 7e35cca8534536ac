"""The search behind the default values of the assumed parameters.

``uv run python -m experiments.first_search`` samples the assumed parameters with SciPy's differential evolution and
scores each set on many patterns at once (``experiments.patterns``); nothing is tuned to a single run. The best set, its
misses and its figures are written to ``experiments/first_search.json``; ``--start`` goes on from such a file.
"""

import argparse
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from scipy.optimize import differential_evolution
from tqdm import tqdm

from experiments.patterns import FREE, GUESS, lived, regimes
from sim.engines.lanes import LANES
from sim.parameters import DEFAULTS, PARAMETERS

FOLDER = Path(__file__).parent


def bounds() -> list[tuple[float, float]]:
    """From a third to three times each parameter's first guess, within its range."""
    return [(max(PARAMETERS[n].low, GUESS[n] / 3), min(PARAMETERS[n].high, 3 * GUESS[n])) for n in FREE]


def score(sets: np.ndarray, gate: float = 6.0) -> np.ndarray:
    """The score of each set, columns of (free, sets); the long runs are made only where the regimes nearly stand."""
    total = np.empty(sets.shape[1])
    for start in range(0, sets.shape[1], LANES):
        part = sets[:, start : start + LANES]
        wide = np.concatenate([part, part[:, -1:].repeat(LANES - part.shape[1], 1)], 1)
        first = sum(regimes(wide).values())[: part.shape[1]]
        with ThreadPoolExecutor() as pool:
            near = pool.map(lambda theta: sum(lived(theta)[0].values()), part.T[first < gate])
            total[start : start + len(first)] = 40.0 + 7.0 * first
            total[start + np.flatnonzero(first < gate)] = 2.0 * first[first < gate] + np.array(list(near))
    return total


def main() -> None:
    """Search, and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--generations", type=int, default=100)
    parser.add_argument("--population", type=int, default=64, help="sets in a generation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="an earlier result to go on from")
    given = parser.parse_args()
    limits = bounds()
    rng = np.random.default_rng(given.seed)
    low, high = np.array(limits).T
    start = low + (high - low) * rng.random((given.population, len(FREE)))
    start[0] = np.clip([getattr(DEFAULTS, n) for n in FREE], low, high)
    if given.start:
        found = json.loads(given.start.read_text())["parameters"]
        start[0] = np.clip([found[n] for n in FREE], low, high)
        near = start[0] * rng.uniform(0.8, 1.25, (given.population // 2 - 1, len(FREE)))
        start[1 : given.population // 2] = np.clip(near, low, high)
    bar = tqdm(total=given.generations, unit="gen")

    def note(intermediate_result) -> None:
        bar.update()
        bar.set_postfix(score=round(float(intermediate_result.fun), 2))
        save(intermediate_result.x, float(intermediate_result.fun), given)

    result = differential_evolution(
        score, limits, init=start, maxiter=given.generations, rng=rng, vectorized=True, updating="deferred",
        polish=False, tol=0, callback=note, mutation=(0.3, 0.8), recombination=0.5,
    )  # fmt: skip
    save(result.x, float(result.fun), given)


def save(theta: np.ndarray, total: float, given: argparse.Namespace) -> None:
    """Write the best set so far, its score, its misses and its figures."""
    wide = np.tile(theta[:, None], LANES)
    penalties, figures = lived(theta)
    penalties |= {name: float(value[0]) for name, value in regimes(wide).items()}
    kept = {
        "score": total,
        "search": {**vars(given), "start": given.start.name if given.start else None},
        "parameters": dict(zip(FREE, map(float, theta), strict=True)),
        "misses": {name: round(value, 3) for name, value in penalties.items() if value > 0},
        "figures": {name: round(value, 4) for name, value in figures.items()},
    }
    (FOLDER / "first_search.json").write_text(json.dumps(kept, indent=2) + "\n")


if __name__ == "__main__":
    main()
