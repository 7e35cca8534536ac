"""After the search: how good the set is on fresh chance, which others are about as good, and what is not pinned down.

A search's best figures flatter: they were the best of many draws. So the last steps' sets and the start are scored
anew on more couples and other seeds; the lowest becomes the default. The derivatives of all figures there tell how far
each constant may move, all others following, before a figure has moved by as much as one scale: a Gaussian of places,
wide along the ridges that the figures do not see. Sets drawn from the whole of it that stand as well are *plausible*.
"""

from typing import Any

import numpy as np

from experiments.calibration.score import standing
from experiments.calibration.search import EDGE, TOGETHER, Model, Plan, Score, model
from experiments.calibration.space import FREE, HIGH, LOW, guess, values

LAST, SEEDS, SIZE = 3, (9001, 9002), 768
"""Steps whose sets are judged, beside the start, on which chance, on how many couples."""
WIDE = 0.12
"""How far a constant is thought to lie from the default if no figure spoke of it: a standard deviation, in shares of
the searched range."""
DRAWN, TRIED, SEED = 64 * TOGETHER, 24, 1
"""Places drawn from the region that fits, and how many of them, standing and by the lines the best, are scored."""
ABOUT, MAX_PLAUSIBLE = 6.0, 10
"""How much worse than the best on the same chance a plausible set may score, and how many are kept."""
RIDGES, NAMED = 5, 5
"""How many of the least known directions are told, and how many constants of each."""


def judged(places: list[np.ndarray], lines: Model | None, plan: Plan, scored: Score) -> dict[str, Any]:
    """The default set with its score, figures and misses; plausible sets; how well each constant is known, by the
    search's last ``lines``, or by new ones where it made none."""
    tried = [places[0], *places[1:][-LAST:]]
    by_seed = [scored(tried, seed, SIZE) for seed in SEEDS]
    totals = np.mean([[found.total for found in row] for row in by_seed], 0)
    best = int(np.argmin(totals))
    lines = lines.at(tried[best]) if lines else model(tried[best], scored, SEEDS[0], plan.size)
    region = covariance(lines)
    near = plausible(lines, region, scored, plan.judged)
    found = [row[best] for row in by_seed]
    misses = sorted({name for each in found for name in each.misses})
    return {
        "score": round(float(totals[best]), 3),
        "best": values(tried[best]),
        "misses": {n: round(float(np.mean([each.misses.get(n, 0.0) for each in found])), 3) for n in misses},
        "figures": {n: round(float(np.mean([each.aims[n].value for each in found])), 4) for n in found[0].aims},
        "plausible": [values(place) for place in far_apart(near, MAX_PLAUSIBLE)],
        "known": known(region, near),
        "ridges": ridges(region),
    }  # fmt: skip


def covariance(lines: Model) -> np.ndarray:
    """The region that fits, (free, free): each figure within its scale of what it is, each constant within ``WIDE``."""
    weights = np.array([aim.weight**0.5 / aim.scale for aim in lines.aims])
    seen = lines.slope * weights[:, None]
    return np.linalg.inv(seen.T @ seen + np.eye(len(FREE)) / WIDE**2)


def plausible(lines: Model, region: np.ndarray, scored: Score, size: int) -> list[np.ndarray]:
    """The best set, and those of its region that are about as good on the same chance."""
    moves = np.random.default_rng(SEED).multivariate_normal(np.zeros(len(FREE)), region, DRAWN)
    drawn = np.clip(lines.place + moves, EDGE, 1.0 - EDGE)
    far = np.concatenate([
        standing([guess(values(place)) for place in drawn[i : i + TOGETHER]]) for i in range(0, DRAWN, TOGETHER)
    ])  # fmt: skip
    stands = drawn[far == 0.0]
    order = np.argsort([lines.predicted(place) for place in stands], kind="stable")
    tried = list(stands[order[:TRIED]])
    here, *others = (found.total for found in scored([lines.place, *tried], SEEDS[0], size))
    return [lines.place, *(place for place, total in zip(tried, others, strict=True) if total <= here + ABOUT)]


def far_apart(places: list[np.ndarray], count: int) -> list[np.ndarray]:
    """At most ``count`` of the places, the first one and then each time the one farthest from those already taken."""
    taken = [places[0]]
    while len(taken) < min(count, len(places)):
        far = [min(float(np.abs(place - other).mean()) for other in taken) for place in places]
        taken.append(places[int(np.argmax(far))])
    return taken


def known(region: np.ndarray, near: list[np.ndarray]) -> dict[str, dict[str, float]]:
    """For each constant: the least and the most among the plausible sets; its standard deviation in the region, in
    shares of the searched range; and how much of what could be known the figures tell, 0 (nothing) to 1."""
    spread = np.array(near)
    low, high = np.exp(LOW + (HIGH - LOW) * spread.min(0)), np.exp(LOW + (HIGH - LOW) * spread.max(0))
    sd = np.sqrt(np.diag(region))
    return {
        name: {
            "low": float(f"{low[i]:.4g}"), "high": float(f"{high[i]:.4g}"), "sd": round(float(sd[i]), 4),
            "known": round(float(1.0 - (sd[i] / WIDE) ** 2), 3),
        }
        for i, name in enumerate(FREE)
    }  # fmt: skip


def ridges(region: np.ndarray) -> list[dict[str, float]]:
    """The directions that the figures see least: the constants that move together in each, by how much."""
    _, vectors = np.linalg.eigh(region)
    told = []
    for direction in vectors.T[::-1][:RIDGES]:
        largest = np.argsort(-np.abs(direction))[:NAMED]
        told.append({FREE[i]: round(float(direction[i]), 3) for i in largest})
    return told
