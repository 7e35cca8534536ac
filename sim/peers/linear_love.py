"""Linear love affairs."""

import numpy as np

from sim.checking.settings import number
from sim.peers.base import Peer


class LinearLove(Peer):
    """Linear love affairs (Romeo and Juliet).

    ``R' = a·R + b·J``, ``J' = c·R + d·J``: each one's love changes with one's own and with the other's. The signs make
    the style: eager (a > 0, b > 0), narcissist (a > 0, b < 0), cautious (a < 0, b > 0), hermit (a < 0, b < 0).

    Known: everything, by the trace ``T = a + d`` and the determinant ``D = ad - bc``: saddle, node, spiral, centre.
    Indifference is stable where T < 0 < D. Sources: Strogatz (1988), Strogatz (1994), Sprott (2004).
    """

    names = ("romeo", "juliet")
    unit = "love"
    sources = ("strogatz1988", "strogatz1994", "sprott2004")
    opening = (1.0, 0.5)

    romeo_own: float = number(-0.2, -5.0, 5.0, "1/time", "how his love answers to itself (a)")
    romeo_other: float = number(1.0, -5.0, 5.0, "1/time", "how his love answers to hers (b)")
    juliet_own: float = number(-0.2, -5.0, 5.0, "1/time", "how her love answers to itself (d)")
    juliet_other: float = number(-1.0, -5.0, 5.0, "1/time", "how her love answers to his (c)")

    def matrix(self) -> np.ndarray:
        """The coefficients ((a, b), (c, d))."""
        return np.array([[self.romeo_own, self.romeo_other], [self.juliet_other, self.juliet_own]])

    def move(self, state: np.ndarray) -> np.ndarray:
        """The rate of change of both loves, (2, ...)."""
        (romeo, juliet), ((a, b), (c, d)) = state, self.matrix()
        return np.stack([a * romeo + b * juliet, c * romeo + d * juliet])

    def steady_states(self) -> np.ndarray:
        """Indifference, (2, 1); where the determinant is 0 a whole line goes through it."""
        return np.zeros((2, 1))
