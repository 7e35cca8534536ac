"""What a study finds: figures with intervals, and whether they lie within their tolerance."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import inf, isfinite
from typing import Any

import numpy as np

from experiments.evidence.lab import Lab

Statistic = Callable[[np.ndarray], float]


@dataclass(frozen=True)
class Quantity:
    """One figure: ours, its 95 % interval at the large size, the range in which 95 % of studies of the paper's size
    would have found it, and the tolerance. ``scale`` is how far beside the tolerance counts as one miss in a search."""

    name: str
    value: float
    at_least: float = -inf
    at_most: float = inf
    scale: float = 0.1
    unit: str = ""
    interval: tuple[float, float] | None = None
    paper: tuple[float, float] | None = None
    held: np.ndarray | None = field(default=None, compare=False, repr=False)
    """Which of the drawn studies of the paper's size would have found it within the tolerance: (resamples,)."""

    @property
    def has_tolerance(self) -> bool:
        """Whether there is a tolerance at all; without one the figure is for information."""
        return isfinite(self.at_least) or isfinite(self.at_most)

    @property
    def hit(self) -> bool:
        """Whether the figure lies within the tolerance."""
        return not self.has_tolerance or self.at_least <= self.value <= self.at_most

    @property
    def beside(self) -> float:
        """How far beside the tolerance, in scales; 0 within, 10 at most and where there is no figure."""
        far = max(self.at_least - self.value, self.value - self.at_most, 0.0) / self.scale
        return min(far, 10.0) if isfinite(far) else 10.0


@dataclass(frozen=True)
class Study:
    """One row of the evidence: what was published, and what the same study finds here. ``picture`` is drawn data."""

    row: str
    title: str
    published: str
    tolerance: str
    size: int
    paper_size: int
    quantities: tuple[Quantity, ...]
    picture: dict[str, Any] = field(default_factory=dict)
    seeds: tuple[bool, ...] = ()
    """Whether the row holds on the chance of each seed that was tried, this one's first."""

    @property
    def hit(self) -> bool:
        """Whether every figure with a tolerance lies within it."""
        return all(quantity.hit for quantity in self.quantities)

    @property
    def chance(self) -> float | None:
        """The chance that a study of the paper's own size finds all of it; none where the paper's size says nothing.

        The figures of one study are drawn from the same couples. One without a draw counts as it was found.
        """
        drawn = [q.held for q in self.quantities if q.has_tolerance and q.held is not None]
        fixed = all(q.hit for q in self.quantities if q.held is None)
        return float(np.mean(np.all(drawn, 0))) * fixed if drawn else None


def measured(lab: Lab, name: str, count: int, of: Statistic, paper_size: int = 0, **more: Any) -> Quantity:
    """A figure over ``count`` couples: ``of`` maps an array of their numbers to the figure."""
    value = float(of(np.arange(count))) if count else np.nan
    if not lab.resamples or not count:
        return Quantity(name, value, **more)
    rng = np.random.default_rng([lab.seed, 99])

    def draws(size: int) -> np.ndarray:
        return np.array([of(rng.integers(0, count, size)) for _ in range(lab.resamples)])

    def spread(values: np.ndarray) -> tuple[float, float] | None:
        there = values[np.isfinite(values)]
        return (float(np.quantile(there, 0.025)), float(np.quantile(there, 0.975))) if len(there) else None

    found = Quantity(name, value, interval=spread(draws(count)), **more)
    if not paper_size:
        return found
    papers = draws(paper_size)
    held = (papers >= found.at_least) & (papers <= found.at_most)
    return replace(found, paper=spread(papers), held=held if found.has_tolerance else None)
