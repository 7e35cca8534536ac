"""Strogatz's chase."""

from typing import Literal

import numpy as np

from sim.checking.settings import choice, number
from sim.peers.base import Peer


class Chase(Peer):
    """Strogatz's chase: a fickle lover and one who echoes.

    ``R' = a·J``, ``J' = -b·R``: Romeo warms to Juliet's love and cools to her dislike; Juliet, who is fickle, runs from
    his love and is drawn by his coldness. With ``fickle = "romeo"`` the roles are exchanged.

    Known: the loop's product is *negative*, so it cycles for ever around indifference, period ``2π/√(ab)``, and never
    polarises; ``b·R² + a·J²`` stays what it was. Sources: Strogatz (1988), Strogatz (1994).
    """

    names = ("romeo", "juliet")
    unit = "love"
    sources = ("strogatz1988", "strogatz1994")
    opening = (1.0, 0.0)

    romeo_response: float = number(1.0, 0.01, 5.0, "1/time", "how strongly he answers her love")
    juliet_response: float = number(1.0, 0.01, 5.0, "1/time", "how strongly she answers his love")
    fickle: Literal["romeo", "juliet"] = choice("juliet", "who runs from being loved")

    def _answers(self) -> tuple[float, float]:
        """How the love of each changes with the other's."""
        a, b = self.romeo_response, self.juliet_response
        return (a, -b) if self.fickle == "juliet" else (-a, b)

    def move(self, state: np.ndarray) -> np.ndarray:
        """The rate of change of both loves, (2, ...)."""
        (romeo, juliet), (his, hers) = state, self._answers()
        return np.stack([his * juliet, hers * romeo])

    def steady_states(self) -> np.ndarray:
        """Indifference only, (2, 1)."""
        return np.zeros((2, 1))
