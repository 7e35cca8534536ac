"""How far a set of constants is from theory and evidence: one number, and where it comes from."""

import math
from dataclasses import dataclass

import numpy as np

from experiments.calibration.space import Guess
from experiments.calibration.theory import lives, regimes
from experiments.evidence import STUDIES
from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity

GATE = 12.0
"""The long runs are made only where the regimes nearly stand."""
CLOSED = 150.0
WEIGHTS = dict.fromkeys(("E1", "E2", "E7", "E8", "E12", "E13"), 2.0)
"""Rows that weigh more: the core of the argument."""
SEARCHED = (
    "E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E11", "E12", "E13", "E14", "E16", "E17", "E18", "E19", "E20",
    "E21", "E22", "E23", "E24", "E26",
)  # fmt: skip
"""Rows that a search looks at: E10 needs a follow-up of the whole community, and E15 depends on no constant."""
MARGIN = 0.15
"""The share of a tolerance that is kept clear of its edges, so that another seed does not fall out of it."""
MAX_PENALTY = 8.0


@dataclass(frozen=True)
class Scored:
    """A set's total, and each penalty by name (only those above 0)."""

    total: float
    misses: dict[str, float]
    figures: dict[str, float]


def bounded(far: float) -> float:
    """A distance in scales, growing ever more slowly toward ``MAX_PENALTY``."""
    return MAX_PENALTY * far / (MAX_PENALTY + far)


def distance(value: float, low: float, high: float, scale: float) -> float:
    """How far a figure is outside its tolerance, margins kept clear."""
    if not math.isfinite(value):
        return 0.5 * MAX_PENALTY
    margin = MARGIN * (high - low) if math.isfinite(high - low) else 0.3 * scale
    return bounded(max(low + margin - value, value - (high - margin), 0.0) / scale)


def evidence(lab: Lab) -> dict[str, Quantity]:
    """Every figure of the rows that are searched, by row and name."""
    return {f"{row}: {quantity.name}": quantity for row in SEARCHED for quantity in STUDIES[row](lab).quantities}


def standing(sets: list[Guess]) -> np.ndarray:
    """The regimes' penalty of each set, (sets,)."""
    return np.sum(list(regimes(sets).values()), 0)


def score(constants: Guess, seed: int, size: int = 192) -> Scored:
    """The whole score of a set, on the chance of ``seed``."""
    misses = {f"regime {name}": 2.0 * float(value[0]) for name, value in regimes([constants]).items()}
    standing = sum(misses.values())
    if standing > 2.0 * GATE:
        return Scored(CLOSED + standing, misses, {})
    figures = {}
    for name, (value, low, high, scale) in lives(constants, seed).items():
        figures[name] = float(value)
        misses[name] = distance(value, low, high, scale)
    lab = Lab(
        constants.p,
        constants.norm,
        constants.topic,
        size=size,
        seed=seed,
        follow=False,
        probes=64,
        clinic=max(64, size // 3),
        elders=96,
    )
    for name, found in evidence(lab).items():
        figures[name] = found.value
        if found.has_tolerance:
            weight = WEIGHTS.get(name.partition(":")[0], 1.0)
            misses[name] = weight * distance(found.value, found.at_least, found.at_most, found.scale)
    return Scored(
        float(sum(misses.values())), {name: round(value, 3) for name, value in misses.items() if value > 0.0}, figures
    )
