"""The village on the page in words: what is done to it, and what comes of it."""

import math
from typing import NamedTuple

import numpy as np

from sim.scenario.community import ChangedTie, Some
from sim.wording.language import marked, plural, say, written
from sim.wording.numbers import interval, signed
from sim.wording.text import capitalised

TOO_LARGE = marked("One pair of villages, on one chance: a smaller village is lived often enough for an interval.")


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
        return plural(count, "help for {n} couple", "help for {n} couples")
    return plural(count, "a shock to {n} couple", "a shock to {n} couples")


def tie_changed(tie: ChangedTie, first: str, second: str) -> str:
    """What is done to a tie."""
    if tie.strength == 0.0:
        return say("no tie between {first} and {second}", first=first, second=second)
    return say("a tie between {first} and {second}", first=first, second=second)


def not_yet(what: str) -> str:
    """Before the change has begun."""
    return say("{change}: not yet. Until then both are the same village, couple by couple.", change=capitalised(what))


def sentence(what: str, found: Difference, helps: bool) -> str:
    """What the change comes to by the day under the playhead."""
    parts = [_ended(what, found)]
    untouched = found.spared - found.spared_touched
    if found.spared and helps and untouched:
        parts.append(_untouched(found.spared, untouched))
    elif found.spared and helps:
        parts.append(plural(found.spared, "It was helped itself.", "All who were spared were helped themselves."))
    elif found.spared:
        parts.append(plural(found.spared, "{n} that would have ended is still together.",
                            "{n} that would have ended are still together."))  # fmt: skip
    if found.lost:
        parts.append(plural(found.lost, "{n} ended that would not have.", "{n} ended that would not have."))
    points = round(found.points, 2)
    if points:
        size = written(f"{abs(points):.2f}")
        parts.append(say("The others are {points} points more satisfied, on average." if points > 0 else
                         "The others are {points} points less satisfied, on average.", points=size))  # fmt: skip
    return " ".join(parts)


def _ended(what: str, found: Difference) -> str:
    """How many have ended, here and there."""
    other = written(f"{found.other:,}")
    if found.ended == found.other:
        if not found.ended:
            return say("With {what}, no couple has ended so far, as many as without.", what=what)
        return plural(found.ended, "With {what}, {n} couple has ended so far, as many as without.",
                      "With {what}, {n} couples have ended so far, as many as without.", what=what)  # fmt: skip
    if not found.ended:
        return say("With {what}, no couple has ended so far instead of {other}.", what=what, other=other)
    return plural(found.ended, "With {what}, {n} couple has ended so far instead of {other}.",
                  "With {what}, {n} couples have ended so far instead of {other}.", what=what, other=other)  # fmt: skip


def _untouched(spared: int, untouched: int) -> str:
    """How many of those spared were not helped themselves."""
    if spared == 1:
        return say("Of the one spared, 1 was not helped: a friend, or a friend's friend, was.")
    return plural(untouched, "Of the {spared} spared, {n} was not helped: a friend, or a friend's friend, was.",
                  "Of the {spared} spared, {n} were not helped: a friend, or a friend's friend, was.",
                  spared=written(f"{spared:,}"))  # fmt: skip


def predicted(ended: np.ndarray, points: np.ndarray) -> str:
    """The same change in other villages: (villages,) each, how many more have ended and the points of satisfaction."""
    (few, low, high), (mean, under, over) = (mean_with_interval(values) for values in (ended, points))
    return say(
        "In {villages} other villages with the same change, on average {endings} endings (95 % interval: {low} to "
        "{high}), and {points} points of satisfaction ({interval}): a prediction of the model; no study has looked.",
        villages=len(ended), endings=_endings(few), low=_endings(low), high=_endings(high), points=signed(mean),
        interval=interval(under, over, signed),
    )  # fmt: skip


def _endings(more: float) -> str:
    """A number of endings, more or fewer."""
    many = round(more, 1)
    if not many:
        return say("none more")
    return say("{n} more" if many > 0 else "{n} fewer", n=written(f"{abs(many):.1f}"))


def being_lived(done: int, count: int) -> str:
    """How many other villages are lived already."""
    return say("Other villages with the same change are being lived: {done} of {count}.", done=done, count=count)


def mean_with_interval(values: np.ndarray) -> tuple[float, float, float]:
    """The mean of a few numbers, with its 95 % interval by Student's t."""
    from scipy.stats import t

    n, mean = len(values), float(values.mean())
    half = float(t.ppf(0.975, n - 1)) * float(values.std(ddof=1)) / math.sqrt(n)
    return mean, mean - half, mean + half
