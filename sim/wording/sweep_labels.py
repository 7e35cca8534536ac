"""What keys, outcomes and numbers are called in the report."""

import math
from typing import Any

from sim.checking.errors import ScenarioError, one_line
from sim.model.parameters import PARAMETERS
from sim.scenario.files import scenario
from sim.scenario.schema import Scenario, build
from sim.wording.numbers import figure, interval, percentage

OUTCOMES = {
    "satisfaction": ("satisfaction", "DAS points"),
    "dance": ("caught in the dance", "share of turns"),
    "distressed": ("distressed", "share of couples"),
    "threat": ("threat", "0 to 1"),
    "heart_rate_a": ("heart rate of {a}", "bpm"),
    "heart_rate_b": ("heart rate of {b}", "bpm"),
    "positive_negative": ("positive to negative", "ratio"),
    "bond": ("bond", "0 to 1"),
}
"""Outcomes in words, and their units; the others are shares of one partner."""
DESIGNS = {
    "grid": "grid: every combination of the given values",
    "latin-hypercube": "Latin hypercube: each range cut into as many slices as there are points, one point a slice",
    "sobol": "Sobol sample in Saltelli's order: two samples, and each parameter exchanged between them",
    "morris": "Morris trajectories: one parameter moved at a time",
}
INDICES = {
    "first": "first-order index",
    "total": "total index",
    "mu_star": "mean size of effect (µ*)",
    "mu": "mean effect (µ)",
    "sigma": "spread of effects (σ)",
    "prcc": "partial rank correlation",
    "srrc": "standardised rank regression",
}
"""The indices of ``sim.sweep.report.sensitivity`` in words."""
ARMS = {"": "", "with": "with", "without": "without", "difference": "with less without"}


class Labels:
    """Words for one sweep, with the partners' own names where its scenario can be found."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self.scenario = _scenario(spec)
        self.names = {"a": "a", "b": "b"}
        if self.scenario:
            self.names = {"a": one_line(self.scenario.partner_a.name), "b": one_line(self.scenario.partner_b.name)}

        paired = spec["replicates"].get("paired")
        added = paired.get("intervention", "") if isinstance(paired, dict) else ""
        self.help = one_line(str(added.get("kind", "") if isinstance(added, dict) else added)) or "the plan"

    def arm(self, arm: str) -> str:
        """``with hand-holding``; nothing in a design of one arm."""
        return f"{arm} {self.help}" if arm in ("with", "without") else ARMS[arm]

    def outcome(self, name: str) -> str:
        """``felt security of Mia``."""
        words = OUTCOMES.get(name, (None, ""))[0]
        if words is None:
            what, _, who = name.rpartition("_")
            words = f"{'felt security' if what == 'security' else what} of {{{who}}}"
        return words.format(**self.names)

    def unit(self, name: str) -> str:
        """An outcome's unit."""
        return OUTCOMES.get(name, ("", "0 to 1"))[1]

    def amount(self, name: str, value: float, bare: bool = False, decimals: int = 0) -> str:
        """A value as people say it: ``99.0 DAS points``, or ``99.0`` where the unit is said elsewhere; ``58 %``."""
        unit = self.unit(name)
        if unit.startswith("share of "):
            return f"{percentage(value)} %"
        text = figure(value, decimals)
        return f"{text} {unit}" if unit in ("DAS points", "bpm") and not bare else text

    def difference(self, name: str, value: float) -> str:
        """A difference as people say it: ``−4.2 percentage points``."""
        if self.unit(name).startswith("share of "):
            return f"{'+' if value > 0 else ''}{percentage(value)} percentage points"
        return f"{'+' if value > 0 else ''}{self.amount(name, value)}"

    def span(self, name: str, low: float, high: float, difference: bool = False, bare: bool = False) -> str:
        """The 95 % interval of an amount, or of a difference, named as such or not."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return "no interval"
        share = self.unit(name).startswith("share of ")
        text = f"{percentage(low)} to {percentage(high)}" if share else interval(low, high)
        text += " %" if share and not difference else ""
        return text if bare else f"95 % interval {text}"

    def axis(self, name: str) -> str:
        """An outcome with its unit, for an axis."""
        return f"{self.outcome(name)} ({self.unit(name)})"

    def key(self, key: str) -> str:
        """A varied key in words: ``anxiety of Mia``, ``dose of hand-holding``, ``spark rate``."""
        if " × " in key:
            return " × ".join(map(self.key, key.split(" × ")))
        first, *rest = key.split(".")
        last = (rest or [first])[-1].replace("_", " ")
        if first in ("partner_a", "partner_b"):
            return f"{'felt security' if last == 'security' else last} of {self.names[first[-1]]}"
        if first == "intervention" and len(rest) > 1 and rest[0].isdecimal():
            at = int(rest[0]) - 1
            plans = self.scenario.interventions if self.scenario else ()
            return f"{last} of {plans[at].kind if at < len(plans) else f'intervention {at + 1}'}"
        return one_line(last if first in ("couple", "parameters", "life") or not rest else " ".join(rest[-2:]))

    def meaning(self, key: str) -> str:
        """What a constant of the model means; nothing for other keys."""
        known = PARAMETERS.get(key.removeprefix("parameters."))
        return f"{known.meaning} ({known.unit})" if known else ""


def _scenario(spec: dict[str, Any]) -> Scenario | None:
    """The scenario that was swept, with the intervention that one arm adds; None where it cannot be made."""
    try:
        model, paired = spec["model"]["scenario"], spec["replicates"].get("paired")
        base = build({"name": "unnamed", **model}, "model.scenario") if isinstance(model, dict) else scenario(model)
        base = base.change(spec["model"].get("set", {}), "model.set")
        if isinstance(paired, dict):
            added = paired["intervention"]
            base = base.add(**added) if isinstance(added, dict) else base.add(added)
        return base
    except (ScenarioError, KeyError, AttributeError, TypeError):
        return None
