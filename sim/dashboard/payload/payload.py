"""A visit and its runs -> what the page draws: plain lists, rounded, and words. Pure.

The browser gets a day's conversation, or a season's days, once; playing and scrubbing are views of it there, with no
word to the server.
"""

from dataclasses import replace

import numpy as np

from sim.dashboard import views
from sim.dashboard.payload import floor
from sim.dashboard.payload.blocks import blocks
from sim.dashboard.payload.controls import sliders
from sim.dashboard.payload.downloads import command_of
from sim.dashboard.payload.season import Columns, danced, season
from sim.dashboard.payload.village import village
from sim.dashboard.state import placing
from sim.dashboard.state.address import write
from sim.dashboard.state.runs import PageRuns, runs_of
from sim.dashboard.state.visit import VIEWS, Visit, choices, lanes_of, names_of
from sim.model.state import MOVES
from sim.model.trajectory import Trajectory
from sim.wording import page as words
from sim.wording.difference import describe, left_in, not_yet, over_days
from sim.wording.language import say

SHOWN = ("threat_a", "threat_b", "heart_rate_a", "heart_rate_b", "bond")
LINES = (*SHOWN, *(f"{move}_{who}" for who in "ab" for move in MOVES))
COMPARED = (*SHOWN, *(f"{move}_{who}" for who in "ab" for move in ("pursue", "withdraw")))
SOMETIMES = (
    "hand", "pause", "containment",
    *(f"{name}_{who}" for who in "ab" for name in ("taken", "stranger", "picture", "invite")),
)  # fmt: skip
"""What is sent only where there is any of it: what is not there is nothing, all along."""
SLOW = {name: tuple(f"{name}_{who}" for who in "ab") for name in ("security", "softness", "need")}
"""The columns of lanes that are sent only where they are drawn."""
DAYS = ("satisfaction", "dance")
SETTLED = 10
"""Turns in a row that the two are caught in, when the dance has set in (assumed)."""


def payload(visit: Visit) -> dict:
    """Everything that the page shows for a visit and its runs. Raises ``ScenarioError`` for a run that is too long."""
    if visit.scenario.is_village:
        return village(visit)
    runs = runs_of(visit)
    scenario, long = visit.scenario, visit.zoom == "season"
    names = names_of(visit)
    view = seen(visit, runs.run)
    comparison = None if runs.comparison is None else seen(visit, runs.comparison)
    lanes = lanes_of(visit)
    more = (*(DAYS if long else ()), *(name for lane in lanes for name in SLOW.get(lane, ())))
    return {
        "link": write(visit),
        "command": command_of(*(visit.village[:2] if visit.village else (scenario, visit.seed))),
        "answered": visit.answered,
        "message": visit.message,
        "gallery": choices(visit),
        "name": scenario.name,
        "start": visit.start.name,
        "findings": findings(visit),
        "title": say(scenario.about.title),
        "what": say(scenario.about.what),
        "names": {"a": names[0], "b": names[1]},
        "unit": "day" if long else "turn",
        "day": visit.day,
        "days": 1 if visit.evening else scenario.days,
        "evening": visit.evening is not None,
        "views": VIEWS,
        "seed": str(visit.seed),
        "fork": fork(visit),
        "panel": visit.panel,
        "case": list(visit.case) if visit.case else None,
        "undo": len(visit.past),
        "changed": bool(visit.past) and not visit.past[-1].whole,
        "flooded_bpm": scenario.constants.flooding_heart_rate,
        "distressed": scenario.constants.das_distressed,
        "lanes": list(lanes),
        "own_lanes": bool(visit.lanes),
        "beside": beside(visit),
        "series": lists(view, (*LINES, *_given(view), *more)),
        "comparison": None if comparison is None else lists(comparison, (*COMPARED, *more)),
        "sentence": sentence(visit, runs, view, comparison),
        "dashed": runs.alternative.label if runs.alternative else "",
        "floor": floor.floor(view, names, scenario.constants, long),
        "sparks": [] if long else sparks(view),
        "blocks": blocks(visit, runs.run),
        "opened": visit.opened,
        "open_at": open_at(visit, view),
        "sliders": sliders(visit),
    }


