"""What follows what: transitions of coded moves at a lag.

Source: Bakeman & Gottman (1997), Observing Interaction: event sequences in equal turns, lag-sequential counts.
"""

from dataclasses import dataclass

import numpy as np

from sim.analysis.coding import CODES
from sim.analysis.cycle.sequences import MISSING, Sequences
from sim.checking.errors import complaint, shown

SIZE = len(CODES)


@dataclass(frozen=True, eq=False)
class Transitions:
    """How often each code followed each other one.

    ``counts``: (couples, 2, 2, codes, codes), whole numbers: of each couple, given partner a or b, taking partner a or
    b, the given code at a turn and the code that was taken ``lag`` turns later. ``made``: (2, codes), how often each
    partner made each move, in all. ``parallel``: whether both have a code in some turn, which makes two sequences.
    """

    counts: np.ndarray
    made: np.ndarray
    lag: int
    turns: int
    names: tuple[str, str]
    parallel: bool = False

    @property
    def couples(self) -> int:
        """Couples of which at least one transition was counted."""
        return int((self.counts.sum((1, 2, 3, 4)) > 0).sum())


def transitions(sequences: Sequences, lag: int = 1) -> Transitions:
    """Count what each partner did ``lag`` turns after each code, one's own and the other's.

    Overlapping pairs are all counted. None crosses from one conversation into another, so none crosses couples; none
    begins, ends or passes where a code is missing. Raises ``ScenarioError`` when ``lag`` is no whole number from 1, or
    when no pair is that far apart.
    """
    if isinstance(lag, bool) or not isinstance(lag, int | np.integer) or lag < 1:
        raise complaint("cycle", "lag", shown(lag), "a whole number from 1")
    lag, turns = int(lag), len(sequences)
    codes = np.stack([sequences.a, sequences.b]).astype(np.int64)
    counts = np.zeros((len(sequences.couples), 2, 2, SIZE, SIZE), np.int64)
    if turns > lag:
        whole = _unbroken(sequences, lag)
        couple = sequences.couple[:-lag].astype(np.int64)
        for giver in range(2):
            for taker in range(2):
                given, taken = codes[giver, :-lag], codes[taker, lag:]
                coded = whole & (given >= 0) & (taken >= 0)
                place = (couple[coded] * SIZE + given[coded]) * SIZE + taken[coded]
                pairs = np.bincount(place, minlength=len(counts) * SIZE * SIZE)
                counts[:, giver, taker] = pairs.reshape(-1, SIZE, SIZE)
    if not counts.any():
        most = int(np.bincount(sequences.talk).max()) - 1 if turns else 0
        allowed = f"a whole number from 1 to {most}, the longest conversation less a turn" if most > 0 else (
            "conversations of two turns or more"
        )  # fmt: skip
        raise complaint("cycle", "lag", f"{lag}, at which no two codes of one conversation stand", allowed)
    made = np.stack([np.bincount(of_partner[of_partner >= 0], minlength=SIZE) for of_partner in codes])
    parallel = bool(((codes[0] >= 0) & (codes[1] >= 0)).any())
    return Transitions(counts, made, lag, turns, sequences.names, parallel)


def _unbroken(sequences: Sequences, lag: int) -> np.ndarray:
    """Where a turn and the one ``lag`` later are of one conversation with no missing code between: (turns - lag,)."""
    broken = (sequences.a == MISSING) | (sequences.b == MISSING)
    so_far = np.cumsum(broken)
    between = so_far[lag - 1 : -1] - so_far[:-lag]
    return (sequences.talk[lag:] == sequences.talk[:-lag]) & (between == 0)
