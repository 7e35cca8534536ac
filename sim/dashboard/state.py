"""What one visitor has chosen, and what each gesture does to it. Pure: a visit goes in, a visit comes out.

The visitor's own hand is kept apart from the scenario's plan, because the page always asks one question of it:
what would have happened without?
"""

from dataclasses import dataclass, replace
from functools import cache

import sim

OPENING = "protest-polka"
"""The scenario the page opens on."""

SLIDERS = (
    "partner_a.anxiety",
    "partner_a.avoidance",
    "partner_a.security",
    "partner_b.anxiety",
    "partner_b.avoidance",
    "partner_b.security",
    "couple.bond",
)
"""The settings with a slider; nothing else may be set by a gesture."""

HIGHEST_SEED = 2**31 - 1


KIND = "hand-holding"
"""The intervention that the page's button adds."""


@dataclass(frozen=True)
class Hand:
    """The visitor's hand: held on `day` from `turn` for `turns` turns of 6 s."""

    day: int
    turn: int
    turns: int


@dataclass(frozen=True)
class Visit:
    """One visitor's page. `scenario` is without the visitor's hand, `start` is what a reset goes back to, and
    `answered` numbers the last gesture taken in."""

    scenario: "sim.Scenario"
    start: "sim.Scenario"
    hand: Hand | None = None
    seed: int = 1
    day: int = 1
    message: str = ""
    answered: int = 0


def held(visit: Visit) -> "sim.Scenario":
    """The visit's scenario with the visitor's hand in its plan, if there is one. Raises `sim.ScenarioError` when the
    plan has no room for it."""
    if visit.hand is None:
        return visit.scenario
    return visit.scenario.add(KIND, day=visit.hand.day, turn=visit.hand.turn, turns=visit.hand.turns)


@cache
def gallery() -> tuple[tuple[str, str], ...]:
    """(name, title) of every scenario, in the gallery's order."""
    return tuple((name, sim.scenario(name).about.title) for name in sim.scenarios())


def opening(name: str = OPENING) -> Visit:
    """The page as it opens on a scenario of the gallery. Raises `sim.ScenarioError` for an unknown name."""
    scenario = sim.scenario(name)
    return Visit(scenario=scenario, start=scenario)


def after(visit: Visit, gesture: dict) -> Visit:
    """The visit after a gesture. What cannot be done leaves everything as it was and says why; it never raises."""
    visit = replace(visit, message="", answered=_whole(gesture.get("n"), visit.answered))
    act = GESTURES.get(gesture.get("kind"))
    if act is None:
        return replace(visit, message="The page sent something that this version does not know. Please reload it.")
    try:
        return act(visit, gesture)
    except sim.ScenarioError as error:
        return replace(visit, message=str(error))
    except (KeyError, TypeError, ValueError, OverflowError):
        return replace(visit, message="That could not be read, so nothing was changed.")


def _choose(visit: Visit, gesture: dict) -> Visit:
    name = str(gesture["name"])
    if name not in dict(gallery()):  # a path would be read from this machine's disk
        raise KeyError(name)
    return replace(opening(name), answered=visit.answered)


def _reset(visit: Visit, gesture: dict) -> Visit:
    return Visit(scenario=visit.start, start=visit.start, answered=visit.answered)


def _set(visit: Visit, gesture: dict) -> Visit:
    key = gesture["key"]
    if key not in SLIDERS:
        raise KeyError(key)
    return replace(visit, scenario=visit.scenario.change({key: float(gesture["value"])}))


def _seed(visit: Visit, gesture: dict) -> Visit:
    seed = int(gesture["seed"])
    if not 0 <= seed <= HIGHEST_SEED:
        return replace(visit, message=f"An evening's number is between 0 and {HIGHEST_SEED}; {seed} is not.")
    return replace(visit, seed=seed)


def _day(visit: Visit, gesture: dict) -> Visit:
    return replace(visit, day=min(max(1, int(gesture["day"])), visit.scenario.days))


def _take(visit: Visit, gesture: dict) -> Visit:
    """Take the hand at a turn, of the day on view if none is named; a hand already held elsewhere moves here."""
    day = min(max(1, int(gesture.get("day", visit.day))), visit.scenario.days)
    last = visit.scenario.lengths[day - 1]
    turn = min(max(1, int(gesture["turn"])), last)
    turns = min(max(1, int(gesture["turns"])), last - turn + 1)
    taken = replace(visit, hand=Hand(day=day, turn=turn, turns=turns))
    try:
        held(taken)
    except sim.ScenarioError:
        return replace(
            visit, message="A hand is held at that time already, in this scenario's own plan. Take it before or after."
        )
    return taken


def _let_go(visit: Visit, gesture: dict) -> Visit:
    return replace(visit, hand=None)


GESTURES = {
    "choose": _choose,
    "reset": _reset,
    "set": _set,
    "seed": _seed,
    "day": _day,
    "take": _take,
    "let-go": _let_go,
}


def _whole(value, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise
