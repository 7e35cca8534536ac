"""What one visitor has chosen, and what each gesture does to it. Pure: a visit goes in, a visit comes out."""

import json
import math
from collections.abc import Collection
from dataclasses import replace
from typing import Any

import sim
from sim.checking.errors import complaint, nearest, shown
from sim.dashboard.state import placing
from sim.dashboard.state.changes import edited, fitted, forked, opened_on, past_of, whole_number
from sim.dashboard.state.upload import brought_network, own_name, unopened, uploaded
from sim.dashboard.state.village import helped, resized, struck, tied
from sim.dashboard.state.village_gestures import done_there, evening_gesture, village_gesture
from sim.dashboard.state.visit import SLIDERS, TABS, VIEWS, ZOOMS, Home, Visit, gallery, home_of
from sim.model.schedule import MAX_TURNS
from sim.scenario.about import LANES
from sim.scenario.link import SEEDS, seed_of
from sim.vignettes import couple
from sim.wording.language import marked, say

MAX_OPTIONS = 2_000
"""Letters of what a tab may be asked for."""
SEASON = 140
"""Days of the season that a single conversation becomes: twenty weeks."""
UNREAD = marked("That could not be read, so nothing was changed.")
BAD_EVENING, BAD_DAY = 0.6, 3.0
"""A bad day's strain on both for the rest of an evening, and the blow that a day of a season brings (assumed)."""


def after(visit: Visit, gesture: Any) -> Visit:
    """The visit after a gesture. What cannot be done leaves everything as it was and says why; it never raises."""
    if not isinstance(gesture, dict):
        return replace(visit, message=say(UNREAD))
    number = gesture.get("n")
    visit = replace(visit, message="", want="", answered=number if isinstance(number, int) else visit.answered)
    kind = gesture.get("kind")
    act = GESTURES.get(kind) if isinstance(kind, str) else None
    if act is None:
        return replace(visit, message=say("The page sent something that this version does not know. Please reload it."))
    try:
        done = act(visit, gesture)
        done.check()
        return done
    except sim.ScenarioError as error:
        return replace(visit, message=str(error))
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError):
        return replace(visit, message=say(UNREAD))


def _choose(visit: Visit, gesture: dict) -> Visit:
    name = gesture["name"]
    if name not in dict(gallery()):  # a path would be read from this machine's disk
        raise complaint("page", "scenario", shown(name), "a scenario of the gallery", nearest(name, dict(gallery())))
    scenario = sim.scenario(name)
    return opened_on(visit, scenario, scenario, home_of(scenario))


def _reset(visit: Visit, gesture: dict) -> Visit:
    kept = {name: getattr(visit, name) for name in ("case", "beside", "couple", "evening", "brought")}
    return opened_on(visit, visit.start, visit.start, visit.home, **kept)


def _undo(visit: Visit, gesture: dict) -> Visit:
    """One change back; where that is another run, or another season, as it was looked at then."""
    if not visit.past:
        raise sim.ScenarioError(say("There is nothing to take back."))
    *past, before = visit.past
    values = {name: value for name, value in before._asdict().items() if name != "whole"}
    done = replace(visit, **values, past=tuple(past), edit="", turn=None)
    if not before.whole and before.scenario.days == visit.scenario.days:
        return fitted(replace(done, day=visit.day, zoom=visit.zoom, couple=visit.couple))
    return replace(done, fork=None, opened=visit.opened + 1)


def _set(visit: Visit, gesture: dict) -> Visit:
    key, value = gesture["key"], gesture["value"]
    if key not in SLIDERS:
        raise complaint("page", "slider", shown(key), "a setting with a slider", nearest(str(key)[:80], SLIDERS))
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise complaint("page", key, shown(value), "a number")
    return edited(visit, visit.scenario.change({key: float(value)}), _stroke(gesture, key))


def _seed(visit: Visit, gesture: dict) -> Visit:
    """Another evening's chance: the one that is named, or the next."""
    seed = seed_of(gesture.get("seed", (visit.seed + 1) % SEEDS), "page")
    return visit if seed == visit.seed else replace(visit, seed=seed, past=past_of(visit), edit="")


def _day(visit: Visit, gesture: dict) -> Visit:
    """Another day on view, at a turn where one is named; from the season, its conversation."""
    day, turn = min(max(1, whole_number(gesture["day"])), visit.scenario.days), gesture.get("turn")
    zoom = _choice("zoom", gesture.get("zoom", visit.zoom), ZOOMS)
    turn = None if turn is None or (zoom == "season" and visit.scenario.days == 1) else whole_number(turn)
    if visit.evening and day != visit.evening.day:
        return evening_gesture(visit, {"couple": visit.evening.couple, "day": day})
    return fitted(replace(visit, day=day, zoom=zoom, opened=visit.opened + 1, turn=turn))


def _zoom(visit: Visit, gesture: dict) -> Visit:
    """An evening or all days; a single evening is lived on for a season."""
    zoom = _choice("zoom", gesture["zoom"], ZOOMS)
    if visit.evening and zoom == "season":
        raise sim.ScenarioError(say("This is one evening out of a village; go back there to see the days around it."))
    days = SEASON if zoom == "season" and visit.scenario.days == 1 else visit.scenario.days
    return edited(visit, visit.scenario.change({"days": days}), zoom=zoom, opened=visit.opened + 1, turn=None)


