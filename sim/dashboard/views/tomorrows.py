"""A thousand tomorrows: the same couple a thousand times, with and without what was placed, and how they end.

A single evening is lived on for twelve weeks, a longer story for its own days up to ``LONGEST``. What differs between
the thousand is chance alone (``sim.analysis.tomorrows``).
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.checking.errors import complaint, shown
from sim.dashboard.state import placing
from sim.model.schedule import on_day
from sim.run import cores
from sim.wording import tomorrows as words

if TYPE_CHECKING:
    from sim.analysis.tomorrows import Estimate, Fan
    from sim.scenario.schema import Scenario

RUNS = 1000
WEEKS = 12
LONGEST = 730
"""Days at most."""
WORK, BLOCK = 100_000, 0.2
"""The most that one couple's days may take, in plain turns, so that every story of the gallery is lived to its end: a
third of it takes the two thousand under two seconds on two cores. And what each block of the plan or the story adds to
a turn of its day (both measured, rounded)."""
SHOWN = 70
"""Days that are drawn at most."""


def view(visit: Any, life: Any) -> dict:
    """The fans, the shares that end distressed, and the difference in words with its interval.

    Option ``daily``: what was placed in the one evening is there every evening. Raises ``ScenarioError`` for an option
    that is neither true nor false.
    """
    from sim.analysis.tomorrows import MEASURES, fans

    placed = [one for one in (visit.scenario, life.other) if one is not None]
    own = visit.scenario.days
    can_daily = own == 1 and life.other is not None and _can_repeat(placing.apart(*placed))
    daily = _daily(visit.options) and can_daily
    wanted = 7 * WEEKS if own == 1 else min(own, LONGEST)
    lived = [_lived_on(one, wanted, daily, visit.start) for one in placed]
    days = min(map(_affordable, lived))
    if days < wanted:
        lived = [_lived_on(one, days, daily, visit.start) for one in placed]
    # Where it is the other run that has what is compared, the run on view is the one without.
    arms = ("without", "with") if life.more else ("with", "without")
    made = dict(zip(arms, fans(lived, RUNS, visit.seed, cores()), strict=False))
    found = {arm: made[arm] for arm in sorted(made)}
    named = words.labels(life.lacks, "without" in found, daily)
    limit = visit.scenario.constants.das_distressed
    drawn = np.unique(np.linspace(0, days - 1, min(days, SHOWN)).round().astype(int))
    return {
        "daily": daily,
        "can_daily": can_daily,
        "limit": round(limit, 1),
        "horizon": days,
        "span": words.span(own, wanted, days, WEEKS),
        "labels": named,
        "days": (drawn + 1).tolist(),
        "fans": {arm: {name: _band(one, name, drawn) for name in MEASURES} for arm, one in found.items()},
        "ends": {arm: _end(one.ends_distressed) for arm, one in found.items()},
        "hundred": _hundred(found),
        "sentence": words.sentence(found, named, limit, days, max(own, wanted)),
        "told": {name: words.told(found, named, name) for name in MEASURES},
        "spoken": {name: words.spoken(found, named, name, days) for name in MEASURES},
        "note": words.note(found),
    }


def _daily(options: Any) -> bool:
    """What is asked for, checked; an evening's plan is given once unless more is asked for."""
    given = options.get("daily", False) if isinstance(options, dict) else False
    if not isinstance(given, bool):
        raise complaint("a thousand tomorrows", "daily", shown(given), "true or false")
    return given


def _can_repeat(apart: list[Any]) -> bool:
    """Whether what the arms differ in can be there every evening: a spark or an event strikes once."""
    return any(map(_evening, apart)) and all(hasattr(one, "days") for one in apart)


def _evening(one: Any) -> bool:
    """Whether a plan, or a stress, is there in the first evening alone."""
    return one.day == 1 and getattr(one, "days", 0) == 1


def _lived_on(scenario: "Scenario", days: int, daily: bool, start: "Scenario") -> "Scenario":
    """The scenario for so many days; where ``daily``, every plan of the first evening alone, and every strain on it
    that is none of the story of ``start``, is there in each."""
    longer = scenario.change({"days": days})
    if not daily:
        return longer
    again: dict[str, int] = {}
    placed = placing.mine(scenario, start)
    for key, one in placing.things(scenario).items():
        if _evening(one) and (key in placed or key.startswith("intervention.")):
            again |= {f"{key}.days": days} | ({f"{key}.every": 1} if key.startswith("intervention.") else {})
    return longer.change(again)


def _affordable(scenario: "Scenario") -> int:
    """How many of its days may be lived a thousand times, at least one.

    A day costs its turns, and ``BLOCK`` of a turn more in each of them for every block of plan or story on that day.
    """
    times = [block.when for block in scenario.blocks]
    cost, days = 0.0, 0
    for day, turns in enumerate(scenario.lengths, 1):
        cost += turns * (1.0 + BLOCK * sum(on_day(when, day) for when in times))
        if cost > WORK:
            break
        days = day
    return max(1, days)


def _band(one: "Fan", name: str, drawn: np.ndarray) -> list[list[float]]:
    """A measure's quantiles on the days that are drawn, (quantiles, days)."""
    return np.round(one.bands[name][:, drawn], 1 if name == "satisfaction" else 3).tolist()


def _end(share: "Estimate") -> dict:
    """The share that ends distressed, its interval, and its word."""
    numbers = {"share": share.value, "low": share.low, "high": share.high}
    return {**{name: round(number, 3) for name, number in numbers.items()}, "words": words.percent(share.value)}


def _hundred(found: dict[str, "Fan"]) -> dict[str, list[int]]:
    """The thousand as a hundred couples, 1 for each that ends distressed, in one order for both arms.

    First those that do in both, then in one arm alone: a place in the order is the same chance with and without.
    """
    ends = [one.ends["distressed"] for one in found.values()]
    first, second = (round(100.0 * float(end.mean())) for end in (ends[0], ends[-1]))
    both = round(100.0 * float((ends[0] * ends[-1]).mean()))
    both = max(first + second - 100, min(both, first, second))
    after = 100 - first - (second - both)
    orders = (
        [1] * both + [0] * (second - both) + [1] * (first - both) + [0] * after,
        [1] * both + [1] * (second - both) + [0] * (first - both) + [0] * after,
    )
    return dict(zip(found, orders, strict=False))
