"""Measurement: what a questionnaire or a heart-rate belt would have found, and what a study counts in codes.

The model's own quantities have no error. A study's have: each measure here adds the error that its published
reliability implies, from chance of its own, so that measuring never changes what is measured. Arrays may have any
shape; partners stand in their own arrays.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.analysis.coding import NEUTRAL, PURSUE, REACH, RESPOND, WITHDRAW
from sim.engines.arrays import on_arrays
from sim.model.laws.physiology import heart_rate
from sim.model.outcomes import content
from sim.model.parameters import Parameters
from sim.model.state import Partner


@dataclass(frozen=True)
class Instrument:
    """A questionnaire: its scale, its reliability, and the spread of the norm sample in which that was found."""

    name: str
    low: float
    high: float
    norm_sd: float
    reliability: float
    source: str

    @property
    def error_sd(self) -> float:
        """Standard error of measurement, in points: ``sd·sqrt(1 - reliability)``."""
        return self.norm_sd * (1.0 - self.reliability) ** 0.5

    def reliable_change(self, people: int = 1) -> float:
        """The smallest change in points that is no measurement error at 95 %: ``1.96·sqrt(2)·error`` (Jacobson & Truax
        1991), for the mean of ``people`` who each filled it in, whose error is smaller by ``sqrt(people)``."""
        return 1.96 * 2.0**0.5 * self.error_sd / people**0.5

    def read(self, true: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """True scores in points as the questionnaire shows them, kept on its scale."""
        return np.clip(true + self.error_sd * rng.standard_normal(np.shape(true)), self.low, self.high)


DAS = Instrument("Dyadic Adjustment Scale", 0.0, 151.0, 18.0, 0.96, "spanier1976")
ECR_ANXIETY = Instrument("ECR-R anxiety", 1.0, 7.0, 1.12, 0.90, "sibley2005")
ECR_AVOIDANCE = Instrument("ECR-R avoidance", 1.0, 7.0, 1.19, 0.90, "sibley2005")


def satisfaction_of(who: str, now: Mapping[str, np.ndarray], p: Parameters) -> np.ndarray:
    """The satisfaction of partner ``who`` in DAS points, from a state by name (as in ``STATE``); any shape."""
    me = Partner(*(now[f"{name}_{who}"] for name in Partner._fields))
    return on_arrays(content)(me, now["bond"], p)


def ecr(attachment: np.ndarray) -> np.ndarray:
    """Attachment, 0 to 1, on the scale of the ECR-R, 1 to 7."""
    return 1.0 + 6.0 * np.asarray(attachment)


def with_reliability(true: np.ndarray, reliability: float, rng: np.random.Generator) -> np.ndarray:
    """Scores with the error that a reliability implies in this very sample: ``sd·sqrt(1/reliability - 1)``."""
    true = np.asarray(true, dtype=float)
    return true + true.std() * (1.0 / reliability - 1.0) ** 0.5 * rng.standard_normal(true.shape)


def beats(arousal: np.ndarray, p: Parameters, rng: np.random.Generator, error_sd: float = 1.0) -> np.ndarray:
    """Heart rate in bpm as a belt shows it; an error of a beat a minute is *assumed*."""
    return heart_rate(np.asarray(arousal), p) + error_sd * rng.standard_normal(np.shape(arousal))


def positive(codes: np.ndarray) -> np.ndarray:
    """Where a code is positive: a reach or a response."""
    return (codes == REACH) | (codes == RESPOND)


def negative(codes: np.ndarray) -> np.ndarray:
    """Where a code is negative: pursuit or withdrawal."""
    return (codes == PURSUE) | (codes == WITHDRAW)


def ratio(codes_a: np.ndarray, codes_b: np.ndarray) -> np.ndarray:
    """Positive to negative codes of both partners over a conversation, (couples,), half a code added to each."""
    good = positive(codes_a).sum(0) + positive(codes_b).sum(0)
    bad = negative(codes_a).sum(0) + negative(codes_b).sum(0)
    return (good + 0.5) / (bad + 0.5)


WINDOW = 5
"""Turns after a bid in which it can be answered, half a minute (a definition)."""


def answered(codes_me: np.ndarray, codes_other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Bids of one partner and how many of them the other turned toward, each (couples,).

    A bid is a coded reach. The other turns toward it when the first thing that is coded of the other in the next
    ``WINDOW`` turns is a response or a reach; away or against it when that is silence, withdrawal or pursuit.
    """
    bids = codes_me[:-WINDOW] == REACH
    first = np.zeros(bids.shape, np.int8)
    for i in range(WINDOW):
        later = codes_other[1 + i : len(codes_other) - WINDOW + 1 + i]
        first = np.where(first == NEUTRAL, later, first)
    return bids.sum(0), (bids & positive(first)).sum(0)