def _place(visit: Visit, gesture: dict) -> Visit:
    """Something more is done for them, or comes at them, from a turn on."""
    what, settings = gesture["what"], dict(gesture.get("settings") or {})
    day, turn = whole_number(gesture.get("day", visit.day)), whole_number(gesture.get("turn", 1))
    turns = None if gesture.get("turns") is None else whole_number(gesture["turns"])
    if what == "bad-day":  # a day of a season gets a blow, an evening strain for the rest of it
        season = visit.zoom == "season"
        what = "event" if season else "stress"
        settings, turns = {"who": "both", "size": BAD_DAY if season else BAD_EVENING}, MAX_TURNS
    changed = placing.place(visit.scenario, what, day, turn, turns, whole_number(gesture.get("days", 1)), **settings)
    return edited(visit, changed)


def _change(visit: Visit, gesture: dict) -> Visit:
    key = gesture["id"]
    return edited(visit, placing.change(visit.scenario, key, dict(gesture["set"])), _stroke(gesture, key))


def _stroke(gesture: dict, key: Any) -> str:
    """The name of an edit: a slider or a block under one stroke of the hand, as the page counts them."""
    return f"{gesture['kind']} {key} {str(gesture.get('stroke'))[:20]}"


def _remove(visit: Visit, gesture: dict) -> Visit:
    return edited(visit, placing.remove(visit.scenario, gesture["id"]))


def _fork(visit: Visit, gesture: dict) -> Visit:
    """The other run goes its own way from this turn of the day on view; nothing, and it is as before."""
    turn = gesture.get("turn")
    if turn is None:
        return replace(visit, fork=None)
    return (
        forked(visit, whole_number(turn), 1) if visit.zoom == "season" else forked(visit, visit.day, whole_number(turn))
    )


def _swap(visit: Visit, gesture: dict) -> Visit:
    """The two exchange all that they bring and all that befalls them; names, and with them marks and places, stay."""
    scenario = visit.scenario
    names = {f"partner_{who}.name": getattr(scenario, f"partner_{who}").name for who in "ab"}
    return edited(visit, scenario.swapped().change(names))


def _lanes(visit: Visit, gesture: dict) -> Visit:
    """What is drawn; nothing, and it is the usual."""
    given = gesture["lanes"]
    if not isinstance(given, list):
        raise complaint("page", "lanes", shown(given), "a list of " + ", ".join(LANES))
    chosen = {_choice("lanes", lane, LANES) for lane in given}
    return replace(visit, lanes=tuple(lane for lane in LANES if lane in chosen))


def _open(visit: Visit, gesture: dict) -> Visit:
    panel, options = _choice("panel", gesture["panel"], TABS), gesture.get("options")
    if options is not None and not isinstance(options, dict):
        raise complaint("page", "options", shown(options), "a table")
    if options is not None and len(json.dumps(options)) > MAX_OPTIONS:
        raise complaint("page", "options", "a long table", f"at most {MAX_OPTIONS:,} letters")
    tab_options = visit.tab_options if options is None else {**visit.tab_options, panel: options}
    return replace(visit, panel=panel, tab_options=tab_options)


def _case(visit: Visit, gesture: dict) -> Visit:
    """A case of a lesson, and where it is asked for another one beside it, on the same chance."""
    from sim.lessons import visit_case

    name, case, beside = gesture["lesson"], gesture["case"], gesture.get("beside") or ""
    for one in (name, case, beside):
        if not isinstance(one, str):
            raise complaint("lesson", "case", shown(one), "a case of a lesson")
    opens = visit_case(name, case)
    if beside:
        visit_case(name, beside)
    home = Home(opens.seed, opens.day, opens.zoom, opens.turn, opens.lanes)
    return opened_on(visit, opens.scenario, opens.scenario, home, case=(name, case), beside=beside)


def _upload(visit: Visit, gesture: dict) -> Visit:
    try:
        brought = brought_network(gesture["name"], gesture["text"])
        if brought is None:
            scenario = uploaded(gesture["name"], gesture["text"])
            return opened_on(visit, scenario, scenario, home_of(scenario), brought=visit.brought)
        base = visit.scenario if visit.scenario.is_village else sim.scenario(VIEWS["village"])
        title = f"{base.about.title}: {brought.name}"[:120]
        scenario = base.change({"community.network": brought.name, "about.title": title})
        scenario = scenario.change({"name": own_name(scenario)})
    except sim.ScenarioError as error:
        raise sim.ScenarioError(unopened(str(error))) from None
    return opened_on(visit, scenario, scenario, brought=brought)


def _own(visit: Visit, gesture: dict) -> Visit:
    """A couple made of answers to the vignettes."""
    made = couple(gesture["answers"], gesture.get("names"))
    return opened_on(visit, made, made, home_of(made))


def _want(visit: Visit, gesture: dict) -> Visit:
    return replace(visit, want=str(gesture["file"])[:40])


GESTURES = {
    "choose": _choose, "reset": _reset, "undo": _undo, "set": _set, "seed": _seed, "day": _day, "zoom": _zoom,
    "place": _place, "change": _change, "remove": _remove, "fork": _fork, "swap": _swap, "open": _open,
    "case": _case, "upload": _upload, "own": _own, "want": _want, "lanes": _lanes,
    "evening": evening_gesture, "village": village_gesture, "help": done_there(helped, "couple", "day"),
    "shock": done_there(struck, "couple", "day"), "tie": done_there(tied, "first", "second", "strength"),
    "size": done_there(resized, "couples", "days"),
}  # fmt: skip


def _choice(name: str, value: Any, allowed: Collection[str]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise complaint("page", name, shown(value), "one of " + ", ".join(allowed), nearest(str(value)[:80], allowed))
    return value
