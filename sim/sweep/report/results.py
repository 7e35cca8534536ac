"""A finished sweep as arrays: what was varied, and each outcome by point and replicate."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.sweep.spec.sections import block_size

Table = dict[str, np.ndarray]
FEW_LEVELS = 12
"""Values of a sampled parameter up to which each is a level of its own; beyond, there are ``BINS`` bins."""
BINS = 10


@dataclass(frozen=True, eq=False)
class Results:
    """``values`` has one array (points,) a varied key; ``outcomes`` one (points, replicates) an outcome and arm.

    A run that failed, or never was, is NaN. ``arms`` is ``("",)``, or without and with in a paired design.
    """

    folder: Path
    spec: dict[str, Any]
    manifest: dict[str, Any]
    values: Table
    arms: tuple[str, ...]
    outcomes: dict[str, Table]
    failures: tuple[dict[str, Any], ...]
    main: tuple[str, ...]
    resamples: int
    seed: int

    @property
    def kind(self) -> str:
        """The design: one of ``KINDS``."""
        return self.spec["design"]["kind"]

    @property
    def keys(self) -> tuple[str, ...]:
        """What was varied, in the spec's order."""
        return tuple(self.values)

    @property
    def varying(self) -> tuple[str, ...]:
        """The keys that have more than one value."""
        return tuple(key for key in self.keys if len(self.levels(key)) > 1)

    @property
    def shape(self) -> tuple[int, int]:
        """Points and replicates."""
        return next(iter(self.outcomes[self.main[0]].values())).shape

    @property
    def runs(self) -> int:
        """Runs that were completed, over all arms."""
        return sum(int(np.isfinite(values).sum()) for values in self.outcomes[self.main[0]].values())

    @property
    def second_order(self) -> bool:
        """Whether a Sobol sample also exchanges all but one parameter."""
        return bool(self.spec["design"].get("second_order", False))

    @property
    def block(self) -> int:
        """Points that belong together and are resampled together: a row of Saltelli's, or a trajectory."""
        return block_size(self.kind, len(self.keys), self.second_order)

    def measures(self, outcome: str) -> Table:
        """Each arm's values (points, replicates); in a paired design their difference too, couple by couple."""
        by_arm = {arm: self.outcomes[outcome][arm] for arm in self.arms}
        return {**by_arm, "difference": by_arm["with"] - by_arm["without"]} if len(by_arm) == 2 else by_arm

    def logarithmic(self, key: str) -> bool:
        """Whether a key's values are spread evenly in their logarithm rather than in themselves."""
        declared = self.spec["parameters"][key]
        if isinstance(declared, dict):
            return declared.get("scale") == "log"
        values = np.unique(self.values[key][self.known(key)]) if self.numeric(key) else np.array([])
        if len(values) < 3 or values[0] <= 0:
            return False
        even = [np.diff(x).std() / np.diff(x).mean() for x in (values, np.log(values))]
        return bool(even[1] < 0.5 * even[0])

    def numeric(self, key: str) -> bool:
        """Whether a key was given as numbers; words have no order and no distances."""
        return self.values[key].dtype.kind == "f"

    def known(self, key: str) -> np.ndarray:
        """Points whose value is known: those with at least one run (points,)."""
        values = self.values[key]
        return np.isfinite(values) if self.numeric(key) else np.array([value is not None for value in values])

    def places(self, key: str) -> np.ndarray:
        """A key's values as numbers that grow as the sample's do, (points,): of a list, the place in it."""
        declared, values = self.spec["parameters"][key], self.values[key]
        if isinstance(declared, list):
            place = {value: float(i) for i, value in enumerate(declared)}
            return np.array([place.get(value, np.nan) for value in values.tolist()])
        return values

    def levels(self, key: str) -> "list[Level]":
        """A key's values one by one, or, where there are many, bins that hold as many points each."""
        values, known = self.values[key], self.known(key)
        if not self.numeric(key):
            declared = self.spec["parameters"][key]
            order = list(declared) if isinstance(declared, list) else sorted(set(values[known]))
            return [Level(str(value), np.nan, np.nan, np.flatnonzero(values == value)) for value in order
                    if (values == value).any()]  # fmt: skip
        single = np.unique(values[known])
        if self.kind == "grid" or len(single) <= FEW_LEVELS:
            return [Level(f"{value:g}", value, value, np.flatnonzero(values == value)) for value in single]
        edges = np.quantile(values[known], np.linspace(0.0, 1.0, BINS + 1))
        place = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, BINS - 1)
        return [Level(f"{edges[i]:.3g} to {edges[i + 1]:.3g}", edges[i], edges[i + 1],
                      np.flatnonzero(known & (place == i))) for i in range(BINS)]  # fmt: skip


@dataclass(frozen=True, eq=False)
class Level:
    """One value of a parameter, or a bin from ``low`` to ``high`` (NaN for words), and the points that have it."""

    label: str
    low: float
    high: float
    points: np.ndarray

    @property
    def middle(self) -> float:
        """Where it is drawn."""
        return 0.5 * (self.low + self.high)
