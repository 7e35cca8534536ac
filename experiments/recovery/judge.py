"""What came back, value by value: error, coverage, and whether ranks are even.

The couples that the judged ones are compared with are a sample too. Against as many as ``c``, ``n`` judged couples tell
about coverage and ranks what ``n/(1 + n/c)`` would tell against endlessly many; intervals and tests take them for that.
"""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy.stats import chi2, chisquare

from experiments.recovery.arms import Arm
from experiments.recovery.inference import VALUES
from sim.analysis.intervals import wilson

BACK, WEAKLY = 0.5, 0.1
"""From which share of variance explained a value comes back, or does weakly (conventions)."""
BINS = 10
"""Bins of the ranks."""
SHARES = (0.5, 0.95)


@dataclass(frozen=True)
class Row:
    """One value over all couples of an arm.

    correlation: of true and estimated (the median); explained: ``1 - squared error/variance``; error: root mean square,
    as a share of the prior's standard deviation. held: for each of ``SHARES``, in what share of couples the interval
    holds the true value, with Wilson's interval. contraction: the mean of 1 - variance after/before. ranks: couples by
    the rank of the true value in its posterior, in ten bins; p: of a chi-square test that they are even.
    """

    name: str
    correlation: float
    explained: float
    error: float
    held: dict[str, tuple[float, float, float]]
    contraction: float
    ranks: list[int]
    p: float

    @property
    def verdict(self) -> str:
        """Whether it comes back."""
        return "comes back" if self.explained >= BACK else "weakly" if self.explained >= WEAKLY else "not at all"

    @property
    def holds(self) -> bool:
        """Whether each interval holds as often as it says, within Wilson's interval."""
        return all(low <= float(share) <= high for share, (_, low, high) in self.held.items())


def judge(arm: Arm, spread: dict[str, float]) -> list[Row]:
    """Every value of an arm; ``spread`` is the prior's standard deviation of each."""
    rows = []
    for at, name in enumerate(VALUES):
        true, of = arm.truths[:, at], [posterior[name] for posterior in arm.found]
        guess = np.array([estimate.median for estimate in of])
        squared = float(((guess - true) ** 2).mean())
        edges = {share: np.array([estimate.interval(share) for estimate in of]) for share in SHARES}
        worth = len(true) / (1.0 + len(true) / arm.found[0].compared)
        shares = {share: float(((e[:, 0] <= true) & (true <= e[:, 1])).mean()) for share, e in edges.items()}
        held = {f"{level:g}": (share, *map(float, wilson(np.array(worth * share), np.array(worth))))
                for level, share in shares.items()}  # fmt: skip
        ranks = np.histogram([estimate.rank(x) for estimate, x in zip(of, true, strict=True)], BINS, (0.0, 1.0))[0]
        rows.append(Row(
            name=name,
            correlation=float(np.corrcoef(guess, true)[0, 1]) if guess.std() else 0.0,
            explained=1.0 - squared / float(true.var()),
            error=squared**0.5 / spread[name],
            held=held,
            contraction=float(np.mean([estimate.contraction for estimate in of])),
            ranks=ranks.tolist(),
            p=float(chi2.sf(chisquare(ranks).statistic * worth / len(true), BINS - 1)),
        ))  # fmt: skip
    return rows


def to_dict(row: Row) -> dict[str, Any]:
    """A row for JSON."""
    return asdict(row) | {"verdict": row.verdict, "holds": row.holds}
