"""What one visitor has chosen, and what each gesture does to it. Pure: a visit goes in, a visit comes out."""

import math
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import sim
from sim.dashboard import placing
from sim.errors import complaint, nearest, shown
from sim.parameters import PARAMETERS
from sim.scenario import Scenario

OPENING = "protest-polka"
"""The scenario the page opens on."""
SLIDERS = {
    **{f"partner_{who}.{name}": (0.0, 1.0) for who in "ab" for name in ("anxiety", "avoidance", "security")},
    "couple.bond": (0.0, 1.0),
    **{f"partner_{who}.{name}": (0.0, 1.0) for who in "ab" for name in ("softness", "need")},
    "couple.hardship": (0.0, 5.0),
    **{name: (one.low, one.high) for name, one in PARAMETERS.items()},
}
"""What may be set by a slider, with its ends; nothing else may be set by a gesture."""
PANELS = ("couple", "why", "tipping", "cycle", "tomorrows", "evidence", "lesson")
ZOOMS = ("conversation", "season")
HIGHEST_SEED = 2**31 - 1
LONGEST_PAST = 50
"""Steps back that are kept."""
SEASON = 140
"""Days of the season that a single conversation becomes: twenty weeks."""
MOST_TURNS = 120_000
"""Turns of the longest run that the page makes: two years of daily conversations."""
BAD_EVENING, BAD_DAY = 0.6, 3.0
"""A bad day's strain on both for the rest of an evening, and the blow that a day of a season brings (assumed)."""


@dataclass(frozen=True)
class Visit:
    """One visitor's page.

    ``scenario`` is whole, with everything that the visitor has placed; ``start`` is what a reset goes back to.
    ``day`` is the day on view, ``fork`` the moment from which the other run goes another way, ``asked`` what each panel
    was asked for. ``past`` are the scenarios that undo goes back to, and ``edit`` names the last change, so that a drag
    is one step. ``turn`` is where the playhead is to be put, ``opened`` grows whenever it is. ``answered`` numbers the
    last gesture taken in, ``want`` is a download that was asked for.
    """

    scenario: Scenario
    start: Scenario
    seed: int = 1
    day: int = 1
    zoom: str = "conversation"
    fork: tuple[int, int] | None = None
    panel: str = "couple"
    asked: dict[str, dict] = field(default_factory=dict)
    case: tuple[str, str] | None = None
    past: tuple[Scenario, ...] = ()
    edit: str = ""
    turn: int | None = None
    opened: int = 0
    want: str = ""
    message: str = ""
    answered: int = 0

    @property
    def options(self) -> dict:
        """What the open panel was asked for."""
        return self.asked.get(self.panel, {})


@cache
def gallery() -> tuple[tuple[str, str], ...]:
    """(name, title) of every scenario, in the gallery's order."""
    return tuple((name, sim.scenario(name).about.title) for name in sim.scenarios())


def opening(name: str = OPENING) -> Visit:
    """The page as it opens on a scenario of the gallery. Raises ``ScenarioError`` for an unknown name."""
    scenario = sim.scenario(name)
    return Visit(scenario=scenario, start=scenario)


def after(visit: Visit, gesture: Any) -> Visit:
    """The visit after a gesture. What cannot be done leaves everything as it was and says why; it never raises."""
    if not isinstance(gesture, dict):
        return replace(visit, message="That could not be read, so nothing was changed.")
    number = gesture.get("n")
    visit = replace(visit, message="", want="", answered=number if isinstance(number, int) else visit.answered)
    kind = gesture.get("kind")
    act = GESTURES.get(kind) if isinstance(kind, str) else None
    if act is None:
        return replace(visit, message="The page sent something that this version does not know. Please reload it.")
    try:
        done = act(visit, gesture)
        short_enough(done.scenario)
        return done
    except sim.ScenarioError as error:
        return replace(visit, message=str(error))
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError, RecursionError):
        return replace(visit, message="That could not be read, so nothing was changed.")


