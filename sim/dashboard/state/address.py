"""The address of the page <-> what the visitor has chosen.

The query part is ``sim.to_link``'s, so a reload, a colleague and the command line all read the same run out of it; keys
that begin with ``page.`` say how the page looks at that run, and ``lang`` in which language; nobody else reads them.
The browser adds where the playhead is (``page.turn``) and its bookmarks (``page.marks``), which it alone knows.
"""

import contextlib
import json
import re
import urllib.parse
from dataclasses import replace
from typing import Any

import sim
from sim.dashboard.state.changes import MAX_PAST, forked, past_of
from sim.dashboard.state.gestures import after
from sim.dashboard.state.visit import TABS, ZOOMS, Before, Visit, home_of, opening, short_enough
from sim.scenario.about import LANES
from sim.scenario.link import MAX_LINK
from sim.scenario.schema import Scenario
from sim.scenario.tables import flat
from sim.wording.language import ENGLISH, asked, say, speaking

LESSON = re.compile(r"[a-z0-9-]{1,60}")


def write(visit: Visit) -> str:
    """The query part of the address; empty for the page as it opens, so that the plain address stays plain."""
    lives, seed = (visit.village.scenario, visit.village.seed) if visit.village else (visit.scenario, visit.seed)
    unchanged = (lives, seed) == (opening().scenario, opening().seed)
    run = "" if unchanged else sim.to_link(lives, seed)
    look = {
        "lang": visit.language if visit.language != ENGLISH else "",
        "page.evening": visit.evening.couple if visit.evening else "",
        "page.placed": _changed(visit.scenario, visit.start) if visit.evening else "",
        "page.chance": visit.seed if visit.evening and visit.seed != seed else "",
        "page.couple": visit.couple if visit.scenario.is_village else "",
        "page.day": visit.day if visit.day > 1 or visit.home.day > 1 else "",
        "page.zoom": visit.zoom if visit.zoom != visit.home.zoom or visit.zoom == "season" else "",
        "page.fork": "" if visit.fork is None else "{}.{}".format(*visit.fork),
        "page.panel": visit.panel if visit.panel != "couple" else "",
        "page.lanes": ".".join(visit.lanes) if visit.lanes != visit.home.lanes else "",
        "page.beside": visit.beside,
        "page.case": "" if visit.case is None else "/".join(visit.case),
        "page.lesson": _lesson(visit),
        "page.turn": "" if visit.turn is None else str(visit.turn),
        "page.start": _start(visit),
    }
    query = _joined(run, look)
    return query if len(query) <= MAX_LINK else _joined(run, {**look, "page.start": ""})


def _joined(run: str, look: dict[str, Any]) -> str:
    pairs = urllib.parse.urlencode(
        {key: value for key, value in look.items() if isinstance(value, str | int) and value}
    )
    return "&".join(part for part in (run, pairs) if part)


def _start(visit: Visit) -> str:
    """Where a scenario of one's own stood at first, by what was otherwise then (nothing: as by default): nobody else
    could tell it from what was built on it."""
    scenario, start = visit.scenario, visit.start
    if visit.evening:
        scenario, start = visit.evening.village.scenario, visit.evening.start
    return "" if scenario.name in sim.scenarios() else _changed(start, scenario)


def _changed(scenario: Scenario, other: Scenario) -> str:
    """What is otherwise in a scenario than in another one (nothing: as by default)."""
    if scenario == other:
        return ""
    now, then = flat(other.to_dict()), flat(scenario.to_dict())
    changed = {key: then.get(key) for key in (*now, *then) if now.get(key) != then.get(key)}
    return json.dumps(changed, ensure_ascii=False, separators=(",", ":"))


def _begun(scenario: Scenario, changed: str) -> Scenario:
    """The start that ``_start`` wrote; where that cannot be read, the scenario itself."""
    with contextlib.suppress(sim.ScenarioError, ValueError, TypeError, AttributeError, RecursionError):
        then = {**flat(scenario.to_dict()), **json.loads(changed)}
        pairs = {key: json.dumps(value) for key, value in then.items() if value is not None}
        start, _ = sim.from_link(urllib.parse.urlencode({"scenario": scenario.name, **pairs}))
        if not start.is_village:
            short_enough(start)
        return start
    return scenario


def _lesson(visit: Visit) -> str:
    """The lesson that is open, where it has a lesson's name."""
    name = visit.tab_options.get("lesson", {}).get("lesson", "") if visit.panel == "lesson" else ""
    return name if isinstance(name, str) and LESSON.fullmatch(name) else ""


