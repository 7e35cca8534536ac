"""What one visitor has chosen, and what each gesture does to it. Pure: a visit goes in, a visit comes out."""

import contextlib
import json
import math
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

import sim
from sim.checking.errors import complaint, nearest, shown
from sim.dashboard.state import placing
from sim.dashboard.state.comparison_run import alternative
from sim.dashboard.state.upload import brought_network, own_name, unopened, uploaded
from sim.dashboard.state.village import helped, resized, struck, tied
from sim.dashboard.state.village_lives import evening_of
from sim.dashboard.state.visit import PLAIN, SLIDERS, TABS, VIEWS, ZOOMS, Before, Home, Visit, gallery, home_of
from sim.model.schedule import MAX_TURNS
from sim.scenario.about import LANES
from sim.scenario.link import SEEDS, seed_of
from sim.scenario.schema import Scenario
from sim.vignettes import couple

MAX_PAST = 50
"""Steps back that are kept."""
MAX_OPTIONS = 2_000
"""Letters of what a tab may be asked for."""
SEASON = 140
"""Days of the season that a single conversation becomes: twenty weeks."""
OF_A_STORY = ("tomorrows",)
"""Tabs that have nothing to say of one evening out of a village."""
BAD_EVENING, BAD_DAY = 0.6, 3.0
"""A bad day's strain on both for the rest of an evening, and the blow that a day of a season brings (assumed)."""


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
        done.check()
        return done
    except sim.ScenarioError as error:
        return replace(visit, message=str(error))
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError):
        return replace(visit, message="That could not be read, so nothing was changed.")


def _opened(visit: Visit, scenario: Scenario, start: Scenario, home: Home = PLAIN, **more: Any) -> Visit:
    """A page that opens on another run; the open tab stays, and the way back."""
    look = {name: getattr(visit, name) for name in ("panel", "tab_options", "answered")}
    same = (visit.scenario, visit.start, visit.evening) == (scenario, start, more.get("evening"))
    past = visit.past if same else _past(visit, True)
    return Visit(scenario, start, home=home, past=past, opened=visit.opened + 1, **{**look, **home._asdict(), **more})


def _past(visit: Visit, whole: bool = False) -> tuple[Before, ...]:
    now = Before(**{name: getattr(visit, name) for name in Before._fields if name != "whole"}, whole=whole)
    return (*visit.past, now)[-MAX_PAST:]


def _edited(visit: Visit, scenario: Scenario, edit: str = "", **more: Any) -> Visit:
    """The visit with a changed scenario; a run of the same edit is one step back."""
    if scenario == visit.scenario:
        return replace(visit, **more)
    past = visit.past if edit and edit == visit.edit else _past(visit)
    return _fitted(replace(visit, **{"scenario": scenario, "past": past, "edit": edit, **more}))


def _fitted(visit: Visit) -> Visit:
    """The visit with its look kept within its story, which may have become shorter."""
    days = visit.scenario.days
    zoom = visit.zoom if days > 1 else "conversation"
    fitted = replace(visit, day=min(visit.day, days), zoom=zoom, fork=None)
    if visit.fork is None or visit.fork[0] > days:
        return fitted
    with contextlib.suppress(sim.ScenarioError):  # a change may leave nothing that can be forked there
        fitted = forked(fitted, *visit.fork)
    return fitted


def forked(visit: Visit, day: int, turn: int) -> Visit:
    """The visit with its other run going its own way from a turn of a day on.

    Raises ``ScenarioError`` for a fork that cannot be made.
    """
    day = min(max(1, day), visit.scenario.days)
    fork = (day, min(max(1, turn), visit.scenario.lengths[day - 1]))
    alternative(visit.scenario, visit.start, fork)
    return replace(visit, fork=fork)


def _choose(visit: Visit, gesture: dict) -> Visit:
    name = gesture["name"]
    if name not in dict(gallery()):  # a path would be read from this machine's disk
        raise complaint("page", "scenario", shown(name), "a scenario of the gallery", nearest(name, dict(gallery())))
    scenario = sim.scenario(name)
    return _opened(visit, scenario, scenario, home_of(scenario))


def _reset(visit: Visit, gesture: dict) -> Visit:
    kept = {name: getattr(visit, name) for name in ("case", "beside", "couple", "evening", "brought")}
    return _opened(visit, visit.start, visit.start, visit.home, **kept)


