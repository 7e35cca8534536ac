"""What the panels of the page call things, so that none of it stands in them."""

from collections.abc import Sequence

from sim.wording.language import marked, say
from sim.wording.numbers import decimal, percent

FIELDS = marked({
    "turn": "starts at", "turns": "lasts", "day": "first day", "days": "on", "every": "one day in", "who": "who",
    "whose": "whose hand", "held_by": "held by", "reaches": "who reaches", "size": "how heavy",
    "dose": "how much of it", "when": "when", "whose_heart": "whose heart", "bpm": "from", "strength": "how safe",
    "invitation": "invitation", "reach": "reach on purpose", "withdrawer": "who withdraws",
    "containment": "how safe", "softening": "invitation",
})  # fmt: skip
"""Settings of what is placed, as they stand before their fields."""
MAIN_FIELDS = {
    "turn": ["turn", "turns", "who", "whose", "size"],
    "day": ["day", "days", "every", "who", "size"],
}
"""The settings that are shown first, in a conversation and in a season."""
CHOICES = marked({
    "partner": "the other's", "stranger": "a stranger's", "picture": "the other's picture", "scheduled": "on time",
    "heart": "when a heart races", "either": "either", "both": "both", "nobody": "no one",
})  # fmt: skip
"""Words to choose from."""
CAUSES = marked({
    "silence": "silence", "protest": "protest", "spark": "own trouble", "stress": "strain", "burden": "life's weight",
    "chance": "chance", "hand": "the hand", "room": "safe room", "answer": "the answer",
})  # fmt: skip
MADE = marked({"pursue": "protest", "withdraw": "silence", "reach": "reaching", "respond": "answer"})  # fmt: skip
"""A move as something made, for "protest .62"."""
TERMS = marked({
    "shield": ("kept off, by trust or by a need that is shown", ""), "silence": ("the other's silence", "+"),
    "protest": ("the other's protest", "+"), "spark": ("own trouble", "+"), "stress": ("strain", "+"),
    "burden": ("life's weight", "+"), "chance": ("chance", "+"), "answer": ("the other's answer", "−"),
    "floored": ("no less than nothing", "+"), "hand": ("the hand", "−"), "room": ("a safe room", "−"),
    "alarm": ("alarm", "="), "before": ("threat before", ""), "target": ("threat that this alarm draws to", ""),
    "threat": ("threat now", "="), "heart": ("heart, bpm", ""), "flooded": ("flooded, 0 to 1", ""),
    "share_pursue": ("protest's share of the urge", ""), "share_withdraw": ("silence's share", ""),
    "share_reach": ("reaching's share", ""), "pursue": ("protest made", "="), "withdraw": ("silence made", "="),
    "reach": ("reach made", "="), "bid": ("the other's bid, as heard", ""), "ready": ("ready to answer", ""),
    "respond": ("answer given", "="),
})  # fmt: skip
"""The terms of a turn in their order, by name: words, and how it counts."""
PARTS = marked({"map": "The map", "early": "Early or late"})
TIPPING = marked({
    "by": {
        "hand": {"name": "the hand’s strength", "axis": "how firmly the hand is held"},
        "security": {"name": "felt security", "axis": "felt security of both"},
    },
    "places": {"calm": "calm", "dance": "the dance", "uneasy": "uneasy", "none": "no rest"},
    "helped": {
        "c": "By now calm would hold by itself, were the help to end.",
        "d": "Were the help to end now, the dance would come back.",
        "u": "Were the help to end now, they would stay uneasy.",
    },
    "free": {
        "c": "From here, left to themselves and chance aside, they come to calm.",
        "d": "From here, left to themselves and chance aside, they end in the dance.",
        "u": "From here, chance aside, they stay uneasy.",
    },
})  # fmt: skip
LANES = marked({
    "moves": ("moves", ""), "alarm": ("alarm", "0 to 1"), "heart": ("heart", "beats/min"), "bond": ("bond", "0 to 1"),
    "security": ("felt security", "0 to 1"), "softness": ("softness", "0 to 1"), "need": ("longing", "0 to 1"),
    "satisfaction": ("satisfaction", ""),
})  # fmt: skip
"""What a lane of the score is called, and what it counts."""
FRONTS = marked({
    "why": "What made this turn what it is",
    "tipping": "Where they come to rest, and what tips them",
    "cycle": "Who does what after whom",
    "tomorrows": "The same two, a thousand times",
    "evidence": "What is measured, assumed, contested",
})  # fmt: skip
"""What stands on the front of a drawer, until its own answer has been found."""
HIGH = 0.5
"""From where anxiety and avoidance are worth a word (assumed)."""
NUMERALS = marked({6: "six", 20: "twenty"})  # fmt: skip
MEASURES = marked({"satisfaction": "Satisfaction", "bond": "Bond", "dance": "The dance"})  # fmt: skip
BRINGS = marked({
    (False, False): "{name} leans in",
    (True, False): "{name} fears to be left",
    (False, True): "{name} manages alone",
    (True, True): "{name} fears closeness and distance",
})  # fmt: skip
"""What one brings, by whether anxiety and avoidance are high."""


def brought(names: tuple[str, str], *pairs: tuple[float, float]) -> str:
    """What the two bring, in a few words each; a pair is (anxiety, avoidance)."""
    both = zip(names, pairs, strict=True)
    return ", ".join(say(BRINGS[anxiety >= HIGH, avoidance >= HIGH], name=name) for name, (anxiety, avoidance) in both)


def peak_front(names: tuple[str, str], threats: Sequence[float], when: str) -> str:
    """Of *Why?*: when one of the two was most alarmed, and who."""
    at = 0 if threats[0] >= threats[1] else 1
    return say("{name} is most alarmed {when}: {threat}", name=names[at], when=when, threat=decimal(threats[at]))


def tipping_front(shares: dict[str, float]) -> str:
    """Of *Tipping*: what becomes of all starts, by kind."""
    calm, dance = (shares.get(kind, 0.0) for kind in ("calm", "dance"))
    if not calm and not dance:
        return say("No start comes to calm, and none to the dance")
    if not dance:
        return say("No start ends in the dance")
    return say("{share} of all starts end in the dance", share=percent(dance))


def tomorrows_front(ends: dict[str, float], label: str) -> str:
    """Of *Tomorrows*: how many of the thousand end distressed, without and with what was placed."""
    without, with_ = ends.get("without"), ends["with"]
    if without is None:
        return say("{share} of a thousand end distressed", share=percent(with_))
    return say("{without} end distressed, {share} {label}", without=percent(without), share=percent(with_), label=label)


def evidence_front(statuses: list[str]) -> str:
    """Of *Evidence*: how many claims are contested, and how many assumed."""
    contested, assumed = (statuses.count(status) for status in ("contested", "assumed"))
    return say("Of {all} claims {assumed} are assumed, {contested} contested", all=len(statuses), assumed=assumed,
               contested=contested)  # fmt: skip


def in_words(number: int) -> str:
    """A number in words, where it has any."""
    return say(NUMERALS[number]) if number in NUMERALS else str(number)
