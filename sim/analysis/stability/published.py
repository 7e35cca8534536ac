"""A published model of two variables as a plane, so that the solvers that analyse our couple analyse it too."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.analysis.stability.points import Points
from sim.checking.errors import complaint
from sim.peers import Peer, eigenvalues, settles, simulate

LONG = {"turn": 3000, "time": 300}
"""Turns, or units of time, after which a model has come to rest, wherever it goes."""


@dataclass(frozen=True, eq=False)
class Published:
    """A published model's plane. Raises ``ScenarioError`` for a model with another number of variables, or a delay."""

    peer: Peer

    def __post_init__(self) -> None:
        """Refuse what is no plane."""
        if len(self.peer.names) != 2 or self.peer.lag() > 0.0:
            given = f"{self.peer.kind}, of {len(self.peer.names)} variables and a delay of {self.peer.lag():g}"
            raise complaint("portrait", "model", given, "a model of two variables without a delay")

    @property
    def names(self) -> tuple[str, str]:
        """The model's two variables."""
        first, second = self.peer.names
        return first, second

    def box(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The plane that the model says is worth drawing."""
        low, high = self.peer.box()
        return (float(low[0]), float(high[0])), (float(low[1]), float(high[1]))

    def parts(self, count: int, changed: dict[str, np.ndarray] | None) -> Iterator[tuple[Peer, np.ndarray]]:
        """The model with each of the values that are asked for, and which of ``count`` points it is for."""
        if not changed:
            yield self.peer, np.ones(count, bool)
            return
        rows = np.stack(list(changed.values()))
        for values in np.unique(rows, axis=1).T:
            yield self.peer.altered(**dict(zip(changed, values.tolist(), strict=True))), (values == rows.T).all(1)

    def drive(self, points: np.ndarray, changed: dict[str, np.ndarray] | None = None) -> np.ndarray:
        """How far a turn moves each point (2, n), or how fast time does."""
        made = np.empty_like(points)
        for peer, here in self.parts(points.shape[1], changed):
            moved = peer.move(points[:, here])
            made[:, here] = moved - points[:, here] if peer.clock == "turn" else moved
        return made

    def stable(self, point: np.ndarray, changed: dict[str, float] | None = None) -> tuple[bool, np.ndarray]:
        """Stability by the model's own eigenvalues."""
        peer = self.peer.altered(**(changed or {}))
        return settles(peer, point), eigenvalues(peer, point)

    def settle(self, point: np.ndarray, changed: dict[str, float] | None = None) -> np.ndarray:
        """Where the model comes to from a point (2,)."""
        peer = self.peer.altered(**(changed or {}))
        return simulate(peer, LONG[peer.clock], point, step=1.0).values[:, -1]


def to_dict(plane: Published, points: Points) -> dict[str, Any]:
    """The model's steady states as plain values, for JSON."""
    return {
        "model": plane.peer.kind, "clock": plane.peer.clock, "starts": points.starts, "degree": points.degree,
        "steady_states": [
            {"kind": state.kind, **dict(zip(plane.names, state.point.tolist(), strict=True)),
             "eigenvalues": [[float(value.real), float(value.imag)] for value in state.eigenvalues.astype(complex)]}
            for state in points.all
        ],
    }  # fmt: skip
