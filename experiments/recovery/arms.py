"""The ways in which fresh couples are observed, and what is inferred of them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from experiments.arguments import MAX_SEED
from experiments.evidence.lab import Lab
from experiments.recovery.inference import VALUES, Learned, Posterior, Setup, infer, learn
from experiments.recovery.inference.couples import observed, prior, scenarios

SEVERAL = 10
"""Conversations of the arm that asks whether more help."""
SCORE_OF = np.array([0, -1, 1])
"""The score of each entry of a setup that knows scores only."""


@dataclass(frozen=True, eq=False)
class Arm:
    """Couples observed in one way: its name and a short one, their true values, (couples, values), and a posterior for
    each.

    fair: whether they were drawn from the prior, so that intervals must hold.
    """

    name: str
    short: str
    truths: np.ndarray
    found: list[Posterior]
    fair: bool = True


def arms(size: int, seed: int, draws: int, tick: Callable[[int], object]) -> list[Arm]:
    """``size`` fresh couples in each arm: observed in one conversation and in ten, by codes and by scores; and as many
    couples of a community, for whom the prior is wrong. No two arms share couples, to judge or to learn from, but the
    last, which is judged by what the first has learned.

    ``tick`` is told of every few couples that are done, of ``work(size, draws)`` in all.
    """
    observed_as = {
        "1 conversation, coded": ("1 conversation", Setup()),
        f"{SEVERAL} conversations, coded": (f"{SEVERAL} conversations", Setup(conversations=SEVERAL)),
        "1 conversation, scores only": ("1, scores only", Setup(kind="scores")),
    }
    made, first = [], None
    for at, (name, (short, setup)) in enumerate(observed_as.items()):
        learned = learn(setup, draws, (seed + at) % MAX_SEED, tick)
        first = first or learned
        truths, series = fresh(size, setup, [seed, 21 + at])
        made.append(Arm(name, short, truths, judged(learned, series, tick)))
    truths, series = community(size, seed)
    found = judged(first, series, tick)
    return [*made, Arm("1 conversation, coded, of a community", "1, of a community", truths, found, fair=False)]


def fresh(size: int, setup: Setup, seeds: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Couples from the prior, observed: values (couples, values), series (couples, conversations, turns, 2)."""
    rng = np.random.default_rng(seeds)
    truths = prior(size, rng)
    made = scenarios(truths, setup, rng)
    seen = np.concatenate(list(observed(made, setup, int(rng.integers(10**9, 2**31)))), -1).transpose(3, 0, 1, 2)
    return truths, seen if setup.kind == "codes" else SCORE_OF[seen]


def judged(learned: Learned, series: np.ndarray, tick: Callable[[int], object]) -> list[Posterior]:
    """A posterior for each series."""
    found = []
    for each in series:
        found.append(infer(learned, each))
        tick(1)
    return found


def work(size: int, draws: int) -> int:
    """Couples that are simulated to learn from or judged, in all."""
    return 3 * draws + 4 * size


def community(size: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Couples of a community after a year, in a conversation about a disagreement: values (couples, values), codes
    (couples, turns, 2)."""
    lab = Lab(size=size, seed=seed)
    return np.stack([lab.now[name] for name in VALUES], 1), np.stack(lab.codes, -1).transpose(1, 0, 2)
