"""Evidence: every claim's card, grouped by how well it is supported; those of one thing first where one is asked."""

from functools import cache
from typing import Any

from sim.checking.errors import complaint, nearest, one_line, shown
from sim.dashboard.payload.evidence_chips import STATUSES, cards_about, table
from sim.evidence.agreement import agreement
from sim.evidence.cards import Card, cards
from sim.evidence.references import references
from sim.model.parameters import PARAMETERS
from sim.scenario.schema import Scenario
from sim.wording.names import PLACED

ORDER = ("contested", "replicated", "measured", "assumed")
"""How the groups stand: a dispute is what a reader must not miss."""
PARTNER = {
    "anxiety": "anxiety", "avoidance": "avoidance", "security": "felt security", "softness": "softness",
    "anxiety_disposition": "anxiety brought along", "avoidance_disposition": "avoidance brought along",
    "need": "longing", "threat": "threat at the start", "arousal": "arousal at the start",
}  # fmt: skip
THINGS = {
    "couple.bond": "the bond", "couple.hardship": "how hard life is", "flooding-line": "the flooding line",
    "distress-line": "the line of distress", "pursue": "protest", "withdraw": "silence", "reach": "reaching",
    "respond": "answering", "heart": "the heart", "dance": "the dance", "tipping": "the tipping point",
}  # fmt: skip


def view(visit: Any, life: Any) -> dict:
    """Every card, and which of them come first.

    The option ``about`` is the name of a thing of the page, ``card`` the key of one card; with both, the card comes
    before the others of its thing. Raises ``ScenarioError`` for a name that has no card.
    """
    about, card = _asked(visit.options, "about"), _asked(visit.options, "card")
    first = list(cards_about(about)) if about else []
    if card:
        if card not in cards():
            raise complaint("evidence", "card", shown(card), "a claim of the model", nearest(card, cards()))
        first = [card, *(key for key in first if key != card)]
    numbers = _set(visit.scenario)
    return {
        "about": about,
        "card": card,
        "title": _title(about, visit.scenario) if about else "",
        "first": first,
        "own": _own(about, visit.scenario),
        "statuses": {name: STATUSES[name] for name in ORDER},
        "order": list(ORDER),
        "cards": _all(),
        "set": numbers,
    }


def _asked(options: Any, name: str) -> str:
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
        return about.replace("_", " ")
    who, _, field = about.partition(".")
    if who in ("partner_a", "partner_b"):
        return f"{one_line(getattr(scenario, who).name)}'s {PARTNER[field]}"
    return THINGS.get(about) or PLACED[about][1]


def _own(about: str, scenario: Scenario) -> dict | None:
    """The number itself, where the thing is a constant: what it is set to, and its own status."""
    if about not in PARAMETERS:
        return None
    one = PARAMETERS[about]
    return {**_number(about), "now": float(f"{getattr(scenario.constants, about):.4g}"),
            "source": references()[one.source].text if one.source else ""}  # fmt: skip


def _set(scenario: Scenario) -> dict[str, float]:
    """The constants that this scenario has otherwise than the model."""
    now = scenario.constants._asdict()
    return {name: float(f"{now[name]:.4g}") for name, one in PARAMETERS.items() if now[name] != one.default}


@cache
def _all() -> list[dict]:
    """Every card as the panel shows it, by group. Do not change it: it is made once."""
    ranked = sorted(cards().values(), key=lambda card: ORDER.index(card.status))
    touched: dict[str, list[str]] = {}
    for name, held in table().items():
        for key in held:
            touched.setdefault(key, []).append(name)
    return [_card(card, touched.get(card.key, [])) for card in ranked]


def _card(card: Card, things: list[str]) -> dict:
    return {
        "key": card.key, "claim": card.claim, "status": card.status, "finding": card.finding, "note": card.note,
        "sources": [references()[key].text for key in card.sources],
        "numbers": [_number(name) for name in card.parameters],
        "held": [{"row": row, **agreement()[row]} for row in card.rows if row in agreement()],
        "works": _works(things),
    }  # fmt: skip


def _works(things: list[str]) -> list[str]:
    """On what of the page a claim works, in words, both partners as one."""
    words = []
    for name in things:
        _, _, field = name.partition(".")
        words.append(PARTNER[field] if name.startswith("partner_") else THINGS.get(name) or PLACED[name][1])
    return list(dict.fromkeys(words))


def _number(name: str) -> dict:
    """A constant of the model: what it means, its value, and the status that the number itself has."""
    one = PARAMETERS[name]
    return {"name": name, "meaning": one.meaning, "value": one.default, "unit": one.unit, "status": one.status}
