"""Two partners' equations fitted together, in each form."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from typing import ClassVar, NamedTuple

import numpy as np
from scipy.special import chdtrc

from sim.analysis.fit import gottman_murray
from sim.analysis.fit.data import TooFewError, stretches
from sim.analysis.fit.equation import Equation, fitted
from sim.analysis.fit.least import solver
from sim.analysis.fit.steady import Steady, steady_states
from sim.peers.laws import Alone, Linear, Mean


class Form(NamedTuple):
    """How one partner's equation is fitted, and how many numbers it has."""

    equation: Callable[[np.ndarray, np.ndarray, np.ndarray], Equation]
    numbers: int


def straight(law: type[Mean], mine: np.ndarray, other: np.ndarray, after: np.ndarray) -> Equation:
    """A law that is a straight line in as many as it has numbers of: 1, the own score, the other's score."""
    return fitted(law, np.stack([np.ones_like(mine), mine, other][: len(fields(law))], 1), after)


FORMS = {
    "mean only": Form(partial(straight, Mean), 1),
    "each alone": Form(partial(straight, Alone), 2),
    "linear": Form(partial(straight, Linear), 3),
    "bilinear": Form(gottman_murray.bilinear, 4),
    "free kink": Form(gottman_murray.free_kink, 5),
    "ojive": Form(gottman_murray.ojive, 6),
    "repair and damping": Form(gottman_murray.repair, 8),
}
"""The first two are what a fit has to beat: inertia alone predicts feelings from turn to turn rather well (Kuppens,
Allen & Sheeber 2010)."""
PAIRS_EACH = 5
"""Pairs that each number of an equation asks for."""


@dataclass(frozen=True, eq=False)
class Autoregression:
    """The linear form as a first-order vector autoregression, ``x' = α + Φx + e``: inertia and coordination.

    x (2,): both scores of a turn; e has the same covariance ``noise`` (2, 2) in every turn. ``intercept`` α (2,) and
    ``transition`` Φ (2, 2), each with standard errors: on its diagonal inertia, off it what carries over from the
    partner. Steady in the long run where both eigenvalues of Φ lie within 1 of 0; the mean is then ``(I - Φ)⁻¹α``.
    Source: Butler (2011).

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


@dataclass(frozen=True, eq=False)
class Couple:
    """Both partners' equations in one ``form``.

    covariance: of the numbers of both, the first partner's before; left: (2, 2), covariance of what is left.
    log_likelihood: of the pairs, normal errors. low, high: (2,), each partner's least and largest score.
    follows: (pairs - 1,), whether each pair is the turn after the one before it.
    """

    form: str
    equations: tuple[Equation, Equation]
    covariance: np.ndarray
    left: np.ndarray
    log_likelihood: float
    pairs: int
    low: np.ndarray
    high: np.ndarray
    follows: np.ndarray
    memory: ClassVar[int] = 1

    @property
    def numbers(self) -> int:
        """How many numbers were fitted, for both."""
        return 2 * FORMS[self.form].numbers

    @property
    def steady(self) -> tuple[Steady, ...]:
        """Where both would stay, if there were no chance."""
        return steady_states(self.equations[0].law, self.equations[1].law, self.low, self.high)

    def predict(self, past: np.ndarray) -> np.ndarray:
        """Both partners' next scores (n, 2) from ``past`` (n, turns, 2), of which the last turn is used."""
        now = past[:, -1]
        return np.stack([equation.law.next(now[:, i], now[:, 1 - i]) for i, equation in enumerate(self.equations)], 1)

    def influenced(self) -> tuple[float, int, float] | None:
        """The Wald test that neither influences the other: chi-square, its degrees of freedom, and p.

        Over the slopes that the scores determine; nothing where they determine none, or no spread to test them by.
        Raises ``ValueError`` for forms whose thresholds were searched, which the test does not allow for.
        """
        if self.form not in ("linear", "bilinear"):
            raise ValueError(f"influenced: given the form {self.form!r}; allowed: 'linear', 'bilinear'")
        each = FORMS[self.form].numbers
        values = np.concatenate([equation.estimates.values for equation in self.equations])
        used = [i for i in range(2 * each) if i % each > 1 and np.isfinite(self.covariance[i, i])]
        cover = self.covariance[np.ix_(used, used)]
        if not used or np.linalg.matrix_rank(cover, hermitian=True) < len(used):
            return None
        size = float(values[used] @ np.linalg.solve(cover, values[used]))
        return (size, len(used), float(chdtrc(len(used), size))) if np.isfinite(size) else None

    def autoregression(self) -> Autoregression:
        """The linear form as a vector autoregression. Raises ``ValueError`` for other forms."""
        if self.form != "linear":
            raise ValueError(f"autoregression: given the form {self.form!r}; allowed: 'linear'")
        rows = np.stack([equation.estimates.values for equation in self.equations])
        errors = np.sqrt(np.diag(self.covariance)).reshape(2, 3)
        transition, spread = (np.array([[of[0, 1], of[0, 2]], [of[1, 2], of[1, 1]]]) for of in (rows, errors))
        mean, about = np.full(2, np.nan), np.full(2, np.nan)
        left = np.eye(2) - transition
        if abs(np.linalg.det(left)) > 1e-12:
            back = np.linalg.inv(left)
            mean = back @ rows[:, 0]
            moved = np.zeros((2, 6))
            moved[0, :3], moved[1, 3:] = (1.0, mean[0], mean[1]), (1.0, mean[1], mean[0])
            about = np.sqrt(np.diag(back @ moved @ self.covariance @ moved.T @ back.T))
        return Autoregression(rows[:, 0], transition, errors[:, 0], spread, self.left,
                              np.linalg.eigvals(transition).astype(complex), mean, about)  # fmt: skip


def fit(scores: np.ndarray, form: str = "bilinear") -> Couple:
    """Fit one form to scores (turns, 2), not-a-number where missing.

    Raises ``TooFewError`` where the series does not hold what the form asks for.
    """
    kind = FORMS[form]
    past, after, turn = stretches(scores)
    now, count = past[:, 0], len(after)
    if count < PAIRS_EACH * kind.numbers:
        raise TooFewError(f"{count} pairs; the form {form!r} needs {PAIRS_EACH * kind.numbers}")
    first, second = (kind.equation(now[:, i], now[:, 1 - i], after[:, i]) for i in (0, 1))
    residuals = np.stack([first.residuals, second.residuals], 1)
    products = residuals.T @ residuals
    spread = np.maximum(np.linalg.det(products / count), 1e-300)
    likelihood = -0.5 * count * (2.0 * np.log(2.0 * np.pi) + np.log(spread) + 2.0)
    left = products / (count - kind.numbers)
    both = np.concatenate([now, after])
    return Couple(form, (first, second), _joint(first, second, left), left, float(likelihood), count, both.min(0),
                  both.max(0), np.diff(turn) == 1)  # fmt: skip


def _joint(first: Equation, second: Equation, left: np.ndarray) -> np.ndarray:
    """Between the two: ``σ₁₂ (J₁'J₁)⁻¹ J₁'J₂ (J₂'J₂)⁻¹``, as both are fitted to the same turns.

    What one's scores do not determine is unknown beside everything of the other, and leaves the rest known.
    """
    of_first, of_second = first.estimates.covariance, second.estimates.covariance
    k, m = first.jacobian.shape[1], second.jacobian.shape[1]
    across = np.full((len(of_first), len(of_second)), np.nan)
    across[:k, :m] = left[0, 1] * (solver(first.jacobian) @ solver(second.jacobian).T)
    return np.block([[of_first, across], [across.T, of_second]])
