"""A run as a season: the columns of a conversation, a day each, under the same names. Pure.

Entry 0 is the first morning, entry n what day n was: moves, threat and cues on average over the evening's turns, the
heart at its highest, and what is slow as the evening left it.
"""

from types import SimpleNamespace

import numpy as np

from sim.model.outcomes import CAUGHT, satisfaction
from sim.model.parameters import Parameters
from sim.model.state import MOVES
from sim.model.trajectory import Trajectory

SLOW = ("bond", *(f"{name}_{who}" for who in "ab" for name in ("security", "softness", "need", "anxiety", "avoidance")))
HIGHEST = ("heart_rate_a", "heart_rate_b")
MEAN = (
    *(f"{name}_{who}" for who in "ab" for name in ("threat", *MOVES)),
    "hand", "pause", "containment", "dance", "struck_a", "struck_b",
)  # fmt: skip


def season(run: Trajectory, p: Parameters) -> dict[str, np.ndarray]:
    """The days of a run: each column (days + 1,)."""
    mornings = np.flatnonzero(run["turn"] == 0)
    ends = np.append(mornings[1:], len(run)) - 1
    turns = np.maximum(1, ends - mornings)
    columns = {**run.columns, "dance": danced(run.columns)}
    found = {}
    for name in MEAN:
        whole = np.add.reduceat(columns[name], mornings) - columns[name][mornings]
        found[name] = np.append(0.0, whole / turns)
    for name in HIGHEST:
        found[name] = np.append(columns[name][0], np.maximum.reduceat(columns[name], mornings))
    for name in SLOW:
        found[name] = np.append(columns[name][0], columns[name][ends])
    found["satisfaction"] = _satisfaction(found, p)
    return found


def danced(columns: dict[str, np.ndarray]) -> np.ndarray:
    """1 for each turn that both are caught (``observer.caught``), else 0; (rows,)."""
    caught = np.ones(len(columns["bond"]), bool)
    for who in "ab":
        strong = np.maximum(columns[f"pursue_{who}"], columns[f"withdraw_{who}"])
        caught &= (strong > CAUGHT) & (strong > np.maximum(columns[f"reach_{who}"], columns[f"respond_{who}"]))
    return caught.astype(float)


def _satisfaction(days: dict[str, np.ndarray], p: Parameters) -> np.ndarray:
    """Satisfaction on the DAS scale (``observer.satisfaction``)."""
    a, b = (SimpleNamespace(security=days[f"security_{who}"]) for who in "ab")
    return satisfaction(SimpleNamespace(bond=days["bond"], a=a, b=b), p)
