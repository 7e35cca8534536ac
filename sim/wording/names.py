"""The words of the page: what a partner does, how alarmed they are, what the two of them are caught in. Pure.

Every picture says in words what it shows in colour and shape; these are the words.
"""

from collections.abc import Iterable
from itertools import product

from sim.analysis.coding import VERBS
from sim.analysis.cycle_names import POLKA, named
from sim.checking.placeable import Placeable
from sim.interventions import Intervention
from sim.model.cues import CUES as TABLE

REST, STILL = "rest", "still"
"""No move stands out, in calm or in spite of alarm: none is made more strongly than `FAINT`."""

FAINT = 0.12
"""The strength below which a move is not worth a word (assumed)."""

DOES = {
    "pursue": (VERBS["pursue"], "asks, presses, protests"),
    "withdraw": (VERBS["withdraw"], "goes quiet, turns away"),
    "reach": (VERBS["reach"], "lets the longing show"),
    "respond": (VERBS["respond"], "is there, and shows it"),
    REST: ("is at ease", "nothing to protest, nothing to flee"),
    STILL: ("holds still", "alarmed, and making no move"),
}

#: What is felt under it, as each partner would say it (Johnson 2019): the first is for calm, the second for a longing.
FEELS = (
    "at ease",
    "longs to be close",
    "afraid: are you there for me?",
    "afraid: am I enough for you?",
    "shaken by what has come up",
)

#: What the other sees of a move: never the fear or the longing that it is made of.
SEEN = {
    "pursue": "an attack, a demand",
    "withdraw": "a closed door: you do not care",
    "reach": "an open hand",
    "respond": "someone who is there",
    REST: "a quiet face",
    STILL: "a face that shows nothing",
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


def caption(
    names: tuple[str, str],
    does: tuple[str, str],
    dancing: bool,
    cues: Iterable[str] = (),
    takes: tuple[bool, bool] = (True, True),
) -> str:
    """What the two are doing to each other at one turn, and what is being done for them, in a sentence or two.

    ``takes`` says whether each takes the hand that is offered, where one is.
    """
    (a, b), (of_a, of_b) = names, does
    ending = ""
    if dancing and does in DANCES:
        ending = f": {DANCES[does]}"
    elif set(does) == {"reach", "respond"}:
        ending = ": a reach is met"
    said = {**CUES, "hand": HAND[takes].format(a=a, b=b)}
    help_ = "".join(f" {said[cue]}" for cue in cues)
    if of_a != of_b:
        return f"{a} {DOES[of_a][0]}, {b} {DOES[of_b][0]}{ending}.{help_}"
    both = {REST: "are both at ease", STILL: "both hold still"}.get(of_a, f"both {of_a}{ending}")
    return f"{a} and {b} {both}.{help_}"


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
