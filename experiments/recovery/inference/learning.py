"""Learning to judge couples from simulated ones (needs the extra ``inference``).

Amortised semi-automatic approximate Bayesian computation (Fearnhead & Prangle 2012): couples are drawn from the prior
and simulated; on one half of them the values are regressed on the summaries, and the regression's estimate of a value,
an approximation of its posterior mean, is the one statistic in which the other half is compared with a couple that is
judged. Half and half, for the estimates of couples that were learned from are too good.

The regression is ridge regression on radial features (Nyström's approximation of a kernel, Williams & Seeger 2001):
deterministic, some seconds, and as accurate here as boosted trees and a neural network, which took 20 to 60 times as
long (largest share of variance explained for one conversation: .71, .71 and .70; .66 with plain linear regression).
Comparing in a single statistic keeps a posterior calibrated whatever the quality of the regression: a bad one makes
intervals wide, not wrong. It judges each value by itself: what two values share is not told.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from experiments.recovery.inference.couples import observed, prior, scenarios
from experiments.recovery.inference.setup import OWN, SHARED, VALUES, Setup
from experiments.recovery.inference.summaries import summaries
from sim.checking.errors import complaint, shown

MIN_DRAWS, MAX_DRAWS = 1000, 200_000
"""Simulated couples, half of them to learn from and half to compare with."""
FEATURES, WIDTH, RIDGE = 500, 0.5, 10.0
"""Radial features; their width, as a share of the summaries' number; the ridge (*assumed*, not searched)."""
SHRUNK = 0.1
"""How far the summaries' covariance is shrunk towards none (*assumed*)."""
SIDES = [[VALUES.index(f"{name}_{who}") for name in OWN] + [VALUES.index(name) for name in SHARED] for who in "ab"]
"""The values from a partner's side: one's own, then the couple's."""


@dataclass(frozen=True, eq=False)
class Learned:
    """What was learned for one ``setup``.

    estimates: of the couples to compare with, by value: (couples,) for the couple's, (2·couples,) for a partner's, for
    both partners are judged by one rule; truths: what they were, likewise; ranks: the rank of each among all, 0
    to 1. oddness: how far from the middle of all couples their summaries lie, (couples,). middle, scale, precision: the
    summaries' mean, standard deviation and, divided by that, inverse covariance.
    """

    setup: Setup
    draws: int
    seed: int
    model: Any
    estimates: dict[str, np.ndarray]
    truths: dict[str, np.ndarray]
    ranks: dict[str, np.ndarray]
    oddness: np.ndarray
    middle: np.ndarray
    scale: np.ndarray
    precision: np.ndarray

    def judged(self, read: np.ndarray) -> dict[str, np.ndarray]:
        """Estimates by name of ``VALUES``, (couples,) each, from summaries (2, couples, numbers)."""
        return _named(self.model.predict(read.reshape(-1, read.shape[-1])).reshape(2, read.shape[1], -1))

    def strange(self, read: np.ndarray) -> np.ndarray:
        """How far summaries (2, couples, numbers) lie from the middle: Mahalanobis distance, of both sides, squared."""
        distance = (read - self.middle) / self.scale
        return np.einsum("scf,fg,scg->c", distance, self.precision, distance)


def learn(setup: Setup, draws: int = 20_000, seed: int = 1, tick: Callable[[int], object] = lambda _: None) -> Learned:
    """Learn to judge couples that are observed as ``setup`` says, from ``draws`` simulated ones (1,000 to 200,000).

    Deterministic by ``seed``. ``tick`` is told of every few couples that are done. With 20,000 draws it takes about a
    quarter of a minute for a conversation, a minute for ten. Keep what comes back: it judges any number of couples.
    Raises ``ScenarioError`` for draws out of range or a seed that is none, and without scikit-learn.
    """
    for name, value, low, high in (("draws", draws, MIN_DRAWS, MAX_DRAWS), ("seed", seed, 0, 10**9)):
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise complaint("infer", name, shown(value), f"a whole number from {low} to {high}")
    model = _regression(min(FEATURES, draws // 4), setup)
    rng = np.random.default_rng([seed, 11])
    values, parts = prior(draws, rng), []
    for seen in observed(scenarios(values, setup, rng), setup, seed):
        parts.append(summaries(seen, setup))
        tick(seen.shape[-1])
    read, half = np.concatenate(parts, 1), draws // 2
    first = read[:, :half].reshape(-1, read.shape[-1])
    model.fit(first, np.concatenate([values[:half, side] for side in SIDES]))
    middle, scale = first.mean(0), first.std(0) + 1e-9
    covariance = np.cov(((first - middle) / scale).T)
    precision = np.linalg.inv((1.0 - SHRUNK) * covariance + SHRUNK * np.eye(len(middle)))
    truths = _pooled(dict(zip(VALUES, values[half:].T, strict=True)))
    ranks = {name: column.argsort().argsort() / len(column) for name, column in truths.items()}
    bare = Learned(setup, draws, seed, model, {}, truths, ranks, np.empty(0), middle, scale, precision)
    others = read[:, half:]
    return replace(bare, estimates=_pooled(bare.judged(others)), oddness=bare.strange(others))


def _regression(features: int, setup: Setup) -> Any:
    """The regression, not fitted yet. Raises ``ScenarioError`` where the extra is not installed."""
    try:
        from sklearn.kernel_approximation import Nystroem
        from sklearn.linear_model import Ridge
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler
    except ImportError:
        raise complaint("infer", "scikit-learn", "a Python without it",
                        "one with the extra 'inference': pip install 'pas-de-deux[inference]'") from None  # fmt: skip
    numbers = summaries(np.zeros((setup.conversations, setup.turns, 2, 1), np.int8), setup).shape[-1]
    radial = Nystroem(gamma=WIDTH / numbers, n_components=features, random_state=1)
    return make_pipeline(StandardScaler(), radial, StandardScaler(), Ridge(RIDGE))


def _named(sides: np.ndarray) -> dict[str, np.ndarray]:
    """Estimates from both sides, (2, couples, values of a side), by name; both sides' mean for the couple's values."""
    own = {f"{name}_{who}": sides[i, :, j] for j, name in enumerate(OWN) for i, who in enumerate("ab")}
    return own | {name: sides[:, :, len(OWN) + j].mean(0) for j, name in enumerate(SHARED)}


def _pooled(by_name: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Both partners' values together, as one partner's."""
    own = {name: np.concatenate([by_name[f"{name}_{who}"] for who in "ab"]) for name in OWN}
    return {f"{name}_{who}": own[name] for name in OWN for who in "ab"} | {name: by_name[name] for name in SHARED}
