"""The forms of the page: what may be set of whatever can be placed, and the sliders. Pure."""

from functools import cache
from typing import Any

from sim.checking.settings import Setting, settings_of
from sim.dashboard.payload import floor, village
from sim.dashboard.payload.evidence_chips import chips, statuses
from sim.dashboard.payload.page_words import page_words
from sim.dashboard.state import placing
from sim.dashboard.state.visit import SLIDERS, TABS, Visit
from sim.interventions import INTERVENTIONS
from sim.model.parameters import PARAMETERS, Parameter
from sim.model.schedule import TURN_SECONDS
from sim.wording.care import CARE, places
from sim.wording.glossary import for_the_page
from sim.wording.keys import on_the_page
from sim.wording.language import for_browser, language, say, say_all
from sim.wording.page import FRONTS
from sim.wording.text import isolated
from sim.wording.things import COUPLE, PARTNER, Thing


def fixed() -> dict:
    """What the page needs once: the forms of what may be placed, the chips of evidence, the words of the floor; all as
    the language that is spoken has it."""
    return _fixed(language())


@cache
def _fixed(spoken: str) -> dict:
    return {
        "language": for_browser(),
        **page_words(),
        "turn_seconds": TURN_SECONDS,
        "tabs": [
            {"name": name, "title": say(title), "says": say(FRONTS.get(name, ""))} for name, title in TABS.items()
        ],
        "care": {"says": say_all(CARE), "places": [{"where": where, "call": call} for where, call in places()]},
        "floor": floor.fixed(),
        "village": village.fixed(),
        "chips": chips(),
        "statuses": statuses(),
        "forms": {kind: form(kind) for kind in placing.FORMS},
        "more": [_constant(name) for name in PARAMETERS],
        "keys": on_the_page(),
        "terms": for_the_page(),
    }


def form(kind: str) -> dict:
    """What may be set of a thing: {title, says, help, fields}, each field with its ends, or its words to choose from;
    ``help`` tells an intervention from what life throws in."""
    shape = placing.FORMS[kind]
    fields = [
        {"key": name, **_told(setting), "allowed": list(setting.allowed), "whole": setting.type is int}
        for name, setting in settings_of(shape).items()
    ]
    return {"title": say(shape.label), "says": say(shape.says), "help": kind in INTERVENTIONS, "fields": fields}


def _told(setting: Setting | Parameter) -> dict:
    """What a number means, its unit, and its ends."""
    return {"says": say(setting.meaning), "unit": say(setting.unit), "min": setting.low, "max": setting.high}


def _constant(name: str) -> dict:
    known = PARAMETERS[name]
    return {"key": name, "label": say(name.replace("_", " ")), **_told(known), "value": known.default}


MAIN = ("anxiety", "avoidance", "security", "bond")
"""Settings that are always on view; the others unfold."""


def sliders(visit: Visit) -> list[dict]:
    """The sliders in groups: each partner, then the couple; ``folded`` ones are shown on demand. The last group holds
    the constants that this scenario sets; the others are as ``fixed`` has them."""
    scenario = visit.scenario
    partners = [
        {
            "title": isolated(getattr(scenario, key).name),
            "who": key[-1],
            "rows": _rows(key, PARTNER, getattr(scenario, key)),
        }
        for key in ("partner_a", "partner_b")
    ]
    constants = [{"key": key, "value": value} for key, value in scenario.parameters.items()]
    return [
        *partners,
        {"title": say("Together"), "who": "", "rows": _rows("couple", COUPLE, scenario.couple)},
        {"title": "", "who": "*", "rows": constants},
    ]


def _rows(part: str, things: dict[str, Thing], values: Any) -> list[dict]:
    """A slider for each setting of a part of the scenario that has one: its ends in words and in numbers, its value."""
    rows = []
    for name, thing in things.items():
        if setting := SLIDERS.get(f"{part}.{name}"):
            rows.append(
                {
                    "key": f"{part}.{name}",
                    "label": say(thing.label or thing.title),
                    **_told(setting),
                    "value": round(float(getattr(values, name)), 3),
                    "low": say(thing.low),
                    "high": say(thing.high),
                    "folded": name not in MAIN,
                }
            )
    return rows
