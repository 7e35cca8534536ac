"""Codes as sequences."""

import numpy as np

from sim.analysis.cycle import Sequences


def one_talk(a, b, names=("A", "B")) -> Sequences:
    """One conversation of one couple, from both partners' codes."""
    nothing = np.zeros(len(a), np.int64)
    return Sequences(np.asarray(a, np.int8), np.asarray(b, np.int8), nothing, nothing, names=names)


def of_columns(a, b) -> Sequences:
    """A conversation of each of many couples, all equally long: codes as ``coded`` gives them, (turns, couples)."""
    turns, count = a.shape
    who = np.repeat(np.arange(count), turns)
    first, second = (np.asarray(codes, np.int8).T.reshape(-1) for codes in (a, b))
    return Sequences(first, second, who, who, tuple(f"couple {i}" for i in range(1, count + 1)))
