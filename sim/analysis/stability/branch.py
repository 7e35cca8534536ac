"""Steady states followed while one constant moves, and the folds (saddle-nodes) where two meet and vanish.

Pseudo-arclength continuation (Keller 1977): a step along the branch is taken in the variables and the constant
together, so that the branch is followed round its folds. All lengths are shares of the box and of the constant's range.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.optimize import brentq

from sim.analysis.stability.plane import STEP, Plane
from sim.analysis.stability.points import steady

MAX_STEP, MIN_STEP, MAX_STEPS = 0.01, 1e-6, 4000
"""The longest and the shortest step, and the most steps, of a branch in one direction."""
NEAR = 1e-10


@dataclass(frozen=True, eq=False)
class Fold:
    """A saddle-node: where two steady states meet. ``value`` of the constant, and the point (2,)."""

    value: float
    point: np.ndarray
    opens: bool
    """Whether the two exist above the value (else below)."""


@dataclass(frozen=True, eq=False)
class Branch:
    """Steady states along the constant: values (n,), points (2, n), whether each is stable (n,), and its folds."""

    values: np.ndarray
    points: np.ndarray
    stable: np.ndarray
    folds: tuple[Fold, ...]


@dataclass(frozen=True, eq=False)
class Line:
    """The space of a continuation: a plane, the constant's name, and its range."""

    plane: Plane
    name: str
    low: float
    high: float

    def scaled(self, points: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Points and values as shares of the box and the range: (3, n)."""
        least, most = np.array(self.plane.box()).T[:, :, None]
        return np.concatenate([(points - least) / (most - least), (values[None] - self.low) / (self.high - self.low)])

    def unscaled(self, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The points (2, n) and values (n,) at places (3, n)."""
        least, most = np.array(self.plane.box()).T[:, :, None]
        return least + places[:2] * (most - least), self.low + places[2] * (self.high - self.low)

    def drive(self, places: np.ndarray) -> np.ndarray:
        """The drive at places (3, n)."""
        points, values = self.unscaled(places)
        return self.plane.drive(points, {self.name: values})

    def slopes(self, place: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The drive at a place (3,), and its derivatives (2, 3)."""
        steps = STEP * np.concatenate([np.zeros((3, 1)), np.eye(3), -np.eye(3)], 1)
        found = self.drive(place[:, None] + steps)
        return found[:, 0], (found[:, 1:4] - found[:, 4:]) / (2.0 * STEP)

    def tangent(self, slopes: np.ndarray, along: np.ndarray) -> np.ndarray:
        """The direction (3,) of the branch, on the side of ``along``."""
        direction = np.linalg.svd(slopes)[2][-1]
        return direction if direction @ along >= 0.0 else -direction

    def corrected(self, guess: np.ndarray, along: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
        """The place on the branch straight across from a guess, and the tangent there; None where it is not found."""
        place = guess
        for _ in range(12):
            force, slopes = self.slopes(place)
            if np.abs(force).max() < NEAR:
                return place, self.tangent(slopes, along)
            whole = np.concatenate([slopes, along[None]])
            try:
                step = np.linalg.solve(whole, -np.array([*force, along @ (place - guess)]))
            except np.linalg.LinAlgError:
                return None
            if np.abs(step).max() > 0.2:
                return None
            place = place + step
        return None

    def inside(self, place: np.ndarray) -> bool:
        """Whether the place lies in the box and the range."""
        return bool((place > -1e-9).all() and (place < 1.0 + 1e-9).all())


def followed(line: Line, start: np.ndarray, along: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Places and tangents along a branch from ``start`` on, until it leaves the box or comes round to its start."""
    place, length = start, 0.2 * MAX_STEP
    tangent = line.tangent(line.slopes(start)[1], along)
    for count in range(MAX_STEPS):
        found = line.corrected(place + length * tangent, tangent)
        if found is None or found[1] @ tangent < 0.9:
            length *= 0.5
            if length < MIN_STEP:
                return
            continue
        if not line.inside(found[0]):
            limit = 1.0 if found[0][2] > 1.0 else 0.0
            last = line.corrected(np.array([*place[:2], limit]), np.array([0.0, 0.0, np.sign(limit - 0.5)]))
            if last and line.inside(last[0]) and np.abs(last[0] - place).max() < 2.0 * length:
                yield last[0], line.tangent(line.slopes(last[0])[1], tangent)
            return
        place, tangent = found
        if count > 20 and np.abs(place - start).max() < 0.5 * length:
            return
        yield place, tangent
        length = min(MAX_STEP, 1.5 * length)


def fold(line: Line, before: tuple[np.ndarray, np.ndarray], after: tuple[np.ndarray, np.ndarray]) -> Fold | None:
    """The fold between two places of a branch whose tangents point to different sides of the constant."""
    place, tangent = before
    whole = float(tangent @ (after[0] - place))

    def lean(length: float) -> float:
        found = line.corrected(place + length * tangent, tangent)
        return found[1][2] if found else np.nan

    ends = lean(0.0), lean(whole)
    if not ends[0] * ends[1] < 0.0:
        return None
    found = line.corrected(place + brentq(lean, 0.0, whole, xtol=1e-12) * tangent, tangent)
    if found is None:
        return None
    points, values = line.unscaled(found[0][:, None])
    return Fold(float(values[0]), points[:, 0], bool(after[0][2] > found[0][2]))


def branches(plane: Plane, name: str, low: float, high: float, cuts: int = 4, across: int = 21) -> tuple[Branch, ...]:
    """Every branch of steady states while the constant ``name`` goes from ``low`` to ``high``, with its folds.

    Branches are begun from all steady states at ``cuts`` values of the constant; one that lies on a branch already
    followed begins none.
    """
    line = Line(plane, name, low, high)
    made: list[Branch] = []
    for value in np.linspace(low, high, cuts):
        found = steady(plane, across, {name: float(value)}).all
        for state in found:
            start = line.scaled(state.point[:, None], np.array([value]))[:, 0]
            if not any(on(line, branch, start) for branch in made):
                made.append(branch_through(line, start))
    return tuple(made)


def on(line: Line, branch: Branch, place: np.ndarray) -> bool:
    """Whether a place (3,) lies on a branch: nearer to one of its pieces than a hundredth of a step."""
    course = line.scaled(branch.points, branch.values)
    if course.shape[1] < 2:
        return bool(np.abs(course[:, 0] - place).max() < MAX_STEP)
    first, piece = course[:, :-1], np.diff(course)
    share = ((place[:, None] - first) * piece).sum(0) / np.maximum(1e-300, (piece * piece).sum(0))
    far = np.abs(first + np.clip(share, -1.0, 2.0) * piece - place[:, None]).max(0)
    return bool(far.min() < 0.05 * MAX_STEP)


def branch_through(line: Line, start: np.ndarray) -> Branch:
    """The branch through a place, followed to both sides."""
    up = np.array([0.0, 0.0, 1.0])
    back = list(followed(line, start, -up))
    here = (start, line.tangent(line.slopes(start)[1], up))
    course = [*((place, -tangent) for place, tangent in reversed(back)), here, *followed(line, start, up)]
    turned = [fold(line, before, after) for before, after in pairwise(course) if before[1][2] * after[1][2] < 0.0]
    points, values = line.unscaled(np.array([place for place, _ in course]).T)
    calm = [
        line.plane.stable(point, {line.name: float(value)})[0] for point, value in zip(points.T, values, strict=True)
    ]
    return Branch(values, points, np.array(calm), tuple(found for found in turned if found))


def hysteresis(plane: Plane, name: str, values: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The state that is held while the constant goes slowly up through ``values`` (n,), and down again.

    From ``start`` (2,): at every value the couple settles from where it was. Gives the points on the way up and on the
    way down, (2, n) each, both in the order of ``values``.
    """

    def walk(order: np.ndarray, place: np.ndarray) -> np.ndarray:
        held = []
        for value in order:
            place = plane.settle(place, {name: float(value)})
            held.append(place)
        return np.array(held).T

    up = walk(values, start)
    return up, walk(values[::-1], up[:, -1])[:, ::-1]
