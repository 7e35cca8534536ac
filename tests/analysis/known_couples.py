"""Couples made with known numbers, for the tests of the fits."""

from pathlib import Path

import numpy as np

from sim.peers.laws import Bilinear, Mean

WIFE, HUSBAND = Bilinear(0.3, 0.4, 0.5, 0.2), Bilinear(-0.2, 0.5, 0.3, 0.1)
"""A pair that comes back: on each side of 0 the slopes' product is below (1 - r₁)(1 - r₂)."""
STRONG = Bilinear(0.1, 0.3, 0.65, -0.3), Bilinear(0.1, 0.3, 0.65, -0.3)
"""Influence that no line follows."""
APART = Bilinear(0.3, 0.4, 0.0, 0.0), Bilinear(-0.2, 0.5, 0.0, 0.0)

INTERCEPT = np.array([0.69198, -0.05294])
TRANSITION = np.array([[0.84672, -0.02220], [0.16651, 0.82841]])
NOISE = np.array([[0.17156, -0.00937], [-0.00937, 0.38998]])
"""The first-order vector autoregression of Berkhout and colleagues' example."""


def lived(first: Mean, second: Mean, turns: int, couples: int, seed: int, noise: float = 0.6) -> np.ndarray:
    """Scores (turns, couples, 2) of couples with these laws and normal noise, 100 turns after they began."""
    rng = np.random.default_rng(seed)
    scores = np.zeros((turns + 100, couples, 2))
    for t in range(1, len(scores)):
        w, h = scores[t - 1].T
        scores[t] = np.stack([first.next(w, h), second.next(h, w)], 1) + noise * rng.standard_normal((couples, 2))
    return scores[100:]


def walked(turns: int, couples: int, seed: int) -> np.ndarray:
    """Scores (turns, couples, 2) of the autoregression."""
    rng, root = np.random.default_rng(seed), np.linalg.cholesky(NOISE)
    scores = np.zeros((turns + 100, couples, 2)) + np.linalg.solve(np.eye(2) - TRANSITION, INTERCEPT)
    for t in range(1, len(scores)):
        scores[t] = INTERCEPT + scores[t - 1] @ TRANSITION.T + rng.standard_normal((couples, 2)) @ root.T
    return scores[100:]


def written(path: Path, scores: np.ndarray, header: str = "wife,husband") -> Path:
    """A file of scores (turns, 2)."""
    rows = ("" if np.isnan(one).any() else f"{one[0]:.6f},{one[1]:.6f}" for one in scores)
    path.write_text("\n".join([header, *(row or "," for row in rows)]) + "\n", "utf-8")
    return path
