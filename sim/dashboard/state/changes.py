"""What gestures are made of: a page that opens on another run, a changed scenario, the way back. Pure."""

import contextlib
from dataclasses import replace
from typing import Any

import sim
from sim.dashboard.state.comparison_run import alternative
from sim.dashboard.state.visit import PLAIN, Before, Home, Visit
from sim.scenario.schema import Scenario

MAX_PAST = 50
"""Steps back that are kept."""


def opened_on(visit: Visit, scenario: Scenario, start: Scenario, home: Home = PLAIN, **more: Any) -> Visit:
    """A page that opens on another run; the open tab stays, and the way back."""
    look = {name: getattr(visit, name) for name in ("panel", "tab_options", "answered", "language")}
    same = (visit.scenario, visit.start, visit.evening) == (scenario, start, more.get("evening"))
    past = visit.past if same else past_of(visit, True)
    return Visit(scenario, start, home=home, past=past, opened=visit.opened + 1, **{**look, **home._asdict(), **more})


def past_of(visit: Visit, whole: bool = False) -> tuple[Before, ...]:
    """The way back with the visit as it is now; ``whole`` where another run is opened."""
    now = Before(**{name: getattr(visit, name) for name in Before._fields if name != "whole"}, whole=whole)
    return (*visit.past, now)[-MAX_PAST:]


def edited(visit: Visit, scenario: Scenario, edit: str = "", **more: Any) -> Visit:
    """The visit with a changed scenario; a run of the same edit is one step back."""
    if scenario == visit.scenario:
        return replace(visit, **more)
    past = visit.past if edit and edit == visit.edit else past_of(visit)
    return fitted(replace(visit, **{"scenario": scenario, "past": past, "edit": edit, **more}))


def fitted(visit: Visit) -> Visit:
    """The visit with its look kept within its story, which may have become shorter."""
    days = visit.scenario.days
    zoom = visit.zoom if days > 1 else "conversation"
    found = replace(visit, day=min(visit.day, days), zoom=zoom, fork=None)
    if visit.fork is None or visit.fork[0] > days:
        return found
    with contextlib.suppress(sim.ScenarioError):  # a change may leave nothing that can be forked there
        found = forked(found, *visit.fork)
    return found


def forked(visit: Visit, day: int, turn: int) -> Visit:
    """The visit with its other run going its own way from a turn of a day on.

    Raises ``ScenarioError`` for a fork that cannot be made.
    """
    day = min(max(1, day), visit.scenario.days)
    fork = (day, min(max(1, turn), visit.scenario.lengths[day - 1]))
    alternative(visit.scenario, visit.start, fork)
    return replace(visit, fork=fork)


def whole_number(value: Any) -> int:
    """A whole number, as a browser sends it."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise ValueError(value)
    return int(value)
