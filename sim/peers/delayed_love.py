"""Love with a delay."""

import numpy as np

from sim.checking.settings import number
from sim.peers.base import Peer


class DelayedLove(Peer):
    """Love that answers what was a while ago.

    ``x₁' = -α·x₁ + β₁·x₂(t-τ)``, ``x₂' = -α·x₂ + β₂·x₁(t-τ)``: feelings fade, and each answers what the other felt a
    delay τ ago.

    Known: solutions e^(λt) with ``(λ + α)² = β₁β₂·e^(-2λτ)``. Answers of one sign, ``β₁β₂ = B²``: stable for every
    delay where B < α, for none otherwise. Answers of opposite sign, ``β₁β₂ = -B²``: stable for every delay where B ≤ α;
    beyond, only for delays below ``τ_c = arctan(α/ω)/ω``, ``ω = √(B² - α²)``; there the couple starts to cycle. After
    Bielczyk, Bodnar & Foryś (2012).
    """

    unit = "love"
    sources = ("bielczyk2012",)
    opening = (1.0, 0.5)

    first_answer: float = number(1.5, -5.0, 5.0, "1/time", "how strongly the first answers the second's love (β₁)")
    second_answer: float = number(-1.5, -5.0, 5.0, "1/time", "how strongly the second answers the first's love (β₂)")
    forgetting: float = number(1.0, 0.05, 5.0, "1/time", "how fast the love of both fades (α)")
    delay: float = number(0.5, 0.0, 10.0, "time", "how long ago what they answer was (τ)")

    def lag(self) -> float:
        """The delay τ."""
        return self.delay

    def move(self, state: np.ndarray) -> np.ndarray:
        """The rate of change where both have been at ``state`` for as long as the delay, (2, ...)."""
        return self.recall(state, state)

    def recall(self, state: np.ndarray, earlier: np.ndarray) -> np.ndarray:
        """The rate of change at ``state`` where both were ``earlier`` a delay ago, (2, ...)."""
        (first, second), (first_was, second_was) = state, earlier
        return np.stack([-self.forgetting * first + self.first_answer * second_was,
                         -self.forgetting * second + self.second_answer * first_was])  # fmt: skip

    def steady_states(self) -> np.ndarray:
        """Indifference, (2, 1); where ``β₁β₂ = α²`` a whole line goes through it."""
        return np.zeros((2, 1))
