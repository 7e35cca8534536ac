"""Evidence: every claim's card, grouped by how well it is supported; those of one thing first where one is asked."""

from functools import cache
from typing import Any

from sim.checking.errors import complaint, nearest, one_line, shown
from sim.dashboard.payload.evidence_chips import cards_about, statuses, things
from sim.dashboard.state.runs import PageRuns
from sim.dashboard.state.visit import Visit
from sim.evidence.agreement import agreement
from sim.evidence.cards import CONSTANTS, Card, cards
from sim.evidence.references import references
from sim.model.parameters import PARAMETERS
from sim.scenario.schema import Scenario
from sim.wording.language import ENGLISH, language, marked, say
from sim.wording.page import evidence_front
from sim.wording.text import capitalised

ENGLISH_ONLY = marked("The claims, their findings and sources stand here in English, as they were checked.")
"""What is said above them in any other language."""
ORDER = ("contested", "replicated", "measured", "assumed")
"""How the groups stand: a dispute is what a reader must not miss."""


def view(visit: Visit, runs: PageRuns) -> dict:
    """Every card, and which of them come first.

    The option ``about`` is the name of a thing of the page, ``card`` the key of one card; with both, the card comes
    before the others of its thing. Raises ``ScenarioError`` for a name that has no card.
    """
    about, card = _option(visit.options, "about"), _option(visit.options, "card")
    first = list(cards_about(about)) if about else []
    if card:
        if card not in cards():
            raise complaint("evidence", "card", shown(card), "a claim of the model", nearest(card, cards()))
        first = [card, *(key for key in first if key != card)]
    title = _title(about, visit.scenario) if about else ""
    unclaimed = [_unclaimed(about, title)] if about and not first else []
    return {
        "front": evidence_front([card.status for card in cards().values()]),
        "title": title,
        "first": first or [card["key"] for card in unclaimed],
        "own": _own(about, visit.scenario),
        "statuses": statuses(),
        "order": list(ORDER),
        "cards": [*unclaimed, *map(_said, _all())],
        "note": say(ENGLISH_ONLY) if language() != ENGLISH else "",
        "set": _set(visit.scenario),
    }


def _option(options: Any, name: str) -> str:
    """One option, checked; empty where nothing is asked."""
    value = options.get(name) if isinstance(options, dict) else None
    if value is None or value == "":
        return ""
    if not isinstance(value, str):
        raise complaint("evidence", name, shown(value), "a name")
    return value


def _title(about: str, scenario: Scenario) -> str:
    """What a thing is called."""
    if about in PARAMETERS:
        return say(about.replace("_", " "))
    title, who = things()[about].title, about.partition(".")[0]
    if who not in ("partner_a", "partner_b"):
        return say(title)
    return say("{name}'s {thing}", name=one_line(getattr(scenario, who).name), thing=say(title))


def _own(about: str, scenario: Scenario) -> dict | None:
    """The number itself, where the thing is a constant: what it is set to, and its own status."""
    if about not in PARAMETERS:
        return None
    source, now = PARAMETERS[about].source, getattr(scenario.constants, about)
    return {**_words(_number(about)), "now": _rounded(now), "source": references()[source].text if source else ""}


def _rounded(value: float) -> float:
    """A constant's value, to four digits."""
    return float(f"{value:.4g}")


def _set(scenario: Scenario) -> dict[str, float]:
    """The constants that this scenario has otherwise than the model."""
    now = scenario.constants._asdict()
    return {name: _rounded(now[name]) for name, known in PARAMETERS.items() if now[name] != known.default}


def _said(card: dict) -> dict:
    """A card with what of it is said; its claim, findings and sources stand as they are."""
    return {**card, "works": list(map(say, card["works"])), "numbers": [_words(number) for number in card["numbers"]]}


def _words(number: dict) -> dict:
    return {**number, "meaning": say(number["meaning"]), "unit": say(number["unit"])}


@cache
def _all() -> list[dict]:
    """Every card as the panel shows it, by group. Do not change it: it is made once."""
    ranked = sorted(cards().values(), key=lambda card: ORDER.index(card.status))
    titles: dict[str, dict[str, None]] = {card.key: {} for card in ranked}
    for thing in things().values():
        for key in thing.cards:
            titles[key][thing.title] = None
    return [_card(card, list(titles[card.key])) for card in ranked]


def _card(card: Card, titles: list[str]) -> dict:
    """A card, with the titles of what on the page it works on."""
    return {
        "key": card.key, "claim": card.claim, "status": card.status, "finding": card.finding, "note": card.note,
        "sources": [references()[key].text for key in card.sources],
        "numbers": [_number(name) for name in card.parameters],
        "held": [{"row": row, **agreement()[row]} for row in card.rows if row in agreement()],
        "works": titles,
    }  # fmt: skip


def _unclaimed(about: str, title: str) -> dict:
    """The card of a thing that names none."""
    claim = say("{thing} does what the model says of it.", thing=capitalised(title))
    return _card(Card(about, claim, "assumed", note=say("No claim says yet what it rests on.")), [title])


def _number(name: str) -> dict:
    """A constant of the model: what it means, its value, and the status that the number itself has."""
    known = CONSTANTS[name]
    return {"name": name, "meaning": known.meaning, "value": known.default, "unit": known.unit, "status": known.status}
