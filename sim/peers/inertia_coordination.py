"""Inertia and coordination."""

import numpy as np

from sim.checking.errors import complaint
from sim.checking.settings import number
from sim.peers.base import Peer


class InertiaCoordination(Peer):
    """Inertia and coordination of two affects (VAR(1)).

    ``x' = α + φ·x + β·partner + noise`` for each, turn by turn: a constant, inertia (how much of the own affect carries
    over), coordination (how much of the partner's), and chance with covariance Σ, which both may share.

    Known: stable where both eigenvalues of ``A = ((φ₁, β₁), (β₂, φ₂))`` lie within the unit circle; then the mean is
    ``(I - A)⁻¹α`` and the covariance Γ solves ``Γ = AΓAᵀ + Σ``. Sources: Butler (2011), Berkhout, Schuurman & Hamaker
    (2023).
    """

    clock = "turn"
    unit = "affect"
    sources = ("butler2011", "berkhout2023")
    opening = (2.0, 2.0)
    extent = (0.0, 8.0)

    first_constant: float = number(0.69198, -10.0, 10.0, "affect", "what the first brings to each turn (α₁)")
    first_inertia: float = number(0.84672, -2.0, 2.0, "share", "how much of the first's affect carries over (φ₁)")
    first_coordination: float = number(-0.02220, -2.0, 2.0, "slope", "how the second's affect moves the first (β₁)")
    first_noise: float = number(0.17156, 0.0, 10.0, "affect²", "the variance of the first's chance (Σ₁₁)")
    second_constant: float = number(-0.05294, -10.0, 10.0, "affect", "what the second brings to each turn (α₂)")
    second_inertia: float = number(0.82841, -2.0, 2.0, "share", "how much of the second's affect carries over (φ₂)")
    second_coordination: float = number(0.16651, -2.0, 2.0, "slope", "how the first's affect moves the second (β₂)")
    second_noise: float = number(0.38998, 0.0, 10.0, "affect²", "the variance of the second's chance (Σ₂₂)")
    shared_noise: float = number(-0.00937, -10.0, 10.0, "affect²", "the covariance of their chance (Σ₁₂)")

    def check(self) -> None:
        """A covariance is one that the two variances can have."""
        limit = float(np.sqrt(self.first_noise * self.second_noise))
        if abs(self.shared_noise) > limit:
            raise complaint(self.kind, "shared_noise", f"{self.shared_noise:g}", f"-{limit:g} to {limit:g}")

    def matrix(self) -> np.ndarray:
        """Inertia and coordination as ((φ₁, β₁), (β₂, φ₂))."""
        return np.array([[self.first_inertia, self.first_coordination],
                         [self.second_coordination, self.second_inertia]])  # fmt: skip

    def move(self, state: np.ndarray) -> np.ndarray:
        """The expected next affects, (2, ...)."""
        (first, second), ((a, b), (c, d)) = state, self.matrix()
        return np.stack([self.first_constant + a * first + b * second, self.second_constant + c * first + d * second])

    def noise(self) -> np.ndarray:
        """The covariance Σ of chance in a turn, (2, 2)."""
        return np.array([[self.first_noise, self.shared_noise], [self.shared_noise, self.second_noise]])

    def steady_states(self) -> np.ndarray:
        """The mean ``(I - A)⁻¹α``, (2, 1); none isolated where an eigenvalue is 1."""
        rest = np.eye(2) - self.matrix()
        if np.linalg.matrix_rank(rest) < 2:
            return np.empty((2, 0))
        return np.linalg.solve(rest, np.array([[self.first_constant], [self.second_constant]]))
