"""The tipping map: where the two can come to rest as they are this morning, and what early or late support does.

Within a conversation what is slow stands still; the two threats then say where the couple goes (``sim.analysis.
stability``). One map is made for each set of cues that the day gives, so that the map changes when a hand is taken.
"""

from typing import Any, cast

import numpy as np

from sim.analysis.evening import Evening, alone
from sim.analysis.rows import cues_of, states_of, without_help
from sim.analysis.stability.moment import Moment
from sim.analysis.stability.points import Points
from sim.analysis.stability.support import gap, way_back
from sim.analysis.stability.tipping import CALM, calm_of, comes_to, dance_of, hold, needed, push
from sim.checking.errors import complaint, shown
from sim.dashboard.payload.tipping_plane import kind_of, plane, points_of, rounded
from sim.dashboard.state.runs import PageRuns
from sim.dashboard.state.visit import Visit, names_of
from sim.engines.ensemble import Runs, run_each
from sim.interventions.hand_holding import HandHolding
from sim.model.cues import Cues
from sim.model.trajectory import RECORDED, STATE, Trajectory
from sim.run import cores
from sim.scenario.schema import Scenario
from sim.wording import tipping as words
from sim.wording.language import say
from sim.wording.page import tipping_front

SETS = 4
"""Maps at most; rarer sets of cues are shown on the map of the most alike one."""
MORNINGS = 7
"""Mornings of a season that have a map of their own; another day is shown on the nearest one's."""
MAX_MOMENTS = 80
"""Moments at most at which a hand is taken."""
MAX_TURNS = 300
"""Turns of the longest hand that is tried: half an hour."""
EVENINGS, LAST = 128, 20
"""Evenings with chance that a hand is tried on, and the last turns by which they are called calm or not."""
CHOICES = {"part": ("map", "early"), "by": ("hand", "security")}
"""What a panel may ask for; the first of each is meant where nothing is asked."""


def view(visit: Visit, runs: PageRuns) -> dict:
    """The maps of the day on view, or with ``part`` "early" early against late support, along ``by``.

    Raises ``ScenarioError`` for options that are not known.
    """
    options = _options(visit.options)
    scenario, day = visit.scenario, runs.run.day(visit.day)
    names = dict(zip("ab", names_of(visit), strict=True))
    moment = Moment.at(_morning(day), scenario.constants)
    common = {"day": visit.day, "options": options, "season": visit.zoom == "season"}
    if options["part"] == "early":
        return {**common, "early": _early(moment, scenario, day, options["by"])}
    if visit.zoom == "season":
        season = _season(runs.run, scenario, names)
        front = _front(season["sets"][season["which"][visit.day]])
        return {**common, **season, "front": front, "words": _words(moment, names)}
    states, cues = states_of(day), cues_of(day)
    sets, which = _sets(cues)
    planes = [plane(moment.under(**cues), cues, names) for cues in sets]
    return {
        **common,
        "front": _front(planes[0]),
        "sets": planes,
        "which": which,
        "free": _free(moment, states, cues),
        "over": "",
        "words": _words(moment, names),
    }


def _front(plane: dict) -> str:
    """What stands on the drawer of a map, where nothing helps."""
    shares: dict[str, float] = {}
    for region in plane["regions"]:
        shares[region["kind"]] = shares.get(region["kind"], 0.0) + region["share"]
    return tipping_front(shares)


def _morning(day: Trajectory) -> np.ndarray:
    """The couple of a day as it woke, (STATE,); an event of the story strikes with the first turn."""
    states = states_of(day)
    morning = states[:, 0].copy()
    struck = [STATE.index(f"burden_{who}") for who in "ab"]
    morning[struck] = states[struck, 1]
    return morning


def _season(run: Trajectory, scenario: Scenario, names: dict[str, str]) -> dict:
    """The map of some mornings without any help, and the number of the one that is nearest to each day (from 0).

    What life weighs on a morning passes and is left out, so that the maps differ by what is slow alone.
    """
    light = np.ones(len(STATE))
    light[[STATE.index(f"burden_{who}") for who in "ab"]] = 0.0
    days = np.unique(np.linspace(1, scenario.days, MORNINGS).round().astype(int))
    sets = [
        plane(Moment.at(light * _morning(run.day(int(day))), scenario.constants), {}, names, words.morning(int(day)))
        for day in days
    ]
    calm = [sum(region["share"] for region in map_["regions"] if region["kind"] == "calm") for map_ in sets]
    which = np.abs(np.arange(scenario.days + 1)[:, None] - days).argmin(1)
    return {"sets": sets, "which": which.tolist(), "free": "", "over": words.over(days.tolist(), calm)}


def _options(options: Any) -> dict[str, str]:
    """What is asked for, checked."""
    options = options if isinstance(options, dict) else {}
    checked = {}
    for key, allowed in CHOICES.items():
        value = options.get(key, allowed[0])
        if not isinstance(value, str) or value not in allowed:
            raise complaint("tipping map", key, shown(value), " or ".join(allowed))
        checked[key] = value
    return checked


def _sets(cues: np.ndarray) -> tuple[list[dict[str, float]], list[int]]:
    """The sets of cues that a day gives (nothing first, then by how often), and the number of each turn's own."""
    mapped = [Cues._fields.index(name) for name in words.CUES]
    rows = np.round(cues[mapped].T, 3)
    alone, counts = np.unique(rows, axis=0, return_counts=True)
    order = [i for i in np.argsort(-counts, kind="stable") if alone[i].any()]
    mapped_sets = np.array([np.zeros(len(mapped)), *alone[order[: SETS - 1]]])
    far = np.abs(rows[:, None, :] - mapped_sets[None]).sum(2)
    sets = [{name: float(size) for name, size in zip(words.CUES, row, strict=True) if size} for row in mapped_sets]
    return sets, far.argmin(1).tolist()


