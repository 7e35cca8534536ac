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
    plan = scenario.intervention[:-1] if paired == ADDED else ()
    return scenario.altered(intervention=plan)


def added(option: Any, base: Scenario, where: str) -> tuple[str, Scenario]:
    """How arms differ, and the scenario with the intervention that only one arm has. Raises ``ScenarioError``."""
    place = "replicates.paired"
    if isinstance(option, bool):
        if option and not base.intervention:
            kinds = ", ".join(INTERVENTIONS)
            allowed = f'a scenario with a plan, or {{ intervention = "…" }} with one of {kinds}'
            raise complaint(where, place, f"true ({base.name} has no plan of its own)", allowed)
        return (PLAN if option else NOT), base
    if not isinstance(option, dict) or list(option) != ["intervention"]:
        raise complaint(where, place, shown(option), 'true, false, or { intervention = "hand-holding" }')
    added = option["intervention"]
    added = {"kind": added} if isinstance(added, str) else added
    if not isinstance(added, dict) or not isinstance(added.get("kind"), str):
        raise complaint(
            where, f"{place}.intervention", shown(added), "an intervention's name, or its table with a kind"
        )
    kind, settings = added["kind"], {key: value for key, value in added.items() if key != "kind"}
    if kind not in INTERVENTIONS:
        raise complaint(where, f"{place}.intervention", shown(kind), "one of " + ", ".join(INTERVENTIONS),
                        nearest(kind, INTERVENTIONS))  # fmt: skip
    plans = [old.model_dump() for old in base.intervention]
    changed = base.change({"intervention": [*plans, {"kind": kind, **settings}]}, f"{where}: {place}")
    return ADDED, changed
