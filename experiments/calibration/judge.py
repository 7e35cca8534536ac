"""After the search: which of the good sets are good on fresh chance, and how far they differ.

A search's best figures flatter: they were the best of many draws. So the best set of each of the last generations is
scored anew on more couples and other seeds. The lowest becomes the default. Sets around it, all constants varied at
once, that are about as good are *plausible*. They are drawn close by, so their spread is a lower bound of what is not
known: a constant that is narrow among them may only not have been drawn farther out.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from experiments.calibration.score import Scored
from experiments.calibration.space import FREE, HIGH, LOW, values

LAST, SEEDS, SIZE = 2, (9001, 9002), 640
"""Generations whose best sets are judged, beside the start, on which chance, on how many couples."""
DRAWN, AROUND, SEED = 16, 0.012, 1
"""Sets drawn around the best, and how far: a standard deviation in shares of each searched range."""
ABOUT, MAX_PLAUSIBLE = 8.0, 10
"""How much worse than the best a plausible set may score, and how many are kept."""
STEP, PROFILED = 0.05, 96
"""The step of a profile, a share of the searched range up and down, and on how many couples these are scored."""


def judged(
    found: dict[str, Any], scored: Callable[[list[np.ndarray], int, int], list[Scored]], profile: bool = True
) -> dict[str, Any]:
    """The default set with its score, figures and misses; plausible sets; and how well each constant is known, with
    ``profile`` also by what a step of it costs."""
    last = [place for place, _ in found["seen"][-LAST:]]
    places = [np.array(place) for place in (found["start"], found["mean"], *last)]
    by_seed = [scored(places, seed, SIZE) for seed in SEEDS]
    totals = np.mean([[score.total for score in row] for row in by_seed], 0)
    order = np.argsort(totals, kind="stable")
    best = order[0]
    near = plausible(places[best], scored)
    names = {name for row in by_seed for name in row[best].misses}
    return {
        "score": round(float(totals[best]), 3),
        "best": values(places[best]),
        "misses": {
            n: round(float(np.mean([row[best].misses.get(n, 0.0) for row in by_seed])), 3) for n in sorted(names)
        },
        "figures": {
            n: round(float(np.mean([row[best].figures[n] for row in by_seed])), 4) for n in by_seed[0][best].figures
        },
        "plausible": [values(place) for place in far_apart(near, MAX_PLAUSIBLE)],
        "known": known(places[best], near, scored if profile else None),
    }  # fmt: skip


def plausible(best: np.ndarray, scored: Callable[[list[np.ndarray], int, int], list[Scored]]) -> list[np.ndarray]:
    """The best set, and those drawn around it that are about as good on the same chance."""
    moves = AROUND * np.random.default_rng(SEED).standard_normal((DRAWN, len(best)))
    drawn = list(np.clip(best + moves, 0.0, 1.0))
    here, *others = (score.total for score in scored([best, *drawn], SEEDS[0], PROFILED))
    return [best, *(place for place, total in zip(drawn, others, strict=True) if total <= here + ABOUT)]


def far_apart(places: list[np.ndarray], count: int) -> list[np.ndarray]:
    """At most ``count`` of the places, the first one and then each time the one farthest from those already taken."""
    taken = [places[0]]
    while len(taken) < min(count, len(places)):
        far = [min(float(np.abs(place - other).mean()) for other in taken) for place in places]
        taken.append(places[int(np.argmax(far))])
    return taken


def known(
    best: np.ndarray, near: list[np.ndarray], scored: Callable[[list[np.ndarray], int, int], list[Scored]] | None
) -> dict[str, dict[str, float]]:
    """For each constant: the least and the most among equally good sets, their share of the searched range, and what a
    step down and a step up costs with all others held (where there is a ``scored`` to ask)."""
    moved = [np.clip(best + sign * STEP * np.eye(len(FREE))[i], 0.0, 1.0) for i in range(len(FREE)) for sign in (-1, 1)]
    here, *steps = (score.total for score in scored([best, *moved], SEEDS[0], PROFILED)) if scored else (0.0,)
    costs = [{}] * len(FREE) if not scored else [
        {"cost_down": round(steps[2 * i] - here, 2), "cost_up": round(steps[2 * i + 1] - here, 2)}
        for i in range(len(FREE))
    ]  # fmt: skip
    spread = np.array(near)
    low, high = np.exp(LOW + (HIGH - LOW) * spread.min(0)), np.exp(LOW + (HIGH - LOW) * spread.max(0))
    return {
        name: {
            "low": float(f"{low[i]:.4g}"), "high": float(f"{high[i]:.4g}"),
            "share_of_range": round(float(np.ptp(spread[:, i])), 3), **costs[i],
        }
        for i, name in enumerate(FREE)
    }  # fmt: skip
