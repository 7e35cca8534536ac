"""What theory says, as penalties: 0 where a statement holds, growing with the distance.

``regimes`` looks at up to sixty-four sets side by side, chance off and slow variables frozen; ``lives`` looks at one
set with all its chance, over a year.
"""

from collections.abc import Sequence

import numpy as np

from experiments.calibration.space import Guess
from sim.analysis.stability.moment import STILL, Moment
from sim.engines.arrays import on_arrays
from sim.engines.ensemble import Runs, run_each
from sim.model.outcomes import Outcomes, satisfaction
from sim.model.parameters import PARAMETERS, Parameters
from sim.model.trajectory import STATE, couple_of
from sim.scenario.files import scenario as shipped
from sim.scenario.schema import Scenario

QUIET = dict.fromkeys(
    ("noise", "spark_rate", "event_rate", "security_rate", "bond_rate", "softening_rate", "softness_fade",
     "need_growth", "need_met", "injury_rate", "injury_met"), 0.0,
)  # fmt: skip
"""Chance off, slow variables frozen."""

KINDS = {
    "anxious": (0.8, 0.15), "avoidant": (0.2, 0.8), "secure": (0.15, 0.15), "uneasy": (0.6, 0.3), "shy": (0.3, 0.6),
}  # fmt: skip
"""Anxiety and avoidance of named kinds of partners."""


def couple(kind_a: str, kind_b: str, security: float, bond: float, turns: int, need: float = 0.5, **more) -> Scenario:
    """Two named kinds of partner."""
    people = {
        f"partner_{r}": dict(zip(("anxiety", "avoidance"), KINDS[k], strict=True))
        | {"name": r, "security": security, "need": need}
        for r, k in (("a", kind_a), ("b", kind_b))
    }
    given = {"about": {"title": "probe", "what": ""}, "turns": turns, "couple": {"bond": bond}, **people, **more}
    return Scenario.model_validate(given)


def spark(size: float, who: str = "a") -> dict:
    """One spark at turn 5."""
    return {"spark": ({"turn": 5, "who": who, "size": size},)}


def hand(turns: int) -> tuple:
    """The partner's hand from turn 60 on."""
    return ({"kind": "hand-holding", "turn": 60, "turns": turns},)


STRONG, WEAK = 2.0, 0.6
AV = ("anxious", "avoidant")
PROBES = {
    "polka undisturbed": couple(*AV, 0.3, 0.45, 300, need=0.9, parameters=QUIET),
    "polka weak spark": couple(*AV, 0.3, 0.45, 300, need=0.9, life=spark(WEAK), parameters=QUIET),
    "polka spark": couple(*AV, 0.3, 0.45, 300, life=spark(STRONG), parameters=QUIET),
    "polka spark by b": couple(*AV, 0.3, 0.45, 300, life=spark(STRONG, "b"), parameters=QUIET),
    "hand long": couple(*AV, 0.3, 0.45, 400, life=spark(STRONG), intervention=hand(150), parameters=QUIET),
    "hand short": couple(*AV, 0.3, 0.45, 400, life=spark(STRONG), intervention=hand(10), parameters=QUIET),
    "secure spark": couple("secure", "secure", 0.75, 0.75, 150, life=spark(STRONG), parameters=QUIET),
    "polka, safe": couple(*AV, 0.85, 0.85, 300, life=spark(STRONG), parameters=QUIET),
    "polka, bonded": couple(*AV, 0.45, 0.95, 400, life=spark(STRONG), intervention=hand(60), parameters=QUIET),
    "hand refused": couple(*AV, 0.1, 0.15, 160, life=spark(STRONG), intervention=hand(101), parameters=QUIET),
    "bad guy": couple("anxious", "anxious", 0.3, 0.45, 300, life=spark(STRONG), parameters=QUIET),
    "freeze": couple("avoidant", "avoidant", 0.3, 0.45, 40, life=spark(STRONG), parameters=QUIET),
    "steady": couple("anxious", "secure", 0.55, 0.55, 300, life=spark(STRONG), parameters=QUIET),
}
CALM = ("polka undisturbed", "polka weak spark", "hand long", "secure spark", "polka, safe", "polka, bonded", "steady")


def under(value, limit, scale=0.1):
    """How far above ``limit`` in scales; 0 or less where it is not."""
    return (value - limit) / scale


def over(value, limit, scale=0.1):
    """How far below ``limit`` in scales; 0 or less where it is not."""
    return under(-value, -limit, scale)


UPPER = np.linspace(0.3, 1.0, 36)
"""Threats among which two of a kind may have a steady dance."""