def read(query: str | None) -> Visit:
    """The visit an address asks for. A bad address gives the opening page with a message; it never raises."""
    query = (query or "").lstrip("?")
    given = asked(dict(urllib.parse.parse_qsl(query)).get("lang"))
    with speaking(given.language):
        visit = replace(_opened(query), language=given.language)
    return replace(visit, message=" ".join(filter(None, (given.message, visit.message))))


def _opened(query: str) -> Visit:
    if not query:
        return opening()
    try:
        return _read(query)
    except Exception as error:  # whatever a stranger's link may do, the page must open
        known = isinstance(error, sim.ScenarioError)
        reason = str(error).removeprefix("link: ") if known else say("it is no link that this version understands.")
        visit = opening()
        message = say("This link could not be opened: {reason} Showing {title} instead.", reason=reason,
                      title=say(visit.scenario.about.title))  # fmt: skip
        return replace(visit, message=message)


def back(visit: Visit, gesture: dict[str, Any]) -> Visit:
    """The visit that an address asks for, where the browser's way back leads to it; the way back by undo stays."""
    query, number = gesture.get("query"), gesture.get("n")
    again = read(query[: 2 * MAX_LINK] if isinstance(query, str) else "")
    answered = number if isinstance(number, int) else visit.answered
    return replace(again, past=visit.past, opened=visit.opened + 1, answered=answered, language=visit.language)


def retrace(visit: Visit, gesture: dict[str, Any]) -> Visit:
    """The visit with the way back by undo that it had before its server was lost: ``links`` are the addresses of the
    steps, oldest first. What cannot be read is left out."""
    links, number = gesture.get("links"), gesture.get("n")
    given = links if isinstance(links, list) else []
    texts = [link for link in given if isinstance(link, str) and len(link) <= 2 * MAX_LINK]
    steps = [found for found in map(read, texts[-MAX_PAST:]) if not found.message]
    past: tuple[Before, ...] = ()
    for step, following in zip(steps, (*steps[1:], visit), strict=False):
        past = past_of(replace(step, past=past), step.start != following.start)
    return replace(visit, past=past, answered=number if isinstance(number, int) else visit.answered)


def _read(query: str) -> Visit:
    scenario, seed = sim.from_link(query)
    look = dict(urllib.parse.parse_qsl(query))
    shipped = scenario.name in sim.scenarios()
    start = sim.scenario(scenario.name) if shipped else _begun(scenario, look.get("page.start", ""))
    home = home_of(start)._replace(seed=seed)
    visit = Visit(scenario=scenario, start=start, home=home, **home._asdict())
    visit.check()
    lesson, slash, case = look.get("page.case", "").partition("/")
    if slash:
        opened = after(
            opening(),
            {"kind": "case", "lesson": lesson, "case": case, "beside": look.get("page.beside", "")},
        )
        if not opened.message:
            home = opened.home
            visit = replace(visit, start=opened.start, case=opened.case, beside=opened.beside, home=home)
            visit = replace(visit, day=home.day, zoom=home.zoom, turn=home.turn, lanes=home.lanes)
    day = _number(look.get("page.day"), visit.day)
    visit = replace(visit, day=min(max(1, day), scenario.days), turn=_number(look.get("page.turn"), visit.turn))
    zoom = look.get("page.zoom") or ("conversation" if "page.day" in look else visit.zoom)
    if zoom in ZOOMS:
        visit = replace(visit, zoom=zoom if scenario.days > 1 else "conversation")
    lanes = tuple(lane for lane in LANES if lane in look.get("page.lanes", "").split("."))
    visit = replace(visit, lanes=lanes or visit.lanes)
    if scenario.is_village:
        visit = replace(visit, couple=look.get("page.couple", "")[:200])
        if look.get("page.evening"):
            visit = after(visit, {"kind": "evening", "couple": look["page.evening"][:200], "day": visit.day})
            scenario = _begun(visit.scenario, look.get("page.placed", "")) if visit.evening else scenario
            visit = replace(visit, scenario=scenario, seed=_number(look.get("page.chance"), seed), past=(),
                            turn=_number(look.get("page.turn"), None))  # fmt: skip
    if look.get("page.panel") in TABS:
        visit = replace(visit, panel=look["page.panel"])
    if look.get("page.lesson"):
        visit = replace(visit, tab_options={"lesson": {"lesson": look["page.lesson"][:60]}})
    day, dot, turn = look.get("page.fork", "").partition(".")
    if dot and _number(day, None) is not None and _number(turn, None) is not None:
        with contextlib.suppress(sim.ScenarioError):
            visit = forked(visit, int(day), int(turn))
    return visit


def _number(text: str | None, otherwise: Any) -> Any:
    """A whole number of few digits, or ``otherwise``."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else otherwise
