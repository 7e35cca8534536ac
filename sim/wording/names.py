"""The words of the page: what a partner does, how alarmed they are, what the two of them are caught in. Pure.

Every picture says in words what it shows in colour and shape; these are the words.
"""

from itertools import product

from sim.analysis.coding import VERBS
from sim.analysis.cycle_names import POLKA, named
from sim.checking.placeable import Placeable
from sim.interventions import Intervention
from sim.model.cues import CUES as TABLE

REST, RACING, STILL, APART = "rest", "racing", "still", "apart"
"""No move stands out: at ease, calm with a heart that still races, in spite of alarm; or there is nobody to see it."""

FAINT = 0.12
"""The strength below which a move is not worth a word (assumed)."""

DOES = {
    "pursue": (VERBS["pursue"], "asks, presses, protests"),
    "withdraw": (VERBS["withdraw"], "goes quiet, turns away"),
    "reach": (VERBS["reach"], "lets the longing show"),
    "respond": (VERBS["respond"], "is there, and shows it"),
    REST: ("is at ease", "nothing to protest, nothing to flee"),
    RACING: ("is calming down", "calm, and the heart still races"),
    APART: ("is alone", "in another room"),
    STILL: ("holds still", "alarmed, and making no move"),
}


def cycle_name(name: str) -> str:
    """What a cycle is called in a sentence."""
    return f"the {name}" if name == POLKA else name


#: The negative cycles, by the two moves, as they are called in a sentence.
DANCES = {
    (of_a, of_b): cycle_name(named((("a", of_a), ("b", of_b))).name)
    for of_a, of_b in product(("pursue", "withdraw"), repeat=2)
}


def block_title(thing: Placeable) -> str:
    """What stands on a block."""
    label, _ = thing.names()
    return f"{label}, from {thing.bpm:.0f} bpm" if isinstance(thing, Intervention) and thing.when == "heart" else label


HAND = {
    (True, True): "They hold hands.",
    (True, False): "{b} does not take {a}'s hand.",
    (False, True): "{a} does not take {b}'s hand.",
    (False, False): "A hand is offered, and neither takes it.",
}
"""What becomes of an offered hand, by whether each takes it."""

SAID = {
    "hand": HAND[True, True],
    "pause": "They take a time-out.",
    "containment": "Someone they trust is in the room.",
}
UNSAID = [name for name, line in TABLE.items() if line.shared and not line.trouble and name not in SAID]
CUES = {**SAID, **{name: f"{TABLE[name].label.capitalize()}." for name in UNSAID}}
"""What is being done for the two, by the run's column; the table's own label where nothing is said here."""

#: Threat in words, each up to a limit (assumed).
ALARM = ((0.25, "calm"), (0.5, "uneasy"), (0.75, "alarmed"), (2.0, "in full alarm"))
NOT_YET = "not yet calm"
"""Of a threat that is over while the heart still races."""


def evening(day: int, names: tuple[str, str], does: tuple[str, str], danced: float, warm: float) -> str:
    """What an evening was like, in a sentence.

    ``does`` are the two strongest moves, ``danced`` the share of its turns that both were caught, and ``warm`` how
    strongly a reach and its answer were made.
    """
    name = DANCES.get(does, "the dance")
    if danced >= 0.5:
        return f"Day {day}: caught in {name} for {danced:.0%} of the evening."
    if danced >= 0.1:
        return f"Day {day}: {name} comes and goes, {danced:.0%} of the evening."
    if danced >= 0.02:
        return f"Day {day}: {name} flares up, {danced:.0%} of the evening."
    if warm > FAINT:
        return f"Day {day}: {names[0]} and {names[1]} reach and answer; the dance has no hold."
    return f"Day {day}: a quiet evening."
