"""What is remembered: an injury at a moment of need, and a topic that a time-out left open.

Both are looked at in couples of the scenarios, on the same chance with the memory and without it.
"""

from dataclasses import replace

import numpy as np

from experiments.ablations.form import Found, Panel
from experiments.evidence.lab import Lab
from experiments.paired import mean_of
from sim.model.outcomes import Outcomes
from sim.scenario.files import scenario as shipped
from sim.scenario.schema import Scenario

COUPLES, LATER = 128, 30
"""Replicates of a couple, and days after which an injury is looked at again."""
APART, BACK = 200, 150
"""A time-out of twenty minutes, and a quarter of an hour to come back to what was raised."""


def outcome(lab: Lab, scenario: Scenario, name: str) -> np.ndarray:
    """An outcome of ``COUPLES`` replicates: (couples,)."""
    return lab.run([scenario] * COUPLES, 24).outcomes[:, Outcomes._fields.index(name)]


def without_injury(lab: Lab) -> Found:
    """Trust of one who was rebuffed, less that of one who did not try, at once and a month later."""
    tried = shipped("rebuffed")
    found = {}
    for name, p in (("remembered", lab.p), ("forgotten", lab.p._replace(injury_rate=0.0))):
        here = replace(lab, p=p)
        found[name] = [
            outcome(here, tried.altered(days=days), "security_a")
            - outcome(here, tried.without().altered(days=days), "security_a")
            for days in (tried.days, tried.days + LATER)
        ]
    (soon, later), (soon_without, later_without) = found["remembered"], found["forgotten"]
    dots = (
        mean_of(lab, "trust, rebuffed less not", soon, at_most=-0.002),
        mean_of(lab, "trust, rebuffed less not, a month later", later, at_most=-0.005),
        mean_of(lab, "trust, rebuffed less not, no injury", soon_without, at_least=-0.005),
        mean_of(lab, "trust, rebuffed less not, no injury, a month later", later_without, at_least=-0.005),
    )
    return Found(dots, Panel("felt security, against not having tried", dots=dots))


def without_open_topics(lab: Lab) -> Found:
    """Threat the evening after a time-out that nobody returned from, less after one from which both came back."""
    polka = shipped("protest-polka").without().altered(days=2, turns=60 + APART + BACK)
    left, returned = (polka.add("time-out", turn=60, turns=turns) for turns in (APART + BACK, APART))
    more = {}
    for name, p in (("comes back", lab.p), ("is forgotten", lab.p._replace(topic_open=0.0))):
        here = replace(lab, p=p)
        more[name] = outcome(here, left, "threat") - outcome(here, returned, "threat")
    dots = tuple(mean_of(lab, f"threat the next evening, what was left open {name}", m) for name, m in more.items())
    lasting = mean_of(
        lab, "threat the next evening, comes back less is forgotten", more["comes back"] - more["is forgotten"],
        at_least=0.0,
    )  # fmt: skip
    return Found((*dots, lasting), Panel("not returned less returned", dots=(*dots, lasting)))
