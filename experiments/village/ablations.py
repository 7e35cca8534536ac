"""One law between couples taken out at a time: the same couples on the same chance, predicted first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from experiments.paired import Prediction
from experiments.village.studies import ended_by, following
from experiments.village.villages import Place, mean, staying
from sim.community.results import Village

FIVE = 5.0
"""Years."""
Pair = tuple[Village, Village]


@dataclass(frozen=True)
class Removal:
    """A law by the keys that silence it, what must change, and how: the figure with the law less the one without is at
    least, or at most, zero."""

    law: str
    without: dict[str, float]
    figure: str
    of: Callable[[Sequence[Pair]], float]
    rises: bool


def column(name: str) -> Callable[[Sequence[Pair]], float]:
    """The mean of both partners' column after five years, of those who have not ended in either."""

    def of(drawn: Sequence[Pair]) -> float:
        gaps = []
        for one, other in drawn:
            both = staying(one, other)
            gaps += [(one.of(f"{name}_{who}") - other.of(f"{name}_{who}"))[-1, both] for who in "ab"]
        return mean(gaps)

    return of


def committed(drawn: Sequence[Pair]) -> float:
    """The difference in commitment."""
    return mean([(a.of("commitment") - b.of("commitment"))[-1, staying(a, b)] for a, b in drawn])


def ended(drawn: Sequence[Pair]) -> float:
    """The difference in the share that has ended."""
    return mean([ended_by(a, FIVE) - ended_by(b, FIVE) for a, b in drawn])


def strong(drawn: Sequence[Pair]) -> float:
    """The difference in how strong ties are."""
    return mean([(a.strengths - b.strengths)[-1] for a, b in drawn])


def spread(drawn: Sequence[Pair]) -> float:
    """The difference in how much likelier an ending is after one next to it."""
    return following([a for a, _ in drawn], 1) - following([b for _, b in drawn], 1)


def together(drawn: Sequence[Pair]) -> float:
    """The difference in the share that lives in a couple."""
    return mean([a.together[-1].astype(float) - b.together[-1] for a, b in drawn])


UNKEPT = {"contact": 0.0, "fade_friend": 0.0, "fade_kin": 0.0, "fade_work": 0.0}
REMOVALS = (
    Removal("support", {"support": 0.0}, "burden", column("burden"), rises=False),
    Removal("crossover", {"crossover": 0.0}, "burden", column("burden"), rises=True),
    Removal("approval", {"approval": 0.0}, "commitment", committed, rises=True),
    Removal("approval", {"approval": 0.0}, "ended", ended, rises=False),
    Removal("ending", {"ending": 0.0}, "ended", ended, rises=True),
    Removal("example", {"example": 0.0}, "commitment", committed, rises=False),
    Removal("example", {"example": 0.0}, "likelier after an ending one tie away", spread, rises=True),
    Removal("keeping", UNKEPT, "strength of ties", strong, rises=False),
    Removal("beginning again", {"beginning": 0.0}, "living in a couple", together, rises=True),
)


def removals(place: Place) -> Prediction:
    """Every law, one at a time."""
    full = place.fifteen
    figures = []
    arms: dict[str, list[Village]] = {}
    for removal in REMOVALS:
        if removal.law not in arms:
            arms[removal.law] = place.ordinary(15.0 if removal.law == "example" else FIVE, **removal.without)
        parts = [(_first(one, len(other.kept)), other) for one, other in zip(full, arms[removal.law], strict=True)]
        bounds = {"at_least": 0.0} if removal.rises else {"at_least": -inf, "at_most": 0.0}
        figures.append(place.found(f"{removal.law}: {removal.figure}", parts, removal.of, **bounds))
    return Prediction(
        "Each law between couples does its part",
        "With the law less without it, after five years: support lowers the burden and crossover raises it; approval "
        "raises commitment and keeps couples; the example lowers commitment and makes endings follow each other; "
        "keeping lets ties fade; beginning again leaves fewer alone.",
        tuple(figures),
    )


def _first(village: Village, days: int) -> Village:
    """The same village as far as its first kept days go; the endings of later days are left out."""
    last = village.kept[days - 1]
    endings = village.endings[village.endings[:, 0] <= last]
    return Village(village.couples, village.kept[:days], village.columns, village.table[:days],
                   village.together[:days], village.strengths[:days], endings,
                   village.beginnings[village.beginnings[:, 0] <= last], np.empty((0, 0)))  # fmt: skip
