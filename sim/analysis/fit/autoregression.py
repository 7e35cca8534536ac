"""The first-order vector autoregression: inertia and coordination of two partners.

``x' = α + Φx + e``, with x (2,) both scores of a turn, in their own unit, and e of covariance Σ, the same in every
turn. Diagonal of Φ: inertia; off it: what carries over from the partner. Steady in the long run where both eigenvalues
of Φ lie within 1 of 0; the mean is then ``(I - Φ)⁻¹α``. Source: Butler (2011).
"""

from dataclasses import dataclass

import numpy as np

from sim.analysis.fit.equation import Equation


@dataclass(frozen=True, eq=False)
class Autoregression:
    """``intercept`` (2,) and ``transition`` (2, 2), each with standard errors; the residual ``noise`` (2, 2).

    eigenvalues: (2,), complex. mean: (2,), not-a-number where ``I - Φ`` has no inverse; its errors by the delta method.
    """

    intercept: np.ndarray
    transition: np.ndarray
    intercept_errors: np.ndarray
    transition_errors: np.ndarray
    noise: np.ndarray
    eigenvalues: np.ndarray
    mean: np.ndarray
    mean_errors: np.ndarray

    @property
    def steady(self) -> bool:
        """Whether the two come back to their mean."""
        return bool((np.abs(self.eigenvalues) < 1.0).all())


def gathered(first: Equation, second: Equation, covariance: np.ndarray, noise: np.ndarray) -> Autoregression:
    """Both partners' rows as one; ``covariance`` (6, 6) is that of both rows' numbers, the first partner's before."""
    rows = np.stack([first.estimates.values, second.estimates.values])
    errors = np.sqrt(np.diag(covariance)).reshape(2, 3)
    transition, spread = (np.array([[of[0, 1], of[0, 2]], [of[1, 2], of[1, 1]]]) for of in (rows, errors))
    mean, about = np.full(2, np.nan), np.full(2, np.nan)
    left = np.eye(2) - transition
    if abs(np.linalg.det(left)) > 1e-12:
        back = np.linalg.inv(left)
        mean = back @ rows[:, 0]
        moved = np.zeros((2, 6))
        moved[0, :3], moved[1, 3:] = (1.0, mean[0], mean[1]), (1.0, mean[1], mean[0])
        about = np.sqrt(np.diag(back @ moved @ covariance @ moved.T @ back.T))
    return Autoregression(rows[:, 0], transition, errors[:, 0], spread, noise,
                          np.linalg.eigvals(transition).astype(complex), mean, about)  # fmt: skip
