"""The arms: distressed couples in the middle of a dance, and what is done for them.

All arms have the same couples on the same chance. The evening is one conversation: a topic of disagreement at its
start, six minutes of dance, then the help for twenty minutes, ten minutes without it, and the same topic once more. In
the repeated version the topic and the help come every evening for three weeks. Then life goes on for a year; a week
and a year later the topic is raised again, and nothing is done about it.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from experiments.evidence.lab import Lab, states
from experiments.paired import both, caught, distressed, enough, satisfied
from sim.model.trajectory import RECORDED, STATE

TOPIC, START, LASTS, AFTER, AGAIN = 2, 61, 200, 100, 150
"""The turn of the topic, the first turn of the help and how many it lasts, the turns after it, and those after the
topic is raised again."""
END = START + LASTS - 1
SECOND = END + AFTER + 1
"""The turn at which the topic is raised again."""
WINDOWS = {"during": (START, END), "last 5 min of it": (END - 49, END), "right after": (END + 1, END + AFTER),
           "topic again": (SECOND, SECOND + AGAIN - 1)}  # fmt: skip
"""First and last turn of the stretches that are looked at."""
EVENINGS, WEEK, YEAR = 21, 7, 365
CAUGHT_AT = (START - 10, START - 1)
"""The minute before the help: who is caught in the dance then takes part."""
MINUTE = 10


def given(kind: str, turns: int = LASTS, **settings: Any) -> dict[str, Any]:
    """An intervention that starts in the middle of the dance."""
    return {"kind": kind, "turn": START, "turns": turns, **settings}


HEARD = (given("containment"), given("softening"))
ARMS = {
    "nothing": (),
    "hand, a minute": (given("hand-holding", MINUTE),),
    "hand": (given("hand-holding"),),
    "time-out": (given("time-out"),),
    "containment": (given("containment"),),
    "softening": HEARD,
    "softening, not contained": (given("softening"),),
}
"""Softening is given in a contained room, as a therapist would, so that it can be heard: in the heat of a dance
partners are flooded, and who is flooded neither softens nor answers. The last arm is softening without that."""
HELP = tuple(ARMS)[1:]


@dataclass(frozen=True)
class Arm:
    """What came of one arm: measures by name, (couples,) each, and the share dancing turn by turn of the evening."""

    found: dict[str, np.ndarray]
    dancing: np.ndarray


def raised(lab: Lab, index: int, turns: tuple[int, ...], days: int = 1) -> dict[str, Any]:
    """A story: a couple's topic, raised at these turns of each of the first days by the one whose topic it is."""
    who = "ab"[lab.owners[index]]
    return {"spark": [{"day": day, "turn": turn, "who": who, "size": lab.topic}
                      for day in range(1, days + 1) for turn in turns]}  # fmt: skip


def evening(lab: Lab, couples: np.ndarray, plan: tuple[dict, ...]) -> tuple[dict[str, np.ndarray], dict]:
    """One evening: every quantity by name, (turns, couples) each, and the state at its end."""
    made = [
        lab.today(i, turns=SECOND + AGAIN - 1, life=raised(lab, i, (TOPIC, SECOND)), intervention=plan)
        for i in couples.tolist()
    ]
    rows = lab.run(made, 30, turns=True).turns[1:]
    return {name: rows[:, at] for at, name in enumerate(RECORDED)}, {
        name: rows[-1, at] for at, name in enumerate(STATE)
    }


@lru_cache(maxsize=4)
def dancers(lab: Lab) -> np.ndarray:
    """The distressed couples who are caught in the dance when help would come. Raises ``ScenarioError``."""
    couples = distressed(lab)
    before = caught(evening(lab, couples, ())[0])[CAUGHT_AT[0] - 1 : CAUGHT_AT[1]].mean(0)
    return enough(lab, couples[before >= 0.5], "distressed and dancing")


def lived_on(lab: Lab, couples: np.ndarray, end: dict[str, np.ndarray], purpose: int) -> dict[str, np.ndarray]:
    """A year of ordinary life from a state: what is found after a week and after a year."""
    now = spread(lab, couples, end)
    days = lab.run([lab.today(i, now, days=YEAR) for i in couples.tolist()], purpose, (WEEK, YEAR)).days
    found = {}
    for name, at in (("a week later", states(days[0])), ("a year later", states(days[1]))):
        later = spread(lab, couples, at)
        made = [lab.today(i, later, turns=AGAIN, life=raised(lab, i, (TOPIC,))) for i in couples.tolist()]
        rows = lab.run(made, purpose + 1, turns=True).turns[TOPIC + 1 :]
        found |= {
            f"satisfaction {name}": satisfied(at, lab.p), f"bond {name}": at["bond"],
            f"security {name}": both(at, "security"),
            f"dance {name}": caught({column: rows[:, i] for i, column in enumerate(RECORDED)}).mean(0),
        }  # fmt: skip
    return found


def spread(lab: Lab, couples: np.ndarray, now: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The state of some couples as one of the whole community, in which a couple is found by its number."""
    whole = {name: values.copy() for name, values in lab.now.items()}
    for name, values in now.items():
        whole[name][couples] = values
    return whole


@lru_cache(maxsize=16)
def once(lab: Lab, arm: str) -> Arm:
    """An arm, its help given on one evening."""
    couples = dancers(lab)
    talk, end = evening(lab, couples, ARMS[arm])
    dance = caught(talk)
    found = {}
    for name, (first, last) in WINDOWS.items():
        found[f"dance {name}"] = dance[first - 1 : last].mean(0)
        found[f"threat {name}"] = both(talk, "threat")[first - 1 : last].mean(0)
    found["security at the end"] = both(end, "security")
    found["flooded before"] = np.maximum(talk["arousal_a"], talk["arousal_b"])[START - 2]
    return Arm(found | lived_on(lab, couples, end, 31), dance.mean(1))


@lru_cache(maxsize=16)
def daily(lab: Lab, arm: str) -> dict[str, np.ndarray]:
    """An arm, its help given every evening for three weeks: measures by name, (couples,) each."""
    couples = dancers(lab)
    made = [
        lab.today(i, days=EVENINGS, turns=END + AFTER, life=raised(lab, i, (TOPIC,), EVENINGS),
                  intervention=tuple({**help_, "days": EVENINGS} for help_ in ARMS[arm]))
        for i in couples.tolist()
    ]  # fmt: skip
    end = states(lab.run(made, 33, (EVENINGS,)).days[0])
    return lived_on(lab, couples, end, 34)
