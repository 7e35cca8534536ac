"""Placing things in a scenario: interventions and what life throws in, by dotted key. Pure.

A thing goes by the key that it has in the scenario (``intervention.2``, ``life.spark.1``), so that what is changed on
the page is what a file, a link or the command line would change.
"""

from typing import Any

from pydantic import ValidationError

import sim
from sim.checking.errors import complaint, nearest, shown
from sim.checking.explain import explained
from sim.checking.placeable import Placeable
from sim.checking.settings import settings_of
from sim.interventions import INTERVENTIONS
from sim.scenario.events import Event, Spark, Stress
from sim.scenario.schema import DISTINCT, Scenario, share_a_day
from sim.wording.language import say

STORY: dict[str, type[Placeable]] = {form.kind: form for form in (Spark, Event, Stress)}
"""What life throws in."""
FORMS: dict[str, type[Placeable]] = {**INTERVENTIONS, **STORY}
"""All that can be placed, by kind."""
TURNS = 40
"""How long that lasts which does not say so itself (assumed)."""


def things(scenario: Scenario) -> dict[str, Placeable]:
    """Everything that is placed, by key: interventions first, then the story."""
    placed: dict[str, Placeable] = {f"intervention.{i}": plan for i, plan in enumerate(scenario.interventions, 1)}
    for kind in STORY:
        placed |= {f"life.{kind}.{i}": event for i, event in enumerate(getattr(scenario.life, kind), 1)}
    return placed


def place(
    scenario: Scenario, kind: str, day: int, turn: int, turns: int | None = None, days: int = 1, **settings: Any
) -> Scenario:
    """The scenario with one more thing, from ``turn`` of ``day`` on for ``turns`` turns, on ``days`` days.

    It is cut to fit: into its conversation, and up to the next of its sort. Raises ``ScenarioError`` where one of its
    sort is there already, and for a kind or a setting that there is not.
    """
    if kind not in FORMS:
        raise complaint("place", "what", shown(kind), "one of " + ", ".join(FORMS), nearest(kind, FORMS))
    known = settings_of(FORMS[kind])
    day = min(max(1, day), scenario.days)
    times = {"day": day}
    if "turn" in known:
        times["turn"] = min(max(1, turn), scenario.lengths[day - 1])
    if "turns" in known:
        times["turns"] = max(1, (known["turns"].default or TURNS) if turns is None else turns)
    if "days" in known and days > 1:
        times["days"] = min(days, scenario.days - day + 1)
    settings = {**times, **settings}
    if "turns" in known and not FORMS[kind].is_course:
        settings["turns"] = _room(scenario, kind, settings)
    return _added(scenario, kind, settings)


def _room(scenario: Scenario, kind: str, settings: dict[str, Any]) -> int:
    """How long a new thing may be: to the end of its conversation, or to the next of its sort."""
    end = scenario.lengths[settings["day"] - 1] + 1
    longest = min(settings["turns"], end - settings["turn"])
    if kind not in INTERVENTIONS:
        return longest
    try:
        new = INTERVENTIONS[kind](**{**settings, "turns": 1})
    except ValidationError as error:
        raise explained(error, kind, INTERVENTIONS[kind]) from None
    for old in scenario.interventions:
        alike = old.kind == kind and all(getattr(old, name, 0) == getattr(new, name, 0) for name in DISTINCT)
        if alike and old.when == new.when == "scheduled" and share_a_day(old, new):
            if old.turn <= new.turn < old.turn + old.turns:
                raise sim.ScenarioError(
                    say("There is one of that sort already at this moment: {thing}.", thing=say(new.label))
                )
            if new.turn < old.turn:
                longest = min(longest, old.turn - new.turn)
    return longest


def _added(scenario: Scenario, kind: str, settings: dict[str, Any]) -> Scenario:
    if kind in INTERVENTIONS:
        return scenario.add(kind, **settings)
    before = [event.model_dump() for event in getattr(scenario.life, kind)]
    return scenario.change({f"life.{kind}": [*before, settings]}, kind)


def change(scenario: Scenario, key: str, settings: dict[str, Any]) -> Scenario:
    """The scenario with settings of one thing changed; times are kept within the story.

    Raises ``ScenarioError`` for a thing, a setting or a value that there is not, and where two of a sort would overlap.
    """
    thing = _thing(scenario, key)
    fit = dict(settings)
    day = _whole(fit, "day", thing.day, scenario.days)
    last = scenario.lengths[day - 1]
    if hasattr(thing, "turn"):
        turn = _whole(fit, "turn", thing.turn, last)
        if hasattr(thing, "turns") and not thing.is_course and ("turns" in fit or "turn" in fit):
            fit.setdefault("turns", thing.turns)
            scheduled = getattr(thing, "when", "scheduled") == "scheduled"
            _whole(fit, "turns", thing.turns, last - turn + 1 if scheduled else last)
    if "days" in fit and hasattr(thing, "days"):
        every = fit.get("every", getattr(thing, "every", 1))
        times = (scenario.days - day) // every + 1 if isinstance(every, int) and every > 0 else 1
        _whole(fit, "days", thing.days, times)
    try:
        return scenario.change({f"{key}.{name}": value for name, value in fit.items()}, thing.kind)
    except sim.ScenarioError as error:
        if "do not overlap" in str(error):
            raise sim.ScenarioError(
                say("Two of a sort cannot lie over each other. Leave room, or remove one.")
            ) from None
        raise sim.ScenarioError(str(error).replace(f"{key}.", "")) from None


def _whole(fit: dict[str, Any], name: str, otherwise: int, maximum: int) -> int:
    """The value of a time setting, kept from 1 to ``maximum`` where it is a whole number."""
    value = fit.get(name, otherwise)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise complaint("change", name, shown(value), "a whole number")
    value = min(max(1, value), max(1, maximum))
    if name in fit:
        fit[name] = value
    return value


def remove(scenario: Scenario, key: str) -> Scenario:
    """The scenario without one thing. Raises ``ScenarioError`` where it is not there."""
    _thing(scenario, key)
    return without(scenario, {key})


def without(scenario: Scenario, keys: set[str]) -> Scenario:
    """The scenario without the things of these keys."""
    left: dict[str, list] = {"intervention": [], **{f"life.{kind}": [] for kind in STORY}}
    for key, thing in things(scenario).items():
        if key not in keys:
            left[key.rpartition(".")[0]].append(thing.model_dump())
    touched = {key.rpartition(".")[0] for key in keys}
    return scenario.change({name: left[name] for name in touched}) if touched else scenario


def mine(scenario: Scenario, start: Scenario) -> set[str]:
    """The keys of what is not in ``start``: what the visitor has placed or changed."""
    if scenario.mirrored != start.mirrored:
        start = start.swapped()
    known = list(things(start).values())
    own = set()
    for key, thing in things(scenario).items():
        if thing in known:
            known.remove(thing)
        else:
            own.add(key)
    return own


def differences(scenario: Scenario, other: Scenario) -> list[Placeable]:
    """The things that one of the two has and the other has not."""
    return [things(here)[key] for here, there in ((scenario, other), (other, scenario)) for key in mine(here, there)]


def _thing(scenario: Scenario, key: Any) -> Placeable:
    """The thing of a key. Raises ``ScenarioError`` where there is none."""
    placed = things(scenario)
    if not isinstance(key, str) or key not in placed:
        raise complaint("page", "block", shown(key), "one of " + (", ".join(placed) or "none: nothing is placed"))
    return placed[key]
