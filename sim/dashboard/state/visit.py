"""What one visitor has chosen: the run, and how the page looks at it (pure)."""

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import sim
from sim.checking.errors import one_line
from sim.checking.settings import Setting, Settings, settings_of
from sim.dashboard.state.village import Brought, Evening, Village
from sim.lessons import PANELS
from sim.model.parameters import PARAMETERS, Parameter
from sim.scenario.about import LANES
from sim.scenario.schema import Pair, Person, Scenario
from sim.wording.language import ENGLISH, marked, say, written
from sim.wording.text import isolated
from sim.wording.things import COUPLE, PARTNER, Thing

OPENING = "protest-polka"
"""The scenario the page opens on."""
VIEWS = {"explore": OPENING, "village": "village"}
"""The views of the page, and the scenario that each opens on."""
PARTS: dict[str, tuple[type[Settings], dict[str, Thing]]] = {
    "partner_a": (Person, PARTNER),
    "partner_b": (Person, PARTNER),
    "couple": (Pair, COUPLE),
}
SLIDERS: dict[str, Setting | Parameter] = {
    f"{part}.{name}": settings_of(form)[name]
    for part, (form, things) in PARTS.items()
    for name, thing in things.items()
    if thing.low
}
SLIDERS |= PARAMETERS
"""What may be set by a slider, with its ends; nothing else may be set by a gesture."""
TABS = {**PANELS, "lesson": marked("Lessons")}
"""The tabs by name, with their titles, as they stand on the page. The first has the sliders; behind each other one
stands its view, ``views/NAME.py``, drawn by ``panels/NAME.vue``."""
ZOOMS = ("conversation", "season")
USUAL_LANES, SEASON_LANES = ("moves", "alarm", "heart"), ("moves", "alarm", "heart", "bond", "satisfaction")
"""What is drawn of an evening, and of a season, where nothing else is asked for."""
MAX_TURNS = 120_000
"""Turns of the longest run that the page makes: two years of daily conversations."""


class Home(NamedTuple):
    """How a run opens, and what a reset goes back to beside the scenario: chance, day, zoom, playhead, and lanes."""

    seed: int = 1
    day: int = 1
    zoom: str = "conversation"
    turn: int | None = None
    lanes: tuple[str, ...] = ()


PLAIN = Home()


class Before(NamedTuple):
    """What undo goes back to; ``whole`` where not a change was made but another run was opened."""

    scenario: Scenario
    start: Scenario
    home: Home
    case: tuple[str, str] | None
    seed: int
    day: int
    zoom: str
    couple: str
    evening: Evening | None
    brought: Brought | None
    whole: bool


@dataclass(frozen=True)
class Visit:
    """One visitor's page.

    ``scenario`` is whole, with everything that the visitor has placed; a reset goes back to ``start`` and ``home``.
    ``day`` is the day on view, ``lanes`` what is drawn (nothing: the usual ones), ``fork`` the moment from which the
    other run goes another way, ``tab_options`` what each tab was asked for, ``case`` the lesson's case that is on view,
    and ``beside`` another one of that lesson beside it. ``past`` is what undo goes back to, and ``edit`` names the last
    change, so that a drag is one step. ``turn`` is where the playhead is to be put, ``opened`` grows whenever it is.
    ``answered`` numbers the last gesture taken in, ``want`` is a download that was asked for; ``language`` is the one
    that is spoken on this page.

    Where ``scenario`` is a village's, the page shows the village on that day: ``couple`` is the one that is looked at,
    by name, ``brought`` the file that its network is in. Where ``evening`` is given, ``scenario`` is one couple's out
    of a village, and its day is the one on view.
    """

    scenario: Scenario
    start: Scenario
    seed: int = 1
    day: int = 1
    zoom: str = "conversation"
    home: Home = PLAIN
    fork: tuple[int, int] | None = None
    panel: str = "couple"
    tab_options: dict[str, dict] = field(default_factory=dict)
    case: tuple[str, str] | None = None
    past: tuple[Before, ...] = ()
    edit: str = ""
    couple: str = ""
    evening: Evening | None = None
    brought: Brought | None = None
    beside: str = ""
    lanes: tuple[str, ...] = ()
    turn: int | None = None
    opened: int = 0
    want: str = ""
    message: str = ""
    answered: int = 0
    language: str = ENGLISH

    @property
    def options(self) -> dict:
        """What the open panel was asked for."""
        return self.tab_options.get(self.panel, {})

    @property
    def village(self) -> Village | None:
        """The village on view, or that the evening on view is out of."""
        if self.evening is not None:
            return self.evening.village
        return Village(self.scenario, self.seed, self.brought) if self.scenario.is_village else None

    def check(self) -> None:
        """Raise ``ScenarioError`` for what the page cannot show."""
        if self.scenario.is_village:
            _ = Village(self.scenario, self.seed, self.brought).couples
        elif self.evening is None:
            short_enough(self.scenario)


@cache
def gallery() -> tuple[tuple[str, str], ...]:
    """(name, title) of every scenario, in the gallery's order."""
    return tuple((name, sim.scenario(name).about.title) for name in sim.scenarios())


def choices(visit: Visit) -> list[dict]:
    """The scenarios to choose from; one that came by link or file and is not in the gallery stands last."""
    titles = dict(gallery())
    rows = [{"name": name, "title": say(title)} for name, title in titles.items()]
    own = visit.start.name not in titles and visit.case is None
    return [*rows, *([{"name": visit.start.name, "title": say(visit.start.about.title), "own": True}] if own else [])]


def opening(name: str = OPENING) -> Visit:
    """The page as it opens on a scenario of the gallery. Raises ``ScenarioError`` for an unknown name."""
    scenario = sim.scenario(name)
    home = home_of(scenario)
    return Visit(scenario=scenario, start=scenario, home=home, **home._asdict())


def home_of(scenario: Scenario) -> Home:
    """How the page opens on a scenario: on the moment that shows what it is about."""
    opens = scenario.about.opens
    day = min(opens.day, scenario.days)
    turn = None if opens.turn is None else min(opens.turn, scenario.lengths[day - 1])
    return Home(day=day, zoom=opens.zoom if scenario.days > 1 else "conversation", turn=turn, lanes=opens.lanes)


def lanes_of(visit: Visit) -> tuple[str, ...]:
    """The lanes that are drawn, in their order."""
    season = visit.zoom == "season"
    chosen = visit.lanes or (SEASON_LANES if season else USUAL_LANES)
    return tuple(lane for lane in LANES if lane in chosen and (season or lane != "satisfaction"))


def short_enough(scenario: Scenario) -> None:
    """Raise ``ScenarioError`` for a run that is too long for the page."""
    turns = sum(scenario.lengths)
    if turns > MAX_TURNS:
        raise sim.ScenarioError(
            say("{days} days are {turns} turns, and the page shows at most {most} (two years); the command line runs "
                "longer ones", days=scenario.days, turns=written(f"{turns:,}"), most=written(f"{MAX_TURNS:,}"))
        )  # fmt: skip


def names_of(visit: Visit) -> tuple[str, str]:
    """The partners' names as they stand among words, each on one line."""
    first, second = visit.scenario.partner_a.name, visit.scenario.partner_b.name
    return isolated(one_line(first)), isolated(one_line(second))
