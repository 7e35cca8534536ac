"""All steady states of a plane: Newton's method from a grid of starts, and a count that shows when none is missing.

A drive that moves no point out of its box has, counting each steady state by the sign of the determinant of its
derivatives, a sum of 1 (the Brouwer degree). A sum of 1 does not prove that all are found; another sum proves that some
are not.
"""

from dataclasses import dataclass

import numpy as np

from sim.analysis.stability.plane import Plane, drive_and_slopes, grid, slopes

ACROSS = 101
"""Starts across the box: 10,201 of them."""
STEPS, NEAR, SAME = 24, 1e-10, 1e-6
"""Newton's steps, how little the drive must be at the end, and how far apart two different steady states are."""
STABLE, SADDLE, UNSTABLE = "stable", "saddle", "unstable"


@dataclass(frozen=True, eq=False)
class Steady:
    """A steady state: where, (2,); its kind; its index, 1 or -1; the eigenvalues that decide its stability."""

    point: np.ndarray
    kind: str
    index: int
    eigenvalues: np.ndarray

    @property
    def stable(self) -> bool:
        """Whether the couple comes back to it after a small push."""
        return self.kind == STABLE


@dataclass(frozen=True, eq=False)
class Points:
    """Every steady state that was found, in order of the first variable; ``degree`` is the sum of their indices."""

    all: tuple[Steady, ...]
    starts: int
    degree: int

    @property
    def complete(self) -> bool:
        """Whether the indices sum to 1, as they must."""
        return self.degree == 1

    def of_kind(self, kind: str) -> tuple[Steady, ...]:
        """Those of one kind."""
        return tuple(state for state in self.all if state.kind == kind)


def steady(plane: Plane, across: int = ACROSS, changed: dict[str, float] | None = None) -> Points:
    """Every steady state in the box, from ``across``² starts; ``changed`` gives constants another value by name."""
    starts = grid(plane, across)
    found = roots(plane, starts, changed)
    derivatives = slopes(plane, found, everywhere(changed, found))
    states = []
    for point, slope in zip(found.T, derivatives, strict=True):
        calm, eigenvalues = plane.stable(point, changed)
        index = 1 if np.linalg.det(-slope) > 0.0 else -1
        kind = STABLE if calm else SADDLE if index < 0 else UNSTABLE
        states.append(Steady(point, kind, index, eigenvalues))
    return Points(tuple(states), starts.shape[1], sum(state.index for state in states))


def roots(plane: Plane, starts: np.ndarray, changed: dict[str, float] | None = None) -> np.ndarray:
    """Where the drive is 0, found by Newton's method from the starts (2, n): (2, found), each once, in order."""
    low, high = np.array(plane.box(), float).T
    span = high - low
    points = starts.copy()
    for _ in range(STEPS):
        points = newton(plane, points, changed, low, high)
        if not points.shape[1]:
            return points
        points = merged(points, 1e-12 * span)
    far = np.abs(plane.drive(points, everywhere(changed, points))).max(0) if points.shape[1] else np.zeros(0)
    inside = ((points >= (low - SAME * span)[:, None]) & (points <= (high + SAME * span)[:, None])).all(0)
    found = unique(points[:, (far < NEAR) & inside], SAME * span)
    return found[:, np.lexsort(found[::-1])]


def everywhere(changed: dict[str, float] | None, points: np.ndarray) -> dict[str, np.ndarray]:
    """The same change at each of the points (2, n), as a plane's ``drive`` takes it."""
    return {name: np.full(points.shape[1], value) for name, value in (changed or {}).items()}


def newton(
    plane: Plane, points: np.ndarray, changed: dict[str, float] | None, low: np.ndarray, high: np.ndarray
) -> np.ndarray:
    """One step of Newton's method from every point, at most a tenth of the box long; what leaves the box is dropped."""
    span = (high - low)[:, None]
    force, slope = drive_and_slopes(plane, points, everywhere(changed, points))
    determinant = np.linalg.det(slope)
    fair = np.abs(determinant) > 1e-14
    step = np.zeros_like(points)
    step[:, fair] = np.linalg.solve(slope[fair], -force.T[fair][:, :, None])[:, :, 0].T
    far = np.maximum(1.0, np.abs(step / span).max(0) / 0.1)
    moved = points + step / far
    inside = (moved > low[:, None] - 0.1 * span) & (moved < high[:, None] + 0.1 * span)
    return moved[:, inside.all(0) & (fair | (np.abs(force).max(0) < NEAR))]


def merged(points: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The points, of those that share a cell of this ``size`` the first only."""
    cells = np.unique(np.round(points / size[:, None]), axis=1, return_index=True)[1]
    return points[:, np.sort(cells)]


def unique(points: np.ndarray, size: np.ndarray) -> np.ndarray:
    """The points, of those nearer than twice this ``size`` the first only."""
    different: list[np.ndarray] = []
    for point in merged(points, size).T:
        if not any((np.abs(point - other) < 2.0 * size).all() for other in different):
            different.append(point)
    return np.array(different).T.reshape(len(points), -1)
