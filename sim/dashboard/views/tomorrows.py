"""A thousand tomorrows: the same couple a thousand times, with and without what was placed, and how they end.

A single evening is lived on for twelve weeks, a longer story for its own days up to ``MAX_DAYS``. What differs between
the thousand is chance alone (``sim.analysis.tomorrows``).
"""

from typing import Any

import numpy as np

from sim.analysis.tomorrows import MEASURES, QUANTILES, Estimate, Fan, fans
from sim.checking.errors import ScenarioError, complaint, shown
from sim.dashboard.state import placing
from sim.dashboard.state.runs import PageRuns
from sim.dashboard.state.visit import Visit
from sim.model.schedule import on_day
from sim.run import cores
from sim.scenario.schema import Scenario
from sim.wording import page
from sim.wording import tomorrows as words
from sim.wording.language import say
from sim.wording.numbers import percent

REPLICATES = 1000
WEEKS = 12
MAX_DAYS = 730
MAX_WORK, BLOCK = 100_000, 0.2
"""The most that one couple's days may take, in plain turns, so that every story of the gallery is lived to its end: a
third of it takes the two thousand under two seconds on two cores. And what each block of the plan or the story adds to
a turn of its day (both measured, rounded)."""
MAX_DRAWN = 70
"""Days that are drawn at most."""


def view(visit: Visit, runs: PageRuns) -> dict:
    """The fans, the shares that end distressed, and the difference in words with its interval.

    Option ``daily``: what was placed in the one evening is there every evening, unless that is declined. Raises
    ``ScenarioError`` for an option that is neither true nor false, and of an evening out of a village, whose tomorrows
    are lived there.
    """
    if visit.evening is not None:
        raise ScenarioError(
            say("These two live in a village: what becomes of them is seen there. Go back, and let it play.")
        )
    other, own = runs.alternative, visit.scenario.days
    scenarios = [visit.scenario, *([other.scenario] if other else [])]
    can_daily = own == 1 and other is not None and _can_repeat(placing.differences(*scenarios))
    daily = _daily(visit.options) and can_daily
    wanted = 7 * WEEKS if own == 1 else min(own, MAX_DAYS)
    longer = [_continued(scenario, wanted, daily, visit.start) for scenario in scenarios]
    days = min(map(_affordable, longer))
    if days < wanted:
        longer = [_continued(scenario, days, daily, visit.start) for scenario in scenarios]
    # Where it is the other run that has what is compared, the run on view is the one without.
    arms = ("without", "with") if other and other.more else ("with", "without")
    by_arm = dict(sorted(zip(arms, fans(longer, REPLICATES, visit.seed, cores()), strict=False)))
    labels = words.labels(other.what if other else "", "without" in by_arm, daily)
    limit = visit.scenario.constants.das_distressed
    drawn = np.unique(np.linspace(0, days - 1, min(days, MAX_DRAWN)).round().astype(int))
    distressed = {arm: fan.ends_distressed.value for arm, fan in by_arm.items()}
    return {
        "front": page.tomorrows_front(distressed, labels["with"]),
        "daily": daily,
        "can_daily": can_daily,
        "limit": round(limit, 1),
        "horizon": days,
        "span": words.span(own, wanted, days, WEEKS),
        "labels": labels,
        "days": (drawn + 1).tolist(),
        "quantiles": list(QUANTILES),
        "fans": {arm: {name: _band(fan, name, drawn) for name in MEASURES} for arm, fan in by_arm.items()},
        "ends": {arm: _end(fan.ends_distressed) for arm, fan in by_arm.items()},
        "hundred": _hundred(by_arm),
        "sentence": words.sentence(by_arm, labels, limit, days, max(own, wanted)),
        "descriptions": {name: words.describe(by_arm, labels, name) for name in MEASURES},
        "spoken": {name: words.caption(by_arm, labels, name, days) for name in MEASURES},
        "note": words.note(by_arm),
    }


def _daily(options: Any) -> bool:
    """What is asked for, checked; an evening's plan is given every evening: once, it is soon nothing."""
    daily = options.get("daily", True) if isinstance(options, dict) else True
    if not isinstance(daily, bool):
        raise complaint("a thousand tomorrows", "daily", shown(daily), "true or false")
    return daily


def _can_repeat(differences: list[Any]) -> bool:
    """Whether what the arms differ in can be there every evening: a spark or an event strikes once."""
    return any(map(_in_first_evening, differences)) and all(hasattr(thing, "days") for thing in differences)


def _in_first_evening(thing: Any) -> bool:
    """Whether a plan, or a stress, is there in the first evening alone."""
    return thing.day == 1 and getattr(thing, "days", 0) == 1


def _continued(scenario: Scenario, days: int, daily: bool, start: Scenario) -> Scenario:
    """The scenario for so many days; where ``daily``, every plan of the first evening alone, and every strain on it
    that is none of the story of ``start``, is there in each."""
    longer = scenario.change({"days": days})
    if not daily:
        return longer
    again: dict[str, int] = {}
    placed = placing.mine(scenario, start)
    for key, thing in placing.things(scenario).items():
        if _in_first_evening(thing) and (key in placed or key.startswith("intervention.")):
            again |= {f"{key}.days": days} | ({f"{key}.every": 1} if key.startswith("intervention.") else {})
    return longer.change(again)


def _affordable(scenario: Scenario) -> int:
    """How many of its days may be lived a thousand times, at least one.

    A day costs its turns, and ``BLOCK`` of a turn more in each of them for every block of plan or story on that day.
    """
    times = [block.when for block in scenario.blocks]
    cost, days = 0.0, 0
    for day, turns in enumerate(scenario.lengths, 1):
        cost += turns * (1.0 + BLOCK * sum(on_day(when, day) for when in times))
        if cost > MAX_WORK:
            break
        days = day
    return max(1, days)


def _band(fan: Fan, name: str, drawn: np.ndarray) -> list[list[float]]:
    """A measure's quantiles on the days that are drawn, (quantiles, days)."""
    return np.round(fan.bands[name][:, drawn], 1 if name == "satisfaction" else 3).tolist()


def _end(share: Estimate) -> dict:
    """The share that ends distressed, its interval, and its word."""
    numbers = {"share": share.value, "low": share.low, "high": share.high}
    return {**{name: round(number, 3) for name, number in numbers.items()}, "words": percent(share.value)}


def _hundred(by_arm: dict[str, Fan]) -> dict[str, list[int]]:
    """The thousand as a hundred couples, 1 for each that ends distressed, in one order for both arms.

    First those that do in both, then in one arm alone: a place in the order is the same chance with and without.
    """
    ends = [fan.ends["distressed"] for fan in by_arm.values()]
    first, second = (round(100.0 * float(end.mean())) for end in (ends[0], ends[-1]))
    both = round(100.0 * float((ends[0] * ends[-1]).mean()))
    both = max(first + second - 100, min(both, first, second))
    after = 100 - first - (second - both)
    orders = (
        [1] * both + [0] * (second - both) + [1] * (first - both) + [0] * after,
        [1] * both + [1] * (second - both) + [0] * (first - both) + [0] * after,
    )
    return dict(zip(by_arm, orders, strict=False))
