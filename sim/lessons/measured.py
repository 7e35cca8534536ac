"""What the model says to the project's lessons, worked out once: it is the same for everyone who asks."""

import threading
from functools import cache

from sim.lessons.measuring import Measurement, measure
from sim.lessons.reading import lesson
from sim.run import cores

_one_at_a_time = threading.Lock()


def measured(name: str) -> Measurement:
    """The measurement of a lesson by name; it takes seconds the first time. Raises ``ScenarioError``."""
    with _one_at_a_time:
        return _measured(lesson(name).name)


@cache
def _measured(name: str) -> Measurement:
    return measure(lesson(name), threads=cores())
