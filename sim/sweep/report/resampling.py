"""Bootstrap over replicates and, where points are a sample, over points; means of groups under it.

All points share their replicates' chance (common random numbers), so a replicate is drawn for all points at once: what
is common to all points cancels from differences in every resample as it does in the sweep. Points of a grid are fixed;
those of a random design are drawn as well, whole blocks of them (rows of Saltelli's, trajectories of Morris'), both at
once. Sources: Efron & Tibshirani (1993) for the bootstrap; Owen (2007) for rows and columns drawn together.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from sim.sweep.report.results import Results

Z = 1.959963984540054
"""Half-width of a 95 % interval in standard errors."""
AT_ONCE = 4_000_000
"""Numbers held at once while resamples are worked through: 32 MB."""


MAX_BATCHES = 400
"""Batches of replicates that are drawn; with more replicates, each batch holds several, always the same ones."""


@dataclass(frozen=True, eq=False)
class Draws:
    """How often each batch of replicates is drawn in each resample, ``batches`` (n, B), and which blocks of points are,
    ``blocks`` (N, B); None where points are fixed. ``block`` is the points of a block."""

    batches: np.ndarray
    blocks: np.ndarray | None
    block: int
    seed: int

    @classmethod
    def of(cls, results: Results) -> "Draws":
        """The resamples of a sweep, keyed by its analysis seed; the same for every outcome and arm."""
        points, replicates = results.shape
        rng = np.random.default_rng([results.seed, 6])
        count = min(replicates, MAX_BATCHES)
        batches = rng.multinomial(count, np.full(count, 1.0 / count), results.resamples).T.astype(float)
        many = points // results.block
        random = results.kind != "grid" and many > 1
        blocks = rng.integers(many, size=(many, results.resamples)) if random else None
        return cls(batches, blocks, results.block, results.seed)

    @property
    def possible(self) -> bool:
        """Whether anything varies: one replicate of a grid has no interval."""
        return len(self.batches) > 1 or self.blocks is not None

    @property
    def count(self) -> int:
        """How many resamples."""
        return self.batches.shape[1]

    def over(self, values: np.ndarray) -> Iterator[tuple[slice, np.ndarray]]:
        """Point means (P, b) under a few resamples at a time: ``values`` (P, R) weighted by the batches drawn.

        A point none of whose completed replicates was drawn keeps its own mean; one without any run is NaN.
        """
        there = np.isfinite(values)
        starts = (np.arange(len(self.batches)) * values.shape[1]) // len(self.batches)
        sums = np.add.reduceat(np.where(there, values, 0.0), starts, axis=1)
        counts = np.add.reduceat(there, starts, axis=1, dtype=float)
        own = means_of(values)[:, None]
        step = max(1, AT_ONCE // len(values))
        for start in range(0, self.count, step):
            part = slice(start, min(start + step, self.count))
            drawn = counts @ self.batches[:, part]
            yield part, np.where(drawn > 0, (sums @ self.batches[:, part]) / np.maximum(drawn, 1.0), own)

    def weights(self, part: slice, points: int) -> np.ndarray:
        """How often each point is drawn in some resamples, (P, b)."""
        if self.blocks is None:
            return np.ones((points, part.stop - part.start))
        drawn = self.blocks[:, part]
        counts = np.stack([np.bincount(column, minlength=len(drawn)) for column in drawn.T], 1)
        return np.repeat(counts, self.block, 0).astype(float)

    def rows(self, count: int) -> np.ndarray:
        """The blocks drawn in each resample, (count, B); where failures left fewer whole, drawn among those."""
        if self.blocks is not None and len(self.blocks) == count:
            return self.blocks
        return np.random.default_rng([self.seed, 7, count]).integers(count, size=(count, self.count))


Indices = dict[str, tuple[np.ndarray, np.ndarray]]
"""Estimates (D,) and resampled estimates (D, B) by the index's name."""


def block_indices(
    values: np.ndarray, blocks: int, draws: Draws, compute: Callable[[np.ndarray, np.ndarray], dict[str, np.ndarray]]
) -> Indices:
    """Indices of the point means of ``values`` (P, R), which are ``blocks`` blocks of points.

    ``compute`` gives them by name, (D, b), from point means (P, b) at the blocks drawn (blocks, b).
    """
    estimates = compute(means_of(values)[:, None], np.arange(blocks)[:, None])
    rows = draws.rows(blocks)
    parts = [compute(means, rows[:, part]) for part, means in draws.over(values)]
    return {
        name: (estimate[:, 0], np.concatenate([part[name] for part in parts], 1))
        for name, estimate in estimates.items()
    }


def means_of(values: np.ndarray) -> np.ndarray:
    """The mean over a point's completed replicates, (P,); NaN where there is none."""
    there = np.isfinite(values)
    counts = there.sum(1)
    return np.where(counts, np.where(there, values, 0.0).sum(1) / np.maximum(counts, 1), np.nan)


def grouped(values: np.ndarray, groups: list[np.ndarray], draws: Draws) -> tuple[np.ndarray, np.ndarray]:
    """The mean over the points of each group (their point means), (G,), and the same under each resample, (G, B)."""
    sizes = [len(group) for group in groups]
    at = (np.repeat(np.arange(len(groups)), sizes), np.concatenate(groups) if groups else np.array([], int))
    member = csr_matrix((np.ones(len(at[0])), at), shape=(len(groups), len(values)))
    own = means_of(values)
    there = np.isfinite(own)
    with np.errstate(invalid="ignore", divide="ignore"):
        estimate = (member @ np.where(there, own, 0.0)) / (member @ there.astype(float))
        under = np.empty((len(groups), draws.count))
        for part, means in draws.over(values):
            weights = draws.weights(part, len(values)) * there[:, None]
            under[:, part] = (member @ (weights * np.where(there[:, None], means, 0.0))) / (member @ weights)
    return estimate, np.where(np.isfinite(under), under, estimate[:, None])


def quantiles(under: np.ndarray, draws: Draws) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % percentile interval over resamples (the last axis); NaN where none is possible."""
    if not draws.possible:
        none = np.full(under.shape[:-1], np.nan)
        return none, none
    low, high = np.quantile(under, (0.025, 0.975), axis=-1)
    return low, high


def around(estimate: np.ndarray, under: np.ndarray, draws: Draws) -> tuple[np.ndarray, np.ndarray]:
    """``estimate ± 1.96·sd over resamples``, for what resampling itself makes larger or smaller."""
    half = Z * under.std(-1, ddof=1) if draws.possible else np.full(np.shape(estimate), np.nan)
    return estimate - half, estimate + half
