"""The other run: what the page compares a run with. Pure.

Forked, the two go different ways from the playhead on: without all that is given from there, or, where nothing is, with
the hand. Otherwise the other run is without what the visitor has placed, or else without the scenario's own plan.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import sim
from sim.dashboard.state import placing
from sim.model.schedule import clock
from sim.scenario.schema import Scenario
from sim.wording.names import named
from sim.wording.text import listed

HAND = 60
"""Turns that the hand of a fork is held: six minutes (assumed)."""
MAX_NAMED = 4
"""Sorts of things that are named one by one (assumed)."""
PLAN = "all that was planned"


class Alternative(NamedTuple):
    """The other scenario, what one of the two has and the other lacks in words, and whether the other has it."""

    scenario: Scenario
    what: str
    more: bool = False

    @property
    def label(self) -> str:
        """What the other run is called."""
        return f"{'with' if self.more else 'without'} {self.what}"


def alternative(scenario: Scenario, start: Scenario, fork: tuple[int, int] | None) -> Alternative | None:
    """The scenario that a run is compared with; nothing where there is nothing to compare.

    Raises ``ScenarioError`` for a fork that cannot be made.
    """
    if fork is not None:
        return _forked(scenario, *fork)
    placed = placing.things(scenario)
    mine = placing.mine(scenario, start)
    if mine:
        left = placing.without(scenario, mine)
        stays = {named(placing.kind_of(key, thing), thing) for key, thing in placing.things(left).items()}
        added = ((placing.kind_of(key, placed[key]), placed[key]) for key in mine)
        return Alternative(left, _words(added, "all that was added", stays))
    if scenario.interventions:
        return Alternative(scenario.without(), _words(((plan.kind, plan) for plan in scenario.interventions), PLAN))
    return None


def _words(things: Iterable[tuple[str, Any]], many: str, stays: Iterable[str] = ()) -> str:
    """Things in words, "the hand and the time-out", or what ``many`` of them are called together; what is of a sort
    that ``stays`` as well is "the added hand"."""
    names = sorted({named(kind, thing) for kind, thing in things})
    names = [name.replace("the ", "the added ", 1) if name in stays else name for name in names]
    return many if len(names) > MAX_NAMED else listed(names)


def _forked(scenario: Scenario, day: int, turn: int) -> Alternative:
    """The run that goes another way at a turn."""
    day = min(day, scenario.days)
    last = scenario.lengths[day - 1]
    turn = min(turn, last)
    left, cut = [], []
    for plan in scenario.interventions:
        stays = before(plan, day, turn)
        left += stays
        if stays != [plan]:
            cut.append(plan)
    if cut:
        since = f"from {clock(turn)} on" if scenario.days == 1 else f"from day {day}, {clock(turn)}, on"
        what = f"{_words(((plan.kind, plan) for plan in cut), PLAN)} {since}"
        return Alternative(scenario.change({"intervention": [plan.model_dump() for plan in left]}, "fork"), what)
    span = f"from {clock(turn)} to {clock(min(turn + HAND, last))}"
    what = f"the hand {span}" if scenario.days == 1 else f"the hand on day {day}, {span}"
    return Alternative(placing.place(scenario, "hand-holding", day, turn, HAND), what, more=True)


def before(plan: Any, day: int, turn: int) -> list[Any]:
    """What is left of a plan when all is cut that it would give from a turn of a day on.

    Raises ``ScenarioError`` for what cannot be cut: a plan that a heart calls for, a course of therapy under way.
    """
    last, today = placing.last_day(plan), placing.on_day(plan, day)
    if last < day or (last == day and plan.turn + plan.turns <= turn and plan.when == "scheduled"):
        return [plan]
    past = min(plan.days, max(0, -(-(day - plan.day) // plan.every)))
    if not past and (not today or plan.turn >= turn):
        return []
    if plan.kind == "therapy-course":
        raise sim.ScenarioError(
            "A course of therapy is planned as a whole and cannot be cut at a moment; give it fewer sessions instead, "
            "or fork before it begins."
        )
    left = [_with(plan, days=past)] if past else []
    if today and plan.turn < turn:
        if plan.when != "scheduled":
            raise sim.ScenarioError("What a heart calls for cannot be cut in the middle; fork before it begins.")
        left.append(_with(plan, day=day, days=1, turns=min(plan.turns, turn - plan.turn)))
    return left


def _with(plan: Any, **settings: Any) -> Any:
    return type(plan)(**{**plan.model_dump(), **settings})
