"""Least squares with standard errors.

The errors assume that what is left is independent from turn to turn and of one spread, and that the series comes back
to where it was: where a couple is driven away, intervals for slopes held the truth in 75 to 80 %, not in 95 %. Where a
partner's own last score is among the causes, the estimates of inertia are too low by about (1 + 3r)/n, some 0.02 in 150
turns.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

TINY = 1e-10
"""Directions of a design that are shorter than this share of the longest are not determined."""


@dataclass(frozen=True, eq=False)
class Estimates:
    """``values`` (k,) by name, their ``covariance`` (k, k), and the degrees of ``freedom`` that it rests on.

    What the data do not determine has a covariance that is not a number.
    """

    names: tuple[str, ...]
    values: np.ndarray
    covariance: np.ndarray
    freedom: float

    def __getitem__(self, name: str) -> float:
        return float(self.values[self.names.index(name)])

    @property
    def errors(self) -> np.ndarray:
        """Standard errors, (k,)."""
        return np.sqrt(np.maximum(np.diag(self.covariance), 0.0))

    def error(self, name: str) -> float:
        """One standard error."""
        return float(self.errors[self.names.index(name)])

    def interval(self, name: str, level: float = 0.95) -> tuple[float, float]:
        """The interval of Student's t that holds the true value at this level, if the assumptions do."""
        return around(self[name], self.error(name), self.freedom, level)


def around(value: float, error: float, freedom: float, level: float = 0.95) -> tuple[float, float]:
    """``value ± t·error`` with Student's t."""
    half = float(stdtrit(max(freedom, 1.0), 0.5 + 0.5 * level)) * error
    return value - half, value + half


def solver(design: np.ndarray) -> np.ndarray:
    """The numbers that fit best as a map of what is fitted, ``(X'X)⁻¹X'``, (k, n), of a design (n, k), n at least k.

    Not-a-number in the rows of what the design does not determine. Times its own transpose it is ``(X'X)⁻¹``.
    """
    size = np.linalg.norm(design, axis=0)
    scale = np.where(size > 0.0, size, 1.0)
    along, lengths, across = np.linalg.svd(design / scale, full_matrices=False)
    kept = lengths > TINY * max(float(lengths[0]), 1e-300)
    lost = (np.abs(across[~kept]) > 1e-8).any(0)
    found = (across[kept].T / lengths[kept]) @ along[:, kept].T / scale[:, None]
    found[lost] = np.nan
    return found
