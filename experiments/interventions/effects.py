"""Effects: each arm against nothing, over everyone and over groups of couples."""

from functools import lru_cache

import numpy as np

from experiments.evidence.lab import Lab
from experiments.evidence.quantity import Quantity
from experiments.interventions.arms import HELP, daily, dancers, once
from experiments.paired import MIN_COUPLES, both, mean_of, number, table

VERSIONS = {"once": "one evening", "daily": "every evening for three weeks"}
NOW = {
    "threat during": "threat while it lasts", "dance during": "turns danced while it lasts",
    "dance right after": "turns danced right after", "dance topic again": "turns danced, topic again that evening",
}  # fmt: skip
LATER = {
    f"{name} {when}": f"{when}: {words}"
    for when in ("a week later", "a year later")
    for name, words in (("dance", "turns danced, topic again"), ("bond", "bond"), ("security", "felt security"),
                        ("satisfaction", "satisfaction, DAS"))
}  # fmt: skip
MEASURES = {"once": NOW | LATER, "daily": LATER}
"""What is measured in each version, in words."""


def unit_of(measure: str) -> str:
    """The unit of a measure, where it has one."""
    return "DAS" if measure.startswith("satisfaction") else ""


def levels(lab: Lab, version: str, arm: str) -> dict[str, np.ndarray]:
    """An arm's measures, (couples,) each."""
    return once(lab, arm).found if version == "once" else daily(lab, arm)


def change(lab: Lab, version: str, arm: str, measure: str, against: str = "nothing") -> np.ndarray:
    """What an arm changes, couple by couple: (couples,)."""
    return levels(lab, version, arm)[measure] - levels(lab, version, against)[measure]


@lru_cache(maxsize=4)
def effects(lab: Lab) -> dict[tuple[str, str, str], Quantity]:
    """Every effect against nothing by version, measure and arm."""
    return {
        (version, measure, arm): mean_of(lab, arm, change(lab, version, arm, measure), unit=unit_of(measure))
        for version, measures in MEASURES.items()
        for measure in measures
        for arm in HELP
    }


@lru_cache(maxsize=4)
def groups(lab: Lab) -> dict[str, np.ndarray]:
    """The couples by bond, by attachment and by how they are paired, as they are before anything is done: places."""
    couples = dancers(lab)
    now = {name: values[couples] for name, values in lab.now.items()}
    made = {"everyone": np.arange(len(couples))}
    halved = {"bond": now["bond"], "anxiety": both(now, "anxiety"), "avoidance": both(now, "avoidance")}
    for name, values in halved.items():
        order = np.argsort(values, kind="stable")
        half = len(order) // 2
        made |= {f"{name}, lower half": order[:half], f"{name}, upper half": order[half:]}
    pursuers = sum((now[f"anxiety_{who}"] > now[f"avoidance_{who}"]) * 1 for who in "ab")
    words = {2: "both more anxious", 1: "one anxious, one avoidant", 0: "both more avoidant"}
    return made | {word: np.flatnonzero(pursuers == count) for count, word in words.items()}


SPLIT = (("once", "threat during"), ("once", "dance right after"), ("daily", "satisfaction a week later"),
         ("daily", "satisfaction a year later"))  # fmt: skip
"""The effects that are told by group."""


@lru_cache(maxsize=4)
def by_group(lab: Lab) -> dict[tuple[str, str, str, str], Quantity]:
    """The effects of ``SPLIT`` by version, measure, group and arm; groups of too few couples are left out."""
    return {
        (version, measure, group, arm): mean_of(lab, arm, change(lab, version, arm, measure)[places],
                                                unit=unit_of(measure))
        for version, measure in SPLIT
        for group, places in groups(lab).items() if len(places) >= MIN_COUPLES
        for arm in HELP
    }  # fmt: skip


def cell(quantity: Quantity) -> str:
    """An effect, and half of its interval's length."""
    low, high = quantity.interval
    return f"{number(quantity.value, quantity.unit)} ± {number(0.5 * (high - low), quantity.unit)}"


def everything(lab: Lab) -> str:
    """All effects as one table."""
    found, rows = effects(lab), []
    for version, measures in MEASURES.items():
        rows.append((f"**{VERSIONS[version]}**", *("" for _ in range(len(HELP) + 1))))
        for measure, words in measures.items():
            base = number(levels(lab, version, "nothing")[measure].mean(), unit_of(measure))
            rows.append((words, base, *(cell(found[version, measure, arm]) for arm in HELP)))
    return table(("", "nothing", *HELP), rows)


def who_is_helped(lab: Lab) -> str:
    """Effects by group, a table for each of ``SPLIT``."""
    found, parts = by_group(lab), []
    sizes = {group: len(places) for group, places in groups(lab).items() if len(places) >= MIN_COUPLES}
    for version, measure in SPLIT:
        rows = [(group, str(size), *(cell(found[version, measure, group, arm]) for arm in HELP))
                for group, size in sizes.items()]  # fmt: skip
        title = f"### {MEASURES[version][measure]} ({VERSIONS[version]})"
        parts.append(f"{title}\n\n{table(('', 'couples', *HELP), rows)}")
    return "\n\n".join(parts)
