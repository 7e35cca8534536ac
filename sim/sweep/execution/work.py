"""What an executor is handed: a stretch of a sweep's runs, and all that is needed to live them (floor F6)."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from sim.checking.errors import complaint
from sim.model.outcomes import Outcomes
from sim.scenario.notation import build, plain
from sim.sweep.spec.design import Points
from sim.sweep.spec.pairing import arms_of
from sim.sweep.spec.spec import Spec

if TYPE_CHECKING:
    from sim.sweep.execution.build import Builder, Couples

Go = Callable[[], bool]
DECIDES = ("dynamics", "observer", "parameters", "plan", "scenario", "state", "story", "tape")
"""Modules that, with the laws and the interventions, decide what a run's values are."""


@dataclass(frozen=True)
class Work:
    """A sweep's runs as plain data, the same in every process and on every computer."""

    scenario: str
    keys: tuple[str, ...]
    paired: str
    outcomes: tuple[str, ...]
    days: tuple[int, ...]
    seed: int
    replicates: int
    model: str

    @property
    def arms(self) -> tuple[str, ...]:
        """The arms of each point."""
        return arms_of(self.paired)

    @property
    def each(self) -> int:
        """Runs of one point."""
        return len(self.arms) * self.replicates

    def places(self, start: int, stop: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Point, arm and replicate of the runs from ``start`` to before ``stop``, in the canonical order."""
        run = np.arange(start, stop)
        return run // self.each, run // self.replicates % len(self.arms), run % self.replicates

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """The first point of these runs, and the one after their last."""
        return start // self.each, -(-stop // self.each)


@dataclass
class Lived:
    """What came of a stretch of runs: outcomes (runs, columns), NaN where a run failed, and why it did."""

    outcomes: np.ndarray
    failed: dict[int, str] = field(default_factory=dict)


def work_of(spec: Spec) -> Work:
    """The work of a sweep."""
    scenario = json.dumps({"name": spec.base.name, **plain(spec.base)})
    names = tuple(key.name for key in spec.keys)
    return Work(scenario, names, spec.paired, spec.outcomes, spec.days, spec.seed, spec.replicates, model())


@cache
def model() -> str:
    """A name for the state of everything that a run's values depend on."""
    house = resources.files("sim")
    found = [(name, house / f"{name}.py") for name in DECIDES]
    for folder in ("laws", "interventions"):
        found += [(f"{folder}/{one.name}", one) for one in (house / folder).iterdir() if one.name.endswith(".py")]
    texts = [f"{name}\0{one.read_text('utf-8')}" for name, one in sorted(found, key=lambda pair: pair[0])]
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()


@lru_cache(8)
def builder(work: Work) -> "Builder":
    """The builder of a sweep's couples; one a process."""
    from sim.sweep.execution.build import Builder

    return Builder(build(json.loads(work.scenario), "sweep"), work.keys, work.paired)


def live_stretch(work: Work, start: int, stop: int, values: Points, going: Go | None = None) -> Lived:
    """Live the runs from ``start`` to before ``stop``; ``values`` are of their points only.

    A couple that cannot be, or whose outcomes are no numbers, is noted and does not keep the others from their lives.
    """
    if work.model != model():
        raise complaint("sweep", "worker", "another version of the model", "the version that the sweep was begun with")
    first, last = work.span(start, stop)
    points, arms, replicates = work.places(start, stop)
    couples = builder(work).couples(values, last - first, work.arms)
    of = (points - first) * len(work.arms) + arms
    found = Lived(np.full((stop - start, len(work.outcomes) * (1 + len(work.days))), np.nan))
    kept = [Outcomes._fields.index(name) for name in work.outcomes]
    for members, lengths in _equally_long(of, couples):
        _live(work, couples, of, replicates, members, lengths, kept, found, going)
    wrong = np.array([bool(made.wrong) for made in couples.kinds])
    for run in np.flatnonzero(wrong[couples.kind[of]]).tolist():
        found.failed[run] = couples.kinds[couples.kind[of[run]]].wrong
    for run in np.flatnonzero(~np.isfinite(found.outcomes).all(1)).tolist():
        found.outcomes[run] = np.nan
        found.failed.setdefault(run, "outcomes that are no finite numbers")
    return found


def _live(work: Work, couples: "Couples", of: np.ndarray, replicates: np.ndarray, members: np.ndarray,
          lengths: tuple[int, ...], kept: list[int], found: Lived, going: Go | None) -> None:  # fmt: skip
    """Live some runs that talk equally long; where they fail together, each couple for itself."""
    from sim.engines.packed import Stopped, live_packed

    try:
        end, then = live_packed(
            couples.columns, couples.blocks, couples.plan, of[members], replicates[members],
            work.seed, lengths, work.days, going,
        )  # fmt: skip
        found.outcomes[members] = np.concatenate([end[:, kept], *(day[:, kept] for day in then)], 1)
    except (Stopped, MemoryError):
        raise
    except Exception as error:
        own = np.unique(of[members])
        if len(own) == 1:
            found.failed |= {int(run): f"{type(error).__name__}: {error}" for run in members}
            return
        for couple in own:
            part = members[of[members] == couple]
            _live(work, couples, of, replicates, part, lengths, kept, found, going)


def _equally_long(of: np.ndarray, couples: "Couples") -> list[tuple[np.ndarray, tuple[int, ...]]]:
    """The runs by the lengths of their conversations: lanes that lie side by side talk equally long."""
    numbers: dict[tuple[int, ...], int] = {}
    number = np.array([numbers.setdefault(made.lengths, len(numbers)) for made in couples.kinds])
    group = number[couples.kind[of]]
    return [(np.flatnonzero(group == i), lengths) for lengths, i in numbers.items() if lengths]
