"""Gone with the Wind."""

import numpy as np

from sim.checking.settings import number
from sim.peers.base import Peer, in_order
from sim.peers.roots import answering


class GoneWithTheWind(Peer):
    """Gone with the Wind: insecure individuals.

    ``S' = -S + A_R + k·R·e^(-R)``, ``R' = -R + A_S + k·S·e^(-S)``, S Scarlett's love and R Rhett's, both 0 or more:
    each is moved by the other's appeal and love, most by a love of 1, less and less by more of it. Insecure people flee
    from those who come too close. Feelings that are 0 or more stay so.

    Known: for k = 15 and appeals A_R = 1, A_S = 1.2 there are three steady states: at two, stable, one loves much and
    the other little, and between them is a saddle. From indifference they come to where Rhett loves and Scarlett hardly
    does. When Rhett's appeal has grown to 2 only the other is left: she loves, and he is leaving. Sources: Rinaldi &
    Gragnani (1998) for the approach; Rinaldi, Della Rossa & Landi (2013).
    """

    names = ("scarlett", "rhett")
    unit = "love"
    sources = ("rinaldi1998", "rinaldi2013")
    opening = (0.0, 0.0)
    extent = (0.0, 8.0)

    scarlett_appeal: float = number(1.2, 0.0, 5.0, "appeal", "Scarlett's appeal to Rhett (A_S)")
    rhett_appeal: float = number(1.0, 0.0, 5.0, "appeal", "Rhett's appeal to Scarlett (A_R)")
    reaction: float = number(15.0, 0.0, 30.0, "1/time", "how strongly both react to love (k)")

    def move(self, state: np.ndarray) -> np.ndarray:
        """The rate of change of both loves, (2, ...)."""
        scarlett, rhett = state
        return np.stack([self._drawn(self.rhett_appeal, rhett) - scarlett,
                         self._drawn(self.scarlett_appeal, scarlett) - rhett])  # fmt: skip

    def _drawn(self, appeal: float, love: np.ndarray) -> np.ndarray:
        """The love at which one rests while the other has ``appeal`` and keeps ``love``."""
        return appeal + self.reaction * love * np.exp(-love)

    def steady_states(self) -> np.ndarray:
        """All steady states among feelings of 0 or more, (2, states).

        The equation as it is written has others among feelings below 0, of which the model does not speak.
        """
        highest = self.rhett_appeal + self.reaction / np.e
        return in_order(answering(
            lambda rhett: self._drawn(self.rhett_appeal, rhett),
            lambda scarlett: self._drawn(self.scarlett_appeal, scarlett),
            0.0, highest + 1e-3,
        ))  # fmt: skip
