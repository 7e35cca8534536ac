"""The other run: what the page compares a run with. Pure.

Forked, the two go different ways from the playhead on: without all that is given from there, or, where nothing is, with
the hand. Otherwise the other run is without what the visitor has placed, or else without the scenario's own plan.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import sim
from sim.checking.placeable import Placeable
from sim.dashboard.state import placing
from sim.dashboard.state.placing import FORMS
from sim.interventions import Intervention
from sim.model.schedule import clock
from sim.scenario.schema import Scenario
from sim.wording.language import marked, say
from sim.wording.text import listed

FORK_HELP, FORK_TURNS = "hand-holding", 60
"""What a fork gives where it has nothing to take away, and for how long: six minutes (assumed)."""
MAX_NAMED = 4
"""Sorts of things that are named each (assumed)."""
PLAN = marked("all that was planned")
ADDED = marked("all that was added")


class Alternative(NamedTuple):
    """The other scenario, what one of the two has and the other lacks in words, and whether the other has it."""

    scenario: Scenario
    what: str
    more: bool = False

    @property
    def label(self) -> str:
        """What the other run is called."""
        return say("with {what}" if self.more else "without {what}", what=self.what)


def alternative(
    scenario: Scenario, start: Scenario, fork: tuple[int, int] | None, day: int | None = None
) -> Alternative | None:
    """The scenario that a run is compared with; nothing where there is nothing to compare, or, where one ``day`` alone
    is run, nothing on that day.

    Raises ``ScenarioError`` for a fork that cannot be made.
    """
    if fork is not None:
        return _forked(scenario, *fork)
    own = placing.mine(scenario, start)
    if own:
        left = placing.without(scenario, own)
        added = [thing for key, thing in placing.things(scenario).items() if key in own]
        return Alternative(left, _words(added, ADDED, placing.things(left).values()))
    if any(day is None or plan.is_on(day) for plan in scenario.interventions):
        return Alternative(scenario.without(), _words(scenario.interventions, PLAN))
    return None


def _words(things: Iterable[Placeable], many: str, stays: Iterable[Placeable] = ()) -> str:
    """Things in words, "the hand and the time-out", or what ``many`` of them are called together; what is of a sort
    that ``stays`` as well is "the added hand"."""
    known = {thing.names()[1] for thing in stays}
    names = sorted({thing.names()[1] for thing in things})
    called = [
        say("the added {thing}", thing=say(name).removeprefix("the ")) if name in known else say(name) for name in names
    ]
    return say(many) if len(names) > MAX_NAMED else listed(called)


def _forked(scenario: Scenario, day: int, turn: int) -> Alternative:
    """The run that goes another way at a turn."""
    day = min(day, scenario.days)
    last = scenario.lengths[day - 1]
    turn = min(turn, last)
    stays = [(plan, before(plan, day, turn)) for plan in scenario.interventions]
    cut = [plan for plan, left in stays if left != [plan]]
    if cut:
        words = {"what": _words(cut, PLAN), "time": clock(turn), "day": day}
        what = say("{what} from {time} on" if scenario.days == 1 else "{what} from day {day}, {time}, on", **words)
        plans = [plan.model_dump() for _, left in stays for plan in left]
        return Alternative(scenario.change({"intervention": plans}, "fork"), what)
    words = {"what": say(FORMS[FORK_HELP].phrase), "day": day, "time": clock(turn),
             "end": clock(min(turn + FORK_TURNS, last))}  # fmt: skip
    what = say("{what} from {time} to {end}" if scenario.days == 1 else "{what} on day {day}, from {time} to {end}",
               **words)  # fmt: skip
    return Alternative(placing.place(scenario, FORK_HELP, day, turn, FORK_TURNS), what, more=True)


def before(plan: Intervention, day: int, turn: int) -> list[Intervention]:
    """What is left of a plan when all is cut that it would give from a turn of a day on.

    Raises ``ScenarioError`` for what cannot be cut: a plan that a heart calls for, a course under way.
    """
    last, today = plan.last_day, plan.is_on(day)
    if last < day or (last == day and plan.turn + plan.turns <= turn and plan.when == "scheduled"):
        return [plan]
    past = min(plan.days, max(0, -(-(day - plan.day) // plan.every)))
    if not past and (not today or plan.turn >= turn):
        return []
    if plan.is_course:
        raise sim.ScenarioError(
            say("A course of {plan} is planned as a whole and cannot be cut at a moment; give it fewer sessions "
                "instead, or fork before it begins.", plan=say(plan.label))
        )  # fmt: skip
    left = [_with(plan, days=past)] if past else []
    if today and plan.turn < turn:
        if plan.when != "scheduled":
            raise sim.ScenarioError(say("What a heart calls for cannot be cut in the middle; fork before it begins."))
        left.append(_with(plan, day=day, days=1, turns=min(plan.turns, turn - plan.turn)))
    return left


def _with(plan: Intervention, **settings: Any) -> Intervention:
    return type(plan)(**{**plan.model_dump(), **settings})
