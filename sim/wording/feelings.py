"""What each of the two shows and feels, and the evening as a story, in words that people would use. Pure.

Nothing here says who is a woman or a man; what is felt is what a partner would say of it (Johnson 2019), and no
measurement.
"""

from typing import NamedTuple

from sim.wording.language import marked, say, written
from sim.wording.names import HAND, cue


class Shown(NamedTuple):
    """What is shown: what is said aloud, what is done, and how a story tells of it, first and when it goes on."""

    says: str = ""
    does: str = ""
    told: str = ""
    again: str = ""


SHOWN = marked({
    "ease": Shown("", "is at ease", "{name} is at ease.", "{name} is at ease."),
    "racing": Shown("", "breathes out", "{name} breathes out.", "{name} is getting calm."),
    "still": Shown("“…”", "does not stir", "{name} freezes.", "{name} does not stir."),
    "asks": Shown("“Is something wrong?”", "", "{name} asks.", "{name} asks again."),
    "protests": Shown("“Talk to me!”", "", "{name} protests.", "{name} protests again."),
    "presses": Shown("“Where were you? Say something!”", "", "{name} demands an answer.", "{name} asks again, louder."),
    "shrugs": Shown("“It is nothing.”", "", "{name} says that it is nothing.", "{name} says little."),
    "quiet": Shown("“…”", "looks down", "{name} goes quiet.", "{name} looks down."),
    "away": Shown("“…”", "turns away", "{name} turns away.", "{name} stays turned away."),
    "reaches": Shown("“Stay a moment.”", "", "{name} reaches out.", "{name} looks for company."),
    "opens-left": Shown("“I am afraid I do not matter to you.”", "", "{name} shows the fear.", "{name} stays open."),
    "opens-failing": Shown("“I am afraid I am never enough.”", "", "{name} shows the fear.", "{name} stays open."),
    "answers": Shown("“I am here.”", "", "{name} answers.", "{name} stays near."),
    "holds": Shown("", "holds on", "{name} holds on.", "{name} holds on."),
    "apart": Shown("", "sits alone", "", ""),
})  # fmt: skip
"""What a partner shows, by its name."""
FELT = marked({
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
})  # fmt: skip
"""What a partner feels, by its name."""
SEEN = marked({
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
})  # fmt: skip
"""What the other sees of it: never the fear or the longing that it is made of."""
BEGINS = marked({
    "struck": "Something goes wrong.",
    "pause": "They go to separate rooms.",
    "returns": "They come back to each other.",
    "hand": "A hand is held out.",
    "lets_go": "They let go of the hand.",
})  # fmt: skip
"""What happens at a turn, before anything else is told of it."""
APART = marked(("They go to separate rooms.", "Each calms down alone.", "Both are calm, each in a room alone."))
"""Of a time-out: its first turn, while a heart still races or there is alarm, and after that."""
FLOODS = marked("{name}'s heart goes past {bpm}.")


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
        return say(APART[moment.apart])
    a, b = names
    begun = [say(BEGINS[name]) for name in moment.begins if name != "hand"]
    begun += [say(FLOODS, name=name, bpm=written(f"{line:.0f}"))
              for name, floods in zip(names, moment.floods, strict=True) if floods]  # fmt: skip
    given = [say(HAND[moment.takes], a=a, b=b) if name == "hand" else cue(name) for name in moment.cues]
    two = [
        say(SHOWN[shows].again if again else SHOWN[shows].told, name=name)
        for name, shows, again in zip(names, moment.shows, moment.again, strict=True)
    ]
    if begun:
        return " ".join(begun[:2])
    if set(moment.shows) <= {"ease", "racing", "holds"}:
        quiet = say("Both hearts come down." if "racing" in moment.shows else "A quiet moment.")
        return " ".join(given[:1]) or quiet
    return " ".join([*given[:1], *two])
