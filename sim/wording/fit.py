"""A study in plain words: what was found, how sure it is, and what it does not mean."""

import math
import textwrap

from sim.analysis.fit.compare import Comparison
from sim.analysis.fit.couple import Autoregression, Couple
from sim.analysis.fit.equation import Equation
from sim.analysis.fit.least import around
from sim.analysis.fit.oscillators import BLOCK, WINDOW, Oscillators
from sim.analysis.fit.steady import Steady
from sim.analysis.fit.study import Study, Sureness

LABELS = {
    "constant": "constant a",
    "inertia": "inertia r: what of {own}'s own score remains a turn later",
    "negative": "influence slope of {other} on {own} when {other} is {below}",
    "positive": "influence slope of {other} on {own} when {other} is {above}",
    "kink": "kink: {other}'s score where the slope changes",
    "below": "influence of {other} on {own} up to the low threshold",
    "above": "influence of {other} on {own} above the high threshold",
    "low": "low threshold",
    "high": "high threshold",
    "repair": "repair c: what lifts {own} when {other} is far below 0",
    "damp": "damping c: what holds {own} down when {other} is far above 0",
    "repair_below": "repair sets in below",
    "damp_above": "damping sets in above",
}
SHORT = BLOCK + WINDOW - 1
"""Turns of the shortest stretch of which errors of oscillators are drawn."""
CARRIED = 2.0
"""Standard errors from 0 beyond which what is left counts as carried over from turn to turn."""


def number(value: float) -> str:
    """Three digits that matter; a dash where there is no number."""
    return f"{value:.3g}" if math.isfinite(value) else "-"


def between(low: float, high: float) -> str:
    """An interval."""
    return f"{number(low)} to {number(high)}" if math.isfinite(low) and math.isfinite(high) else "not determined"


def describe(study: Study, width: int = 100) -> str:
    """The study for people: paragraphs and tables, in lines of at most ``width`` where a table allows it."""
    series, couple = study.series, study.shown
    first, second = series.names
    gaps = f" ({series.lost} pairs lost to missing scores)" if series.lost else ""
    several = f" of {series.couples} couples" if series.couples > 1 else ""
    parts = [
        f"{first} and {second}: {couple.pairs} pairs of consecutive turns out of {series.turns} turns{several}{gaps}, "
        f"from {series.source}.",
        *([f"Note: {'; '.join(series.notes)}."] if series.notes else []),
        f"Influence in the Gottman-Murray equations, form '{couple.form}': next = a + r*own + I(other's).",
    ]
    for i, equation in enumerate(couple.equations):
        parts.append(_partner(equation, couple, series.names[i], series.names[1 - i]))
    if "bilinear" in study.couples:
        parts.append(_influence(study.couples["bilinear"].influenced()))
    parts.append(_steady(study))
    if "linear" in study.couples:
        parts.append(_mean(study, study.couples["linear"].autoregression()))
    if study.oscillators is not None:
        parts.append(_swings(study, study.oscillators))
    parts += [_comparison(study.comparison), best_model(study.comparison), _limits(study)]
    return "\n\n".join("\n".join(_wrapped(line, width) for line in part.split("\n")) for part in parts)


def _influence(test: tuple[float, int, float] | None) -> str:
    """The test of any influence at all; that there is none is told as that, and not as a result."""
    if test is None:
        return "Whether either influences the other at all cannot be tested: the scores do not determine the slopes."
    size, freedom, p = test
    return (
        "Whether either influences the other at all (Wald test of the bilinear slopes that the scores determine): "
        f"chi-square {number(size)} with {freedom} degrees of freedom, p {f'= {p:.3f}' if p >= 0.001 else '< 0.001'}."
    )


def _wrapped(line: str, width: int) -> str:
    """A sentence in lines of ``width``; a row of a table as it is, for its columns are apart by two blanks or more."""
    indent = " " * (len(line) - len(line.lstrip()))
    if "  " in line.strip():
        return line
    return textwrap.fill(line, width, subsequent_indent=indent, break_on_hyphens=False)


def _partner(equation: Equation, couple: Couple, own: str, other: str) -> str:
    form = couple.form
    found, words = equation.estimates, {"own": own, "other": other}
    words["below"], words["above"] = ("negative", "positive") if form != "free kink" else ("below the kink", "above it")
    rows = []
    for name in found.names:
        where = equation.ranges.get(name)
        low, high = where or found.interval(name)
        kind = "likely" if where else "95 %"
        rows.append((LABELS[name].format(**words), number(equation.estimate(name)), f"{kind} {between(low, high)}"))
    left = max(len(row[0]) for row in rows)
    lines = [own, *(f"  {label.ljust(left)}  {value.rjust(8)}  ({sure})" for label, value, sure in rows)]
    point, spread = equation.set_point
    low, high = around(point, spread, found.freedom)
    lines.append(f"  Without influence {own} would settle at {number(point)} (95 % {between(low, high)}).")
    if "inertia" in found.names and found.interval("inertia")[1] >= 1.0:
        lines.append("  The inertia may be 1: then there is no such place, and no interval for it holds.")
    carried = equation.carried(couple.follows)
    if abs(carried) > CARRIED / math.sqrt(len(equation.residuals)):
        lines.append(f"  What the fit leaves is correlated from turn to turn ({carried:+.2f}): "
                     "the intervals are not to be trusted.")  # fmt: skip
    lines += [f"  Note: {warning}." for warning in equation.warnings]
    return "\n".join(lines)