def _undo(visit: Visit, gesture: dict) -> Visit:
    """One change back; where that is another run, or another season, as it was looked at then."""
    if not visit.past:
        raise sim.ScenarioError("There is nothing to take back.")
    *past, before = visit.past
    values = {name: value for name, value in before._asdict().items() if name != "whole"}
    done = replace(visit, **values, past=tuple(past), edit="", turn=None)
    if not before.whole and before.scenario.days == visit.scenario.days:
        return _fitted(replace(done, day=visit.day, zoom=visit.zoom, couple=visit.couple))
    return replace(done, fork=None, opened=visit.opened + 1)


def _set(visit: Visit, gesture: dict) -> Visit:
    key, value = gesture["key"], gesture["value"]
    if key not in SLIDERS:
        raise complaint("page", "slider", shown(key), "a setting with a slider", nearest(str(key)[:80], SLIDERS))
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise complaint("page", key, shown(value), "a number")
    return _edited(visit, visit.scenario.change({key: float(value)}), _stroke(gesture, key))


def _seed(visit: Visit, gesture: dict) -> Visit:
    """Another evening's chance: the one that is named, or the next."""
    seed = seed_of(gesture.get("seed", (visit.seed + 1) % SEEDS), "page")
    return visit if seed == visit.seed else replace(visit, seed=seed, past=_past(visit), edit="")


def _day(visit: Visit, gesture: dict) -> Visit:
    """Another day on view, at a turn where one is named; from the season, its conversation."""
    day, turn = min(max(1, _int(gesture["day"])), visit.scenario.days), gesture.get("turn")
    zoom = _choice("zoom", gesture.get("zoom", visit.zoom), ZOOMS)
    turn = None if turn is None or (zoom == "season" and visit.scenario.days == 1) else _int(turn)
    if visit.evening and day != visit.evening.day:
        return _evening(visit, {"couple": visit.evening.couple, "day": day})
    return _fitted(replace(visit, day=day, zoom=zoom, opened=visit.opened + 1, turn=turn))


def _zoom(visit: Visit, gesture: dict) -> Visit:
    """An evening or all days; a single evening is lived on for a season."""
    zoom = _choice("zoom", gesture["zoom"], ZOOMS)
    if visit.evening and zoom == "season":
        raise sim.ScenarioError("This is one evening out of a village; go back there to see the days around it.")
    days = SEASON if zoom == "season" and visit.scenario.days == 1 else visit.scenario.days
    return _edited(visit, visit.scenario.change({"days": days}), zoom=zoom, opened=visit.opened + 1, turn=None)


def _place(visit: Visit, gesture: dict) -> Visit:
    """Something more is done for them, or comes at them, from a turn on."""
    what, settings = gesture["what"], dict(gesture.get("settings") or {})
    day, turn = _int(gesture.get("day", visit.day)), _int(gesture.get("turn", 1))
    turns = None if gesture.get("turns") is None else _int(gesture["turns"])
    if what == "bad-day":  # a day of a season gets a blow, an evening strain for the rest of it
        season = visit.zoom == "season"
        what = "event" if season else "stress"
        settings, turns = {"who": "both", "size": BAD_DAY if season else BAD_EVENING}, MAX_TURNS
    changed = placing.place(visit.scenario, what, day, turn, turns, _int(gesture.get("days", 1)), **settings)
    return _edited(visit, changed)


def _change(visit: Visit, gesture: dict) -> Visit:
    key = gesture["id"]
    return _edited(visit, placing.change(visit.scenario, key, dict(gesture["set"])), _stroke(gesture, key))


def _stroke(gesture: dict, key: Any) -> str:
    """The name of an edit: a slider or a block under one stroke of the hand, as the page counts them."""
    return f"{gesture['kind']} {key} {str(gesture.get('stroke'))[:20]}"


def _remove(visit: Visit, gesture: dict) -> Visit:
    return _edited(visit, placing.remove(visit.scenario, gesture["id"]))


def _done(act: Callable[..., Scenario], *names: str) -> Callable[[Visit, dict], Visit]:
    """A gesture that does something to the village on view, with these of its values."""

    def gesture_done(visit: Visit, gesture: dict) -> Visit:
        if visit.village is None or visit.evening:
            raise sim.ScenarioError("That can be done in a village only.")
        given = [_day_of(visit, gesture) if name == "day" else gesture.get(name) for name in names]
        return _edited(visit, act(visit.village, *given), day=_day_of(visit, gesture))

    return gesture_done


