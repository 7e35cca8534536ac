"""What a sweep of villages can be asked: refused before the first run where it would say nothing, or not the same."""

from sim.checking.errors import complaint, nearest, shown
from sim.model.state import Partner
from sim.scenario.community import MAX_VILLAGE_DAYS, NETWORKS
from sim.scenario.schema import Scenario
from sim.sweep.spec.sections import Range
from sim.sweep.spec.values import Varied

DRAWN = ("anxiety", "avoidance", "standard", "security", "anxiety_disposition", "avoidance_disposition")
"""What of a partner is drawn for each couple where they come from the population."""
assert set(DRAWN) <= set(Partner._fields)


def check_villages(base: Scenario, varied: dict[str, Varied], where: str) -> None:
    """Refuse a network that other computers do not have, days that no village can live, and keys of the scenario's own
    two where couples are drawn from the population. Raises ``ScenarioError``."""
    networks = varied.get("community.network", (base.community.network,))
    place = "parameters.community.network" if "community.network" in varied else "community.network"
    for name in networks if isinstance(networks, tuple) else ():
        if name not in NETWORKS:
            allowed = f"one that is made: {', '.join(NETWORKS)}"
            raise complaint(where, place, shown(name), allowed, nearest(str(name), NETWORKS))
    days = varied.get("days", (base.days,))
    most = days.high if isinstance(days, Range) else max(map(float, days))
    if most > MAX_VILLAGE_DAYS:
        raise complaint(where, "days", f"{most:,.0f}", f"at most {MAX_VILLAGE_DAYS:,} for a village")
    people = varied.get("community.people", (base.community.people,))
    drawn = {f"partner_{who}.{what}" for who in "ab" for what in DRAWN} | {"couple.bond", "couple.hardship"}
    of_two = next((key for key in varied if key in drawn), None)
    if of_two and isinstance(people, tuple) and "population" in people:
        allowed = 'community.people = "same" in model.set, so that all couples are as the scenario\'s two'
        raise complaint(where, f"parameters.{of_two}", "a key that is drawn for each couple", allowed)