def _steady(study: Study) -> str:
    states = study.shown.steady
    if not states:
        return "The fitted equations have no steady state: nothing holds the two where they are."
    lines = [_state(study, state, sure) for state, sure in zip(states, study.sureness, strict=True)]
    return "\n".join(["Where the two would stay, without chance:", *lines])


def _state(study: Study, state: Steady, sure: Sureness | None) -> str:
    first, second = study.series.names
    at = f"  {first} at {number(state.point[0])}, {second} at {number(state.point[1])}"
    equations = study.shown.equations
    if any(each.nowhere or (each.undetermined and not state.seen) for each in equations):
        return f"{at}, were the numbers known that the scores do not determine."
    turning = any(abs(value.imag) > 1e-9 for value in state.eigenvalues)
    kind = ("they come back to it" if state.stable else "they are driven away from it") + ", circling" * turning
    line = f"{at}: {kind}."
    if not state.seen:
        line += " No scores were seen there."
    if sure is not None and state.stable:
        line += f" Drawn anew from their errors, the numbers give a stable state here {sure.share:.0%} of the time"
        if math.isfinite(sure.low[0]):
            line += f" ({first} {between(sure.low[0], sure.high[0])}, {second} {between(sure.low[1], sure.high[1])})"
        line += "."
    return line


def _mean(study: Study, found: Autoregression) -> str:
    first, second = study.series.names
    sizes = ", ".join(number(abs(value)) for value in found.eigenvalues)
    said = f"As a linear pair (VAR(1)): eigenvalues of size {sizes}; "
    if not found.steady:
        return said + "not steady, so there is no mean in the long run."
    low = [around(m, e, study.shown.pairs - 3) for m, e in zip(found.mean, found.mean_errors, strict=True)]
    return said + (f"mean in the long run {first} {number(found.mean[0])} ({between(*low[0])}), "
                   f"{second} {number(found.mean[1])} ({between(*low[1])}).")  # fmt: skip


def _swings(study: Study, found: Oscillators) -> str:
    said = [
        f"{name} {f'swings with a period of {number(period)} turns' if math.isfinite(period) else 'does not swing'}"
        for name, period in zip(study.series.names, found.periods, strict=True)
    ]
    aside = ""
    if found.aside:
        aside = (f" Of its {found.windows} windows of {found.memory} turns {found.aside} are in stretches without a"
                 f" gap that are shorter than {SHORT} turns: they are set aside for its errors")  # fmt: skip
        none = not math.isfinite(found.estimates[0].errors[0])
        aside += ", which cannot be told from what is left." if none else "."
    return (f"As coupled oscillators, if the other stood still: {said[0]}; {said[1]}. This fit is biased: "
            f"scores that are noise alone look like periods of 8 turns.{aside}")  # fmt: skip


def _comparison(found: Comparison) -> str:
    left = max(len("model"), *(len(score.name) for score in found.scores))
    lines = [
        f"Predicting {found.turns} turns one ahead, each of {found.parts} parts by a fit without it:",
        f"  {'model'.ljust(left)}  numbers  error (se)       behind the best (se)",
    ]
    for score in found.scores:
        behind = f"{score.behind:.3f} ({score.behind_spread:.3f})" if score is not found.best else "-"
        error = f"{score.error:.3f} ({score.spread:.3f})"
        noise = ", beyond noise" if score.beyond else ""
        lines.append(f"  {score.name.ljust(left)}  {score.numbers:7d}  {error}    {behind}{noise}")
    lines += [f"  {name}: left out, {why}" for name, why in found.left_out.items()]
    return "\n".join(lines)


def best_model(found: Comparison) -> str:
    """Which model predicts best, and whether that is more than noise, in words."""
    best, simple = found.best, found.preferred
    worse = [score.name for score in found.scores if score.beyond]
    if len(found.scores) == 1:
        return f"Only one model could be tried: {best.name}."
    said = f"On turns it had not seen, '{best.name}' predicts best (error {best.error:.2f}; the mean alone has 1)."
    if simple is not best:
        said += f" But '{simple.name}', which has fewer numbers, is not worse beyond noise."
    if worse:
        said += f" Worse beyond noise: {', '.join(worse)}."
    if simple.name in ("mean only", "each alone"):
        said += (" So this series gives no sign that either's score carries over to the other's next one;"
                 " a longer one might.")  # fmt: skip
    return said


def _limits(study: Study) -> str:
    pairs, couples = study.shown.pairs, study.series.couples
    of, mixed = "one conversation", ""
    if couples > 1:
        of = f"{couples} couples taken as if they were one"
        mixed = "Couples who differ in their means look like inertia and like influence here: fit them one by one. "
    return (
        f"What this does not mean. These are {pairs} pairs of {of}: they say how its scores "
        "followed each other, not who is to blame, not what these two are like on other days, and nothing about "
        f"divorce. {mixed}An influence is a lead in time; a third thing that moves both looks the same. The intervals "
        "assume errors that are independent from turn to turn and of one spread; inertia comes out too low in short "
        f"series, here by about {4.0 * couples / pairs:.2f} at most."
    )
