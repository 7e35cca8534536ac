"""Interventions: one file each, found by itself.

To add one, write one file here with one class derived from ``Intervention``: a docstring that says what it is and where
that is known from, its settings, and one pure function ``cues`` (or ``blocks``, where there is more than one stretch).
The command line, scenarios, sweeps, the page and the contract tests follow. What the page calls it, and the evidence
cards that it rests on, may stand in it as well (``sim.checking.placeable``).
"""

import importlib
import pkgutil

from sim.interventions.base import Intervention

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

INTERVENTIONS: dict[str, type[Intervention]] = {
    cls.kind: cls for cls in sorted(Intervention.__subclasses__(), key=lambda cls: cls.kind)
}
"""Everything that can be given to a couple, by its name in files and on the command line: a class each, whose fields
are its settings."""

__all__ = ["INTERVENTIONS", "Intervention"]
