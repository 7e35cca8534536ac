"""A sweep as it was asked for: read, checked in full before anything is run, and resolved."""

import hashlib
import json
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import numpy as np
from pydantic import ValidationError

from sim.checking.errors import ScenarioError, complaint, nearest, shown
from sim.checking.explain import explained
from sim.checking.text_file import is_there
from sim.model.outcomes import OUTCOMES, Outcome
from sim.model.ties.outcomes import OF_SOME, VILLAGE_OUTCOMES
from sim.scenario.files import scenario as find
from sim.scenario.files import shipped, tables_in
from sim.scenario.schema import Scenario, build
from sim.scenario.tables import flat, frozen
from sim.sweep.spec.keys import Key, keys_of
from sim.sweep.spec.pairing import ADDED, WITH, WITHOUT, added
from sim.sweep.spec.predicted import check_predictions
from sim.sweep.spec.sections import MAX_POINTS, MAX_RUNS, Design, Range, Sections
from sim.sweep.spec.values import Varied, varied
from sim.sweep.spec.villages import check_villages

TOML = "a sweep in TOML"
MAIN = ("satisfaction", "dance", "distressed")
"""The outcomes that are reported where none are named."""
MAIN_OF_VILLAGES = ("satisfaction", "ended", "support")
"""The same of villages."""
SIGNS = ("model", "design", "replicates", "outcomes", "analysis")
"""Sections that a sweep has and a scenario has not."""


