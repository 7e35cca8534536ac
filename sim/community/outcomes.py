"""What a village comes to on a day: its couples taken together, all of them or some.

Sources: McDermott, Fowler & Christakis (2013) for endings that cluster.
"""

from typing import Any, get_args

import numpy as np
from scipy import sparse

from sim.community.network import Network
from sim.community.results import Village
from sim.model.ties.outcomes import OF_SOME, VillageOutcomes
from sim.scenario.community import Among, VillageOutcome

AMONG: tuple[Among, ...] = get_args(Among)


def outcomes_of(village: Village, at: int = -1, among: Among = "all") -> dict[VillageOutcome, float]:
    """What a village comes to on a kept day (its place among them); NaN where there is nobody to ask.

    ``satisfaction`` and ``satisfaction_sd`` are in DAS points, of those who are together; ``distressed`` and ``ended``
    are shares, of those together and of all who began; ``support``, ``commitment`` (0 to 1) and ``burden`` (alarm) are
    means of those together; ``clustering`` is how much likelier a couple has ended that is tied to one that has.
    """
    who = chosen(village, among)
    here = who & village.together[at]
    happy = village.of("satisfaction")[at, here]
    line = village.couples.scenario.constants.das_distressed
    ended = (village.ended > 0) & (village.ended <= village.kept[at])

    def mean(*names: str) -> float:
        found = np.array([village.of(name)[at, here] for name in names])
        return float(found.mean()) if found.size else float("nan")

    some = bool(len(happy))
    return {
        "satisfaction": mean("satisfaction"),
        "satisfaction_sd": float(happy.std()) if some else float("nan"),
        "distressed": float((happy < line).mean()) if some else float("nan"),
        "ended": float(ended[who].mean()) if who.any() else float("nan"),
        "support": mean("support_a", "support_b"),
        "burden": mean("burden_a", "burden_b"),
        "commitment": mean("commitment"),
        "clustering": clustering(village.network, ended, who),
    }


def read(village: Village, at: int = -1) -> VillageOutcomes:
    """All of its outcomes on a kept day: of all couples, and of the parts of a village in which something comes to
    some; NaN where there is nobody to ask."""
    found = outcomes_of(village, at)
    if village.couples.some.any():
        of: dict[str, Any] = OF_SOME
        found |= {name: outcomes_of(village, at, among)["satisfaction"] for name, among in of.items()}
    return VillageOutcomes(*(found.get(name, float("nan")) for name in VillageOutcomes._fields))


BY_COUPLE: dict[VillageOutcome, tuple[str, ...]] = {
    "satisfaction": ("satisfaction",), "support": ("support_a", "support_b"), "burden": ("burden_a", "burden_b"),
    "commitment": ("commitment",), "distressed": ("distressed",),
}  # fmt: skip
"""The outcomes that each couple has, and of which columns they are the mean."""


def compared(village: Village, other: Village, name: VillageOutcome, among: Among = "all", at: int = -1) -> float:
    """An outcome of a village less that of another with the same couples, on the same kept day.

    What each couple has is compared couple by couple, over those who have not ended in either.
    """
    if name not in BY_COUPLE:
        return outcomes_of(village, at, among)[name] - outcomes_of(other, at, among)[name]
    both = chosen(village, among) & (village.ended == 0) & (other.ended == 0)
    gap = [village.of(column)[at, both] - other.of(column)[at, both] for column in BY_COUPLE[name]]
    return float(np.mean(gap)) if both.any() else float("nan")


def chosen(village: Village, among: Among = "all") -> np.ndarray:
    """The couples meant, (couples,) of bool: all, those to whom something comes that comes to some only, those tied to
    them, or strangers, who are neither and not tied to one of those either."""
    count = len(village.names)
    some = np.asarray(village.couples.some.any(0))
    if among == "all":
        return np.ones(count, bool)
    if among == "some":
        return some
    steps = village.network.steps_from(np.flatnonzero(some), 2)
    found: np.ndarray = steps == 1 if among == "their-ties" else steps > 2
    return found


def clustering(network: Network, ended: np.ndarray, who: np.ndarray | None = None, steps: int = 1) -> float:
    """How much likelier a couple has ended that is ``steps`` ties away from one that has, 1 where that says nothing.

    ``P(i ended | j ended, j being so far from i) / P(i ended)``, over all such pairs with i among ``who``; NaN where
    none has ended.
    """
    one, other = pairs(network, steps)
    here = np.ones(len(one), bool) if who is None else who[one]
    one, other = one[here], other[here]
    if not len(one):
        return float("nan")
    both, there, mine = float((ended[one] & ended[other]).sum()), float(ended[other].sum()), float(ended[one].mean())
    return both / there / mine if there and mine else float("nan")


def pairs(network: Network, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """All pairs of couples that are exactly so many ties apart, each both ways."""
    count = len(network)
    ones = np.ones(2 * network.ties)
    ends = (np.concatenate([network.first, network.second]), np.concatenate([network.second, network.first]))
    tied = sparse.csr_matrix((ones, ends), (count, count))
    within, reached = sparse.eye(count, format="csr"), sparse.eye(count, format="csr")
    for _ in range(steps):
        before = within
        reached = ((reached @ tied) > 0).astype(float)
        within = ((within + reached) > 0).astype(float)
    found = (within - before).tocoo()
    there = found.data > 0.5
    return found.row[there], found.col[there]
