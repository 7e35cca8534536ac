"""A run as a season: the columns of a conversation, a day each, under the same names. Pure.

Entry 0 is the first morning, entry n what day n was: moves, threat and cues on average over the evening's turns, the
heart at its highest, and what is slow as the evening left it.
"""

from collections.abc import Mapping

import numpy as np

from sim.engines.arrays import on_arrays
from sim.model import outcomes
from sim.model.parameters import Parameters
from sim.model.state import MOVES, Couple
from sim.model.trajectory import STATE, Trajectory, couple_of

Columns = dict[str, np.ndarray]

SLOW = (
    "bond",
    *(f"{name}_{who}" for who in "ab"
      for name in ("security", "softness", "need", "injury", "anxiety", "avoidance", "standard")),
)  # fmt: skip
HIGHEST = ("heart_rate_a", "heart_rate_b")
MEAN = (
    *(f"{name}_{who}" for who in "ab" for name in ("threat", "taken", *MOVES)),
    "hand", "pause", "containment", "dance", "struck_a", "struck_b",
)  # fmt: skip


def season(run: Trajectory, p: Parameters) -> Columns:
    """The days of a run: each column (days + 1,)."""
    mornings = np.flatnonzero(run["turn"] == 0)
    ends = np.append(mornings[1:], len(run)) - 1
    turns = np.maximum(1, ends - mornings)
    columns = {**run.columns, "dance": danced(run.columns)}
    days = {}
    for name in MEAN:
        total = np.add.reduceat(columns[name], mornings) - columns[name][mornings]
        days[name] = np.append(0.0, total / turns)
    for name in HIGHEST:
        days[name] = np.append(columns[name][0], np.maximum.reduceat(columns[name], mornings))
    for name in SLOW:
        days[name] = np.append(columns[name][0], columns[name][ends])
    days["satisfaction"] = on_arrays(outcomes.satisfaction)(couple(days), p)
    return days


def danced(columns: Columns) -> np.ndarray:
    """1 for each turn that both are caught (``outcomes.caught``), else 0; (rows,)."""
    caught, both = on_arrays(outcomes.caught), couple(columns)
    return caught(both.a) * caught(both.b)


def couple(columns: Mapping[str, np.ndarray]) -> Couple:
    """The couple at each moment of the columns, as arrays; what no column holds is not a number."""
    return couple_of([columns.get(name, np.nan) for name in STATE])
