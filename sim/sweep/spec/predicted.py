"""Predictions that a sweep can check: refused before the first run where it cannot."""

import math
from collections.abc import Mapping
from typing import Any

from sim.checking.errors import complaint, nearest, shown
from sim.checking.settings import range_of
from sim.model.outcomes import Outcome
from sim.scenario.tables import flat
from sim.sweep.spec.sections import Design, Prediction, Range
from sim.sweep.spec.values import Varied

AT = "one of its values, or [low, high] with low less than high"


def check_predictions(
    predictions: tuple[Prediction, ...],
    main: tuple[str, ...],
    lines: Mapping[str, Outcome],
    varied: Mapping[str, Varied],
    design: Design,
    arms: tuple[str, ...],
    where: str,
) -> None:
    """Refuse what this design has no number for. Raises ``ScenarioError`` that names the entry and the key."""
    for i, prediction in enumerate(predictions, 1):
        place = f"analysis.predict.{i}"
        if prediction.outcome not in main:
            allowed, hint = f"outcomes that are reported: {', '.join(main)}", nearest(prediction.outcome, main)
            raise complaint(where, f"{place}.outcome", shown(prediction.outcome), allowed, hint)
        if prediction.of and len(arms) < 2:
            raise complaint(where, f"{place}.of", shown(prediction.of), "nothing: the design is not paired")
        _check_kind(prediction, lines[prediction.outcome], design, where, place)
        _check_bounds(prediction, lines[prediction.outcome], where, place)
        for name, key in _keys(prediction):
            if key not in varied:
                allowed = f"a key that is varied: {', '.join(varied)}"
                raise complaint(where, f"{place}.{name}", shown(key), allowed, nearest(key, varied))
        for name in ("half", "along"):
            if (key := getattr(prediction, name)) is not None and not _measurable(varied[key]):
                raise complaint(where, f"{place}.{name}", shown(key), "a key with two numbers or more")
        if prediction.half and prediction.half == prediction.along:
            raise complaint(where, f"{place}.along", shown(prediction.along), "another key than that of half")
        for key, wanted in flat(prediction.at).items():
            moving = key in (prediction.half, prediction.along)
            _check_place(key, wanted, varied[key], moving, where, f"{place}.at.{key}")


def _check_kind(prediction: Prediction, line: Outcome, design: Design, where: str, place: str) -> None:
    """A grid has no indices, a sample no neighbouring levels between which one half is passed."""
    if prediction.first and design.kind == "grid":
        raise complaint(where, f"{place}.first", "parameters", "nothing: a grid has no indices to compare")
    if prediction.half and design.kind != "grid":
        raise complaint(where, f"{place}.half", shown(prediction.half), "nothing: it belongs to grid")
    if prediction.half and (not line.is_share or prediction.of == "difference"):
        raise complaint(where, f"{place}.half", shown(prediction.half), "a share of one arm to be passed by one half")


def _check_bounds(prediction: Prediction, line: Outcome, where: str, place: str) -> None:
    """Refuse a bound that the outcome, or a change of it, never comes to: 50 for a share that is 0.5."""
    changes = prediction.along or prediction.of == "difference"
    low, high = (line.low - line.high, line.high - line.low) if changes else (line.low, line.high)
    for name in ("above", "below"):
        bound = getattr(prediction, name)
        if bound is not None and not prediction.half and not low <= bound <= high:
            raise complaint(where, f"{place}.{name}", shown(bound), range_of(float, low, high))


def _keys(prediction: Prediction) -> list[tuple[str, str]]:
    """Every key that a prediction names, after the field that names it."""
    single = [(name, key) for name in ("half", "along") if (key := getattr(prediction, name)) is not None]
    return [*single, *(("at", key) for key in flat(prediction.at)), *(("first", key) for key in prediction.first)]


def _measurable(values: Varied) -> bool:
    """Whether a key is varied over numbers, two or more."""
    return isinstance(values, Range) or (len(values) > 1 and all(type(value) in (int, float) for value in values))


def _check_place(key: str, wanted: Any, values: Varied, moving: bool, where: str, place: str) -> None:
    """Refuse a place at which no point can lie, and a single one of a key that is to change."""
    if isinstance(wanted, list):
        ends = [end for end in wanted if type(end) in (int, float) and math.isfinite(end)]
        if len(ends) == len(wanted) == 2 and ends[0] < ends[1] and _holds(ends, values, 1 + moving):
            return
    elif not isinstance(values, Range) and not moving and any(is_at(value, wanted) for value in values):
        return
    allowed = "[low, high] that holds two of its values or more" if moving else AT
    allowed = "[low, high] within its range" if isinstance(values, Range) else allowed
    raise complaint(where, place, shown(wanted), allowed)


def _holds(ends: list[float], values: Varied, least: int) -> bool:
    """Whether at least so many values lie between both ends, or a part of the range does."""
    if isinstance(values, Range):
        return ends[0] < values.high and ends[1] > values.low
    return sum(is_at(value, ends) for value in values) >= least


def is_at(value: Any, wanted: Any) -> bool:
    """Whether a value of a key is the one that is wanted, or lies between two."""
    if isinstance(wanted, list | tuple):
        return type(value) in (int, float) and wanted[0] <= value <= wanted[1]
    if isinstance(value, float) and type(wanted) in (int, float):
        return math.isclose(value, wanted, rel_tol=1e-9, abs_tol=1e-12)
    return bool(value == wanted)