def _free(moment: Moment, states: np.ndarray, cues: np.ndarray) -> str:
    """Where the two would come to from every turn on, if all help ended then: a letter a turn, the first of its kind.

    Chance and what is still to come are left out; what life has thrown in by then stays.
    """
    mapped = [Cues._fields.index(name) for name in words.CUES]
    bare = np.round(without_help(cues)[mapped], 3)
    letters = np.full(states.shape[1], "n")
    for sizes in np.unique(bare, axis=1).T:
        here = np.flatnonzero((bare == sizes[:, None]).all(0))
        under = moment.under(**dict(zip(words.CUES, sizes.tolist(), strict=True)))
        points = points_of(under)
        kinds = np.array([kind_of(under, each.point)[0] if each.stable else "n" for each in points.all] + ["n"])
        letters[here] = kinds[comes_to(under, points, states[:, here], cores())]
    return "".join(letters)


def _words(moment: Moment, names: dict[str, str]) -> list[str]:
    """What starts the dance, what ends it, and how far calm is, for the couple without any help."""
    points = points_of(moment)
    load = words.burden({who: float(moment.state[STATE.index(f"burden_{who}")]) for who in "ab"}, names)
    if not _calm(moment, points):
        return [load or say(words.NO_CALM)]
    texts = [load, words.spark([push(moment, points, who) for who in "ab"], names, moment.p.spark_size)]
    if (dance := dance_of(points)) is not None:
        texts += [
            words.hand(hold(moment, points)),
            words.distance(way_back(moment, points), dance.point, names),
        ]
    return [text for text in texts if text]


def _calm(moment: Moment, points: Points) -> bool:
    """Whether there is a calm to come back to."""
    return any(kind_of(moment, each.point) == "calm" for each in points.all if each.stable)


def _early(moment: Moment, scenario: Scenario, day: Trajectory, by: str) -> dict:
    """Early against late support: the two ways along ``by``, and the hand that is needed by when it is taken."""
    ways = gap(moment, by)
    now = None if by == "hand" else float(np.mean([moment.state[STATE.index(f"security_{who}")] for who in "ab"]))
    begin = ways.late[:, 0]
    kind = "calm" if begin.max() < CALM else kind_of(moment.at(_changed(moment, by), moment.p), begin)
    picture = {
        "by": by,
        "values": np.round(ways.values, 3).tolist(),
        "late": np.round(ways.late.max(0), 3).tolist(),
        "early": np.round(ways.early.max(0), 3).tolist(),
        "lets_go": None if ways.lets_go is None else rounded(ways.lets_go),
        "takes_hold": None if ways.takes_hold is None else rounded(ways.takes_hold),
        "now": None if now is None else rounded(now),
        "sentence": words.two_ways(ways, kind, now),
    }
    points = points_of(moment)
    if not _calm(moment, points):
        return {**picture, "turns": [], "needed": [], "waiting": say(words.NO_CALM_TODAY), "chance": ""}
    course = alone(day, scenario)
    turns = np.arange(1, course.shape[1], -(-course.shape[1] // MAX_MOMENTS))
    # A hand taken at a turn works from that turn on, so what it meets is the state that the turn before has left.
    need = needed(moment, points, course[:, turns - 1], longest=MAX_TURNS, threads=cores())
    return {
        **picture,
        "turns": turns.tolist(),
        "needed": [None if count < 0 else int(count) for count in need],
        "waiting": words.waiting(turns, need, MAX_TURNS),
        "chance": _with_chance(moment, points, Evening.of(scenario, day), turns, need, day.seed),
    }


def _changed(moment: Moment, by: str) -> np.ndarray:
    """The couple's state with what ``by`` names at 0."""
    return moment.given(1, {} if by == "hand" else {by: np.zeros(1)})[0][:, 0]


def _with_chance(
    moment: Moment, points: Points, evening: Evening, turns: np.ndarray, need: np.ndarray, seed: int
) -> str:
    """How many evenings end calm when a hand is held for the least that is needed without chance, twice and four
    times that, from the moment on at which it is dearest of those at which the evening is long enough for it."""
    calm, dance = calm_of(points), dance_of(points)
    if not (need > 0).any() or calm is None or dance is None:
        return ""
    last = evening.lengths[0]
    dearest = int(np.argmax(np.where(turns + need + LAST <= last, need, 0)))
    turn, least = int(turns[dearest]), int(need[dearest])
    if least <= 0:
        return ""
    between = 0.5 * (calm.point.max() + dance.point.max())
    threats = [RECORDED.index(f"threat_{who}") for who in "ab"]
    tried: list[tuple[int, int]] = []
    for count in (least, 2 * least, 4 * least):
        if turn + count + LAST > last or (tried and tried[-1][1] == EVENINGS):
            break
        helped = evening.given(HandHolding(turn=turn, turns=count).blocks(evening.constants))
        rows = run_each([Runs(cast(Scenario, helped), seed, range(EVENINGS))], cores(), keep_turns=True).turns
        tried.append((count, int((rows[-LAST:, threats].max(1).mean(0) < between).sum())))
    return words.let_chance_in(turn, tried, EVENINGS)
