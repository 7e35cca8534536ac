"""A plane in which two numbers move: what our own couple and every published model of two variables offer.

The solvers read nothing else, so a couple and a published model are analysed by the same code.
"""

from typing import Protocol

import numpy as np

STEP = 1e-6
"""Step of the central differences: their error is some 1e-9 for what moves on a scale of 1."""


class Plane(Protocol):
    """Two variables and how they move."""

    @property
    def names(self) -> tuple[str, str]:
        """The two variables."""
        ...

    def box(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The least and the most of each that is looked at."""
        ...

    def drive(self, points: np.ndarray, changed: dict[str, np.ndarray] | None = None) -> np.ndarray:
        """How far each point (2, n) is moved: 0 at a steady state.

        ``changed`` gives constants by name another value at each point, (n,) each.
        """
        ...

    def stable(self, point: np.ndarray, changed: dict[str, float] | None = None) -> tuple[bool, np.ndarray]:
        """Whether a steady state (2,) is stable, and the eigenvalues that say so."""
        ...

    def settle(self, point: np.ndarray, changed: dict[str, float] | None = None) -> np.ndarray:
        """Where the plane's own movement comes to from a point (2,), after long."""
        ...


def slopes(plane: Plane, points: np.ndarray, changed: dict[str, np.ndarray] | None = None) -> np.ndarray:
    """The derivatives of the drive at each point: (n, 2, 2), row by what is driven, column by what was moved."""
    count = points.shape[1]
    steps = STEP * np.array([[1.0, -1.0, 0.0, 0.0], [0.0, 0.0, 1.0, -1.0]])
    moved = (points[:, None, :] + steps[:, :, None]).reshape(2, 4 * count)
    more = {name: np.tile(values, 4) for name, values in (changed or {}).items()}
    up_x, down_x, up_y, down_y = np.split(plane.drive(moved, more), 4, 1)
    return np.stack([up_x - down_x, up_y - down_y], -1).transpose(1, 0, 2) / (2.0 * STEP)


def drive_and_slopes(
    plane: Plane, points: np.ndarray, changed: dict[str, np.ndarray] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """The drive at each point, (2, n), and its derivatives as ``slopes`` gives them, but by forward differences: of
    three drives a point and not of five, and with an error as large as a step. Enough for a step of Newton's method."""
    steps = STEP * np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    moved = (points[:, None, :] + steps[:, :, None]).reshape(2, -1)
    more = {name: np.tile(values, 3) for name, values in (changed or {}).items()}
    here, by_x, by_y = np.split(plane.drive(moved, more), 3, 1)
    return here, np.stack([by_x - here, by_y - here], -1).transpose(1, 0, 2) / STEP


def grid(plane: Plane, across: int) -> np.ndarray:
    """``across`` by ``across`` points of the box: (2, across²), the first variable varying fastest."""
    first, second = (np.linspace(low, high, across) for low, high in plane.box())
    return np.stack([axis.ravel() for axis in np.meshgrid(first, second)])