def short_enough(scenario: Scenario) -> None:
    """Raise ``ScenarioError`` for a run that is too long for the page."""
    turns = sum(scenario.lengths)
    if turns > MOST_TURNS:
        raise sim.ScenarioError(
            f"{scenario.days} days are {turns:,} turns, and the page shows at most {MOST_TURNS:,} (two years); "
            "the command line runs longer ones"
        )


def _opened(visit: Visit, scenario: Scenario, start: Scenario, **more: Any) -> Visit:
    """A page that opens on another run; the panel stays open, and the way back."""
    kept = {name: getattr(visit, name) for name in ("panel", "asked", "answered", "past")}
    return Visit(scenario, start, **{**kept, "past": _past(visit), "opened": visit.opened + 1, **more})


def _past(visit: Visit) -> tuple[Scenario, ...]:
    return (*visit.past, visit.scenario)[-LONGEST_PAST:]


def _edited(visit: Visit, scenario: Scenario, edit: str = "", **more: Any) -> Visit:
    """The visit with a changed scenario; a run of the same edit is one step back."""
    if scenario == visit.scenario:
        return replace(visit, **more)
    past = visit.past if edit and edit == visit.edit else _past(visit)
    day = min(visit.day, scenario.days)
    return replace(visit, **{"scenario": scenario, "past": past, "edit": edit, "day": day, **more})


def _choose(visit: Visit, gesture: dict) -> Visit:
    name = gesture["name"]
    if name not in dict(gallery()):  # a path would be read from this machine's disk
        raise complaint("page", "scenario", shown(name), "a scenario of the gallery", nearest(name, dict(gallery())))
    scenario = sim.scenario(name)
    return _opened(visit, scenario, scenario)


def _reset(visit: Visit, gesture: dict) -> Visit:
    return _opened(visit, visit.start, visit.start, case=visit.case)


def _undo(visit: Visit, gesture: dict) -> Visit:
    if not visit.past:
        raise sim.ScenarioError("There is nothing to take back.")
    *past, scenario = visit.past
    same = scenario.name == visit.scenario.name
    start = visit.start if same else _start(scenario)
    day, fork = min(visit.day, scenario.days), visit.fork if same else None
    return replace(visit, scenario=scenario, start=start, past=tuple(past), edit="", day=day, fork=fork,
                   opened=visit.opened + (not same), turn=None)  # fmt: skip


def _start(scenario: Scenario) -> Scenario:
    """What a reset of a scenario goes back to: the gallery's of its name, or itself."""
    return sim.scenario(scenario.name) if scenario.name in sim.scenarios() else scenario


def _set(visit: Visit, gesture: dict) -> Visit:
    key, value = gesture["key"], gesture["value"]
    if key not in SLIDERS:
        raise complaint("page", "slider", shown(key), "a setting with a slider", nearest(str(key)[:80], SLIDERS))
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise complaint("page", key, shown(value), "a number")
    return _edited(visit, visit.scenario.change({key: float(value)}), f"set {key}")


def _seed(visit: Visit, gesture: dict) -> Visit:
    seed = gesture["seed"]
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= HIGHEST_SEED:
        raise complaint("page", "evening", shown(seed), f"a whole number from 0 to {HIGHEST_SEED}")
    return replace(visit, seed=seed)


def _day(visit: Visit, gesture: dict) -> Visit:
    """Another day on view; from the season, its conversation."""
    day = min(max(1, _int(gesture["day"])), visit.scenario.days)
    zoom = gesture.get("zoom", visit.zoom)
    return replace(visit, day=day, zoom=_one_of("zoom", zoom, ZOOMS), opened=visit.opened + 1, turn=None)


def _zoom(visit: Visit, gesture: dict) -> Visit:
    zoom = _one_of("zoom", gesture["zoom"], ZOOMS)
    if zoom == "season" and visit.scenario.days == 1:
        return _live(visit, {"days": SEASON})
    return replace(visit, zoom=zoom, opened=visit.opened + 1, turn=None)