def seen(visit: Visit, run: Trajectory) -> Columns:
    """What is on view of a run: the columns of the day, or of the season."""
    return season(run, visit.scenario.constants) if visit.zoom == "season" else run.day(visit.day).columns


def _given(view: Columns) -> list[str]:
    """What is being done for the two at any moment of this view."""
    return [name for name in SOMETIMES if name in view and np.any(view[name] > 0)]


def beside(visit: Visit) -> dict | None:
    """The other case of a lesson that is lived on the same clock and chance, where one is."""
    from sim.lessons import lesson, visit_case

    if not visit.beside or visit.case is None:
        return None
    opens = visit_case(visit.case[0], visit.beside)
    other = replace(visit, scenario=opens.scenario, start=opens.scenario, fork=None)
    view = seen(other, runs_of(other).run)
    long = visit.zoom == "season"
    return {
        "key": visit.beside,
        "title": say(lesson(visit.case[0]).cases[visit.beside].title),
        "series": lists(view, (*LINES, *_given(view), *(DAYS if long else ()))),
        "floor": floor.floor(view, names_of(other), opens.scenario.constants, long),
        "sparks": [] if long else sparks(view),
    }


def findings(visit: Visit) -> dict[str, str]:
    """What stands on the front of a drawer while it is closed, where that has been found."""
    first, second = visit.scenario.partner_a, visit.scenario.partner_b
    couple = words.brought(names_of(visit), (first.anxiety, first.avoidance), (second.anxiety, second.avoidance))
    return {"couple": couple, **views.fronts(visit)}


def lists(view: Columns, names: tuple[str, ...]) -> dict[str, list[float]]:
    """Columns as lists; three digits are finer than a pixel, and a third of the bytes."""
    coarse = ("heart", "satis")
    return {name: np.round(view[name].astype(float), 1 if name.startswith(coarse) else 3).tolist() for name in names}


def sentence(visit: Visit, runs: PageRuns, view: Columns, comparison: Columns | None) -> str:
    """The difference between the run and the other one, for the conversation on view or the season's last."""
    other = runs.alternative
    if comparison is None or other is None:
        return ""
    scenario = visit.scenario
    without, with_ = (view, comparison) if other.more else (comparison, view)
    what = say("With {what}", what=other.what)
    names = names_of(visit)
    left = left_in(names, without, with_)
    if visit.zoom == "season":
        return over_days(what, without, with_, left)
    first = min((thing.day for thing in placing.differences(scenario, other.scenario)), default=0)
    if scenario.days > 1 and first > visit.day:
        return not_yet(other.label, first)
    return describe(what, names, _evening(without), _evening(with_), say("this conversation's turns"), left)


def _evening(day: Columns) -> dict[str, float]:
    """The outcomes of a conversation that the sentence tells, read from its turns."""
    rest = day["turn"] > 0
    hearts = {name: float(day[name][rest].mean()) for name in ("heart_rate_a", "heart_rate_b")}
    return {"dance": float(danced(day)[rest].mean()), **hearts}


def sparks(day: Columns) -> list[dict]:
    """The turns at which trouble strikes a partner: {turn, who}."""
    return [{"turn": turn, "who": who} for who in "ab" for turn in np.flatnonzero(day[f"struck_{who}"] > 0).tolist()]


def fork(visit: Visit) -> int | None:
    """Where on the axis the two runs part; nothing where they do not, or not on this day."""
    if visit.fork is None:
        return None
    day, turn = visit.fork
    return day if visit.zoom == "season" else turn if day == visit.day else None


def open_at(visit: Visit, view: Columns) -> int:
    """Where the playhead rests when a run is first shown: where something is done, else where the dance has set in."""
    last = len(view["bond"]) - 1
    if visit.turn is not None:
        return min(max(0, visit.turn), last)
    if visit.zoom == "season":
        return min(visit.day, last)
    begun = [plan.turn for plan in visit.scenario.interventions if plan.turn > 1 and plan.is_on(visit.day)]
    if begun:
        return min(last, *begun)
    settled = np.convolve(danced(view), np.ones(SETTLED), mode="valid") >= SETTLED
    return min(last, int(np.argmax(settled)) + SETTLED) if settled.any() else last // 3
