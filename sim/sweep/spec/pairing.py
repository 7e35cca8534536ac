"""With and without, on the same chance."""

from typing import Any

from sim.checking.errors import complaint, nearest, shown
from sim.interventions import INTERVENTIONS
from sim.scenario.schema import Scenario

NOT, PLAN, ADDED = "", "plan", "added"
WITHOUT, WITH = "without", "with"


def arms_of(paired: str) -> tuple[str, ...]:
    """The arms of a design."""
    return (WITHOUT, WITH) if paired else ("",)


def arm(scenario: Scenario, paired: str, name: str) -> Scenario:
    """A scenario in one arm."""
    if name != WITHOUT:
        return scenario
    kept = scenario.intervention[:-1] if paired == ADDED else ()
    fields = {one: getattr(scenario, one) for one in type(scenario).model_fields}
    return type(scenario)(**{**fields, "intervention": kept})


def added(given: Any, base: Scenario, where: str) -> tuple[str, Scenario]:
    """How arms differ, and the scenario with the intervention that only one arm has. Raises ``ScenarioError``."""
    place = "replicates.paired"
    if isinstance(given, bool):
        if given and not base.intervention:
            kinds = ", ".join(INTERVENTIONS)
            allowed = f'a scenario with a plan, or {{ intervention = "…" }} with one of {kinds}'
            raise complaint(where, place, f"true ({base.name} has no plan of its own)", allowed)
        return (PLAN if given else NOT), base
    if not isinstance(given, dict) or list(given) != ["intervention"]:
        raise complaint(where, place, shown(given), 'true, false, or { intervention = "hand-holding" }')
    one = given["intervention"]
    one = {"kind": one} if isinstance(one, str) else one
    if not isinstance(one, dict) or not isinstance(one.get("kind"), str):
        raise complaint(where, f"{place}.intervention", shown(one), "an intervention's name, or its table with a kind")
    kind, settings = one["kind"], {key: value for key, value in one.items() if key != "kind"}
    if kind not in INTERVENTIONS:
        raise complaint(where, f"{place}.intervention", shown(kind), "one of " + ", ".join(INTERVENTIONS),
                        nearest(kind, INTERVENTIONS))  # fmt: skip
    plans = [plan.model_dump() for plan in base.intervention]
    changed = base.change({"intervention": [*plans, {"kind": kind, **settings}]}, f"{where}: {place}")
    return ADDED, changed
