"""What is read off a couple's conversations.

Each number is from where one partner stands ("mine", "the other's"), so both partners are judged by the same rule:

- how often each entry is made, in the whole conversation and in each of its sixths (what a topic starts, and what goes
  on after it);
- what follows what at lag 1: mine after mine, mine after the other's, the other's after mine, the other's own; and what
  is made at once;
- inertia and coordination of the scores (Kuppens, Allen & Sheeber 2010), each way;
- positive to negative, log; how long a stretch of negative entries lasts; how often both are negative at once;
- how much conversations differ, where there are several.
"""

from collections.abc import Iterator

import numpy as np

from experiments.recovery.inference.setup import Setup
from experiments.series import coordination

PARTS = 6
"""Parts of a conversation that are looked at by themselves."""
WORTH = {"codes": np.array([0, -1, -1, 1, 1], np.int8), "scores": np.array([0, -1, 1], np.int8)}
"""The score of each entry."""


def summaries(seen: np.ndarray, setup: Setup) -> np.ndarray:
    """Summaries of couples from both sides: entries (conversations, turns, 2, couples) to (2, couples, numbers).

    The first is from a's side, the second from b's; the same couple with its partners exchanged has them exchanged.
    Where the setup knows who raises the topic, the last number says so.
    """
    made = []
    for mine, other, own in ((0, 1, setup.topic == "a"), (1, 0, setup.topic == "b")):
        parts = list(_read(seen[:, :, mine], seen[:, :, other], setup))
        if setup.topic in ("a", "b"):
            parts.append(np.full((1, seen.shape[-1]), float(own)))
        made.append(np.concatenate(parts).T)
    return np.stack(made)


def _read(mine: np.ndarray, other: np.ndarray, setup: Setup) -> Iterator[np.ndarray]:
    """Summaries from one side, (numbers, couples) at a time; mine, other: (conversations, turns, couples)."""
    for entries in (mine, other):
        made = np.stack([entries == kind for kind in range(setup.symbols)])
        yield np.sqrt(made.mean((1, 2)))
        for part in np.array_split(made, PARTS, 2):
            yield part.mean((1, 2))
        if setup.conversations > 1:
            yield made.mean(2).std(1)
    for before, after in ((mine, mine), (other, mine), (mine, other), (other, other)):
        yield np.sqrt(_pairs(before[:, :-1], after[:, 1:], setup.symbols))
    yield np.sqrt(_pairs(mine, other, setup.symbols))
    mine, other = WORTH[setup.kind][mine], WORTH[setup.kind][other]
    for own, others in ((mine, other), (other, mine)):
        each = [coordination(x.astype(float), y.astype(float)) for x, y in zip(own, others, strict=True)]
        yield np.mean(each, 0)
        bad, good = own < 0, own > 0
        yield np.log((good.sum((0, 1)) + 0.5) / (bad.sum((0, 1)) + 0.5))[None]
        starts = bad[:, 0].sum(0) + (bad[:, 1:] & ~bad[:, :-1]).sum((0, 1))
        yield np.log1p(bad.sum((0, 1)) / np.maximum(1, starts))[None]
    yield np.sqrt(((mine < 0) & (other < 0)).mean((0, 1)))[None]


def _pairs(before: np.ndarray, after: np.ndarray, symbols: int) -> np.ndarray:
    """The share of each pair of entries, (pairs, couples); before, after: (conversations, turns, couples)."""
    couples = before.shape[-1]
    place = (before.astype(np.int64) * symbols + after) * couples + np.arange(couples)
    counts = np.bincount(place.reshape(-1), minlength=symbols * symbols * couples)
    return counts.reshape(symbols * symbols, couples) / (before.shape[0] * before.shape[1])
