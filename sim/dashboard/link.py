"""The address of the page <-> what the visitor has chosen. The query part is `sim.to_link`'s, and nothing else,
so a reload, a colleague and the command line all read the same run out of it."""

from dataclasses import replace

import sim
from sim.dashboard.state import KIND, Hand, Visit, held, opening


def write(visit: Visit) -> str:
    """The query part of the address; empty for the page as it opens, so that the plain address stays plain."""
    plain = opening()
    if (visit.scenario, visit.seed, visit.hand) == (plain.scenario, plain.seed, plain.hand):
        return ""
    return sim.to_link(held(visit), visit.seed)


def read(query: str | None) -> Visit:
    """The visit an address asks for. A bad address gives the opening page with a message; it never raises."""
    query = (query or "").lstrip("?")
    if not query:
        return opening()
    try:
        return _read(query)
    except Exception as error:  # whatever a stranger's link may do, the page must open
        known = isinstance(error, sim.ScenarioError)
        reason = str(error).removeprefix("link: ") if known else "it is no link that this version understands."
        plain = opening()
        return replace(
            plain, message=f"This link could not be opened: {reason} Showing {plain.scenario.about.title} instead."
        )


def _read(query: str) -> Visit:
    scenario, seed = sim.from_link(query)
    start = sim.scenario(scenario.name) if scenario.name in sim.scenarios() else scenario
    mine = [plan for plan in scenario.interventions if plan not in start.interventions and _plain(plan)]
    if not mine:
        return Visit(scenario=scenario, start=start, seed=seed)
    hand = mine[-1]
    rest = [plan.model_dump() for plan in scenario.interventions if plan is not hand]
    return Visit(
        scenario=scenario.change({"intervention": rest}),
        start=start,
        seed=seed,
        hand=Hand(day=hand.day, turn=hand.turn, turns=hand.turns),
        day=min(hand.day, scenario.days),
    )


def _plain(plan) -> bool:
    """Whether a plan is such a hand as the page's button takes: partner's, once, in full."""
    return plan.kind == KIND and plan == type(plan)(kind=KIND, day=plan.day, turn=plan.turn, turns=plan.turns)
