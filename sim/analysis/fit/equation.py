"""One partner's fitted equation: its numbers, their standard errors and what is left."""

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np

from sim.analysis.fit.least import Estimates, solver
from sim.peers.laws import Mean


@dataclass(frozen=True, eq=False)
class Equation:
    """A fitted law with everything that its standard errors rest on.

    jacobian: (pairs, k), how the predictions move with each number; a threshold at which the influence jumps has none,
    so the other standard errors take it as known.
    residuals: (pairs,). variance: their mean square over ``pairs - k``, every profiled number counted.
    ranges: for each number that was searched over a grid, where the likelihood stays within 95 % of the best
    (``n·log(S/S₀) <= 3.84``), to the first place beyond; an end at the grid's edge is told in ``warnings``.
    undetermined: the names of numbers that the scores say nothing about; the value that stands there means nothing.
    """

    law: Mean
    estimates: Estimates
    jacobian: np.ndarray
    residuals: np.ndarray
    variance: float
    ranges: dict[str, tuple[float, float]]
    warnings: tuple[str, ...]
    undetermined: tuple[str, ...] = ()

    @property
    def set_point(self) -> tuple[float, float]:
        """The uninfluenced steady state ``a / (1 - r)`` and its standard error.

        By the delta method: its derivatives are ``1/(1 - r)`` with a and ``a/(1 - r)²`` with r. It is a poor guide
        where ``1 - r`` is within some standard errors of 0.
        """
        left = 1.0 - self.law.own
        if left == 0.0 or self.nowhere:
            return float("nan"), float("nan")
        slopes = np.array([1.0 / left, self.law.constant / (left * left)])[: len(self.estimates.names)]
        among = self.estimates.covariance[: len(slopes), : len(slopes)]
        return self.law.set_point, float(np.sqrt(slopes @ among @ slopes))

    @property
    def nowhere(self) -> bool:
        """Whether the scores do not say where the partner would be without the other."""
        return not {"constant", "inertia"}.isdisjoint(self.undetermined)

    def estimate(self, name: str) -> float:
        """The estimate of a number; not-a-number where the scores do not determine it."""
        return float("nan") if name in self.undetermined else self.estimates[name]

    def carried(self, follows: np.ndarray) -> float:
        """The correlation of what is left with what was left a turn before; 0 where errors are independent.

        follows: (pairs - 1,), whether each pair is the turn after the one before it.
        """
        left = self.residuals - self.residuals.mean()
        whole = float(left @ left)
        return float(left[1:][follows] @ left[:-1][follows]) / whole if whole > 0.0 else 0.0

    def band(self, other: np.ndarray) -> np.ndarray:
        """The standard error of the influence at each of the other's scores (n,), thresholds taken as known."""
        parts = range(2, len(self.estimates.names))
        if not parts:
            return np.zeros(len(other))
        steps = []
        for i in parts:
            moved = self.law.values()
            size = 1e-6 * max(1.0, abs(moved[i]))
            moved[i] += size
            up = type(self.law)(*moved).influence(other)
            moved[i] -= 2.0 * size
            steps.append((up - type(self.law)(*moved).influence(other)) / (2.0 * size))
        slopes = np.stack(steps, 1)
        cover = np.nan_to_num(self.estimates.covariance[2:, 2:])
        return np.sqrt(np.maximum(np.einsum("ni,ij,nj->n", slopes, cover, slopes), 0.0))


def fitted(
    kind: type[Mean],
    design: np.ndarray,
    after: np.ndarray,
    searched: tuple[float, ...] = (),
    moving: Callable[[np.ndarray], np.ndarray] | None = None,
    ranges: dict[str, tuple[float, float]] | None = None,
    warnings: tuple[str, ...] = (),
) -> Equation:
    """The equation that fits ``after`` (n,) best, by least squares on a design (n, k).

    searched: the law's last numbers, which were found over a grid and have ``ranges``. moving: from the linear numbers
    to how the predictions move with each searched one, (n, searched); without it those are taken as known.
    """
    values = np.linalg.lstsq(design, after, rcond=None)[0]
    law = kind(*map(float, values), *searched)
    names = tuple(field.name for field in fields(kind))[: len(values) + len(searched)]
    residuals = after - design @ values
    freedom = len(after) - len(names)
    variance = float(residuals @ residuals) / max(freedom, 1)
    jacobian = design if moving is None else np.concatenate([design, moving(values)], 1)
    cover = np.full((len(names), len(names)), np.nan)
    known = jacobian.shape[1]
    solved = solver(jacobian)
    cover[:known, :known] = variance * (solved @ solved.T)
    lost = tuple(name for name, size in zip(names[:known], np.diag(cover), strict=False) if not np.isfinite(size))
    if lost:
        warnings = (*warnings, f"the scores do not determine: {', '.join(lost)}")
    found = Estimates(names, np.concatenate([values, searched]), cover, freedom)
    return Equation(law, found, jacobian, residuals, variance, ranges or {}, warnings, lost)
