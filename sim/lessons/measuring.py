"""What the model says to a lesson's question: each case lived by many couples, and the option that holds (floor F6).

All cases share their chance, couple by couple, so that what differs between two was made by what was changed.

Source: Efron & Tibshirani (1993) for intervals by resampling.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from sim.checking.errors import complaint, shown
from sim.lessons.schema import Condition, Fact, Lesson
from sim.run import ensemble
from sim.scenario.plausible import plausible, under
from sim.scenario.schema import Scenario

RESAMPLES = 400
"""Times that the couples are drawn anew, with replacement, to see how much the numbers hang on which were drawn."""
FEWEST, MOST = 2, 100_000


@dataclass(frozen=True)
class Measured:
    """A number and its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Checked(Measured):
    """A fact's number, whether it is in its range, and the share of resamples (0 to 1) that say the same of it.

    A number that is divided by nothing is 0, and in no range.
    """

    holds: bool
    sure: float


@dataclass(frozen=True)
class Measurement:
    """What was measured: ``cases`` by key, the options that ``hold`` (by key), how ``sure`` that is, and the facts.

    ``apart`` is each case less the one that the lesson compares with, couple by couple; empty where there is none.
    ``sure`` is the share, 0 to 1, of resamples in which the same options hold. None holding, or two, says that the
    lesson's options do not fit what the model says. ``facts`` are in the lesson's order.
    """

    cases: dict[str, Measured]
    apart: dict[str, Measured]
    holds: tuple[str, ...]
    sure: float
    facts: tuple[Checked, ...]
    replicates: int
    seed: int


def measured(lesson: Lesson, replicates: int | None = None, seed: int = 1, threads: int = 1) -> Measurement:
    """Live every measured case ``replicates`` times (the lesson's own number where none is given) and decide.

    The values depend on lesson, replicates and seed only. Raises ``ScenarioError`` for a number out of its range.
    """
    count = lesson.reveal.replicates if replicates is None else replicates
    if isinstance(count, bool) or not isinstance(count, int) or not FEWEST <= count <= MOST:
        raise complaint("lesson", "replicates", shown(count), f"a whole number from {FEWEST} to {MOST}")
    tables = _lived(lesson, lesson.scenarios, count, seed, threads)
    rng = np.random.default_rng([seed, count])
    drawn = rng.integers(0, count, (RESAMPLES, count))
    keys = [case.key for case in lesson.measured_cases]
    whole, again = _numbers(tables, keys, lesson.reveal.outcome, lesson.reveal.statistic, drawn)
    apart = {}
    if lesson.reveal.against is not None:
        base = keys.index(lesson.reveal.against)
        apart = _intervals(keys, whole - whole[base], again - again[base])
    found = holding(lesson, dict(zip(keys, whole, strict=True)))
    same = [holding(lesson, dict(zip(keys, one, strict=True))) == found for one in again.T]
    facts = tuple(_checked(fact, tables, drawn) for fact in lesson.reveal.fact)
    return Measurement(_intervals(keys, whole, again), apart, found, float(np.mean(same)), facts, count, seed)


def elsewhere(lesson: Lesson, replicates: int | None = None, seed: int = 1, threads: int = 1) -> list[tuple[str, ...]]:
    """The options that hold under each plausible set of constants: what hangs on constants that nobody has measured."""
    count = lesson.reveal.replicates if replicates is None else replicates
    found = []
    for one in plausible():
        scenarios = {case.key: under(lesson.scenarios[case.key], one) for case in lesson.measured_cases}
        tables = _lived(lesson, scenarios, count, seed, threads)
        outcome, statistic = lesson.reveal.outcome, lesson.reveal.statistic
        found.append(holding(lesson, {key: _statistic(table[outcome], statistic) for key, table in tables.items()}))
    return found


def holding(lesson: Lesson, values: dict[str, float]) -> tuple[str, ...]:
    """The options that hold where the cases have these values."""
    decide = lesson.reveal.decide
    if decide == "conditions":
        return tuple(one.key for one in lesson.options if all(_meets(condition, values) for condition in one.holds))
    best = (max if decide == "highest" else min)(values.values())
    return tuple(one.key for one in lesson.options if values[one.case] == best)


def _lived(
    lesson: Lesson, scenarios: dict[str, Scenario], count: int, seed: int, threads: int
) -> dict[str, dict[str, np.ndarray]]:
    """The outcomes of each case that is lived, a value a couple. A thread takes a case at a time."""
    keys = [case.key for case in lesson.lived_cases if case.key in scenarios]
    needed = {lesson.reveal.outcome, *(fact.outcome for fact in lesson.reveal.fact)}

    def live(key: str) -> dict[str, np.ndarray]:
        table = ensemble(scenarios[key], count, seed)
        return {outcome: table[outcome].to_numpy(float) for outcome in needed}

    with ThreadPoolExecutor(threads) as pool:
        return dict(zip(keys, pool.map(live, keys), strict=True))


def _numbers(
    tables: dict[str, dict[str, np.ndarray]], keys: Sequence[str], outcome: str, statistic: str, drawn: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Each case's number, and the same for every draw of couples: (cases,) and (cases, resamples)."""
    lived = np.array([tables[key][outcome] for key in keys])
    return _statistic(lived, statistic), np.array([_statistic(one[drawn], statistic) for one in lived])


def _checked(fact: Fact, tables: dict[str, dict[str, np.ndarray]], drawn: np.ndarray) -> Checked:
    """A fact as it was measured."""
    keys = list(dict.fromkeys((*fact.of, *fact.over)))
    whole, again = _numbers(tables, keys, fact.outcome, fact.statistic, drawn)
    values, others = dict(zip(keys, whole, strict=True)), [dict(zip(keys, one, strict=True)) for one in again.T]
    holds = _meets(fact, values)
    numbers = np.array([_number(fact, one) or 0.0 for one in others])
    low, high = np.quantile(numbers, (0.025, 0.975))
    sure = float(np.mean([_meets(fact, one) == holds for one in others]))
    return Checked(float(_number(fact, values) or 0.0), float(low), float(high), holds, sure)


def _statistic(values: np.ndarray, name: str) -> np.ndarray:
    """A statistic over the last axis, the couples."""
    if name == "mean":
        return values.mean(-1)
    if name == "sd":
        return values.std(-1, ddof=1)
    return np.quantile(values, int(name[1:]) / 100, axis=-1)


def _intervals(keys: list[str], whole: np.ndarray, again: np.ndarray) -> dict[str, Measured]:
    """Each case's value with the middle 95 % of its resamples (cases, resamples)."""
    ends = np.quantile(again, (0.025, 0.975), axis=1).T
    return {
        key: Measured(float(value), float(low), float(high))
        for key, value, (low, high) in zip(keys, whole, ends, strict=True)
    }


def _meets(condition: Condition, values: dict[str, float]) -> bool:
    """Whether the number of a condition is in its range."""
    number = _number(condition, values)
    if number is None:
        return False
    above = condition.above is None or number >= condition.above
    return bool(above and (condition.below is None or number < condition.below))


def _number(condition: Condition, values: dict[str, float]) -> float | None:
    """The number of a condition, or None for what is divided by nothing."""
    number = _gap(condition.of, values)
    if not condition.over:
        return number
    divisor = _gap(condition.over, values)
    return None if divisor == 0.0 else number / divisor


def _gap(keys: tuple[str, ...], values: dict[str, float]) -> float:
    """The first case's value, less the second's where there is one."""
    first, *rest = (values[key] for key in keys)
    return first - rest[0] if rest else first
