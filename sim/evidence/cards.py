"""Evidence cards: what each claim and each parameter rests on.

A card is one claim of ``cards.toml``: a sentence to read out, its status, its sources, what was found, and its limits.
The status is that of the claim. The number that carries it has a status of its own in ``sim.model.parameters``: many
a claim is measured while the number in the model is assumed.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from sim.checking.errors import complaint, nearest, shown
from sim.model.parameters import PARAMETERS
from sim.model.ties.constants import TIE_CONSTANTS

CONSTANTS = PARAMETERS | TIE_CONSTANTS
"""Every constant that a claim may carry: those of a couple, and those of what couples are to each other."""
ROWS = tuple(f"E{number}" for number in range(1, 27))
"""The rows of published evidence that the model is held to."""
ALL_ROWS = f"{ROWS[0]} to {ROWS[-1]}"
"""The rows in words."""


@dataclass(frozen=True)
class Card:
    """One claim. ``status`` is one of ``parameters.STATUSES``; ``sources`` is empty only where it is *assumed*."""

    key: str
    claim: str
    status: str
    sources: tuple[str, ...] = ()
    finding: str = ""
    note: str = ""
    rows: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()


@cache
def cards() -> dict[str, Card]:
    """Every card by key, in the order of ``cards.toml``, then one for each parameter that no claim carries.

    Do not change it: it is read once.
    """
    rows = tomllib.loads((resources.files("sim.evidence") / "cards.toml").read_text("utf-8"))["claim"]
    table: dict[str, Card] = {}
    for row in rows:
        assert row["key"] not in table, "a card is declared twice"
        fields: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}
        table[row["key"]] = Card(**fields)
    carried = {name for card in table.values() for name in card.parameters}
    unclaimed = (_of_number(name) for name in CONSTANTS if name not in carried)
    return {**table, **{card.key: card for card in unclaimed}}


def _of_number(name: str) -> Card:
    """The card of a parameter that no claim carries, made of its line in the table."""
    known = CONSTANTS[name]
    claim = known.meaning[:1].upper() + known.meaning[1:] + "."
    sources = (known.source,) if known.source else ()
    finding = "The number is this source's." if sources else ""
    note = "No claim carries this number yet."
    return Card(name.replace("_", "-"), claim, known.status, sources, finding, note, parameters=(name,))


def cards_of_parameter(name: str) -> tuple[Card, ...]:
    """The cards of the claims that a parameter carries, at least one. Raises ``ScenarioError`` for an unknown name."""
    if name not in CONSTANTS:
        raise complaint("cards", "parameter", shown(name), "a parameter of the model", nearest(name, CONSTANTS))
    return tuple(card for card in cards().values() if name in card.parameters)


def cards_of_row(row: str) -> tuple[Card, ...]:
    """The cards of a row of the evidence, at least one. Raises ``ScenarioError`` for a row that is none of ``ROWS``."""
    if row not in ROWS:
        raise complaint("cards", "row", shown(row), ALL_ROWS, nearest(row, ROWS))
    return tuple(card for card in cards().values() if row in card.rows)


def find(name: str) -> tuple[Card, ...]:
    """The cards of a claim's key, a parameter or a row of the evidence. Raises ``ScenarioError`` for any other name."""
    if name in CONSTANTS:
        return cards_of_parameter(name)
    if name in ROWS:
        return cards_of_row(name)
    if name not in cards():
        hint = nearest(name, (*cards(), *CONSTANTS, *ROWS))
        raise complaint("cards", "name", shown(name), f"a claim, a parameter, or a row {ALL_ROWS}", hint)
    return (cards()[name],)
