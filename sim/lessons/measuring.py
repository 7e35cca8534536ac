"""What the model says to a lesson's question: each case run for many couples, and the option that holds.

All cases share their chance, couple by couple, so that what differs between two was made by what was changed.

Source: Efron & Tibshirani (1993) for intervals by resampling.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from sim.analysis.summary import statistic as statistic_of
from sim.checking.settings import check_number
from sim.lessons.schema import Condition, Fact, Lesson, Reveal
from sim.run import ensemble
from sim.scenario.community import Among
from sim.scenario.link import SEEDS
from sim.scenario.plausible import plausible, under
from sim.scenario.schema import Scenario

RESAMPLES = 400
"""Times that the couples are drawn anew, with replacement, to see how much the numbers hang on which were drawn."""
MIN_REPLICATES, MAX_REPLICATES = 2, 100_000

Values = dict[str, np.ndarray]
"""A number by case, (n,): that of the couples as they are, then that of each time that they are drawn anew."""


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
    reveal, count = lesson.reveal, lesson.reveal.replicates if replicates is None else replicates
    check_number("lesson", "replicates", count, MIN_REPLICATES, MAX_REPLICATES)
    tables = _outcomes(lesson, lesson.scenarios, count, seed, threads)
    again = np.random.default_rng([seed, count]).integers(0, count, (RESAMPLES, count))
    couples = np.vstack([np.arange(count), again])

    def numbers(keys: Iterable[str], asked: Reveal | Fact) -> Values:
        return {key: statistic_of(tables[key][_what(asked)][couples], asked.statistic) for key in keys}

    values = numbers([case.key for case in lesson.measured_cases], reveal)
    base = values[reveal.against] if reveal.against is not None else None
    differences = {} if base is None else {key: _measured(each - base) for key, each in values.items()}
    holds = holding(lesson, values)
    facts = tuple(_checked(fact, numbers((*fact.of, *fact.over), fact)) for fact in reveal.fact)
    return Measurement(
        {key: _measured(each) for key, each in values.items()}, differences, _held(lesson, holds),
        float((holds[:, 1:] == holds[:, :1]).all(0).mean()), facts, count, seed,
    )  # fmt: skip


def holding_when_plausible(lesson: Lesson, threads: int = 1) -> list[tuple[str, ...]]:
    """The options that hold under each plausible set of constants: what hangs on constants that nobody has measured."""
    reveal, held = lesson.reveal, []
    for constants in plausible():
        scenarios = {case.key: under(lesson.scenarios[case.key], constants) for case in lesson.measured_cases}
        tables = _outcomes(lesson, scenarios, reveal.replicates, 1, threads)
        values = {key: statistic_of(table[_what(reveal)][None], reveal.statistic) for key, table in tables.items()}
        held.append(_held(lesson, holding(lesson, values)))
    return held


def holding(lesson: Lesson, values: Values) -> np.ndarray:
    """Whether each option holds where the cases have these values: (options, n)."""
    decide = lesson.reveal.decide
    if decide == "conditions":
        return np.array([np.all([_meets(condition, _number(condition, values)) for condition in option.holds], axis=0)
                         for option in lesson.options])  # fmt: skip
    best = (np.max if decide == "highest" else np.min)(list(values.values()), axis=0)
    return np.array([values[str(option.case)] == best for option in lesson.options])


def _held(lesson: Lesson, holds: np.ndarray) -> tuple[str, ...]:
    """The options that hold for the couples as they are."""
    return tuple(option.key for option, held in zip(lesson.options, holds[:, 0], strict=True) if held)


What = tuple[Any, Among, str]
"""What is measured: an outcome, of which couples of a village, and less what."""


def _what(asked: Reveal | Fact) -> What:
    return asked.outcome, asked.among, asked.less


def _outcomes(
    lesson: Lesson, scenarios: dict[str, Scenario], count: int, seed: int, threads: int
) -> dict[str, dict[What, np.ndarray]]:
    """The outcomes of each case that is needed, a value a couple, or a village. A thread takes a case at a time."""
    keys = [case.key for case in lesson.needed_cases if case.key in scenarios]
    needed = {_what(lesson.reveal), *map(_what, lesson.reveal.fact)}

    def run(key: str) -> dict[What, np.ndarray]:
        if lesson.is_of_villages:
            return _of_villages(scenarios[key], count, seed, needed)
        table = ensemble(scenarios[key], count, seed)
        return {what: table[what[0]].to_numpy(float) for what in needed}

    with ThreadPoolExecutor(threads) as pool:
        return dict(zip(keys, pool.map(run, keys), strict=True))


def _of_villages(scenario: Scenario, count: int, seed: int, needed: set[What]) -> dict[What, np.ndarray]:
    """What is needed of a case that is a village, on its last day: a value a village, each on the next chance."""
    from sim.community.couples import couples_of
    from sim.community.outcomes import compared, outcomes_of
    from sim.community.village import lived

    found = []
    for at in range(count):
        couples = couples_of(scenario, (seed + at) % SEEDS)
        others = {"ties": couples.cut, "some": couples.without_some}
        run = lived(couples, scenario.days)
        less = {name: lived(others[name](), scenario.days) for name in {what[2] for what in needed} & others.keys()}
        found.append([
            compared(run, less[without], outcome, among) if without in less else outcomes_of(run, among=among)[outcome]
            for outcome, among, without in needed
        ])  # fmt: skip
    return dict(zip(needed, np.array(found).T, strict=True))


def _checked(fact: Fact, values: Values) -> Checked:
    """A fact as it was measured."""
    number = _number(fact, values)
    holds, found = _meets(fact, number), _measured(np.nan_to_num(number))
    return Checked(found.value, found.low, found.high, bool(holds[0]), float((holds[1:] == holds[0]).mean()))


def _measured(values: np.ndarray) -> Measured:
    """The first of the values with the middle 95 % of the others."""
    low, high = np.quantile(values[1:], (0.025, 0.975))
    return Measured(float(values[0]), float(low), float(high))


def _meets(condition: Condition, number: np.ndarray) -> np.ndarray:
    """Whether the number of a condition is in its range; NaN is in none."""
    above, below = condition.above, condition.below
    return (number >= (-np.inf if above is None else above)) & (number < (np.inf if below is None else below))


def _number(condition: Condition, values: Values) -> np.ndarray:
    """The number of a condition, (n,); NaN for what is divided by nothing."""
    number = _gap(condition.of, values)
    if not condition.over:
        return number
    divisor = _gap(condition.over, values)
    return np.divide(number, divisor, out=np.full_like(number, np.nan), where=divisor != 0.0)


def _gap(keys: tuple[str, ...], values: Values) -> np.ndarray:
    """The first case's value, less the second's where there is one."""
    first, *rest = (values[key] for key in keys)
    return first - rest[0] if rest else first