@dataclass(frozen=True)
class Spec:
    """A sweep that can be run. ``base`` has the fixed changes, and the added intervention, in it.

    ``paired`` is ``""``, ``"plan"`` (with and without the whole plan) or ``"added"`` (with and without its last entry).
    """

    where: str
    sections: Sections
    base: Scenario
    keys: tuple[Key, ...]
    varied: dict[str, Varied]
    design: Design
    paired: str

    @property
    def replicates(self) -> int:
        """Couples at each point, in each arm."""
        return self.sections.replicates.count

    @property
    def seed(self) -> int:
        """What keys their chance."""
        return self.sections.replicates.seed

    @property
    def arms(self) -> tuple[str, ...]:
        """``("",)``, or without and with."""
        return (WITHOUT, WITH) if self.paired else ("",)

    @property
    def of_villages(self) -> bool:
        """Whether each run is a village, not a couple."""
        return self.sections.replicates.of == "villages"

    @property
    def one(self) -> str:
        """What a run is: ``couple`` or ``village``."""
        return self.sections.replicates.of.removesuffix("s")

    @property
    def lines(self) -> dict[str, Outcome]:
        """The outcomes that a run has, and what is declared of each, in the observer's order."""
        if not self.of_villages:
            return OUTCOMES
        return {
            name: line for name, line in VILLAGE_OUTCOMES.items() if name not in OF_SOME or self.base.community.some
        }

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The outcomes that are kept, in the observer's order."""
        which = self.sections.outcomes.which
        return tuple(name for name in self.lines if not which or name in which)

    @property
    def days(self) -> tuple[int, ...]:
        """Days whose outcomes are kept as well."""
        return tuple(sorted(set(self.sections.outcomes.days)))

    @property
    def columns(self) -> list[str]:
        """The names of the columns of outcomes: those of the end, then those of each day, as ``bond@7``."""
        return [*self.outcomes, *(f"{name}@{day}" for day in self.days for name in self.outcomes)]

    @property
    def main(self) -> tuple[str, ...]:
        """The outcomes that are reported: those that are asked for, or a few of those that are kept."""
        usual = tuple(name for name in (MAIN_OF_VILLAGES if self.of_villages else MAIN) if name in self.outcomes)
        return tuple(dict.fromkeys(self.sections.analysis.main)) or usual or self.outcomes[:3]

    @property
    def analysis_seed(self) -> int:
        """What keys the resamples of the report."""
        own = self.sections.analysis.seed
        return self.seed if own is None else own

    @property
    def block(self) -> int:
        """Points that belong together: a row of Saltelli's sample, or a trajectory of Morris'."""
        rows = 2 if self.design.second_order else 1
        return {"sobol": rows * len(self.keys) + 2, "morris": len(self.keys) + 1}.get(self.design.kind, 1)

    @cached_property
    def count(self) -> int:
        """Points of the design."""
        if self.design.kind == "grid":
            return math.prod(len(values) for values in self.varied.values() if not isinstance(values, Range))
        return (self.design.size or 1) * self.block

    @property
    def runs(self) -> int:
        """Runs in all."""
        return self.count * len(self.arms) * self.replicates

    def places(self, start: int, stop: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Point, arm (by number) and replicate of the runs from ``start`` to before ``stop``, in canonical order."""
        run, each = np.arange(start, stop), len(self.arms) * self.replicates
        return run // each, run // self.replicates % len(self.arms), run % self.replicates

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """The first point of these runs, and the one after their last."""
        each = len(self.arms) * self.replicates
        return start // each, -(-stop // each)

    @cached_property
    def resolved(self) -> dict[str, Any]:
        """The sweep as tables, everything said: reading them back gives an equal sweep, wherever it is read."""
        entries = {
            name: value.model_dump(exclude_none=True, exclude={"steps"}) if isinstance(value, Range) else list(value)
            for name, value in self.varied.items()
        }
        scenario = {"name": self.base.name, **self.base.to_dict()}
        replicates: dict[str, Any] = {"count": self.replicates, "seed": self.seed, "paired": bool(self.paired)}
        replicates |= {"of": "villages"} if self.of_villages else {}
        if self.paired == ADDED:
            *rest, last = self.base.intervention
            scenario = {**scenario, "intervention": [plan.model_dump(exclude_defaults=True) for plan in rest]}
            replicates["paired"] = {"intervention": {"kind": last.kind, **last.model_dump(exclude_defaults=True)}}
        return json.loads(json.dumps({
            "about": self.sections.about.model_dump(exclude_defaults=True), "model": {"scenario": scenario},
            "parameters": entries, "design": self.design.model_dump(exclude_none=True), "replicates": replicates,
            "outcomes": {"which": self.outcomes, "days": self.days},
            "analysis": self.sections.analysis.model_dump(exclude_defaults=True),
        }, default=str))  # fmt: skip

    @cached_property
    def hash(self) -> str:
        """The same for two sweeps that run the same: what is asked, and how it is analysed, makes no difference."""
        runs = {name: value for name, value in self.resolved.items() if name not in ("about", "analysis")}
        runs["parameters"] = list(runs["parameters"].items())
        return hashlib.sha256(json.dumps(runs, sort_keys=True).encode()).hexdigest()


def read(spec: Spec | str | Path | dict[str, Any]) -> Spec:
    """A sweep from a TOML file or from tables. Raises ``ScenarioError``: where, key, given, allowed, nearest."""
    if isinstance(spec, Spec):
        return spec
    if isinstance(spec, dict):
        return spec_from(spec, "sweep", Path())
    path = Path(spec)
    return spec_from(tables_in(path, TOML), str(path), path.parent)


def is_sweep(tables: dict[str, Any]) -> bool:
    """Whether these tables mean a sweep rather than a scenario."""
    return any(name in tables for name in SIGNS) and "partner_a" not in tables


def spec_from(tables: dict[str, Any], where: str, folder: Path) -> Spec:
    """A sweep from its tables; a scenario's file is looked for in ``folder`` first. Raises ``ScenarioError``."""
    lists = {name: frozen(tables[name]) for name in ("about", "outcomes", "analysis") if name in tables}
    try:
        sections = Sections.model_validate({**tables, **lists})
    except ValidationError as error:
        raise explained(error, where, Sections) from None
    base = _scenario(sections.model.scenario, where, folder)
    changes = flat(sections.model.set)
    base = base.change(changes, f"{where}: model.set") if changes else base
    of_villages = sections.replicates.of == "villages"
    paired, base = added(sections.replicates.paired, base, where, of_villages)
    known = keys_of(base, of_villages)
    entries = varied(sections.parameters, known, sections.design, where)
    keys = tuple(known[name] for name in entries)
    for key in keys:
        if key.name in {name.removeprefix("parameters.") for name in changes}:
            raise complaint(where, f"parameters.{key.name}", "a key that model.set fixes", "either of the two")
    if not keys and not paired:
        raise complaint(where, "parameters", "nothing to vary", 'at least one key, as in "couple.bond" = [0.3, 0.6]')
    spec = Spec(where, sections, base, keys, entries, _designed(sections.design, len(keys), where), paired)
    _check(spec)
    if of_villages:
        check_villages(base, entries, where)
    check_predictions(spec.sections.analysis.predict, spec.main, spec.lines, spec.varied, spec.design, spec.arms, where)
    return spec


def _scenario(scenario: Any, where: str, folder: Path) -> Scenario:
    """The scenario of a sweep: by name, from a file beside the sweep's, or written out."""
    if isinstance(scenario, dict):
        return build({"name": "unnamed", **scenario}, f"{where}: model.scenario")
    if not isinstance(scenario, str):
        allowed = "a scenario's name, a TOML file, or a scenario's tables"
        raise complaint(where, "model.scenario", shown(scenario), allowed)
    try:
        beside = scenario not in shipped() and is_there(folder / scenario, "a TOML file")
        return find(folder / scenario if beside else scenario)
    except ScenarioError as error:
        raise ScenarioError(f"{where}: model.scenario: {error}") from None


def _designed(design: Design, keys: int, where: str) -> Design:
    """The design with its defaults said, and nothing in it that does not belong to its kind."""
    belongs = {"second_order": "sobol", "levels": "morris"}
    for name, kind in belongs.items():
        if getattr(design, name) is not None and design.kind != kind:
            raise complaint(where, f"design.{name}", shown(getattr(design, name)), f"nothing: it belongs to {kind}")
    if design.kind == "grid":
        if design.size is not None:
            raise complaint(where, "design.size", shown(design.size), "nothing: a grid has all combinations of values")
        return design
    if design.size is None:
        raise complaint(where, "design.size", "nothing", f"a whole number from 1 to {MAX_POINTS} (it must be given)")
    if not keys:
        raise complaint(where, "parameters", "nothing to vary", f"at least one range for {design.kind}")
    if design.kind == "sobol":
        if design.size & (design.size - 1):
            near = 2 ** round(math.log2(design.size))
            raise complaint(where, "design.size", shown(design.size), "a power of two", nearest(str(near), [str(near)]))
        return design.model_copy(update={"second_order": bool(design.second_order)})
    if design.kind == "morris":
        levels = 4 if design.levels is None else design.levels
        if levels % 2:
            raise complaint(where, "design.levels", shown(levels), "an even number from 4 to 100")
        return design.model_copy(update={"levels": levels})
    return design


def _check(spec: Spec) -> None:
    """Refuse what no machine finishes, days that some point does not reach, and a report on what is not kept."""
    entry, kept = spec.varied.get("days", (spec.base.days,)), spec.outcomes
    least = int(entry.low if isinstance(entry, Range) else min(cast(tuple[int, ...], entry)))
    late = next((day for day in spec.days if day > least), None)
    gone = next((name for name in spec.sections.analysis.main if name not in kept), None)
    strange = next((name for name in spec.sections.outcomes.which if name not in spec.lines), None)
    if spec.count > MAX_POINTS:
        raise complaint(spec.where, "design", f"{spec.count:,} points", f"at most {MAX_POINTS:,}")
    if spec.runs > MAX_RUNS:
        raise complaint(spec.where, "replicates.count", f"{spec.runs:,} runs in all", f"at most {MAX_RUNS:,}")
    if late is not None:
        raise complaint(spec.where, "outcomes.days", shown(late), f"whole numbers from 1 to {least}, the least of days")
    if strange is not None:
        allowed = f"outcomes of a {spec.one}: {', '.join(spec.lines)}"
        raise complaint(spec.where, "outcomes.which", shown(strange), allowed, nearest(strange, spec.lines))
    if gone is not None:
        allowed = f"outcomes that are kept: {', '.join(kept)}"
        raise complaint(spec.where, "analysis.main", shown(gone), allowed, nearest(gone, kept))
