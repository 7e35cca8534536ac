"""Everything that is fitted to one pair of series."""

from dataclasses import dataclass
from functools import cached_property

from sim.analysis.fit import couple, oscillators
from sim.analysis.fit.compare import Comparison, compare
from sim.analysis.fit.couple import FORMS, Couple
from sim.analysis.fit.data import Series, TooFewError
from sim.analysis.fit.oscillators import Oscillators
from sim.analysis.fit.sureness import Sureness, sureness
from sim.checking.errors import complaint, nearest, shown

FULL_FORMS = ("bilinear", "free kink", "ojive", "repair and damping")
"""The forms of influence that can be shown in full."""


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
    couples: dict[str, Couple] = {}
    for name in FORMS:
        try:
            couples[name] = couple.fit(series.scores, name)
        except TooFewError as error:
            if name == form:
                raise complaint(series.source, f"form {form!r}", f"a series of which it asks too much ({error})",
                                "a longer one, or another form") from None  # fmt: skip
    try:
        swings = oscillators.fit(series.scores)
    except TooFewError:
        swings = None
    return Study(series, couples[form], couples, swings, compare(series.scores))
