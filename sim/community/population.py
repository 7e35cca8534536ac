"""Who lives in a village: couples as they meet, drawn from the population.

Dispositions are drawn from the published norms of the ECR-R, as ``(ECR-R - 1) / 6``, and a person's two go together
(Cameron, Finnegan & Morry 2012); what life asks of a couple differs between couples (Karney & Bradbury 1995), and what
a partner asks of a relationship between partners. Everything else that differs later has come from living. What is
drawn for a couple is keyed by its number: who else lives there does not matter.
"""

from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtr, ndtri
from scipy.stats import beta, gamma

from sim.model import chance
from sim.model.laws import bonding
from sim.model.parameters import DEFAULTS, P, Parameter
from sim.model.registry import lines_of
from sim.model.state import Partner


class Norms(NamedTuple):
    """The constants of a community, as ``sim.model.parameters`` has those of the model."""

    anxiety_mean: float = P(3.56, 1.0, 7.0, "ECR-R", "community mean of attachment anxiety", "fraley2000", "replicated")
    anxiety_sd: float = P(1.12, 0.1, 3.0, "ECR-R", "its standard deviation", "fraley2000", "replicated")
    avoidance_mean: float = P(
        2.92, 1.0, 7.0, "ECR-R", "community mean of attachment avoidance", "fraley2000", "replicated"
    )
    avoidance_sd: float = P(1.19, 0.1, 3.0, "ECR-R", "its standard deviation", "fraley2000", "replicated")
    attachment_r: float = P(
        0.42,
        0.0,
        0.8,
        "correlation",
        "how far a person's anxiety and avoidance go together",
        "cameron2012",
        "replicated",
    )
    standard_sd: float = P(0.2, 0.01, 0.28, "share", "how much partners differ in what they ask of a relationship")
    hardship_sd: float = P(1.3, 0.0, 2.0, "share", "how much couples differ in what life asks of them (mean 1)")
    first_bond: float = P(0.7343, 0.0, 1.0, "share", "the bond of a couple that has just met")
    first_bond_sd: float = P(0.2348, 0.01, 0.3, "share", "how much couples differ in the bond that they begin with")
    years: float = P(2.64, 0.1, 10.0, "years", "how long they have lived together when they are studied")


NORMS: dict[str, Parameter] = lines_of(Norms)
NORM = Norms(*(row.default for row in NORMS.values()))


def shares(ranks: np.ndarray, mean: float, sd: float) -> np.ndarray:
    """Numbers from 0 to 1, Beta-distributed with a mean and a standard deviation, at these ``ranks`` (0 to 1)."""
    size = mean * (1.0 - mean) / (sd * sd) - 1.0
    return beta.ppf(ranks, mean * size, (1.0 - mean) * size)


def expected(anxiety: Any, avoidance: Any) -> Any:
    """The trust of one who has just met the other: what felt security falls back to. Numbers, or arrays of them."""
    new = Partner(*(0.0,) * len(Partner._fields))._replace(anxiety=anxiety, avoidance=avoidance)
    return bonding.settle(new, DEFAULTS._replace(security_drift=1.0))


def ranks(numbers: np.ndarray, seed: int, draws: int) -> np.ndarray:
    """Uniform numbers (draws, couples) of couples by their number; a couple's depend on itself and the seed only."""
    words = [chance.words(0, block, numbers.astype(np.int64), chance.DRAWING, *chance.key(seed))
             for block in range(-(-draws // 4))]  # fmt: skip
    return np.array([chance.fraction(word) for block in words for word in block][:draws])


def drawn(numbers: np.ndarray, seed: int, norm: Norms = NORM) -> dict[str, np.ndarray]:
    """What couples of these numbers, (couples,), are like as they meet, by name, as ``network.GIVEN`` has it."""
    rank = ranks(numbers, seed, 8)
    found: dict[str, np.ndarray] = {}
    for who, (first, second, standard) in (("a", rank[0:3]), ("b", rank[3:6])):
        tied = norm.attachment_r * ndtri(first) + (1.0 - norm.attachment_r**2) ** 0.5 * ndtri(second)
        found[f"anxiety_{who}"] = shares(first, (norm.anxiety_mean - 1.0) / 6.0, norm.anxiety_sd / 6.0)
        found[f"avoidance_{who}"] = shares(ndtr(tied), (norm.avoidance_mean - 1.0) / 6.0, norm.avoidance_sd / 6.0)
        found[f"standard_{who}"] = shares(standard, 0.5, norm.standard_sd)
        found[f"security_{who}"] = expected(found[f"anxiety_{who}"], found[f"avoidance_{who}"])
    shape = 1.0 / norm.hardship_sd**2 if norm.hardship_sd else np.inf
    hard = gamma.ppf(rank[7], shape, scale=1.0 / shape) if norm.hardship_sd else np.ones(len(numbers))
    found["bond"] = shares(rank[6], norm.first_bond, norm.first_bond_sd)
    found["hardship"] = np.minimum(5.0, hard)
    return found
