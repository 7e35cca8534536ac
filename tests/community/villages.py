"""Small villages for tests."""

from typing import Any

import sim
from sim.community.results import Village
from sim.community.village import village

QUICK = {"turns": 6, "days": 40, "life": {}, "event_rate": 0.05, "community.couples": 30}
"""Short conversations, and a hard life."""
RESTLESS = {"community.ending": 0.08, "community.beginning": 0.1, "community.crossover": 0.02}
"""Couples that end and begin again within weeks."""


def couple(**changes: Any) -> sim.Scenario:
    """The Polka's couple without its plan, with what a small village needs."""
    given = {key.replace("__", "."): value for key, value in changes.items()}
    return sim.scenario("protest-polka").without().change({**QUICK, **given})


def restless(**changes: Any) -> sim.Scenario:
    """The same, ending and beginning."""
    given = {key.replace("__", "."): value for key, value in changes.items()}
    return couple().change({**RESTLESS, **given})


def lived(scenario: sim.Scenario, seed: int = 1, **more: Any) -> Village:
    """A village of which every day is kept."""
    return village(scenario, seed, every=1, **more)
