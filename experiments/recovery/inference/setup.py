"""What was observed, and what is asked about the couple."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiments.measures import negative, positive
from sim.analysis.coding import CODES
from sim.checking.errors import complaint, nearest, shown

OWN = ("anxiety", "avoidance", "security")
"""Values that each partner has."""
SHARED = ("bond", "hardship")
"""Values that the couple has."""
VALUES = (*(f"{name}_{who}" for name in OWN for who in "ab"), *SHARED)
"""What is inferred, by name."""
RANGES = {name: (0.0, 5.0 if name == "hardship" else 1.0) for name in VALUES}
"""Where each may lie."""
KINDS = ("codes", "scores")
TOPICS = ("either", "a", "b", "none")
TURNS, CONVERSATIONS = (50, 600), (1, 30)
"""The shortest and the longest that is judged: five minutes to an hour; as many conversations."""


@dataclass(frozen=True)
class Setup:
    """How a couple was observed, which is how the simulated ones are.

    conversations: 1 to 30, one a day on days that follow each other; turns: of six seconds in each, 50 to 600.
    kind: ``codes`` (an index of ``coding.CODES`` each turn) or ``scores`` (+1 positive, -1 negative, 0 neutral).
    topic: who raises a continuing disagreement at the start and again every five minutes: ``a`` or ``b`` in every
    conversation, ``either`` where that is not known (by lot in each), ``none`` where nobody did.
    Raises ``ScenarioError`` for anything else.
    """

    conversations: int = 1
    turns: int = 150
    kind: str = "codes"
    topic: str = "either"

    def __post_init__(self) -> None:
        for name, (low, high) in (("conversations", CONVERSATIONS), ("turns", TURNS)):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
                raise complaint("infer", name, shown(value), f"a whole number from {low} to {high}")
        for name, known in (("kind", KINDS), ("topic", TOPICS)):
            value = getattr(self, name)
            if value not in known:
                raise complaint("infer", name, shown(value), "one of " + ", ".join(known), nearest(value, known))

    @property
    def symbols(self) -> int:
        """How many different entries a turn may have."""
        return len(CODES) if self.kind == "codes" else 3


def entries(codes: np.ndarray, kind: str) -> np.ndarray:
    """Codes as the setup's entries, from 0: codes as they are, scores as 0 neutral, 1 negative, 2 positive. int8."""
    codes = np.asarray(codes, np.int8)
    return codes if kind == "codes" else (negative(codes) + 2 * positive(codes)).astype(np.int8)


def checked(series: Sequence[Any] | np.ndarray, setup: Setup) -> np.ndarray:
    """A couple's series as entries, (conversations, turns, 2) int8, a and b in the last place.

    series: one conversation (turns, 2), several (conversations, turns, 2), or a list of them. Raises ``ScenarioError``
    where it is too short, not what the setup says, or holds anything but the kind's numbers (so a gap is refused).
    """
    low, high = TURNS
    wanted = f"{setup.conversations} x {setup.turns} turns of two partners, as learned"
    try:
        given = np.array(series, float)
    except (TypeError, ValueError):
        raise complaint("infer", "series", shown(series), f"numbers: {wanted}") from None
    given = given[None] if given.ndim == 2 else given
    if given.ndim != 3 or given.shape[2] != 2:
        raise complaint("infer", "series", f"an array of shape {np.shape(series)}", wanted)
    if given.shape[1] < low:
        raise complaint("infer", "series", f"{given.shape[1]} turns", f"{low} to {high} turns in each conversation")
    if given.shape[:2] != (setup.conversations, setup.turns):
        raise complaint("infer", "series", f"{given.shape[0]} x {given.shape[1]} turns", wanted)
    known = (*range(len(CODES)),) if setup.kind == "codes" else (-1, 0, 1)
    for talk, turn, who in np.argwhere(~np.isin(given, known))[:1]:
        where = f"series, conversation {talk + 1}, turn {turn + 1}, partner {'ab'[who]}"
        allowed = f"one of {', '.join(map(str, known))} in every turn ({setup.kind})"
        raise complaint("infer", where, f"{given[talk, turn, who]:g}", allowed)
    return (given if setup.kind == "codes" else np.where(given < 0, 1, 2 * given)).astype(np.int8)
