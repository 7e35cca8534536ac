"""Sets of constants that agree with theory and evidence about as well as the default (floor F3).

Many constants are assumed, and more than one set of them fits what is known. What the model says under one of these and
not under another, it does not really say. They were found by ``experiments.calibration``.
"""

import json
from functools import cache
from importlib import resources

from sim.parameters import DEFAULTS, Parameters


@cache
def plausible() -> tuple[dict[str, float], ...]:
    """Each set by name: the constants of the model that differ from today's defaults, those of a community
    (``sim.analysis.population``), and ``topic``, the size of a laboratory's topic."""
    return tuple(json.loads((resources.files("sim") / "plausible.json").read_text("utf-8")))


def models() -> tuple[Parameters, ...]:
    """The plausible sets as constants of the model."""
    return tuple(
        DEFAULTS._replace(**{name: value for name, value in one.items() if name in Parameters._fields})
        for one in plausible()
    )