def kept_up(probe: Scenario, sets: Sequence[Guess]) -> np.ndarray:
    """How strongly two of a kind, both threatened alike, threaten each other still more, at the most: (sets,).

    Above 0, threat that is high enough rises to a steady dance; at or below, a dance fades, however slowly: near 0 it
    may last for hours (the ghost of a steady state), so that no run of a set length can tell.
    """
    moving = PARAMETERS.keys() - STILL.keys() - {"noise"}
    constants = {name: np.repeat([getattr(guess.p, name) for guess in sets], len(UPPER)) for name in moving}
    threats = np.tile(UPPER, len(sets))
    drive = Moment.of(probe).drive(np.stack([threats, threats]), constants)
    return drive.min(0).reshape(len(sets), -1).max(1)


def regimes(sets: Sequence[Guess]) -> dict[str, np.ndarray]:
    """How far each regime is from standing, (sets,) each, in scales: what must be calm, what must dance, and how. One
    at or below 0 stands."""
    final = {
        name: run_each([Runs(probe, base=guess.p) for guess in sets], days=(1,)).days[0]
        for name, probe in PROBES.items()
    }

    def get(probe: str, who: str, field: str) -> np.ndarray:
        return final[probe][STATE.index(f"{field}_{who}")]

    def danced(probe: str, move_a: str, move_b: str) -> np.ndarray:
        far = []
        for who, move in (("a", move_a), ("b", move_b)):
            strong = get(probe, who, move)
            rest = np.maximum(get(probe, who, "reach"), get(probe, who, "respond"))
            other = get(probe, who, "withdraw" if move == "pursue" else "pursue")
            far += [over(strong, 0.42), over(strong - np.maximum(rest, other), 0.1)]
        return np.max(far, 0)

    def frozen() -> np.ndarray:
        away = [over(get("freeze", w, "withdraw"), get("freeze", w, "pursue") + 0.05) for w in "ab"]
        return np.max(
            [*away, over(get("freeze", "a", "withdraw"), 0.25), under(get("freeze", "b", "arousal"), 0.55)], 0
        )

    calm = {probe: under(np.maximum(get(probe, "a", "threat"), get(probe, "b", "threat")), 0.12) for probe in CALM}
    return {
        **calm,
        "polka spark": np.maximum(
            danced("polka spark", "pursue", "withdraw"), over(get("polka spark", "a", "arousal"), 0.64)
        ),
        "polka spark by b": danced("polka spark by b", "pursue", "withdraw"),
        "hand short": danced("hand short", "pursue", "withdraw"),
        "hand refused": np.maximum(
            under(get("hand refused", "b", "taken"), 0.4), danced("hand refused", "pursue", "withdraw")
        ),
        "bad guy": np.maximum(
            danced("bad guy", "pursue", "pursue"), over(kept_up(PROBES["bad guy"], sets), 0.005, scale=0.005)
        ),
        "freeze": frozen(),
    }


YEAR = 365
SECURE, FREEZE, MIDDLE = 16, 16, 32
LIVES = (
    [couple("secure", "secure", 0.7, 0.7, 150, days=YEAR)] * SECURE
    + [couple("avoidant", "avoidant", 0.3, 0.45, 150, days=YEAR)] * FREEZE
    + [couple("uneasy", "shy", 0.55, 0.6, 150, days=YEAR)] * MIDDLE
)
TREATED, REBUFFED = shipped("therapy-course"), shipped("rebuffed")
COURSE = 140
"""Days after which the course is over."""
TALKS = [couple(*AV, 0.3, 0.45, 150, life=spark(1.6))] * 32 + [couple("secure", "secure", 0.75, 0.75, 150)] * 32


THREATS = [STATE.index("threat_a"), STATE.index("threat_b")]


SEEN = (COURSE, COURSE + 45, COURSE + 590)
"""Days at which those who had a course are seen: at its end, a month and a half after, and two years from the start."""
LONG = TREATED.altered(days=SEEN[-1])


def satisfied(rows: np.ndarray, p: Parameters) -> np.ndarray:
    """The satisfaction of couples from the rows of a kept day: (couples,)."""
    return on_arrays(satisfaction)(couple_of(rows), p)


def held(turns: int) -> Scenario:
    """The Polka with a hand from the sixth minute on, seen at the end of the evening."""
    return shipped("protest-polka").without().add("hand-holding", turn=60, turns=turns)


def blows(size: float, *days: int) -> dict[str, tuple[dict, ...]]:
    """Life events that strike both."""
    return {"event": tuple({"day": day, "who": "both", "size": size} for day in days)}


