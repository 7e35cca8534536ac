"""What keys, outcomes and numbers are called in the report."""

import math
from typing import Any

from sim.checking.errors import one_line
from sim.checking.settings import Setting, settings_of
from sim.model.parameters import PARAMETERS
from sim.sweep.spec.pairing import ADDED
from sim.sweep.spec.specification import Spec
from sim.wording.numbers import figure, interval, percentage

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
UNSAID = ("0 to 1", "ratio")
"""Units that are not said after a number."""
ARMS = {"": "", "with": "with", "without": "without", "difference": "with less without"}


class Labels:
    """Words for one sweep, with the partners' own names."""

    def __init__(self, spec: Spec) -> None:
        self.scenario, self.lines, self.one = spec.base, spec.lines, spec.one
        self.names = {"a": one_line(self.scenario.partner_a.name), "b": one_line(self.scenario.partner_b.name)}
        self.help = self.scenario.intervention[-1].kind if spec.paired == ADDED else "the plan"

    def arm(self, arm: str) -> str:
        """``with hand-holding``; nothing in a design of one arm."""
        return f"{arm} {self.help}" if arm in ("with", "without") else ARMS[arm]

    def where(self, arm: str) -> str:
        """`` with hand-holding``, after what holds there."""
        return f" {self.arm(arm)}" if arm else ""

    def lead(self, arm: str) -> str:
        """``with hand-holding: ``, before what holds there."""
        return f"{self.arm(arm)}: " if arm else ""

    def outcome(self, name: str) -> str:
        """``felt security of Mia``."""
        label = self.lines[name].label
        return f"{label} of {self.names[name[-1]]}" if name.endswith(("_a", "_b")) else label

    def amount(self, name: str, value: float, bare: bool = False, decimals: int = 0) -> str:
        """A value as people say it: ``99.0 DAS points``, or ``99.0`` where the unit is said elsewhere; ``58 %``."""
        outcome = self.lines[name]
        if outcome.is_share:
            return f"{percentage(value)} %"
        text = figure(value, decimals)
        return text if bare or outcome.unit in UNSAID else f"{text} {outcome.unit}"

    def difference(self, name: str, value: float) -> str:
        """A difference as people say it: ``−4.2 percentage points``."""
        if self.lines[name].is_share:
            return f"{'+' if value > 0 else ''}{percentage(value)} percentage points"
        return f"{'+' if value > 0 else ''}{self.amount(name, value)}"

    def span(self, name: str, low: float, high: float, difference: bool = False, bare: bool = False) -> str:
        """The 95 % interval of an amount, or of a difference, named as such or not."""
        if not (math.isfinite(low) and math.isfinite(high)):
            return "no interval"
        share = self.lines[name].is_share
        text = f"{percentage(low)} to {percentage(high)}" if share else interval(low, high)
        text += " %" if share and not difference else ""
        return text if bare else f"95 % interval {text}"

    def axis(self, name: str) -> str:
        """An outcome with its unit, for an axis."""
        return f"{self.outcome(name)} ({self.lines[name].unit})"

    def key(self, key: str) -> str:
        """A varied key in words: ``anxiety of Mia``, ``dose of hand-holding``, ``spark rate``."""
        if " × " in key:
            return " × ".join(map(self.key, key.split(" × ")))
        first, *rest = key.split(".")
        last = (rest or [first])[-1].replace("_", " ")
        if first in ("partner_a", "partner_b"):
            outcome = f"{rest[-1]}_{first[-1]}" if rest else ""
            return self.outcome(outcome) if outcome in self.lines else f"{last} of {self.names[first[-1]]}"
        if first == "intervention" and len(rest) > 1 and rest[0].isdecimal():
            return f"{last} of {self.scenario.interventions[int(rest[0]) - 1].kind}"
        if key.startswith("community.some."):
            return f"{last} of {'those to whom it comes' if last == 'share' else 'what comes to some'}"
        return one_line(last if first in ("couple", "parameters", "life") or not rest else " ".join(rest[-2:]))

    def meaning(self, key: str) -> str:
        """What a constant of the model or a setting means, with its unit; nothing where it does not say."""
        declared = PARAMETERS.get(key.removeprefix("parameters.")) or self._setting(key)
        if declared is None or not declared.meaning:
            return ""
        return f"{declared.meaning} ({declared.unit})" if declared.unit else declared.meaning

    def _setting(self, key: str) -> Setting | None:
        """The declaration of a scenario's setting; nothing where there is none."""
        *path, last = key.split(".")
        table: Any = self.scenario
        for part in path:
            table = table[int(part) - 1] if part.isdecimal() else getattr(table, part)
        return settings_of(type(table)).get(last)
