"""How far a set of constants is from theory and evidence: one number, and where it comes from."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from experiments.calibration.space import Guess
from experiments.calibration.theory import lives, regimes
from experiments.evidence import STUDIES
from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity

REGIME = 2.0
"""The weight of a regime."""
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


PULL = 0.05
"""What a figure at the edge of its tolerance costs the search's next step, against one in the middle."""


class Aim(NamedTuple):
    """A figure, the least and the most that it may be, how far beside counts as one, and how much it weighs."""

    value: float
    low: float
    high: float
    scale: float
    weight: float = 1.0


@dataclass(frozen=True)
class Scored:
    """A set's total, each penalty by name (only those above 0), and every figure that is aimed at."""

    total: float
    misses: dict[str, float]
    aims: dict[str, Aim]


def bounded(far: float) -> float:
    """A distance in scales, growing ever more slowly toward ``MAX_PENALTY``."""
    return MAX_PENALTY * far / (MAX_PENALTY + far)


def distance(value: float, low: float, high: float, scale: float) -> float:
    """How far a figure is outside its tolerance, margins kept clear."""
    if not math.isfinite(value):
        return 0.5 * MAX_PENALTY
    margin = MARGIN * (high - low) if math.isfinite(high - low) else 0.3 * scale
    return bounded(max(low + margin - value, value - (high - margin), 0.0) / scale)


def cost(aim: Aim, value: float) -> float:
    """What a figure costs at this value."""
    return aim.weight * distance(value, aim.low, aim.high, aim.scale)


def pull(aim: Aim, value: float) -> float:
    """The pull of a figure to the middle of its tolerance, where it has two sides."""
    half = 0.5 * (aim.high - aim.low)
    return PULL * ((value - aim.low - half) / half) ** 2 if math.isfinite(half) else 0.0


def evidence(lab: Lab) -> dict[str, Quantity]:
    """Every figure of the rows that are searched, by row and name."""
    return {f"{row}: {quantity.name}": quantity for row in SEARCHED for quantity in STUDIES[row](lab).quantities}


def standing(sets: list[Guess]) -> np.ndarray:
    """The regimes' penalty of each set, (sets,)."""
    return np.sum([np.clip(far, 0.0, MAX_PENALTY) for far in regimes(sets).values()], 0)


def score(constants: Guess, seed: int, size: int = 192) -> Scored:
    """The whole score of a set, on the chance of ``seed``."""
    aims = {
        f"regime {name}": Aim(float(far[0]), -math.inf, 0.0, 1.0, REGIME) for name, far in regimes([constants]).items()
    }
    aims |= {name: Aim(*line) for name, line in lives(constants, seed).items()}
    lab = Lab(
        constants.p, constants.norm, constants.topic, size=size, seed=seed, follow=False, probes=64,
        clinic=max(64, size // 3), elders=64 * max(1, size // 256),
    )  # fmt: skip
    aims |= {
        name: Aim(found.value, found.at_least, found.at_most, found.scale, WEIGHTS.get(name.partition(":")[0], 1.0))
        for name, found in evidence(lab).items()
        if found.has_tolerance
    }
    return total_of(aims)


def total_of(aims: dict[str, Aim]) -> Scored:
    """The costs of all figures; a regime that stands costs nothing, without a margin."""
    misses = {
        name: REGIME * min(MAX_PENALTY, max(0.0, aim.value)) if name.startswith("regime ") else cost(aim, aim.value)
        for name, aim in aims.items()
    }
    return Scored(sum(misses.values()), {n: round(far, 3) for n, far in misses.items() if far > 0.0}, aims)
