"""Why? One turn taken apart: what came, what it made of threat, what was done; for every turn that may be scrubbed to.

In the season zoom it is a day: what its evening and its night did to the bond and to trust.
"""

from typing import Any

import numpy as np

from sim.checking.errors import complaint, one_line, shown
from sim.dashboard.payload.evidence_chips import sign
from sim.wording import why as words

TURNS = 160
"""Turns told at once, around the one that is asked for: an evening of sixteen minutes."""
DAYS, SEASON_TURNS = 168, 27_000
"""Days told at once at most, and their turns."""
TERMS = ("silence", "protest", "shield", "answer", "stress", "spark", "burden", "chance", "floored", "hand", "room",
         "alarm")  # fmt: skip
ADDING = ("silence", "protest", "stress", "spark", "burden", "chance")
BODY = ("target", "threat", "flooded")
CHOICE = ("share_pursue", "share_withdraw", "share_reach", "pursue", "withdraw", "reach")
ANSWER = ("bid", "ready", "respond")
CARDS = (
    ("other-is-the-danger", "silence and protest alarm"),
    ("trust-takes-the-sting-out", "trust takes the sting out"),
    ("protest-or-shut-down", "the anxious protest, the avoidant go quiet"),
    ("flooding-shuts-the-door", "flooded, one cannot reach"),
)
DAY_CARDS = (
    ("bond-lives-on-answers", "answers build the bond, the dance wears it"),
    ("answers-build-security", "being answered builds trust"),
    ("five-to-one", "a hurt weighs more than a kindness"),
    ("security-settles", "what is not renewed settles back"),
)
"""The claims that a chain rests on, and what they are called here."""


def view(visit: Any, life: Any) -> dict:
    """Every turn of the day on view, or every day of the season, as far as ``TURNS`` or ``DAYS`` reach.

    The option ``turn`` is the one to explain (in the season a day): where nothing is asked, the most alarmed. Numbers
    of a turn are whole hundredths. Raises ``ScenarioError`` where ``turn`` is no whole number.
    """
    asked = _asked(visit.options)
    names = tuple(one_line(one.name) for one in (visit.scenario.partner_a, visit.scenario.partner_b))
    if visit.zoom == "season" and visit.scenario.days > 1:
        return _season(visit.scenario, life.run, asked, names)
    return _turns(visit, life.run.day(visit.day), asked, names)


def _asked(options: Any) -> int | None:
    """The turn that is asked for, checked; it may lie outside the day."""
    turn = options.get("turn") if isinstance(options, dict) else None
    if turn is None:
        return None
    if isinstance(turn, bool) or not isinstance(turn, int):
        raise complaint("why", "turn", shown(turn), "a whole number")
    return turn


def _turns(visit: Any, day: Any, asked: int | None, names: tuple[str, ...]) -> dict:
    from sim.analysis.why import chains

    last = len(day) - 1
    peak = int(np.argmax(np.maximum(day["threat_a"], day["threat_b"])[1:])) + 1
    turn = min(max(1, peak if asked is None else asked), last)
    first, end = _window(turn, last, TURNS)
    told = chains(day, visit.scenario)
    pauses = day["pause"].tolist()
    partners = {}
    for who, chain, me, other in zip("ab", told, names, reversed(names), strict=True):
        kept = list(zip(chain[first - 1 : end], pauses[first : end + 1], strict=True))
        partners[who] = {
            "head": [words.headline(c, me, other, pause) for c, pause in kept],
            "pull": [words.pull(c, me, other, pause) for c, pause in kept],
            "heart": [round(c.body.heart_rate) for c, _ in kept],
            "numbers": _numbers([c for c, _ in kept]),
        }
    p = visit.scenario.constants
    law = {"pace": round(p.threat_pace, 2), "midpoint": round(p.threat_midpoint, 2)}
    return {"kind": "turns", "day": visit.day, "first": first, "end": end, "turn": turn, "peak": peak, "law": law,
            "most": _most(partners), "cards": _cards(CARDS), **partners}  # fmt: skip


def _most(partners: dict[str, dict]) -> int:
    """The largest sum of what alarms, in hundredths: the scale that all turns share."""
    adding = np.array([[one["numbers"][name] for name in ADDING] for one in partners.values()])
    return max(100, int(np.maximum(adding, 0).sum(axis=1).max()))


def _cards(about: tuple[tuple[str, str], ...]) -> list[dict]:
    """The evidence cards of claims, with their signs."""
    return [{"card": key, "says": says, **sign(key)} for key, says in about]


def _window(asked: int, last: int, most: int) -> tuple[int, int]:
    """The first and the last of ``most`` places around one, from 1 to ``last``."""
    first = max(1, min(asked - most // 2, last - most + 1))
    return first, min(last, first + most - 1)


def _numbers(kept: list) -> dict[str, list[int]]:
    """The terms of the chains in whole hundredths, by name."""
    parts = [
        *((name, [getattr(c.met, name) for c in kept]) for name in TERMS),
        *((name, [getattr(c.body, name) for c in kept]) for name in BODY),
        *((name, [getattr(c.choice, name) for c in kept]) for name in CHOICE),
        *((name, [getattr(c.answer, name) for c in kept]) for name in ANSWER),
        ("before", [c.me.threat for c in kept]),
        ("passed", [c.passed.silence + c.passed.protest for c in kept]),
        ("given", [c.passed.answer for c in kept]),
    ]
    return {name: np.round(100.0 * np.array(values)).astype(int).tolist() for name, values in parts}


def _season(scenario: Any, run: Any, asked: int | None, names: tuple[str, ...]) -> dict:
    from sim.analysis.account import account

    number = run["day"]
    worst = np.maximum(run["threat_a"], run["threat_b"])
    means = np.bincount(number, worst)[1:] / np.bincount(number)[1:]
    peak = int(np.argmax(means)) + 1
    turn = min(max(1, peak if asked is None else asked), scenario.days)
    longest = max(scenario.lengths)
    first, end = _window(turn, scenario.days, max(1, min(DAYS, SEASON_TURNS // longest)))
    told = [account(run.day(day), scenario) for day in range(first, end + 1)]
    return {
        "kind": "days", "cards": _cards(DAY_CARDS), "first": first, "end": end, "turn": turn, "peak": peak,
        "head": [words.day_line(day, one, names) for day, one in enumerate(told, first)],
        "dance": [round(one.dance, 2) for one in told],
        "bond": _rows(one.bond for one in told),
        "security_a": _rows(one.security[0] for one in told),
        "security_b": _rows(one.security[1] for one in told),
        "most": round(max(max(part.built, part.worn, abs(part.night))
                          for one in told for part in (one.bond, *one.security)), 4),
    }  # fmt: skip


def _rows(kept: Any) -> list[list[float]]:
    """Morning, built, worn and night, day by day: (days, 4)."""
    return [[round(value, 4) for value in one] for one in kept]
