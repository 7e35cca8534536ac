"""Everything that is fitted to one pair of series."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sim.analysis.fit import oscillators
from sim.analysis.fit.compare import Comparison, attempted, compare
from sim.analysis.fit.couple import FORMS, Couple
from sim.analysis.fit.data import Series
from sim.analysis.fit.oscillators import Oscillators
from sim.checking.errors import complaint, nearest, shown
from sim.peers.laws import Repair, solved

FULL_FORMS = ("bilinear", "free kink", "ojive", "repair and damping")
"""The forms of influence that can be shown in full."""
DRAWS = 400
"""Draws of the numbers of a fitted couple."""


class Sureness(NamedTuple):
    """How often a stable state lies on the same pieces, over draws of the numbers, and where: 95 % of it, (2, 2)."""

    share: float
    low: tuple[float, float]
    high: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Study:
    """A series, the influence in one form, and how well every model predicts.

    couples: every form that could be fitted, by name; oscillators: none where they could not; comparison: as in
    ``compare``, with what was left out and why.
    """

    series: Series
    shown: Couple
    couples: dict[str, Couple]
    oscillators: Oscillators | None
    comparison: Comparison

    @cached_property
    def sureness(self) -> list[Sureness | None]:
        """How sure each steady state of the shown form is."""
        return sureness(self.shown)


def study(series: Series, form: str = "bilinear") -> Study:
    """Fit every model to a series and compare them; ``form`` is the influence that is told and drawn in full.

    Raises ``ScenarioError`` for an unknown form, or one that the series is too short or too even for.
    """
    if form not in FULL_FORMS:
        allowed = "one of " + ", ".join(FULL_FORMS)
        raise complaint(series.source, "form", shown(form), allowed, nearest(form, FULL_FORMS))
    fitted, left_out = attempted(series.scores)
    if form in left_out:
        raise complaint(series.source, f"form {form!r}", f"a series of which it asks too much ({left_out[form]})",
                        "a longer one, or another form")  # fmt: skip
    couples = {name: fitted[name] for name in FORMS if name in fitted}
    swings = oscillators.fit(series.scores) if "oscillators" in fitted else None
    return Study(series, couples[form], couples, swings, compare(series.scores))


def sureness(couple: Couple) -> list[Sureness | None]:
    """For each steady state of a fitted couple, how sure it is: its numbers drawn anew from their estimated spread.

    Thresholds without a standard error stay. None for a form that is no lines.
    """
    first, second = (equation.law for equation in couple.equations)
    states = couple.steady
    if isinstance(first, Repair) or isinstance(second, Repair):
        return [None for _ in states]
    middle = np.concatenate([equation.estimates.values for equation in couple.equations])
    cover = np.nan_to_num(couple.covariance)
    # Drawn in standard errors: a constant in millions beside slopes of 1 would lose them in the rounding.
    errors = np.sqrt(np.diag(cover))
    unit = np.where(errors > 0.0, errors, 1.0)
    draws = np.random.default_rng(1).multivariate_normal(
        0.0 * middle, cover / np.outer(unit, unit), DRAWS, method="eigh"
    )
    drawn = middle + unit * draws
    cut = len(couple.equations[0].estimates.values)
    there: dict[tuple[int, int], list[np.ndarray]] = {state.pieces: [] for state in states}
    for row in drawn:
        laws = type(first)(*row[:cut]), type(second)(*row[cut:])
        for point, slopes, pieces in solved(*laws):
            if pieces in there:
                trace, inner = laws[0].own + laws[1].own, laws[0].own * laws[1].own - slopes[0] * slopes[1]
                if abs(trace) < 1.0 + inner and inner < 1.0:  # both eigenvalues within 1 of 0
                    there[pieces].append(point)
    return [_sureness(np.array(there[state.pieces]).reshape(-1, 2)) for state in states]


def _sureness(points: np.ndarray) -> Sureness:
    """Where the points (n, 2) lie; not-a-number where there are too few to say."""
    low, high = np.quantile(points, (0.025, 0.975), axis=0).tolist() if len(points) > 20 else np.full((2, 2), np.nan)
    return Sureness(len(points) / DRAWS, tuple(low), tuple(high))
