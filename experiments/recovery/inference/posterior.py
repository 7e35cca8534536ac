"""One couple judged: what its series says about each value.

The posterior of a value is what it was in the simulated couples whose estimate came nearest to this couple's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.recovery.inference.learning import Learned
from experiments.recovery.inference.setup import VALUES, Setup, checked
from experiments.recovery.inference.summaries import summaries
from sim.checking.errors import one_line

NEAREST, FEWEST = 0.04, 100
"""The share of the simulated couples that are taken, and how many at least (*assumed*)."""
NOTHING, UNLIKE = 0.1, 0.01
"""Below the first contraction the data say nothing; below the second likeness a series is unlike the simulated ones
(both conventions)."""


@dataclass(frozen=True, eq=False)
class Estimate:
    """What is known of one value: ``draws``, sorted, in the simulated couples most like this one; and how much the data
    narrowed the prior, ``contraction = 1 - variance after/variance before``: 1 is all, 0 nothing (by chance, or where
    the data contradict each other, a little below).

    The variances are those of the value's rank in the prior, 0 to 1: for all values but hardship that is the value
    itself, and hardship's prior has a long tail, which would make high values look as if nothing were known of them.
    """

    name: str
    draws: np.ndarray
    contraction: float

    @property
    def median(self) -> float:
        """As likely too high as too low."""
        return float(np.median(self.draws))

    def interval(self, share: float) -> tuple[float, float]:
        """The interval that leaves out as much on either side and holds the value with probability ``share``.

        Its edges are the draws' quantiles at ``p·(draws + 1)``, between which one more draw falls that often; the usual
        ones would hold too little where draws are few.
        """
        low, high = np.quantile(self.draws, (0.5 - share / 2, 0.5 + share / 2), method="weibull")
        return float(low), float(high)

    @property
    def told_nothing(self) -> bool:
        """Whether the data leave the value where the prior had it."""
        return self.contraction < NOTHING

    def rank(self, truth: float) -> float:
        """The share of the draws below a true value. Over couples drawn from the prior it is uniform from 0 to 1 where
        the posterior is calibrated (Talts et al. 2018)."""
        return float(np.searchsorted(self.draws, truth) / len(self.draws))


@dataclass(frozen=True, eq=False)
class Posterior:
    """What a couple's series says, value by value (names as in ``VALUES``).

    likeness: the share of the simulated couples whose series are at least as unusual as this one; where it is near 0
    nothing here is to be trusted, for hardly any couple was simulated that talks so. compared: simulated couples.
    """

    setup: Setup
    names: tuple[str, str]
    estimates: dict[str, Estimate]
    likeness: float
    compared: int

    def __getitem__(self, name: str) -> Estimate:
        return self.estimates[name]

    @property
    def unlike(self) -> bool:
        """Whether the series is unlike those of the simulated couples."""
        return self.likeness < UNLIKE


def infer(learned: Learned, series: Sequence[Any] | np.ndarray, names: tuple[str, str] = ("A", "B")) -> Posterior:
    """What a couple's ``series`` says about its values.

    series: entries a turn and partner, (turns, 2) or (conversations, turns, 2), as many as were learned for: codes as
    indices of ``coding.CODES`` or scores +1, -1, 0, as the setup says (``fit.read(...).scores`` are such).
    Exchanging the partners exchanges the estimates. Raises ``ScenarioError`` for a series that is too short, of
    another length, or that holds anything else.
    """
    read = summaries(checked(series, learned.setup)[..., None], learned.setup)
    found = {}
    for name, (judged,) in learned.judged(read).items():
        near, truths = np.abs(learned.estimates[name] - judged), learned.truths[name]
        count = max(FEWEST, round(NEAREST * len(near)))
        nearest = np.argpartition(near, count - 1)[:count]
        contraction = 1.0 - 12.0 * float(learned.ranks[name][nearest].var())
        found[name] = Estimate(name, np.sort(truths[nearest]), contraction)
    a, b = (one_line(str(name)).strip() or "?" for name in names)
    likeness = float((learned.oddness >= learned.strange(read)[0]).mean())
    return Posterior(learned.setup, (a, b), {name: found[name] for name in VALUES}, likeness, len(learned.oddness))
