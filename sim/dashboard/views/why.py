"""Why? One turn taken apart: what came, what it made of threat, what was done; for every turn that may be scrubbed to.

In the season zoom it is a day: what its evening and its night did to the bond and to trust.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from sim.analysis.account import Balance, account
from sim.analysis.why import Chain, chains
from sim.checking.errors import complaint, shown
from sim.dashboard.payload.evidence_chips import sign
from sim.dashboard.state.runs import PageRuns
from sim.dashboard.state.visit import Visit, names_of
from sim.model.schedule import clock
from sim.model.trajectory import Trajectory
from sim.scenario.schema import Scenario
from sim.wording import why as words
from sim.wording.language import say
from sim.wording.page import peak_front

MAX_TURNS = 160
"""Turns told at once, around the one that is asked for: an evening of sixteen minutes."""
MAX_DAYS, MAX_SEASON_TURNS = 168, 27_000
"""Days told at once at most, and their turns."""
TERMS = ("silence", "protest", "shield", "answer", "stress", "spark", "burden", "chance", "floored", "hand", "room",
         "alarm")  # fmt: skip
ADDING = ("silence", "protest", "stress", "spark", "burden", "chance")
BODY = ("target", "threat", "flooded")
CHOICE = ("share_pursue", "share_withdraw", "share_reach", "pursue", "withdraw", "reach")
ANSWER = ("bid", "ready", "respond")


def view(visit: Visit, runs: PageRuns) -> dict:
    """Every turn of the day on view, or every day of the season, as far as ``MAX_TURNS`` or ``MAX_DAYS`` reach.

    The option ``turn`` is the one to explain (in the season a day): where nothing is asked, the most alarmed. Numbers
    of a turn are whole hundredths. Raises ``ScenarioError`` where ``turn`` is no whole number.
    """
    wanted = _wanted(visit.options)
    if visit.zoom == "season" and visit.scenario.days > 1:
        return _season(visit.scenario, runs.run, wanted, names_of(visit))
    return _turns(visit, runs.run.day(visit.day), wanted, names_of(visit))


def _wanted(options: Any) -> int | None:
    """The turn that is asked for, checked; it may lie outside the day."""
    turn = options.get("turn") if isinstance(options, dict) else None
    if turn is None:
        return None
    if isinstance(turn, bool) or not isinstance(turn, int):
        raise complaint("why", "turn", shown(turn), "a whole number")
    return turn


def _turns(visit: Visit, day: Trajectory, wanted: int | None, names: tuple[str, str]) -> dict:
    last = len(day) - 1
    peak = int(np.argmax(np.maximum(day["threat_a"], day["threat_b"])[1:])) + 1
    turn = min(max(1, peak if wanted is None else wanted), last)
    first, end = _window(turn, last, MAX_TURNS)
    pauses = day["pause"][first : end + 1].tolist()
    partners = {}
    for who, every, me, other in zip("ab", chains(day, visit.scenario), names, reversed(names), strict=True):
        window = every[first - 1 : end]
        turns = list(zip(window, pauses, strict=True))
        partners[who] = {
            "head": [words.headline(c, me, other, pause) for c, pause in turns],
            "pull": [words.pull(c, me, other, pause) for c, pause in turns],
            "heart": [round(c.body.heart_rate) for c in window],
            "numbers": _numbers(window),
        }
    p = visit.scenario.constants
    most = [float(day[f"threat_{who}"][peak]) for who in "ab"]
    return {
        "front": peak_front(names, most, say("at {time}", time=clock(peak))),
        "kind": "turns",
        "day": visit.day,
        "first": first,
        "end": end,
        "turn": turn,
        "peak": peak,
        "law": {"pace": round(p.threat_pace, 2), "midpoint": round(p.threat_midpoint, 2)},
        "most": _most(partners),
        "cards": _cards(words.CARDS),
        **partners,
    }


def _most(partners: dict[str, dict]) -> int:
    """The largest sum of what alarms, in hundredths: the scale that all turns share."""
    adding = np.array([[partner["numbers"][name] for name in ADDING] for partner in partners.values()])
    return max(100, int(np.maximum(adding, 0).sum(axis=1).max()))


def _cards(about: dict[str, str]) -> list[dict]:
    """The evidence cards of claims, with their signs."""
    return [{"card": key, "says": say(says), **sign(key)} for key, says in about.items()]


def _window(wanted: int, last: int, length: int) -> tuple[int, int]:
    """The first and the last of at most ``length`` places around one, from 1 to ``last``."""
    first = max(1, min(wanted - length // 2, last - length + 1))
    return first, min(last, first + length - 1)


def _numbers(window: list[Chain]) -> dict[str, list[int]]:
    """The terms of the chains in whole hundredths, by name."""
    parts = {
        **{name: [getattr(c.met, name) for c in window] for name in TERMS},
        **{name: [getattr(c.body, name) for c in window] for name in BODY},
        **{name: [getattr(c.choice, name) for c in window] for name in CHOICE},
        **{name: [getattr(c.answer, name) for c in window] for name in ANSWER},
        "before": [c.me.threat for c in window],
        "passed": [c.passed.silence + c.passed.protest for c in window],
        "given": [c.passed.answer for c in window],
    }
    return {name: np.round(100.0 * np.array(values)).astype(int).tolist() for name, values in parts.items()}


def _season(scenario: Scenario, run: Trajectory, wanted: int | None, names: tuple[str, str]) -> dict:
    number = run["day"]
    worst = np.maximum(run["threat_a"], run["threat_b"])
    means = np.bincount(number, worst)[1:] / np.bincount(number)[1:]
    peak = int(np.argmax(means)) + 1
    turn = min(max(1, peak if wanted is None else wanted), scenario.days)
    first, end = _window(turn, scenario.days, max(1, min(MAX_DAYS, MAX_SEASON_TURNS // max(scenario.lengths))))
    days = [account(run.day(day), scenario) for day in range(first, end + 1)]
    quantities = [part for day in days for part in (day.bond, *day.security)]
    evening = number == peak
    most = [float(run[f"threat_{who}"][evening].mean()) for who in "ab"]
    return {
        "front": peak_front(names, most, say("on day {day}", day=peak)),
        "kind": "days",
        "cards": _cards(words.DAY_CARDS),
        "first": first,
        "end": end,
        "turn": turn,
        "peak": peak,
        "head": [words.day_line(number, day, names) for number, day in enumerate(days, first)],
        "dance": [round(day.dance, 2) for day in days],
        "bond": _rows(day.bond for day in days),
        "security_a": _rows(day.security[0] for day in days),
        "security_b": _rows(day.security[1] for day in days),
        "most": round(max(max(part.built, part.worn, abs(part.night)) for part in quantities), 4),
    }


def _rows(days: Iterable[Balance]) -> list[list[float]]:
    """Morning, built, worn and night, day by day: (days, 4)."""
    return [[round(value, 4) for value in day] for day in days]
