"""Placing things in a scenario: interventions and what life throws in, by dotted key. Pure.

A thing goes by the key that it has in the scenario (``intervention.2``, ``life.spark.1``), so that what is changed on
the page is what a file, a link or the command line would change.
"""

from typing import Any

from pydantic import ValidationError

import sim
from sim.checking.errors import complaint, nearest, shown
from sim.checking.explain import explained
from sim.interventions import INTERVENTIONS
from sim.scenario.events import Event, Spark, Stress
from sim.scenario.schema import DISTINCT, Scenario, share_a_day
from sim.wording.names import PLACED

STORY = {"spark": Spark, "event": Event, "stress": Stress}
"""What life throws in."""
KINDS = (*INTERVENTIONS, *STORY)


def things(scenario: Scenario) -> dict[str, Any]:
    """Everything that is placed, by key: interventions first, then the story."""
    placed = {f"intervention.{i}": plan for i, plan in enumerate(scenario.interventions, 1)}
    for kind in STORY:
        placed |= {f"life.{kind}.{i}": one for i, one in enumerate(getattr(scenario.life, kind), 1)}
    return placed


def kind_of(key: str, thing: Any) -> str:
    """The kind of a thing by its key."""
    return thing.kind if key.startswith("intervention.") else key.split(".")[1]


def place(
    scenario: Scenario, kind: str, day: int, turn: int, turns: int | None = None, days: int = 1, **settings: Any
) -> Scenario:
    """The scenario with one more thing, from ``turn`` of ``day`` on for ``turns`` turns, on ``days`` days.

    It is cut to fit: into its conversation, and up to the next of its sort. Raises ``ScenarioError`` where one of its
    sort is there already, and for a kind or a setting that there is not.
    """
    if kind not in KINDS:
        raise complaint("place", "what", shown(kind), "one of " + ", ".join(KINDS), nearest(kind, KINDS))
    day = min(max(1, day), scenario.days)
    if kind == "event":
        return _added(scenario, kind, {"day": day, **settings})
    turn = min(max(1, turn), scenario.lengths[day - 1])
    if kind == "spark":
        return _added(scenario, kind, {"day": day, "turn": turn, **settings})
    if turns is None:
        turns = INTERVENTIONS[kind]().turns if kind in INTERVENTIONS else 40
    many = {} if days <= 1 else {"days": min(days, scenario.days - day + 1)}
    given = {"day": day, "turn": turn, "turns": max(1, turns), **many, **settings}
    if kind == "therapy-course":
        return _added(scenario, kind, given)
    given["turns"] = _room(scenario, kind, given)
    return _added(scenario, kind, given)


def _room(scenario: Scenario, kind: str, given: dict[str, Any]) -> int:
    """How long a new thing may be: to the end of its conversation, or to the next of its sort."""
    end = scenario.lengths[given["day"] - 1] + 1
    longest = min(given["turns"], end - given["turn"])
    if kind not in INTERVENTIONS:
        return longest
    try:
        new = INTERVENTIONS[kind](**{**given, "turns": 1})
    except ValidationError as error:
        raise explained(error, kind, INTERVENTIONS[kind]) from None
    for old in scenario.interventions:
        alike = old.kind == kind and all(getattr(old, name, 0) == getattr(new, name, 0) for name in DISTINCT)
        if alike and old.when == new.when == "scheduled" and share_a_day(old, new):
            if old.turn <= new.turn < old.turn + old.turns:
                raise sim.ScenarioError(f"There is one of that sort already at this moment: {PLACED[kind][0]}.")
            if new.turn < old.turn:
                longest = min(longest, old.turn - new.turn)
    return longest


def on_day(thing: Any, day: int) -> bool:
    """Whether a thing is given on a day."""
    since, every = day - thing.day, getattr(thing, "every", 1)
    return since >= 0 and since % every == 0 and since // every < getattr(thing, "days", 1)


def last_day(thing: Any) -> int:
    """The last day that a thing is given on."""
    return thing.day + (getattr(thing, "days", 1) - 1) * getattr(thing, "every", 1)


def _added(scenario: Scenario, kind: str, settings: dict[str, Any]) -> Scenario:
    if kind in INTERVENTIONS:
        return scenario.add(kind, **settings)
    held = [one.model_dump() for one in getattr(scenario.life, kind)]
    return scenario.change({f"life.{kind}": [*held, settings]}, kind)


def change(scenario: Scenario, key: str, settings: dict[str, Any]) -> Scenario:
    """The scenario with settings of one thing changed; times are kept within the story.

    Raises ``ScenarioError`` for a thing, a setting or a value that there is not, and where two of a sort would overlap.
    """
    thing = _found(scenario, key)
    fit = dict(settings)
    day = _whole(fit, "day", getattr(thing, "day", 1), scenario.days)
    last = scenario.lengths[day - 1]
    if hasattr(thing, "turn"):
        turn = _whole(fit, "turn", thing.turn, last)
        if hasattr(thing, "turns") and kind_of(key, thing) != "therapy-course" and ("turns" in fit or "turn" in fit):
            fit.setdefault("turns", thing.turns)
            _whole(
                fit,
                "turns",
                thing.turns,
                last - turn + 1 if getattr(thing, "when", "scheduled") == "scheduled" else last,
            )
    if "days" in fit and hasattr(thing, "days"):
        every = fit.get("every", getattr(thing, "every", 1))
        _whole(
            fit, "days", thing.days, (scenario.days - day) // every + 1 if isinstance(every, int) and every > 0 else 1
        )
    try:
        return scenario.change({f"{key}.{name}": value for name, value in fit.items()}, kind_of(key, thing))
    except sim.ScenarioError as error:
        if "do not overlap" in str(error):
            raise sim.ScenarioError("Two of a sort cannot lie over each other. Leave room, or remove one.") from None
        raise sim.ScenarioError(str(error).replace(f"{key}.", "")) from None


def _whole(fit: dict[str, Any], name: str, otherwise: int, most: int) -> int:
    """The value of a time setting, kept from 1 to ``most`` where it is a whole number."""
    value = fit.get(name, otherwise)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise complaint("change", name, shown(value), "a whole number")
    value = min(max(1, value), max(1, most))
    if name in fit:
        fit[name] = value
    return value


def remove(scenario: Scenario, key: str) -> Scenario:
    """The scenario without one thing. Raises ``ScenarioError`` where it is not there."""
    _found(scenario, key)
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
    known = [(kind_of(key, one), one) for key, one in things(start).items()]
    found = set()
    for key, one in things(scenario).items():
        kind = kind_of(key, one)
        if (kind, one) in known:
            known.remove((kind, one))
        else:
            found.add(key)
    return found


def differences(scenario: Scenario, other: Scenario) -> list[Any]:
    """The things that one of the two has and the other has not."""
    return [things(here)[key] for here, there in ((scenario, other), (other, scenario)) for key in mine(here, there)]


def _found(scenario: Scenario, key: Any) -> Any:
    """The thing of a key. Raises ``ScenarioError`` where there is none."""
    placed = things(scenario)
    if not isinstance(key, str) or key not in placed:
        raise complaint("page", "block", shown(key), "one of " + (", ".join(placed) or "none: nothing is placed"))
    return placed[key]
