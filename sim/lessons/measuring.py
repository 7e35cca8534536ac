"""What the model says to a lesson's question: each case run for many couples, and the option that holds.

All cases share their chance, couple by couple, so that what differs between two was made by what was changed.

Source: Efron & Tibshirani (1993) for intervals by resampling.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from sim.analysis.summary import statistic as statistic_of
from sim.checking.errors import complaint, shown
from sim.lessons.schema import Condition, Fact, Lesson
from sim.run import ensemble
from sim.scenario.plausible import plausible, under
from sim.scenario.schema import Scenario

RESAMPLES = 400
"""Times that the couples are drawn anew, with replacement, to see how much the numbers hang on which were drawn."""
MIN_REPLICATES, MAX_REPLICATES = 2, 100_000


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

    ``differences`` are each case less the one that the lesson compares with, couple by couple; empty without one.
    ``sure`` is the share, 0 to 1, of resamples in which the same options hold. None holding, or two, says that the
    lesson's options do not fit what the model says. ``facts`` are in the lesson's order.
    """

    cases: dict[str, Measured]
    differences: dict[str, Measured]
    holds: tuple[str, ...]
    sure: float
    facts: tuple[Checked, ...]
    replicates: int
    seed: int

    def to_dict(self) -> dict[str, Any]:
        """As dicts, lists, text and numbers."""
        fields = asdict(self)
        return {("apart" if name == "differences" else name): value for name, value in fields.items()}


def measure(lesson: Lesson, replicates: int | None = None, seed: int = 1, threads: int = 1) -> Measurement:
    """Run every measured case ``replicates`` times (the lesson's own number where none is given) and decide.

    The values depend on lesson, replicates and seed only. Raises ``ScenarioError`` for a number out of its range.
    """
    count = lesson.reveal.replicates if replicates is None else replicates
    if isinstance(count, bool) or not isinstance(count, int) or not MIN_REPLICATES <= count <= MAX_REPLICATES:
        raise complaint(
            "lesson", "replicates", shown(count), f"a whole number from {MIN_REPLICATES} to {MAX_REPLICATES}"
        )
    tables = _outcomes(lesson, lesson.scenarios, count, seed, threads)
    rng = np.random.default_rng([seed, count])
    drawn = rng.integers(0, count, (RESAMPLES, count))
    keys = [case.key for case in lesson.measured_cases]
    whole, again = _numbers(tables, keys, lesson.reveal.outcome, lesson.reveal.statistic, drawn)
    differences = {}
    if lesson.reveal.against is not None:
        base = keys.index(lesson.reveal.against)
        differences = _intervals(keys, whole - whole[base], again - again[base])
    holds = holding(lesson, dict(zip(keys, whole, strict=True)))
    same = [holding(lesson, dict(zip(keys, values, strict=True))) == holds for values in again.T]
    facts = tuple(_checked(fact, tables, drawn) for fact in lesson.reveal.fact)
    return Measurement(_intervals(keys, whole, again), differences, holds, float(np.mean(same)), facts, count, seed)


def holding_when_plausible(
    lesson: Lesson, replicates: int | None = None, seed: int = 1, threads: int = 1
) -> list[tuple[str, ...]]:
    """The options that hold under each plausible set of constants: what hangs on constants that nobody has measured."""
    count = lesson.reveal.replicates if replicates is None else replicates
    outcome, statistic = lesson.reveal.outcome, lesson.reveal.statistic
    held = []
    for constants in plausible():
        scenarios = {case.key: under(lesson.scenarios[case.key], constants) for case in lesson.measured_cases}
        tables = _outcomes(lesson, scenarios, count, seed, threads)
        held.append(
            holding(lesson, {key: float(statistic_of(table[outcome], statistic)) for key, table in tables.items()})
        )
    return held


def holding(lesson: Lesson, values: dict[str, float]) -> tuple[str, ...]:
    """The options that hold where the cases have these values."""
    decide = lesson.reveal.decide
    if decide == "conditions":
        return tuple(
            option.key for option in lesson.options if all(_meets(condition, values) for condition in option.holds)
        )
    best = (max if decide == "highest" else min)(values.values())
    return tuple(option.key for option in lesson.options if option.case and values[option.case] == best)


def _outcomes(
    lesson: Lesson, scenarios: dict[str, Scenario], count: int, seed: int, threads: int
) -> dict[str, dict[str, np.ndarray]]:
    """The outcomes of each case that is needed, a value a couple. A thread takes a case at a time."""
    keys = [case.key for case in lesson.needed_cases if case.key in scenarios]
    needed = {lesson.reveal.outcome, *(fact.outcome for fact in lesson.reveal.fact)}

    def run(key: str) -> dict[str, np.ndarray]:
        table = ensemble(scenarios[key], count, seed)
        return {outcome: table[outcome].to_numpy(float) for outcome in needed}

    with ThreadPoolExecutor(threads) as pool:
        return dict(zip(keys, pool.map(run, keys), strict=True))


def _numbers(
    tables: dict[str, dict[str, np.ndarray]], keys: Sequence[str], outcome: str, statistic: str, drawn: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Each case's number, and the same for every draw of couples: (cases,) and (cases, resamples)."""
    rows = np.array([tables[key][outcome] for key in keys])
    return statistic_of(rows, statistic), np.array([statistic_of(row[drawn], statistic) for row in rows])


def _checked(fact: Fact, tables: dict[str, dict[str, np.ndarray]], drawn: np.ndarray) -> Checked:
    """A fact as it was measured."""
    keys = list(dict.fromkeys((*fact.of, *fact.over)))
    whole, again = _numbers(tables, keys, fact.outcome, fact.statistic, drawn)
    values, others = dict(zip(keys, whole, strict=True)), [dict(zip(keys, row, strict=True)) for row in again.T]
    holds = _meets(fact, values)
    numbers = np.array([_number(fact, other) or 0.0 for other in others])
    low, high = np.quantile(numbers, (0.025, 0.975))
    sure = float(np.mean([_meets(fact, other) == holds for other in others]))
    return Checked(float(_number(fact, values) or 0.0), float(low), float(high), holds, sure)


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
