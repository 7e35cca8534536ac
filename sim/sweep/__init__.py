"""Sweeps: from a question to a table, whatever happens on the way (floor F6).

``sim.sweep(spec)`` runs a sweep, given as a TOML file or as nested dictionaries, and gives a pandas table: a row a run.
``sim.sweep.run`` is the same under a name; ``read`` checks a sweep, ``points`` gives its design, ``resume`` goes on.

>>> import sim
>>> question = {"model": {"scenario": "protest-polka"}, "parameters": {"couple.bond": [0.2, 0.8]}}
>>> sim.sweep(question | {"replicates": {"count": 3}}).shape
(6, 21)
"""

import sys
from types import ModuleType
from typing import Any

from sim.sweep.execution.disk import Interrupted
from sim.sweep.execution.folder import status
from sim.sweep.execution.running import resume, run
from sim.sweep.spec.design import points
from sim.sweep.spec.spec import Spec, read


class _Sweep(ModuleType):
    """The package itself can be called, as the one thing that one mostly does with it."""

    def __call__(self, *given: Any, **settings: Any) -> Any:
        """Run a sweep: see ``run``."""
        return run(*given, **settings)


sys.modules[__name__].__class__ = _Sweep

__all__ = ["Interrupted", "Spec", "points", "read", "resume", "run", "status"]