def _day_of(visit: Visit, gesture: dict) -> int:
    return min(max(1, _int(gesture.get("day", visit.day))), visit.scenario.days)


def _evening(visit: Visit, gesture: dict) -> Visit:
    """One couple's evening out of the village on view, on the floor, exactly as it is lived there."""
    village, seen = visit.village, visit.evening
    if village is None:
        raise sim.ScenarioError("There is no village on view.")
    start = seen.start if seen else visit.start
    scenario, evening = evening_of(village, start, gesture["couple"], _int(gesture["day"]))
    panel = next(iter(TABS)) if visit.panel in OF_A_STORY else visit.panel
    return _opened(visit, scenario, scenario, Home(village.seed, evening.day), couple=evening.couple, evening=evening,
                   brought=village.brought, case=visit.case, panel=panel)  # fmt: skip


def _village(visit: Visit, gesture: dict) -> Visit:
    """Back to the village that the evening on view is out of, to where it was left."""
    if visit.evening is None:
        raise sim.ScenarioError("There is no village to go back to.")
    (scenario, seed, brought), start, couple, _, day, _ = visit.evening
    return _opened(visit, scenario, start, Home(seed, day), couple=couple, brought=brought, case=visit.case)


def _fork(visit: Visit, gesture: dict) -> Visit:
    """The other run goes its own way from this turn of the day on view; nothing, and it is as before."""
    turn = gesture.get("turn")
    if turn is None:
        return replace(visit, fork=None)
    return forked(visit, _int(turn), 1) if visit.zoom == "season" else forked(visit, visit.day, _int(turn))


def _swap(visit: Visit, gesture: dict) -> Visit:
    """The two exchange all that they bring and all that befalls them; names, and with them marks and places, stay."""
    scenario = visit.scenario
    names = {f"partner_{who}.name": getattr(scenario, f"partner_{who}").name for who in "ab"}
    return _edited(visit, scenario.swapped().change(names))


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
    return _opened(visit, opens.scenario, opens.scenario, home, case=(name, case), beside=beside)


def _upload(visit: Visit, gesture: dict) -> Visit:
    try:
        brought = brought_network(gesture["name"], gesture["text"])
        if brought is None:
            scenario = uploaded(gesture["name"], gesture["text"])
            return _opened(visit, scenario, scenario, home_of(scenario), brought=visit.brought)
        base = visit.scenario if visit.scenario.is_village else sim.scenario(VIEWS["village"])
        title = f"{base.about.title}: {brought.name}"[:120]
        scenario = base.change({"community.network": brought.name, "about.title": title})
        scenario = scenario.change({"name": own_name(scenario)})
    except sim.ScenarioError as error:
        raise sim.ScenarioError(unopened(str(error))) from None
    return _opened(visit, scenario, scenario, brought=brought)


def _own(visit: Visit, gesture: dict) -> Visit:
    """A couple made of answers to the vignettes."""
    made = couple(gesture["answers"], gesture.get("names"))
    return _opened(visit, made, made, home_of(made))


def _want(visit: Visit, gesture: dict) -> Visit:
    return replace(visit, want=str(gesture["file"])[:40])


GESTURES = {
    "choose": _choose, "reset": _reset, "undo": _undo, "set": _set, "seed": _seed, "day": _day, "zoom": _zoom,
    "place": _place, "change": _change, "remove": _remove, "fork": _fork, "swap": _swap, "open": _open,
    "case": _case, "upload": _upload, "own": _own, "want": _want, "lanes": _lanes,
    "evening": _evening, "village": _village, "help": _done(helped, "couple", "day"),
    "shock": _done(struck, "couple", "day"), "tie": _done(tied, "first", "second", "strength"),
    "size": _done(resized, "couples", "days"),
}  # fmt: skip


def _int(value: Any) -> int:
    """A whole number, as a browser sends it."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise ValueError(value)
    return int(value)


def _choice(name: str, value: Any, allowed: Collection[str]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise complaint("page", name, shown(value), "one of " + ", ".join(allowed), nearest(str(value)[:80], allowed))
    return value
