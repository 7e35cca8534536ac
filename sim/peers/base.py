"""What every published model of two partners has: a move, a start, a plane to draw it in, and its two people."""

from typing import Any, ClassVar

import numpy as np
from pydantic import ValidationError

from sim.checking.errors import ScenarioError, complaint
from sim.checking.explain import explained
from sim.checking.settings import Named

STEP = 1e-30
"""The imaginary step of a derivative: nothing is subtracted, so it can be as small as one likes."""
BOUND = 1e9
"""A state as large as this is on its way to infinity."""


class Peer(Named):
    """A published model of two partners, for others to derive from.

    A state is an array of shape (variables, ...), ``names`` in order; everything is worked out elementwise over the
    axes behind, so that a whole plane of states moves at once. Settings are checked when the model is made.
    """

    clock: ClassVar[str] = "time"
    """``"turn"`` where ``move`` gives the next state, ``"time"`` where it gives the rate of change."""
    names: ClassVar[tuple[str, ...]] = ("first", "second")
    unit: ClassVar[str]
    people: ClassVar[tuple[str, ...]]
    """The first words of the settings that belong to the one and to the other; the first two variables' names."""
    sources: ClassVar[tuple[str, ...]]
    """Keys of ``docs/references.bib``."""
    opening: ClassVar[tuple[float, ...]]
    extent: ClassVar[tuple[float, float]] = (-2.0, 2.0)

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        super().__pydantic_init_subclass__()
        if "people" not in vars(cls):
            cls.people = cls.names[:2]

    def __init__(self, **settings: Any) -> None:
        """Raises ``ScenarioError`` for a setting that is out of its range, not finite or not known."""
        try:
            super().__init__(**settings)
        except ValidationError as error:
            raise explained(error, self.kind, type(self)) from None
        self.check()

    def check(self) -> None:
        """Refuse settings that do not fit together: ``ScenarioError``."""

    def move(self, state: np.ndarray) -> np.ndarray:
        """The next state of a model in turns, the rate of change of one in time; (variables, ...) as ``state``.

        Complex states are allowed; where the equation has a kink, the real part decides on the side.
        """
        raise NotImplementedError

    def steady_states(self) -> np.ndarray:
        """The isolated states that stay as they are, (variables, states), by the first variable from low to high."""
        raise NotImplementedError

    def start(self) -> np.ndarray:
        """A state to start from where none is given, (variables,)."""
        return np.array(self.opening)

    def box(self) -> tuple[np.ndarray, np.ndarray]:
        """The lowest and the highest state of a plane worth drawing, (variables,) each."""
        low, high = self.extent
        return np.full(len(self.names), low), np.full(len(self.names), high)

    def lag(self) -> float:
        """How long ago the state was that people react to, in units of time; 0 for all models but those with delay."""
        return 0.0

    def recall(self, state: np.ndarray, earlier: np.ndarray) -> np.ndarray:
        """The rate of change where the state was ``earlier`` a ``lag`` ago."""
        return self.move(state)

    def noise(self) -> np.ndarray | None:
        """The covariance of what chance adds in each turn, (variables, variables); None where there is no chance."""
        return None


def in_order(states: list) -> np.ndarray:
    """Steady states as (variables, states), from low to high, what was found twice left out."""
    rows: list[np.ndarray] = []
    for state in sorted(map(tuple, states)):
        if not any(np.allclose(state, known, rtol=1e-9, atol=1e-9) for known in rows):
            rows.append(np.array(state, float))
    return np.array(rows).T if rows else np.empty((2, 0))


def jacobian(peer: Peer, state: np.ndarray) -> np.ndarray:
    """How ``move`` changes with the state: row i, column k is ∂moveᵢ/∂stateₖ, (variables, variables, ...).

    By a complex step, exact to rounding: nothing is subtracted.
    """
    state = np.asarray(state, float)
    n = len(state)
    each = np.eye(n).reshape(n, n, *(1,) * (state.ndim - 1))
    return np.imag(peer.move(state[:, None] + 1j * STEP * each)) / STEP


def eigenvalues(peer: Peer, state: np.ndarray) -> np.ndarray:
    """The eigenvalues of the Jacobian at one state, (variables,), the one that lasts longest first.

    Raises ``ScenarioError`` for a model with delay: it has infinitely many.
    """
    if peer.lag() > 0.0:
        raise complaint(peer.kind, "eigenvalues", f"a delay of {peer.lag():g}", "a model without delay")
    found = np.linalg.eigvals(jacobian(peer, state)).astype(complex)
    lasting = np.abs(found) if peer.clock == "turn" else found.real
    return found[np.lexsort((-found.imag, -lasting))]


def settles(peer: Peer, state: np.ndarray) -> bool:
    """Whether a steady state draws its neighbours back: multipliers within the unit circle, or rates below 0.

    Raises as ``eigenvalues`` does.
    """
    first = eigenvalues(peer, state)[0]
    return bool(abs(first) < 1.0 if peer.clock == "turn" else first.real < 0.0)


def unbounded(peer: Peer, when: float) -> ScenarioError:
    """The error for a course that has passed ``BOUND``."""
    given = f"a course that leaves all bounds at {peer.clock} {when:g}"
    return complaint(peer.kind, "turns", given, "fewer turns, or settings that keep it in bounds")
