"""What a gesture does to the village on view, and the way to a couple's evening and back. Pure."""

from collections.abc import Callable

import sim
from sim.dashboard.state.changes import edited, opened_on, whole_number
from sim.dashboard.state.village_lives import evening_of
from sim.dashboard.state.visit import TABS, Home, Visit
from sim.scenario.schema import Scenario
from sim.wording.language import say

OF_A_STORY = ("tomorrows",)
"""Tabs that have nothing to say of one evening out of a village."""


def done_there(act: Callable[..., Scenario], *names: str) -> Callable[[Visit, dict], Visit]:
    """A gesture that does something to the village on view, with these of its values."""

    def gesture_done(visit: Visit, gesture: dict) -> Visit:
        if visit.village is None or visit.evening:
            raise sim.ScenarioError(say("That can be done in a village only."))
        given = [day_of(visit, gesture) if name == "day" else gesture.get(name) for name in names]
        return edited(visit, act(visit.village, *given), day=day_of(visit, gesture))

    return gesture_done


def day_of(visit: Visit, gesture: dict) -> int:
    return min(max(1, whole_number(gesture.get("day", visit.day))), visit.scenario.days)


def evening_gesture(visit: Visit, gesture: dict) -> Visit:
    """One couple's evening out of the village on view, on the floor, exactly as it is lived there."""
    village, seen = visit.village, visit.evening
    if village is None:
        raise sim.ScenarioError(say("There is no village on view."))
    start = seen.start if seen else visit.start
    scenario, evening = evening_of(village, start, gesture["couple"], whole_number(gesture["day"]))
    panel = next(iter(TABS)) if visit.panel in OF_A_STORY else visit.panel
    return opened_on(visit, scenario, scenario, Home(village.seed, evening.day), couple=evening.couple, evening=evening,
                   brought=village.brought, case=visit.case, panel=panel)  # fmt: skip


def village_gesture(visit: Visit, gesture: dict) -> Visit:
    """Back to the village that the evening on view is out of, to where it was left."""
    if visit.evening is None:
        raise sim.ScenarioError(say("There is no village to go back to."))
    (scenario, seed, brought), start, couple, _, day, _ = visit.evening
    return opened_on(visit, scenario, start, Home(seed, day), couple=couple, brought=brought, case=visit.case)
