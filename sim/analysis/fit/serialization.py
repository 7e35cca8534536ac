"""A study as plain lists and numbers, for JSON."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from sim.analysis.fit.couple import Couple
from sim.analysis.fit.equation import Equation
from sim.analysis.fit.oscillators import Oscillators
from sim.analysis.fit.study import Study


def to_dict(study: Study) -> dict[str, Any]:
    """The whole study in the types of strict JSON: what is no number is none."""
    series, comparison, names = study.series, study.comparison, study.series.names
    fits = {form: _couple(couple, names) for form, couple in study.couples.items()}
    if study.oscillators is not None:
        fits["oscillators"] = _oscillators(study.oscillators, names)
    values = {
        "source": series.source, "names": names, "notes": series.notes, "turns": series.turns,
        "couples": series.couples, "pairs": study.shown.pairs, "form": study.shown.form, "fits": fits,
        "sureness": [None if sure is None else sure._asdict() for sure in study.sureness],
        "comparison": {
            "turns": comparison.turns, "parts": comparison.parts, "left_out": comparison.left_out,
            "best": comparison.best.name, "preferred": comparison.preferred.name,
            "scores": [vars(score) for score in comparison.scores],
        },
    }  # fmt: skip
    if "bilinear" in study.couples:
        test = study.couples["bilinear"].influenced()
        values["influenced"] = test and dict(zip(("chi_square", "freedom", "p"), test, strict=True))
    if "linear" in study.couples:
        values["autoregression"] = vars(study.couples["linear"].autoregression())
    return strict(values)


def strict(value: Any) -> Any:
    """The same in dicts, lists, text, whole and finite numbers; a complex number as its two parts."""
    if isinstance(value, dict):
        return {str(key): strict(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return strict(value.tolist())
    if isinstance(value, list | tuple):
        return [strict(item) for item in value]
    if isinstance(value, complex):
        return [strict(value.real), strict(value.imag)]
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, float | np.floating):
        return float(value) if math.isfinite(value) else None
    return int(value) if isinstance(value, np.integer) else value


def _couple(couple: Couple, names: tuple[str, str]) -> dict[str, Any]:
    steady = [{"point": s.point, "eigenvalues": s.eigenvalues, "stable": s.stable, "seen": s.seen}
              for s in couple.steady]  # fmt: skip
    return {
        "numbers": couple.numbers, "pairs": couple.pairs, "log_likelihood": couple.log_likelihood,
        "error_covariance": couple.left,
        "partners": {name: _equation(equation, couple) for name, equation in _by_partner(names, couple.equations)},
        "steady_states": steady,
    }  # fmt: skip


def _equation(equation: Equation, couple: Couple) -> dict[str, Any]:
    found = equation.estimates
    estimates = {
        name: {"estimate": equation.estimate(name), "error": found.error(name), "interval": found.interval(name),
               "searched": equation.ranges.get(name)}
        for name in found.names
    }  # fmt: skip
    point, spread = equation.set_point
    return {
        "estimates": estimates, "error_variance": equation.variance,
        "set_point": {"estimate": point, "error": spread}, "residual_correlation": equation.carried(couple.follows),
        "warnings": equation.warnings,
    }  # fmt: skip


def _oscillators(swings: Oscillators, names: tuple[str, str]) -> dict[str, Any]:
    partners = {
        name: {"estimates": {key: {"estimate": of[key], "error": of.error(key)} for key in of.names}, "period": period}
        for name, (of, period) in _by_partner(names, zip(swings.estimates, swings.periods, strict=True))
    }
    return {"numbers": swings.numbers, "windows": swings.windows, "aside": swings.aside, "centre": swings.centre,
            "error_variance": swings.variance, "partners": partners}  # fmt: skip


def _by_partner(names: tuple[str, str], values: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Name and value of both partners; two of one name are told apart."""
    first, second = names
    return zip((first, second if second != first else f"{second} (2)"), values, strict=True)
