"""Which model predicts the next turn best, on turns it was not fitted to.

Blocked cross-validation: the series is cut into parts that follow each other; each model is fitted without a part, and
without the pairs that touch it, and predicts that part's turns one step ahead from the turns before them. Every model
predicts the same turns. Picking what was published as fitting best without this is how divorce came to be 'predicted';
source: Heyman & Slep (2001).

The error of a turn is the squared miss over the variance of that partner's scores, the mean of both partners: about 1
for one who knows the mean only. Standard errors allow for what carries over from turn to turn (Bartlett's weights up to
the cube root of the turns). The fits of different parts share most of their turns, so these errors are somewhat too
small; no unbiased ones are known. Models are compared in pairs, each at 95 %, and not corrected for their number: a
model with needless numbers pays for them in what it predicts, and of 90 couples made without influence none was said to
have any.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from sim.analysis.fit import couple, oscillators
from sim.analysis.fit.data import TooFewError, stretches

Model = Callable[[np.ndarray], Any]
MODELS: Mapping[str, Model] = {
    **{form: partial(couple.fit, form=form) for form in couple.FORMS},
    "oscillators": partial(oscillators.fit, draws=0),
}
"""Each by name: from scores to a fit that has ``memory``, ``numbers`` and ``predict``."""
PARTS, FEW_PARTS, MANY_TURNS = 10, 5, 40
"""Parts of the series; of one with fewer than ``MANY_TURNS`` turns to predict."""
NOISE = 1.96
"""Standard errors beyond which a difference is more than noise."""


@dataclass(frozen=True)
class Score:
    """One model's ``error`` with its standard error, and how far it is ``behind`` the best, with that one's.

    beyond: whether it is behind by more than noise, 1.96 of the latter.
    """

    name: str
    numbers: int
    error: float
    spread: float
    behind: float
    behind_spread: float
    beyond: bool


@dataclass(frozen=True)
class Comparison:
    """Every model's ``scores``, the best first; the ``turns`` predicted, in ``parts``; what was left out, and why."""

    scores: tuple[Score, ...]
    turns: int
    parts: int
    left_out: dict[str, str]

    @property
    def best(self) -> Score:
        """The model with the least error."""
        return self.scores[0]

    @property
    def preferred(self) -> Score:
        """The one with the fewest numbers among those that are not behind the best by more than noise."""
        return min((score for score in self.scores if not score.beyond), key=lambda score: (score.numbers, score.error))


def attempted(scores: np.ndarray, models: Mapping[str, Model] = MODELS) -> tuple[dict[str, Any], dict[str, str]]:
    """What can be fitted to scores (turns, 2), by the models' names, and why the others cannot."""
    fitted, left_out = {}, {}
    for name, model in models.items():
        try:
            fitted[name] = model(scores)
        except TooFewError as error:
            left_out[name] = str(error)
    return fitted, left_out


def compare(scores: np.ndarray, models: Mapping[str, Model] = MODELS, parts: int | None = None) -> Comparison:
    """Compare models on scores (turns, 2), not-a-number where missing.

    Raises ``TooFewError`` where not even one model can be fitted in every part.
    """
    fitted, left_out = attempted(scores, models)
    while fitted:
        past, after, turn = stretches(scores, max(fit.memory for fit in fitted.values()))
        count = parts or (PARTS if len(turn) >= MANY_TURNS else FEW_PARTS)
        losses, failed = _losses(scores, {name: models[name] for name in fitted}, past, after, turn, count)
        if not failed:
            return _ranked(losses, turn, {name: fit.numbers for name, fit in fitted.items()}, count, left_out)
        left_out |= failed
        fitted = {name: fit for name, fit in fitted.items() if name not in failed}
    raise TooFewError("no model can be compared: " + "; ".join(f"{name}: {why}" for name, why in left_out.items()))


def _losses(
    scores: np.ndarray, models: Mapping[str, Model], past: np.ndarray, after: np.ndarray, turn: np.ndarray, count: int
) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    """Each model's error in every turn, (turns,), and the models that could not be fitted without some part."""
    size = after.var(0)
    losses = {name: np.full(len(turn), np.nan) for name in models}
    failed = {}
    for part in np.array_split(np.arange(len(turn)), count):
        if not len(part):
            return losses, {name: f"{len(turn)} turns to predict; it takes {count}" for name in models}
        training = scores.copy()
        training[turn[part[0]] : turn[part[-1]] + 1] = np.nan
        for name, model in models.items():
            try:
                guess = model(training).predict(past[part])
            except TooFewError as error:
                failed[name] = f"without one part, {error}"
                continue
            losses[name][part] = ((after[part] - guess) ** 2 / size).mean(1)
    return losses, failed


def _ranked(
    losses: dict[str, np.ndarray], turn: np.ndarray, numbers: dict[str, int], count: int, left_out: dict[str, str]
) -> Comparison:
    order = sorted(losses, key=lambda name: losses[name].mean())
    best, scores = losses[order[0]], []
    for name in order:
        error, spread = _mean(losses[name], turn)
        behind, behind_spread = _mean(losses[name] - best, turn)
        scores.append(Score(name, numbers[name], error, spread, behind, behind_spread, behind > NOISE * behind_spread))
    return Comparison(tuple(scores), len(best), count, left_out)


def _mean(values: np.ndarray, turn: np.ndarray) -> tuple[float, float]:
    """A mean over turns (n,), numbered by ``turn``, and its standard error, where neighbouring turns may be alike."""
    left, count = values - values.mean(), len(values)
    reach = int(np.ceil(count ** (1 / 3)))
    spread = float(left @ left)
    for lag in range(1, min(reach, count - 1) + 1):
        later = np.minimum(np.searchsorted(turn, turn + lag), count - 1)
        alike = turn[later] == turn + lag
        spread += 2.0 * (1.0 - lag / (reach + 1.0)) * float(left[later][alike] @ left[alike])
    return float(values.mean()), float(np.sqrt(max(spread, 0.0)) / count)
