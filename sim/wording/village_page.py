"""The village on the page in words: what is done to it, and what comes of it."""

import math
from typing import NamedTuple

import numpy as np

from sim.scenario.community import ChangedTie, Some
from sim.wording.numbers import interval, signed
from sim.wording.text import capitalised, counted

PREDICTION = "a prediction of the model; no study has looked"
TOO_LARGE = "One pair of villages, on one chance: a smaller village is lived often enough for an interval."


class Difference(NamedTuple):
    """A village and the one it is compared with, on a day: how many have ended in each, how many of those spared were
    themselves helped or struck, how many have ended here alone, and the points of satisfaction between them, of those
    together in both."""

    ended: int
    other: int
    spared: int
    spared_touched: int
    lost: int
    points: float


def to_some(some: Some, count: int) -> str:
    """What comes to some couples: ``help for 20 couples``."""
    if some.intervention:
        return f"help for {counted(count, 'couple')}"
    return f"a shock to {counted(count, 'couple')}"


def tie_changed(tie: ChangedTie, first: str, second: str) -> str:
    """What is done to a tie."""
    return f"no tie between {first} and {second}" if tie.strength == 0.0 else f"a tie between {first} and {second}"


def not_yet(what: str) -> str:
    """Before the change has begun."""
    return f"{capitalised(what)}: not yet. Until then both are the same village, couple by couple."


def sentence(what: str, found: Difference, helps: bool) -> str:
    """What the change comes to by the day under the playhead."""
    ended = counted(found.ended, "couple") if found.ended else "no couple"
    said = f"With {what}, {ended} {'has' if found.ended < 2 else 'have'} ended so far"
    said += ", as many as without." if found.ended == found.other else f" instead of {found.other:,}."
    untouched = found.spared - found.spared_touched
    if found.spared and helps and untouched:
        who = "the one" if found.spared == 1 else f"the {found.spared:,}"
        verb = "was" if untouched == 1 else "were"
        said += f" Of {who} spared, {untouched:,} {verb} not helped: a friend, or a friend's friend, was."
    elif found.spared and helps:
        said += " All who were spared were helped themselves." if found.spared > 1 else " It was helped itself."
    elif found.spared:
        said += f" {found.spared:,} that would have ended {'are' if found.spared > 1 else 'is'} still together."
    if found.lost:
        said += f" {found.lost:,} ended that would not have."
    points = round(found.points, 2)
    more = "more" if points > 0 else "less"
    return said + (f" The others are {abs(points):.2f} points {more} satisfied, on average." if points else "")


def predicted(ended: np.ndarray, points: np.ndarray) -> str:
    """The same change in other villages: (villages,) each, how many more have ended and the points of satisfaction."""
    (few, low, high), (mean, under, over) = (mean_with_interval(values) for values in (ended, points))
    ends = f"{_endings(few)} endings (95 % interval: {_endings(low)} to {_endings(high)})"
    return (f"In {len(ended)} other villages with the same change, on average {ends}, and {signed(mean)} points of "
            f"satisfaction ({interval(under, over, signed)}): {PREDICTION}.")  # fmt: skip


def _endings(more: float) -> str:
    """A number of endings, more or fewer."""
    many = round(more, 1)
    return f"{abs(many):.1f} {'more' if many > 0 else 'fewer'}" if many else "none more"


def mean_with_interval(values: np.ndarray) -> tuple[float, float, float]:
    """The mean of a few numbers, with its 95 % interval by Student's t."""
    from scipy.stats import t

    n, mean = len(values), float(values.mean())
    half = float(t.ppf(0.975, n - 1)) * float(values.std(ddof=1)) / math.sqrt(n)
    return mean, mean - half, mean + half
