"""A study as plain lists and numbers, for JSON (floor F6)."""

import math
from typing import Any

import numpy as np

from sim.analysis.fit.couple import Couple
from sim.analysis.fit.equation import Equation
from sim.analysis.fit.oscillators import Oscillators
from sim.analysis.fit.study import Study


def to_dict(study: Study) -> dict[str, Any]:
    """The whole study in the types of strict JSON: what is no number is none."""
    series, found = study.series, study.comparison
    names = series.names
    made = {
        "source": series.source, "names": names, "notes": series.notes, "turns": len(series.scores),
        "pairs": study.shown.pairs, "form": study.shown.form,
        "fits": {name: _couple(one, names) if isinstance(one, Couple) else _oscillators(one, names)
                 for name, one in study.fits.items()},
        "sureness": [None if one is None else one._asdict() for one in study.sure],
        "comparison": {
            "turns": found.turns, "parts": found.parts, "left_out": found.left_out, "best": found.best.name,
            "preferred": found.preferred.name, "told": found.told(), "scores": [vars(one) for one in found.scores],
        },
    }  # fmt: skip
    if "bilinear" in study.fits:
        made["influenced"] = dict(zip(("chi_square", "freedom", "p"), study.fits["bilinear"].influenced(), strict=True))
    if "linear" in study.fits:
        made["autoregression"] = {**vars(study.fits["linear"].autoregression())}
    return strict(made)


def strict(value: Any) -> Any:
    """The same in dicts, lists, text, whole and finite numbers; a complex number as its two parts."""
    if isinstance(value, dict):
        return {str(key): strict(one) for key, one in value.items()}
    if isinstance(value, np.ndarray):
        return strict(value.tolist())
    if isinstance(value, list | tuple):
        return [strict(one) for one in value]
    if isinstance(value, complex):
        return [strict(value.real), strict(value.imag)]
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, float | np.floating):
        return float(value) if math.isfinite(value) else None
    return int(value) if isinstance(value, np.integer) else value


def _couple(one: Couple, names: tuple[str, str]) -> dict[str, Any]:
    steady = [{"point": s.point, "eigenvalues": s.eigenvalues, "stable": s.stable, "seen": s.seen} for s in one.steady]
    return {
        "numbers": one.numbers, "pairs": one.pairs, "log_likelihood": one.log_likelihood, "error_covariance": one.left,
        "partners": {name: _equation(of) for name, of in _two(names, one.equations)}, "steady_states": steady,
    }  # fmt: skip


def _equation(one: Equation) -> dict[str, Any]:
    found = one.estimates
    estimates = {
        name: {"estimate": found[name], "error": found.error(name), "interval": found.interval(name),
               "searched": one.ranges.get(name)}
        for name in found.names
    }  # fmt: skip
    point, spread = one.set_point
    return {
        "estimates": estimates, "error_variance": one.variance, "set_point": {"estimate": point, "error": spread},
        "residual_correlation": one.carried, "warnings": one.warnings,
    }  # fmt: skip


def _oscillators(one: Oscillators, names: tuple[str, str]) -> dict[str, Any]:
    partners = {
        name: {"estimates": {key: {"estimate": of[key], "error": of.error(key)} for key in of.names}, "period": period}
        for name, (of, period) in _two(names, zip(one.estimates, one.periods, strict=True))
    }
    return {"numbers": one.numbers, "windows": one.windows, "centre": one.centre, "error_variance": one.variance,
            "partners": partners}  # fmt: skip


def _two(names: tuple[str, str], values):
    """Name and value of both partners; two of one name are told apart."""
    first, second = names
    return zip((first, second if second != first else f"{second} (2)"), values, strict=True)
