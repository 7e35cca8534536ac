"""Everything that is fitted to one pair of series (floor F6)."""

from dataclasses import dataclass
from functools import cached_property

from sim.analysis.fit import couple, oscillators
from sim.analysis.fit.compare import MODELS, Comparison, compare
from sim.analysis.fit.couple import FORMS, Couple
from sim.analysis.fit.data import Series, TooFewError
from sim.analysis.fit.steady import Sure, sureness
from sim.checking.errors import complaint, nearest, shown

SHOWN = ("bilinear", "free kink", "ojive", "repair and damping")
"""The forms of influence that can be shown in full."""


@dataclass(frozen=True, eq=False)
class Study:
    """A series, the influence in one form, and how well every model predicts.

    fits: every model that could be fitted, by name; comparison: as in ``compare``, with what was left out and why.
    """

    series: Series
    shown: Couple
    fits: dict[str, Couple | oscillators.Oscillators]
    comparison: Comparison

    @cached_property
    def sure(self) -> list[Sure | None]:
        """How sure each steady state of the shown form is."""
        return sureness(self.shown)


def study(series: Series, form: str = "bilinear") -> Study:
    """Fit every model to a series and compare them; ``form`` is the influence that is told and drawn in full.

    Raises ``ScenarioError`` for an unknown form, or one that the series is too short or too even for.
    """
    if form not in SHOWN:
        raise complaint(series.source, "form", shown(form), "one of " + ", ".join(SHOWN), nearest(form, SHOWN))
    fits: dict[str, Couple | oscillators.Oscillators] = {}
    for name in MODELS:
        try:
            fits[name] = couple.fit(series.scores, name) if name in FORMS else oscillators.fit(series.scores)
        except TooFewError as error:
            if name == form:
                raise complaint(series.source, f"form {form!r}", f"a series of which it asks too much ({error})",
                                "a longer one, or another form") from None  # fmt: skip
    return Study(series, fits[form], fits, compare(series.scores))
