"""The words of the page: what a partner does, how alarmed they are, what the two of them are caught in. Pure.

Every picture says in words what it shows in colour and shape; these are the words.
"""

from itertools import product

from sim.analysis.coding import VERBS
from sim.analysis.cycle_names import POLKA, named
from sim.checking.placeable import Placeable
from sim.interventions import Intervention
from sim.model.cues import CUES as TABLE
from sim.wording.language import marked, say
from sim.wording.numbers import rounded_percent

REST, RACING, STILL, APART = "rest", "racing", "still", "apart"
"""No move stands out: at ease, calm with a heart that still races, in spite of alarm; or there is nobody to see it."""

FAINT = 0.12
"""The strength below which a move is not worth a word (assumed)."""

DOES = marked({
    "pursue": (VERBS["pursue"], "asks, presses, protests"),
    "withdraw": (VERBS["withdraw"], "goes quiet, turns away"),
    "reach": (VERBS["reach"], "lets the longing show"),
    "respond": (VERBS["respond"], "is there, and shows it"),
    REST: ("is at ease", "nothing to protest, nothing to flee"),
    RACING: ("is calming down", "calm, and the heart still races"),
    APART: ("is alone", "in another room"),
    STILL: ("holds still", "alarmed, and making no move"),
})  # fmt: skip
"""What a partner does, by the move: in a word, and how. The words of a move are those of its code."""


THE_POLKA = marked("the Protest Polka")


def cycle_name(name: str) -> str:
    """What a cycle is called in a sentence."""
    return say(THE_POLKA if name == POLKA else name)


#: The negative cycles, by the two moves: their names by theory.
DANCES = {
    (of_a, of_b): named((("a", of_a), ("b", of_b))).name for of_a, of_b in product(("pursue", "withdraw"), repeat=2)
}


def block_title(thing: Placeable) -> str:
    """What stands on a block."""
    label, _ = thing.names()
    if isinstance(thing, Intervention) and thing.when == "heart":
        return say("{thing}, from {bpm} bpm", thing=say(label), bpm=f"{thing.bpm:.0f}")
    return say(label)


HAND = marked({
    (True, True): "They hold hands.",
    (True, False): "{b} does not take {a}'s hand.",
    (False, True): "{a} does not take {b}'s hand.",
    (False, False): "A hand is offered, and neither takes it.",
})  # fmt: skip
"""What becomes of an offered hand, by whether each takes it."""

SAID = marked({
    "pause": "They take a time-out.",
    "containment": "Someone they trust is in the room.",
})  # fmt: skip
CUES = ("hand", *SAID, *(name for name, line in TABLE.items()
                         if line.shared and not line.trouble and name != "hand" and name not in SAID))  # fmt: skip
"""What is being done for the two, by the run's column."""


def cue(name: str) -> str:
    """What is being done for the two, in a sentence; the table's own label where nothing is said here."""
    return say(SAID.get(name) or f"{TABLE[name].label.capitalize()}.")


#: Threat in words, each up to a limit (assumed).
ALARM = marked(((0.25, "calm"), (0.5, "uneasy"), (0.75, "alarmed"), (2.0, "in full alarm")))
NOT_YET = marked("not yet calm")
"""Of a threat that is over while the heart still races."""


def evening(day: int, names: tuple[str, str], does: tuple[str, str], danced: float, warm: float) -> str:
    """What an evening was like, in a sentence.

    ``does`` are the two strongest moves, ``danced`` the share of its turns that both were caught, and ``warm`` how
    strongly a reach and its answer were made.
    """
    dance = cycle_name(DANCES[does]) if does in DANCES else say("the dance")
    share = rounded_percent(danced)
    if danced >= 0.5:
        return say("Day {day}: caught in {dance} for {share} of the evening.", day=day, dance=dance, share=share)
    if danced >= 0.1:
        return say("Day {day}: {dance} comes and goes, {share} of the evening.", day=day, dance=dance, share=share)
    if danced >= 0.02:
        return say("Day {day}: {dance} flares up, {share} of the evening.", day=day, dance=dance, share=share)
    if warm > FAINT:
        return say("Day {day}: {a} and {b} reach and answer; the dance has no hold.", day=day, a=names[0], b=names[1])
    return say("Day {day}: a quiet evening.", day=day)
