"""What each of the two shows and feels, and the evening as a story, in words that people would use. Pure.

Nothing here says who is a woman or a man; what is felt is what a partner would say of it (Johnson 2019), and no
measurement.
"""

from typing import NamedTuple

from sim.wording.names import CUES, HAND


class Shown(NamedTuple):
    """What is shown: what is said aloud, what is done, and how a story tells of it, first and when it goes on."""

    says: str = ""
    does: str = ""
    told: str = ""
    again: str = ""


SHOWN = {
    "ease": Shown("", "is at ease", "{} is at ease.", "{} is at ease."),
    "racing": Shown("", "breathes out", "{} breathes out.", "{} is getting calm."),
    "still": Shown("“…”", "does not stir", "{} freezes.", "{} does not stir."),
    "asks": Shown("“Is something wrong?”", "", "{} asks.", "{} asks again."),
    "protests": Shown("“Talk to me!”", "", "{} protests.", "{} protests again."),
    "presses": Shown("“Where were you? Say something!”", "", "{} demands an answer.", "{} asks again, louder."),
    "shrugs": Shown("“It is nothing.”", "", "{} says that it is nothing.", "{} says little."),
    "quiet": Shown("“…”", "looks down", "{} goes quiet.", "{} looks down."),
    "away": Shown("“…”", "turns away", "{} turns away.", "{} stays turned away."),
    "reaches": Shown("“Stay a moment.”", "", "{} reaches out.", "{} looks for company."),
    "opens-left": Shown("“I am afraid I do not matter to you.”", "", "{} shows the fear.", "{} stays open."),
    "opens-failing": Shown("“I am afraid I am never enough.”", "", "{} shows the fear.", "{} stays open."),
    "answers": Shown("“I am here.”", "", "{} answers.", "{} stays near."),
    "holds": Shown("", "holds on", "{} holds on.", "{} holds on."),
    "apart": Shown("", "sits alone", "", ""),
}
"""What a partner shows, by its name."""
FELT = {
    "calm": "All is well between us.",
    "longing": "I would like to be close.",
    "heard": "You heard me.",
    "there": "Are you there for me?",
    "matter": "Do I matter to you?",
    "enough": "Am I enough for you?",
    "worse": "Whatever I say, it is not enough.",
    "shaken": "Something is wrong.",
    "drowning": "My heart is racing. I can hardly hear you.",
    "racing": "It is over, and my heart still races.",
    "held": "You are here. I am not alone.",
    "clinging": "You did not let go.",
    "breath": "I need a moment to breathe.",
    "rested": "I could go back in.",
}
"""What a partner feels, by its name."""
SEEN = {
    "ease": "a quiet face",
    "racing": "a quiet face",
    "still": "a face that shows nothing",
    "asks": "a question, a reproach",
    "protests": "an attack",
    "presses": "an attack, a demand",
    "shrugs": "not much of an answer",
    "quiet": "a closed door",
    "away": "a closed door",
    "reaches": "a wish for company",
    "opens-left": "someone who is afraid",
    "opens-failing": "someone who is afraid",
    "answers": "someone who is there",
    "holds": "a hand that stays",
    "apart": "nobody",
}
"""What the other sees of it: never the fear or the longing that it is made of."""
BEGINS = {
    "struck": "Something goes wrong.",
    "pause": "They go to separate rooms.",
    "returns": "They come back to each other.",
    "hand": "A hand is held out.",
    "lets_go": "They let go of the hand.",
}
"""What happens at a turn, before anything else is told of it."""
APART = ("They go to separate rooms.", "Each calms down alone.", "Both are calm, each in a room alone.")
"""Of a time-out: its first turn, while a heart still races or there is alarm, and after that."""
FLOODS = "{}'s heart goes past {:.0f}."


class Moment(NamedTuple):
    """A turn as a story tells it: what the two show, whether that goes on, and what happened."""

    shows: tuple[str, str]
    again: tuple[bool, bool]
    floods: tuple[bool, bool] = (False, False)
    begins: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    takes: tuple[bool, bool] = (True, True)
    apart: int = -1


def story(names: tuple[str, str], moment: Moment, line: float) -> str:
    """A turn in one plain sentence or two; ``line`` is the heart rate from which one is flooded."""
    if moment.apart >= 0:
        return APART[moment.apart]
    a, b = names
    begun = [BEGINS[name] for name in moment.begins if name != "hand"]
    begun += [FLOODS.format(name, line) for name, floods in zip(names, moment.floods, strict=True) if floods]
    given = [{**CUES, "hand": HAND[moment.takes].format(a=a, b=b)}[cue] for cue in moment.cues]
    two = [
        (SHOWN[shows].again if again else SHOWN[shows].told).format(name)
        for name, shows, again in zip(names, moment.shows, moment.again, strict=True)
    ]
    if begun:
        return " ".join(begun[:2])
    if set(moment.shows) <= {"ease", "racing", "holds"}:
        quiet = "Both hearts come down." if "racing" in moment.shows else "A quiet moment."
        return " ".join(given[:1]) or quiet
    return " ".join([*given[:1], *two])
