"""Bootstrap over replicates and, where points are a sample, over points; means of groups under it.

All points share their replicates' chance (common random numbers), so a replicate is drawn for all points at once: what
is common to all points cancels from differences in every resample as it does in the sweep. Points of a grid are fixed;
those of a random design are drawn as well, whole blocks of them (rows of Saltelli's, trajectories of Morris'), both at
once. Sources: Efron & Tibshirani (1993) for the bootstrap; Owen (2007) for rows and columns drawn together.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import ndtri

from sim.sweep.report.memory import AT_ONCE, MAX_BATCHES
from sim.sweep.spec.specification import Spec

Compute = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Numbers (…, b) from point means (P, b) at the blocks of points that are drawn (blocks, b)."""


@dataclass(frozen=True, eq=False)
class Draws:
    """How often each batch of replicates is drawn in each resample, ``batches`` (n, B), and whether blocks of ``block``
    points are drawn as well or all are ``fixed``. Which blocks is drawn when it is needed, by the resample's number:
    the same for every outcome and arm, and nobody keeps them."""

    batches: np.ndarray
    fixed: bool
    block: int
    seed: int

    @classmethod
    def of(cls, spec: Spec) -> "Draws":
        """The resamples of a sweep, keyed by its analysis seed; the same for every outcome and arm."""
        seed, resamples = spec.analysis_seed, spec.sections.analysis.resamples
        rng = np.random.default_rng([seed, 6])
        count = min(spec.replicates, MAX_BATCHES)
        batches = rng.multinomial(count, np.full(count, 1.0 / count), resamples).T.astype(float)
        fixed = spec.design.kind == "grid" or spec.count == spec.block
        return cls(batches, fixed, spec.block, seed)

    @property
    def possible(self) -> bool:
        """Whether anything varies: one replicate of a grid has no interval."""
        return len(self.batches) > 1 or not self.fixed

    def resampled(
        self, values: np.ndarray, compute: Compute, blocks: int, squares: bool = False
    ) -> tuple[np.ndarray, np.ndarray]:
        """What ``compute`` makes of the point means of ``values`` (P, R), (…), and under each resample, (…, B).

        With ``squares`` the means of the squared values follow those of the values: (2P, b).

        A point none of whose completed replicates was drawn keeps its own mean; one without any run is NaN. Where
        failures left another number of whole ``blocks``, as many are drawn among those.
        """
        count, still = self.batches.shape[1], np.arange(blocks)[:, None]
        powers = [self._sums(values, power) for power in ((1, 2) if squares else (1,))]
        sums, counts, own = (np.concatenate(parts) if squares else parts[0] for parts in zip(*powers, strict=True))
        if (counts == counts[0]).all():
            counts = counts[:1]  # nothing failed: one row is drawn for all points, half of the work
        step, under = max(1, AT_ONCE // len(own)), []
        for start in range(0, count, step):
            part = slice(start, start + step)
            drawn = counts @ self.batches[:, part]
            means = np.where(drawn > 0, (sums @ self.batches[:, part]) / np.maximum(drawn, 1.0), own)
            under.append(compute(means, self.rows(part, blocks)))
        return compute(own, still)[..., 0], np.concatenate(under, -1)

    def _sums(self, values: np.ndarray, power: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Sums of each batch of replicates (P, n), how many there are of each, and point means (P, 1), of a power."""
        sums, counts = (np.empty((len(values), len(self.batches))) for _ in range(2))
        own, step = np.empty((len(values), 1)), max(1, AT_ONCE // values.shape[1])
        starts = (np.arange(len(self.batches)) * values.shape[1]) // len(self.batches)
        for start in range(0, len(values), step):
            part = slice(start, start + step)
            some = values[part] ** power
            there = np.isfinite(some)
            own[part, 0] = means_of(some)
            sums[part] = np.add.reduceat(np.where(there, some, 0.0), starts, axis=1)
            counts[part] = np.add.reduceat(there, starts, axis=1, dtype=float)
        return sums, counts, own

    def rows(self, part: slice, blocks: int) -> np.ndarray:
        """Which of so many blocks are drawn in a part of the resamples, (blocks, b)."""
        numbers = range(*part.indices(self.batches.shape[1]))
        if self.fixed:
            return np.broadcast_to(np.arange(blocks)[:, None], (blocks, len(numbers)))
        drawn = np.empty((blocks, len(numbers)), np.int32)
        for i, number in enumerate(numbers):
            drawn[:, i] = np.random.default_rng([self.seed, 7, blocks, number]).integers(blocks, size=blocks)
        return drawn

    def weights(self, rows: np.ndarray) -> np.ndarray:
        """How often each point is drawn, (P, b), where the ``rows`` (blocks, b) are."""
        if self.fixed:
            return np.ones((len(rows) * self.block, rows.shape[1]))
        counts = np.stack([np.bincount(column, minlength=len(rows)) for column in rows.T], 1)
        return np.repeat(counts, self.block, 0).astype(float)

    def grouped(self, values: np.ndarray, groups: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """The mean over the points of each group (their point means), (G,), and the same under resamples, (G, B)."""
        at = np.repeat(np.arange(len(groups)), [len(group) for group in groups]), np.concatenate(groups)
        member = csr_matrix((np.ones(len(at[0])), at), shape=(len(groups), len(values)))

        def means_in(means: np.ndarray, rows: np.ndarray) -> np.ndarray:
            weights = self.weights(rows) * np.isfinite(means)
            return (member @ (weights * np.where(np.isfinite(means), means, 0.0))) / (member @ weights)

        with np.errstate(invalid="ignore", divide="ignore"):
            estimate, under = self.resampled(values, means_in, len(values) // self.block)
        return estimate, np.where(np.isfinite(under), under, estimate[:, None])

    def quantiles(self, under: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The 95 % percentile interval over resamples (the last axis); NaN where none is possible."""
        none = np.full((2, *under.shape[:-1]), np.nan)
        low, high = np.quantile(under, (0.025, 0.975), axis=-1) if self.possible else none
        return low, high

    def around(self, estimate: np.ndarray, under: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """``estimate ± 1.96·sd over resamples``, for what resampling itself makes larger or smaller."""
        half = ndtri(0.975) * under.std(-1, ddof=1) if self.possible else np.full(np.shape(estimate), np.nan)
        return estimate - half, estimate + half


def means_of(values: np.ndarray) -> np.ndarray:
    """The mean over a point's completed replicates, (P,); NaN where there is none."""
    there = np.isfinite(values)
    counts = there.sum(1)
    return np.where(counts, np.where(there, values, 0.0).sum(1) / np.maximum(counts, 1), np.nan)
