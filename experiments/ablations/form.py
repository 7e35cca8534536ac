"""What an ablation is: a title, a prediction from theory, and a study that finds out."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity

Band = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""A line to draw: where, its height, and its 95 % interval from below to above."""


@dataclass(frozen=True)
class Panel:
    """What to draw: lines with bands ``along`` something, or quantities as dots with intervals."""

    what: str
    lines: dict[str, Band] = field(default_factory=dict)
    dots: tuple[Quantity, ...] = ()
    along: str = ""
    ticks: dict[float, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """What was found, each quantity with the inequality that was predicted, and what to draw."""

    quantities: tuple[Quantity, ...]
    panel: Panel


@dataclass(frozen=True)
class Ablation:
    """One mechanism taken out: what theory says must follow, and the study that looks."""

    title: str
    sentence: str
    study: Callable[[Lab], Found]


def band(lab: Lab, series: np.ndarray, at: np.ndarray | None = None) -> Band:
    """The mean over couples of series (times, couples), with its bootstrap interval; times are minutes of turns
    unless given ``at``."""
    rng = np.random.default_rng([lab.seed, 98])
    count = series.shape[1]
    drawn = rng.multinomial(count, np.full(count, 1.0 / count), max(1, lab.resamples)) / count
    low, high = np.quantile(series @ drawn.T, [0.025, 0.975], axis=1)
    return np.arange(1, len(series) + 1) / 10.0 if at is None else at, series.mean(1), low, high
