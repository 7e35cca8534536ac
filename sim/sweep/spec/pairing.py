"""With and without, on the same chance."""

from typing import Any

from sim.checking.errors import complaint, shown
from sim.interventions import INTERVENTIONS
from sim.scenario.schema import Scenario

NOT, PLAN, ADDED = "", "plan", "added"
WITHOUT, WITH = "without", "with"


def arm(scenario: Scenario, paired: str, name: str) -> Scenario:
    """A scenario in one arm."""
    if name != WITHOUT:
        return scenario
    plan = scenario.intervention[:-1] if paired == ADDED else ()
    return scenario.altered(intervention=plan)


def added(option: Any, base: Scenario, where: str, of_villages: bool = False) -> tuple[str, Scenario]:
    """How arms differ, and the scenario with the intervention that only one arm has. Raises ``ScenarioError``."""
    place = "replicates.paired"
    if isinstance(option, bool):
        if option and not base.intervention and not (of_villages and base.community.some):
            kinds = ", ".join(INTERVENTIONS)
            allowed = f'a scenario with a plan, or {{ intervention = "…" }} with one of {kinds}'
            raise complaint(where, place, f"true ({base.name} has no plan of its own)", allowed)
        return (PLAN if option else NOT), base
    if not isinstance(option, dict) or list(option) != ["intervention"]:
        raise complaint(where, place, shown(option), 'true, false, or { intervention = "hand-holding" }')
    added = option["intervention"]
    added = {"kind": added} if isinstance(added, str) else added
    plans = [old.model_dump() for old in base.intervention]
    return ADDED, base.change({"intervention": [*plans, added]}, f"{where}: {place}")