def _live(visit: Visit, gesture: dict) -> Visit:
    """A story of so many days, on view as a season."""
    days = _int(gesture["days"])
    zoom = "season" if days > 1 else "conversation"
    scenario = visit.scenario.change({"days": days})
    return _edited(visit, scenario, zoom=zoom, opened=visit.opened + 1, turn=None)


def _place(visit: Visit, gesture: dict) -> Visit:
    """Something more is done for them, or comes at them, from a turn on."""
    what, settings = gesture["what"], dict(gesture.get("settings") or {})
    day, turn = _int(gesture.get("day", visit.day)), _int(gesture.get("turn", 1))
    turns = None if gesture.get("turns") is None else _int(gesture["turns"])
    if what == "bad-day":  # a day of a season gets a blow, an evening strain for the rest of it
        season = visit.zoom == "season"
        what = "event" if season else "stress"
        settings, turns = {"who": "both", "size": BAD_DAY if season else BAD_EVENING}, sim.interventions.base.TURNS
    changed = placing.place(visit.scenario, what, day, turn, turns, _int(gesture.get("days", 1)), **settings)
    return _edited(visit, changed)


def _change(visit: Visit, gesture: dict) -> Visit:
    key = gesture["id"]
    return _edited(visit, placing.change(visit.scenario, key, dict(gesture["set"])), f"change {key}")


def _remove(visit: Visit, gesture: dict) -> Visit:
    return _edited(visit, placing.remove(visit.scenario, gesture["id"]))


def _fork(visit: Visit, gesture: dict) -> Visit:
    """The other run goes its own way from this turn of the day on view; nothing, and it is as before."""
    turn = gesture.get("turn")
    if turn is None:
        return replace(visit, fork=None)
    if visit.zoom == "season":
        return replace(visit, fork=(min(max(1, _int(turn)), visit.scenario.days), 1))
    return replace(visit, fork=(visit.day, min(max(1, _int(turn)), visit.scenario.lengths[visit.day - 1])))


def _swap(visit: Visit, gesture: dict) -> Visit:
    return _edited(visit, visit.scenario.swapped())


def _open(visit: Visit, gesture: dict) -> Visit:
    panel, options = _one_of("panel", gesture["panel"], PANELS), gesture.get("options")
    if options is not None and not isinstance(options, dict):
        raise complaint("page", "options", shown(options), "a table")
    asked = visit.asked if options is None else {**visit.asked, panel: options}
    return replace(visit, panel=panel, asked=asked)


def _case(visit: Visit, gesture: dict) -> Visit:
    """A case of a lesson."""
    from sim.lessons import visit_case

    name, case = gesture["lesson"], gesture["case"]
    if not isinstance(name, str) or not isinstance(case, str):
        raise complaint("lesson", "case", shown(case), "a case of a lesson")
    found = visit_case(name, case)
    where = {"seed": found.seed, "day": found.day, "zoom": found.zoom, "turn": found.turn}
    return _opened(visit, found.scenario, found.scenario, case=(name, case), **where)


def _upload(visit: Visit, gesture: dict) -> Visit:
    from sim.dashboard.files import uploaded

    scenario = uploaded(gesture["name"], gesture["text"])
    return _opened(visit, scenario, scenario)


def _want(visit: Visit, gesture: dict) -> Visit:
    return replace(visit, want=str(gesture["file"])[:40])


GESTURES = {
    "choose": _choose, "reset": _reset, "undo": _undo, "set": _set, "seed": _seed, "day": _day, "zoom": _zoom,
    "live": _live, "place": _place, "change": _change, "remove": _remove, "fork": _fork, "swap": _swap, "open": _open,
    "case": _case, "upload": _upload, "want": _want,
}  # fmt: skip


def _int(value: Any) -> int:
    """A whole number, as a browser sends it."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise ValueError(value)
    return int(value)


def _one_of(name: str, value: Any, allowed: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise complaint("page", name, shown(value), "one of " + ", ".join(allowed), nearest(str(value)[:80], allowed))
    return value
