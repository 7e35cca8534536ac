"""The parts of the model card: what is assumed, what is contested, and what misses."""

from collections import Counter
from collections.abc import Callable

from experiments.documents.marking import code
from experiments.documents.model import cited
from experiments.documents.results import evidence
from sim.community.population import NORMS
from sim.evidence.cards import cards
from sim.model.parameters import PARAMETERS
from sim.model.ties.constants import TIE_CONSTANTS

TABLES = {"a couple": PARAMETERS, "ties between couples": TIE_CONSTANTS, "the population": NORMS}
"""Every constant that the model has, by what it is about."""


def statuses() -> str:
    """How many constants are measured, replicated, contested or assumed."""
    lines = []
    for what, table in TABLES.items():
        counts = Counter(line.status for line in table.values())
        said = ", ".join(f"{count} {status}" for status, count in counts.most_common())
        lines.append(f"- Constants of {what}: {len(table)}, of them {said}.")
    return "\n".join(lines)


def assumed() -> str:
    """Every constant whose number nobody has measured."""
    lines = []
    for what, table in TABLES.items():
        lines += [f"Of {what}:", ""]
        lines += [f"- {code(name)}: {line.meaning}" for name, line in table.items() if line.status == "assumed"]
        lines += [""]
    return "\n".join(lines)


def contested() -> str:
    """Claims on which studies disagree, each with what is said against it."""
    found = [card for card in cards().values() if card.status == "contested"]
    return "\n".join(f"- {card.claim} {card.note} ({'; '.join(map(cited, card.sources))})" for card in found)


def assumed_claims() -> str:
    """Claims that rest on theory or experience only."""
    return "\n".join(f"- {card.claim} {card.note}".rstrip() for card in cards().values() if card.status == "assumed")


def known_misses() -> str:
    """Where the model does not agree with what was published, or barely does."""
    lines = []
    for row in evidence()["rows"]:
        off = [q for q in row["quantities"] if q["verdict"] == "miss"]
        figures = "; ".join(f"{q['name']} {q['value']:.3g} {q['unit']}".strip() for q in off)
        if off:
            lines.append(f"- **{row['row']}, {row['finding']}**: {figures}; asked for: {row['tolerance']}.")
        elif sum(row["seeds"]) < len(row["seeds"]):
            held = f"{sum(row['seeds'])} of {len(row['seeds'])}"
            lines.append(f"- {row['row']}, {row['finding']}: holds at {held} seeds only.")
    return "\n".join(lines)


PARTS: dict[str, Callable[[], str]] = {
    "statuses": statuses,
    "assumed": assumed,
    "contested": contested,
    "assumed claims": assumed_claims,
    "known misses": known_misses,
}
