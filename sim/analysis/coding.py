"""Coding: what an observer writes down of two partners' moves.

A coder errs as often as the published agreement of coders implies, by chance of its own, so that coding never changes
what is coded.
"""

import numpy as np

CODES = ("neutral", "pursue", "withdraw", "reach", "respond")
NEUTRAL, PURSUE, WITHDRAW, REACH, RESPOND = range(5)
WHO = "ab"
VERBS = {"pursue": "pursues", "withdraw": "withdraws", "reach": "reaches", "respond": "responds"}
"""What each move is called in a node's name, and everywhere else."""
KAPPA = 0.72
"""Agreement of two coders of conflict conversations, Cohen's kappa (Gottman & Levenson 1992)."""


def node(who: str, move: str, names: tuple[str, str] = ("A", "B")) -> str:
    """A move of one partner in words: ``A pursues``."""
    return f"{names[WHO.index(who)]} {VERBS[move]}"


def coded(strengths: np.ndarray, rng: np.random.Generator, kappa: float = KAPPA) -> np.ndarray:
    """One code for each six-second turn of a partner, by a coder who samples moves: int8, an index of ``CODES``.

    strengths: (4, turns, couples), how strongly each of ``CODES[1:]`` is made, 0 to 1. A move is coded as often as it
    is strong, neutral when none is (strengths that add up to more than 1 share the turn). Two such coders agree with
    Cohen's kappa ``kappa``: each keeps a code with probability ``sqrt(kappa)`` and else codes at the rates of that
    conversation, so errors blur the sequence and leave the counts.
    """
    strengths = np.asarray(strengths, dtype=float)
    total = strengths.sum(0)
    shares = strengths / np.maximum(1.0, total)
    bounds = np.cumsum(np.concatenate([np.maximum(0.0, 1.0 - total)[None], shares]), 0)
    codes = drawn(bounds, rng)
    rates = np.cumsum(np.stack([(codes == code).mean(0) for code in range(len(CODES))]), 0)
    slips = drawn(np.broadcast_to(rates[:, None, :], bounds.shape), rng)
    return np.where(rng.random(codes.shape) < kappa**0.5, codes, slips)


def drawn(bounds: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """One category for each place, from the running sums of its probabilities: (categories, …) to (…), int8."""
    return (rng.random(bounds.shape[1:]) >= bounds[:-1]).sum(0).astype(np.int8)
