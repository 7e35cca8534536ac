"""Two partners' scores turn by turn, and the stretches that a fit may use.

A missing score breaks the series: no pair and no stretch reaches across a gap.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.checking.errors import complaint, one_line

MIN_PAIRS = 20
"""Pairs of consecutive turns that a fit needs: five for each of the four numbers of a bilinear equation."""
MAX_TURNS = 100_000
"""Turns: a week of turns of six seconds. A study of that many takes minutes."""
MAX_SCORE = 1e9
"""The largest size of a score: beyond it squares lose what distinguishes two scores."""
STILL = 1e-9
"""A series counts as constant where its standard deviation is below this share of its largest size."""


class TooFewError(ValueError):
    """The series does not hold what a model asks for; the message says what it would take."""


@dataclass(frozen=True, eq=False)
class Series:
    """Two partners' ``scores``, (turns, 2), not-a-number where missing; their ``source``, and what was done to them.

    couples: how many they are of. breaks: rows without scores that only keep apart what does not follow.
    """

    names: tuple[str, str]
    scores: np.ndarray
    source: str = "the series"
    notes: tuple[str, ...] = ()
    couples: int = 1
    breaks: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(one_line(str(name)).strip() or "?" for name in self.names))
        object.__setattr__(self, "scores", checked(self.scores, self.names, self.source, self.breaks))

    @property
    def turns(self) -> int:
        """How many turns were given."""
        return len(self.scores) - self.breaks

    @property
    def lost(self) -> int:
        """Pairs of turns that follow each other and are of no use, as a score is missing."""
        return len(self.scores) - 1 - 2 * self.breaks - len(stretches(self.scores).turn)


class Stretches(NamedTuple):
    """Unbroken stretches: ``past`` (n, memory, 2), what ``after`` (n, 2) followed, and in which ``turn`` (n,)."""

    past: np.ndarray
    after: np.ndarray
    turn: np.ndarray


def stretches(scores: np.ndarray, memory: int = 1) -> Stretches:
    """Every turn of ``scores`` (turns, 2) that has ``memory`` turns before it, none of them missing."""
    if len(scores) <= memory:
        return Stretches(np.empty((0, memory, 2)), np.empty((0, 2)), np.empty(0, int))
    windows = np.lib.stride_tricks.sliding_window_view(scores, memory + 1, axis=0).transpose(0, 2, 1)
    whole = np.isfinite(windows).all((1, 2))
    return Stretches(windows[whole, :-1], windows[whole, -1], np.flatnonzero(whole) + memory)


def checked(scores: np.ndarray, names: tuple[str, str], source: str, breaks: int = 0) -> np.ndarray:
    """The scores as numbers, (turns, 2), not-a-number where missing; ``breaks`` of the rows are no turns.

    Raises ``ScenarioError`` where a score is infinite or larger than ``MAX_SCORE``, where there are fewer than
    ``MIN_PAIRS`` pairs or more than ``MAX_TURNS`` turns, and where a partner's score never changes.
    """
    scores = np.array(scores, float)
    if scores.ndim != 2 or scores.shape[1] != 2:
        raise complaint(source, "scores", f"an array of shape {scores.shape}", "one of shape (turns, 2)")
    if len(scores) > MAX_TURNS:
        raise complaint(source, "scores", f"{len(scores):,} turns", f"at most {MAX_TURNS:,}")
    for turn, column in np.argwhere(np.abs(np.nan_to_num(scores, nan=0.0)) > MAX_SCORE)[:1]:
        raise complaint(source, f"{names[column]}, turn {turn + 1}", f"{scores[turn, column]:g}",
                        f"a score from {-MAX_SCORE:g} to {MAX_SCORE:g}")  # fmt: skip
    used = stretches(scores)
    count = len(used.turn)
    if count < MIN_PAIRS:
        missing = int(np.isnan(scores).any(1).sum()) - breaks
        gaps = f", {missing} of them with a missing score" if missing else ""
        apart = f" in {breaks + 1} parts that do not follow each other" if breaks else ""
        given = f"{len(scores) - breaks} turns{apart}{gaps}, which give {count} pairs"
        raise complaint(source, f"{names[0]} and {names[1]}", given,
                        f"{MIN_PAIRS} or more pairs of turns that follow each other")  # fmt: skip
    for column, name in enumerate(names):
        values = np.concatenate([used.past[:, 0, column], used.after[:, column]])
        if values.std() <= STILL * max(float(np.abs(values).max()), 1e-300):
            raise complaint(source, name, f"{values[0]:g} in every turn", "scores that vary")
    return scores
