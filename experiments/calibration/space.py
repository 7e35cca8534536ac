"""What is searched: the assumed constants, each over a range on a logarithmic scale.

A point of the search is an array of numbers from 0 to 1, one a free constant. Measured constants stay as they are, but
for the two whose own source is a row of the evidence (``arousal_fall``, ``inertia``) and the hand's strength.
"""

from dataclasses import dataclass

import numpy as np

from experiments.evidence.lab import TOPIC_SIZE
from sim.community.population import NORM, NORMS, Norms
from sim.model.parameters import DEFAULTS, PARAMETERS, Parameters

FIXED = (
    "touch_stranger", "touch_picture", "coregulation", "flooding_arousal", "resting_heart_rate", "flooding_heart_rate",
    "das_distressed",
)  # fmt: skip
"""Scales and definitions, and the two effects that a study gives by themselves."""

RANGES = {
    "trust_shield": (0.4, 0.98), "base_sensitivity": (0.1, 1.0), "separation_sting": (0.6, 10.0),
    "attack_sting": (0.6, 10.0), "hearing": (0.1, 0.95), "attack_anxious": (0.05, 0.8), "disarm": (0.1, 0.9),
    "buffer": (0.05, 1.0), "relief": (0.05, 1.5), "noise": (0.08, 0.95), "touch": (0.3, 0.98),
    "touch_base": (0.1, 0.6), "hand_flooded": (0.1, 2.0), "hand_stung": (0.005, 1.0), "hand_avoidance": (0.1, 2.0),
    "comfort_pace": (0.004, 0.04), "threat_midpoint": (0.3, 3.0), "threat_pace": (0.1, 0.9),
    "arousal_rise": (0.12, 0.5), "arousal_fall": (0.0065, 0.012), "contact_calming": (0.5, 8.0),
    "need_weight": (0.03, 0.6), "longing": (0.03, 0.8), "longing_base": (0.05, 0.9), "security_pull": (3.0, 20.0),
    "softness_pull": (1.0, 12.0), "attachment_pull": (3.0, 18.0), "topic_pull": (0.3, 6.0),
    "calm_avoidance": (0.05, 0.6), "flooding_block": (0.15, 1.0), "inertia": (0.03, 0.75), "care_base": (0.05, 0.7),
    "avoidance_care": (0.1, 0.9), "spillover": (0.2, 6.0), "enactment": (0.1, 0.95), "protest_bid": (0.15, 0.95),
    "need_growth": (0.0005, 0.006), "need_avoidance": (0.3, 0.95), "need_met": (0.005, 0.1),
    "softening_rate": (0.0001, 0.02), "alliance": (0.2, 0.98), "deactivation": (0.03, 0.9),
    "softness_fade": (0.00004, 0.001), "softness_met": (0.2, 5.0), "softness_hurt": (0.3, 15.0),
    "security_rate": (0.00001, 0.0005), "correction": (0.5, 30.0), "security_wear": (1.2, 15.0),
    "security_drift": (0.001, 0.15), "open_hope": (0.1, 0.95), "bond_rate": (0.00001, 0.002),
    "bond_wear": (0.05, 3.0), "bond_drift": (0.0001, 0.02), "bond_upkeep": (0.05, 0.95),
    "injury_rate": (0.0005, 0.5), "injury_met": (0.0005, 0.2),
    "attachment_rate": (0.0005, 0.02), "attachment_eased": (0.1, 0.95), "attachment_raised": (0.1, 0.95),
    "anxiety_soft": (0.1, 0.95), "revision": (0.001, 0.2), "night_calm": (0.5, 0.98), "night_need": (0.2, 0.9),
    "spark_rate": (0.003, 0.15), "spark_size": (0.08, 1.5), "spark_fade": (0.01, 0.3), "event_rate": (0.002, 0.3),
    "event_size": (0.1, 5.0), "topic_open": (0.05, 0.9), "event_shared": (0.2, 0.9), "event_fade": (0.004, 0.7),
    "das_floor": (35.0, 76.0),
    "das_ceiling": (125.0, 151.0), "das_bond": (0.3, 0.85), "das_standard": (0.1, 0.99),
}  # fmt: skip
POPULATION = {"years": (0.5, 4.0), "hardship_sd": (0.2, 2.0), "first_bond": (0.4, 0.9), "first_bond_sd": (0.05, 0.28)}
STUDY = {"topic": (0.4, 3.0)}

FREE = (*RANGES, *POPULATION, *STUDY)
LIMITS = np.array([*RANGES.values(), *POPULATION.values(), *STUDY.values()])
LOW, HIGH = np.log(LIMITS.T)


@dataclass(frozen=True)
class Guess:
    """One set of constants: of the model, of the population, and of the laboratory's topic."""

    p: Parameters
    norm: Norms
    topic: float


def values(point: np.ndarray) -> dict[str, float]:
    """The constants at a point, by name, rounded to four digits as they are published."""
    return {name: float(f"{value:.4g}") for name, value in zip(FREE, np.exp(LOW + (HIGH - LOW) * point), strict=True)}


def guess(named: dict[str, float]) -> Guess:
    """The set of constants with these values."""
    return Guess(
        DEFAULTS._replace(**{name: value for name, value in named.items() if name in PARAMETERS}),
        NORM._replace(**{name: value for name, value in named.items() if name in NORMS}),
        named["topic"],
    )


def point(named: dict[str, float]) -> np.ndarray:
    """The point with these values, moved to the nearest edge where it lies outside."""
    found = np.log([named[name] for name in FREE])
    return np.clip((found - LOW) / (HIGH - LOW), 0.0, 1.0)


def today() -> dict[str, float]:
    """The values that the product has now."""
    return {name: getattr(DEFAULTS, name, getattr(NORM, name, TOPIC_SIZE)) for name in FREE}