SIX = blows(0.5, 10, 25, 40, 55, 70, 85)
LOOSE, CLOSE = (couple("uneasy", "shy", level, level, 150, days=86) for level in (0.45, 0.85))
RELAPSE = blows(4.0, COURSE + 10, COURSE + 20, COURSE + 30)


def lives(constants: Guess, seed: int) -> dict[str, tuple[float, float, float, float]]:
    """What named couples come to: each figure with the least and the most that theory allows, and a scale."""
    talk = run_each([Runs(s, seed, range(i, i + 1), constants.p) for i, s in enumerate(TALKS)]).outcomes.T
    years = run_each([Runs(s, seed, range(i, i + 1), constants.p) for i, s in enumerate(LIVES)], days=(180, YEAR))
    at = Outcomes._fields.index
    bond, trust = years.days[:, STATE.index("bond")], years.days[:, STATE.index("security_a")]
    end = years.outcomes.T
    middle = end[at("satisfaction")][SECURE + FREEZE :]

    def outcomes_of(which: Scenario, outcome: str, **fields) -> np.ndarray:
        return run_each([Runs(which.altered(**fields), seed, range(32), constants.p)]).outcomes.T[at(outcome)]

    hurt, sore = (
        outcomes_of(REBUFFED, "security_a", days=days) - outcomes_of(REBUFFED.without(), "security_a", days=days)
        for days in (REBUFFED.days, REBUFFED.days + 30)
    )
    freed = [
        np.mean(run_each([Runs(held(turns), seed, range(32), constants.p)], days=(1,)).days[0][THREATS].max(0) < 0.3)
        for turns in (10, 60)
    ]
    shaken = [outcomes_of(which, "dance", life=SIX).mean() for which in (LOOSE, CLOSE)]
    course, waited, struck = (
        [satisfied(rows, constants.p) for rows in run_each([Runs(which, seed, range(32), constants.p)], days=SEEN).days]
        for which in (LONG, LONG.without(), LONG.altered(life=RELAPSE))
    )
    late = [hit - spared for hit, spared in zip(struck[1:], course[1:], strict=True)]
    evening = end[at("positive_negative")][:SECURE]
    found = {
        "polka: share dancing": (talk[at("dance")][:32].mean(), 0.5, 0.97, 0.1),
        "polka: heart": (talk[at("heart_rate_a")][:32].mean(), 96.0, 120.0, 3.0),
        "secure: share dancing": (talk[at("dance")][32:].mean(), -0.03, 0.03, 0.03),
        "secure: heart": (talk[at("heart_rate_a")][32:].mean(), 72.0, 84.0, 3.0),
        "secure year: bond": (bond[1, :SECURE].mean(), 0.68, 0.97, 0.1),
        "secure year: security": (trust[1, :SECURE].mean(), 0.6, 0.97, 0.1),
        "secure year: positive to negative, an evening": (np.median(evening), 5.0, 40.0, 20.0),
        "freeze half a year: bond": (bond[0, SECURE : SECURE + FREEZE].mean(), 0.05, 0.38, 0.1),
        "freeze year: heart": (end[at("heart_rate_a")][SECURE : SECURE + FREEZE].mean(), 72.0, 96.0, 3.0),
        "polka, treated: satisfaction": (course[0].mean(), 98.0, 120.0, 6.0),
        "polka, waiting: satisfaction": (waited[0].mean(), 64.0, 90.0, 5.0),
        "polka, treated: two years": (course[2].mean(), 100.0, 126.0, 6.0),
        "polka, treated: two years, sd": (course[2].std(), 4.0, 20.0, 2.0),
        "polka, waiting: two years": (waited[2].mean(), 60.0, 88.0, 5.0),
        "rebuffed: trust lost": (hurt.mean(), -np.inf, -0.004, 0.004),
        "rebuffed: trust lost, a month later": (sore.mean(), -0.15, -0.01, 0.01),
        "a hand of one minute: dances that end": (freed[0], -np.inf, 0.3, 0.1),
        "a hand of six minutes: dances that end": (freed[1], 0.75, np.inf, 0.1),
        "buffer: six blows shake the close less": (shaken[0] - shaken[1], 0.05, np.inf, 0.05),
        "relapse: three blows leave a mark": (late[0].mean(), -25.0, -3.0, 2.0),
        "relapse: a mark that fades": (late[1].mean() - late[0].mean(), 1.0, np.inf, 2.0),
        "one start, many ends: sd": (middle.std(), 6.0, np.inf, 2.0),
    }
    return {name: (float(value), *rest) for name, (value, *rest) in found.items()}
