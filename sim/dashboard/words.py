"""The words of the page: what a partner does, how alarmed they are, what the two of them are caught in. Pure.

Every picture says in words what it shows in colour and shape; these are the words.
"""

from collections.abc import Iterable

from sim.observer import CAUGHT
from sim.state import MOVES

REST, STILL = "rest", "still"
"""No move stands out, in calm or in spite of alarm: none is made more strongly than `FAINT`."""

FAINT = 0.12
"""The strength below which a move is not worth a word (assumed)."""

DOES = {
    "pursue": ("pursues", "asks, presses, protests"),
    "withdraw": ("withdraws", "goes quiet, turns away"),
    "reach": ("reaches", "lets the longing show"),
    "respond": ("responds", "is there, and shows it"),
    REST: ("is at ease", "nothing to protest, nothing to flee"),
    STILL: ("holds still", "alarmed, and making no move"),
}

#: The negative cycles by the names couple therapists use for them (Johnson 2008).
DANCES = {
    ("pursue", "withdraw"): "the Protest Polka",
    ("withdraw", "pursue"): "the Protest Polka",
    ("pursue", "pursue"): "Find the Bad Guy",
    ("withdraw", "withdraw"): "Freeze and Flee",
}

#: What is being done for the two, by the run's column.
CUES = {
    "hand": "They hold hands.",
    "pause": "They take a time-out.",
    "containment": "Someone they trust is in the room.",
}

#: Threat in words, each up to a limit (assumed).
ALARM = ((0.25, "calm"), (0.5, "uneasy"), (0.75, "alarmed"), (2.0, "in full alarm"))


def strongest(moves: dict[str, float], threat: float = 0.0) -> str:
    """The name of the strongest move; `REST` when none stands out, or `STILL` when that is not for calm."""
    best = max(MOVES, key=lambda move: moves[move])
    if moves[best] > FAINT:
        return best
    return REST if threat < ALARM[0][0] else STILL


def alarm(threat: float) -> str:
    """Threat (0 to 1) in a word."""
    return next(word for limit, word in ALARM if threat < limit)


def caught(move: str, moves: dict[str, float]) -> bool:
    """Whether a partner is dancing: pursuing or withdrawing, and meaning it."""
    return move in ("pursue", "withdraw") and moves[move] > CAUGHT


def caption(names: tuple[str, str], does: tuple[str, str], dancing: bool, cues: Iterable[str] = ()) -> str:
    """What the two are doing to each other at one turn, and what is being done for them, in a sentence or two."""
    (a, b), (one, other) = names, does
    ending = ""
    if dancing and (one, other) in DANCES:
        ending = f": {DANCES[one, other]}"
    elif {one, other} == {"reach", "respond"}:
        ending = ": a reach is met"
    held = "".join(f" {CUES[cue]}" for cue in cues)
    if one == other == REST:
        return f"{a} and {b} are both at ease.{held}"
    if one == other == STILL:
        return f"{a} and {b} both hold still.{held}"
    if one == other:
        return f"{a} and {b} both {one}{ending}.{held}"
    return f"{a} {DOES[one][0]}, {b} {DOES[other][0]}{ending}.{held}"
