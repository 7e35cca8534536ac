"""The tipping map in words: what each map says, what tips the two and what brings them back. Pure."""

import numpy as np

from sim.analysis.stability.support import Gap
from sim.analysis.stability.tipping import Hold, Push
from sim.model.cues import CUES as TABLE
from sim.model.cues import FIELDS
from sim.model.schedule import TURN_SECONDS, clock
from sim.wording.language import marked, say, written
from sim.wording.numbers import decimal, whole_percent
from sim.wording.text import capitalised, listed

STRIKE = ("invite", "spark", "burden")
"""Cues that move no threat by being there: they open, or strike at once."""
SAID = marked({
    "hand": ("hand offered", "with the hand offered"),
    "stranger": ("a stranger's hand for {who}", "with a stranger's hand for {who}"),
    "picture": ("a picture before {who}", "with the partner's picture before {who}"),
    "containment": ("someone they trust in the room", "with someone they trust in the room"),
    "pause": ("time-out", "in a time-out"),
    "reach": ("{who} reaches", "while {who} reaches on purpose"),
    "stress": ("stress on {who}", "with stress on {who}"),
})  # fmt: skip
"""What is given, by cue: as a label, and as the beginning of a sentence."""
CUES = tuple(field for field, name in FIELDS.items() if name not in STRIKE)
"""The fields of ``Cues`` that have a map of their own."""


def _said(field: str, names: dict[str, str]) -> tuple[str, str]:
    """What a cue is called: as a label, and as the beginning of a sentence; by the table's own word where none is
    here."""
    name, who = FIELDS[field], names.get(field[-1], "")
    if name in SAID:
        return say(SAID[name][0], who=who), say(SAID[name][1], who=who)
    label = say(TABLE[name].label)
    short = label if TABLE[name].shared else say("{cue} for {who}", cue=label, who=who)
    return short, say("with {cue}", cue=short)


PLACES = marked({
    "calm": "{share} come back to calm",
    "dance": "{share} end in the dance",
    "uneasy": "{share} end in an uneasy quiet",
    "none": "{share} come to rest nowhere",
})  # fmt: skip
"""What becomes of a start, in words after its share."""
NO_CALM = marked("For these two there is no calm to come back to: what is slow has to change first.")
NO_CALM_TODAY = marked("Today there is no calm to come back to, so a hand helps only while it is held.")
SAME = 0.02
"""Two values nearer than this are told as one."""


def minutes(turns: int) -> str:
    """Turns as minutes: ``1.4 min``."""
    return say("{n} min", n=written(f"{turns * TURN_SECONDS / 60:.1f}"))


def label(cues: dict[str, float], names: dict[str, str]) -> str:
    """What is given, in a few words."""
    parts = [_said(cue, names)[0] + ("" if size >= 0.995 else f" ({decimal(size)})") for cue, size in cues.items()]
    return ", ".join(parts) or say("nothing given")


def sentence(
    cues: dict[str, float], names: dict[str, str], shares: dict[str, float], saddle: np.ndarray | None, when: str = ""
) -> str:
    """One map in a sentence: ``shares`` of all starts by what becomes of them, the tipping point's threats (2,), and
    ``when`` it is."""
    lead = when or listed([_said(cue, names)[1] for cue in cues]) or say("as they are now")
    lead = capitalised(lead)
    if shares.get("calm", 0.0) >= 1.0:
        return say("{lead}, the dance has no place to rest: every start comes back to calm.", lead=lead)
    some = {kind: share for kind, share in shares.items() if share > 0.0}
    if "calm" not in some:
        if [*some] == ["uneasy"]:
            return say("{lead}, there is no calm to come back to: every start ends uneasy: alarmed, and in no dance.",
                       lead=lead)  # fmt: skip
        if [*some] == ["dance"]:
            return say("{lead}, there is no calm to come back to: every start ends in the dance.", lead=lead)
        return say("{lead}, there is no calm to come back to: every start ends in alarm of some kind.", lead=lead)
    parts = [say(PLACES[kind], share=whole_percent(share)) for kind, share in some.items()]
    text = say("{lead}, of all starts {places}.", lead=lead, places=listed(parts))
    if saddle is None:
        return text
    point = say("The tipping point between them lies at a threat of {first} in {a} and {second} in {b}.",
                first=decimal(saddle[0]), second=decimal(saddle[1]), a=names["a"], b=names["b"])  # fmt: skip
    return f"{text} {point}"


def morning(day: int) -> str:
    """Of what morning a map is."""
    return say("on the morning of day {day}", day=day)


def over(days: list[int], calm: list[float]) -> str:
    """How the map changes over a season: the share of starts that come back to ``calm`` on each of the ``days``."""
    if len(days) < 2 or max(calm) - min(calm) < SAME:
        return say("What is slow, bond and felt security above all, hardly moves the map over these days.")
    away = [min(abs(share - calm[0]), abs(share - calm[-1])) for share in calm]
    middle = [i for i in sorted({int(np.argmin(calm)), int(np.argmax(calm))}) if away[i] > 2.0 * SAME]
    ends = {"first": whole_percent(calm[0]), "day": days[0], "last": whole_percent(calm[-1]), "end": days[-1]}
    if not middle:
        return say(
            "The starts that come back to calm go from {first} on day {day} to {last} on day {end}: what is slow, bond "
            "and felt security above all, moves the tipping point. What life weighs on a single day is left out here.",
            **ends,
        )
    way = listed([say("{share} on day {day}", share=whole_percent(calm[i]), day=days[i]) for i in middle])
    return say(
        "The starts that come back to calm go from {first} on day {day} to {last} on day {end}, by way of {way}: what "
        "is slow, bond and felt security above all, moves the tipping point. What life weighs on a single day is left "
        "out here.",
        way=way,
        **ends,
    )


def spark(pushes: list[Push], names: dict[str, str], usual: float) -> str:
    """How strong a spark starts the dance; ``usual`` is the mean size of the sparks that chance strikes (two even draws
    added: none is above twice that)."""
    sizes = [(push.size, names[push.who]) for push in pushes if push.size is not None]
    if not sizes:
        return say("No spark, however strong, starts a dance that lasts: after every one they come back to calm.")
    each = [say("{size} in {name}", size=decimal(size), name=name) for size, name in sizes]
    either = each[0] if len(each) < 2 else say("{one} or {other}", one=each[0], other=each[1])
    least, most = min(size for size, _ in sizes), 2.0 * usual
    if least >= most:
        chance = say("Chance alone strikes no spark above {most}; it takes a harder blow, or a run of bad moments.",
                     most=decimal(most))  # fmt: skip
    else:
        share = 0.5 * ((most - least) / usual) ** 2 if least > usual else 1.0 - 0.5 * (least / usual) ** 2
        chance = say("Of the sparks that chance strikes, {share} are that strong.", share=whole_percent(share))
    told = say(
        "A spark of {sizes} starts the dance (a spark is trouble that one of them raises, in units of alarm).",
        sizes=either,
    )
    return f"{told} {chance}"


def hand(hold: Hold) -> str:
    """How long a hand ends the dance that is in full swing."""
    if hold.turns == 0:
        return say("There is no dance for a hand to end.")
    if hold.turns is None:
        return say("A hand does not end this dance, not even when it is held for an hour.")
    return say("A hand held for {time} ends a dance in full swing, chance left out; let go sooner, and the dance comes "
               "back.", time=minutes(hold.turns))  # fmt: skip


def distance(edge: np.ndarray | None, dance: np.ndarray | None, names: dict[str, str]) -> str:
    """How far calm is from the dance; empty where there are not both."""
    if edge is None or dance is None:
        return ""
    numbers = dict(zip(("from_a", "to_a", "from_b", "to_b"), map(decimal, (dance[0], edge[0], dance[1], edge[1])),
                       strict=True))  # fmt: skip
    return say("From the dance, calm is this far: {a}'s threat would need to fall from {from_a} to {to_a} and {b}'s "
               "from {from_b} to {to_b}, both at once.", a=names["a"], b=names["b"], **numbers)  # fmt: skip


def burden(sizes: dict[str, float], names: dict[str, str]) -> str:
    """What life weighs on them this morning, in alarm; empty where it is little."""
    heavy = [say("{size} on {name}", size=decimal(size), name=names[who]) for who, size in sizes.items() if size > 0.1]
    return say("Life weighs on them today ({sizes}, in alarm), and that shifts the map.",
               sizes=listed(heavy)) if heavy else ""  # fmt: skip


def two_ways(gap: Gap, kind: str, now: float | None) -> str:
    """The gap between the way out of the dance and the way into it. ``kind``: where the way up begins, ``calm``,
    ``dance`` or ``uneasy``."""
    told = _hand_ways(gap, kind) if gap.name == "hand" else _security_ways(gap, kind)
    if now is None:
        return told
    here = say("They are at {now} now.", now=decimal(now))
    return f"{told} {here}"


def _is_one_way(gap: Gap) -> bool:
    """Whether the dance lets go where it takes hold."""
    assert gap.lets_go is not None
    return gap.takes_hold is not None and gap.lets_go - gap.takes_hold < SAME


def _one_way(gap: Gap) -> str:
    return say("The way up and the way down are one: calm is there from {value} on.", value=decimal(gap.lets_go or 0.0))


def _hand_ways(gap: Gap, kind: str) -> str:
    """The same along the hand's strength."""
    if kind == "calm":
        return say("However firmly the hand is held, these two come to rest in calm: there is no dance to end.")
    if kind != "dance":
        return say("These two rest uneasily today, and not in the dance; along the hand there are no two ways.")
    if gap.lets_go is None:
        return say("Once the dance is on, not even a hand held with full strength brings them back to calm today.")
    if _is_one_way(gap):
        return _one_way(gap)
    late = say("Late, once the dance is on, the hand must be held with {value} of its full strength before the dance "
               "lets go.", value=decimal(gap.lets_go))  # fmt: skip
    early = (say("Early, coming from calm, no hand is needed to stay there.") if gap.takes_hold is None else
             say("Early, coming from calm, {value} is enough to stay there.",
                 value=decimal(gap.takes_hold)))  # fmt: skip
    end = say("It is easier to stay calm than to become calm.")
    return f"{late} {early} {end}"


def _security_ways(gap: Gap, kind: str) -> str:
    """The same along felt security."""
    if kind == "calm":
        return say("However little felt security they have, these two come to rest in calm: there is no dance to end.")
    if kind != "dance":
        return say("These two rest uneasily today, and not in the dance; along felt security there are no two ways.")
    if gap.lets_go is None:
        return say("Once the dance is on, not even full felt security brings them back to calm today.")
    if _is_one_way(gap):
        return _one_way(gap)
    late = say("Late, once the dance is on, both partners' felt security must rise to {value} before the dance lets "
               "go.", value=decimal(gap.lets_go))  # fmt: skip
    early = (say("Early, coming from calm, they stay calm however far it falls.") if gap.takes_hold is None else
             say("Early, coming from calm, it may fall to {value} before the dance takes hold.",
                 value=decimal(gap.takes_hold)))  # fmt: skip
    end = say("In between, where they rest depends on where they come from.")
    return f"{late} {early} {end}"


def waiting(turns: np.ndarray, need: np.ndarray, longest: int) -> str:
    """The hand that is needed (turns, 0 none, -1 more than ``longest``), by the ``turns`` at which it is taken."""
    if not need.any():
        return say("At every minute of this evening the two come back to calm by themselves; no hand is needed.")
    first, last = int(np.flatnonzero(need)[0]), int(need[-1])
    most = int(np.argmax(np.where(need < 0, longest + 1, need)))

    def long(turns: int) -> str:
        if turns > 0:
            return minutes(turns)
        return say("not at all") if turns == 0 else say("more than {time}", time=minutes(longest))

    texts = []
    if first:
        texts.append(say("Up to {time} no hand is needed: left to themselves they come back to calm.",
                         time=clock(int(turns[first - 1]))))  # fmt: skip
    begin = clock(int(turns[first]))
    if not (need > 0).any():
        texts.append(say("From {time} on, not even a hand held for {longest} is enough.", time=begin,
                         longest=minutes(longest)))  # fmt: skip
        return " ".join(texts)
    told = {"time": begin, "long": long(int(need[first])), "last": long(last)}
    if most != first:
        texts.append(say("A hand taken at {time} must be held {long}; longest at {dearest}, {most}; at the end {last}.",
                         dearest=clock(int(turns[most])), most=long(int(need[most])), **told))  # fmt: skip
    else:
        texts.append(say("A hand taken at {time} must be held {long}; at the end {last}.", **told))
    if (need < 0).any():
        texts.append(say("Where the line is broken no hand of that length is enough."))
    if 0 < last <= need[first]:
        texts.append(say("Waiting does not make the hand dearer here: it makes the dance longer."))
    return " ".join(texts)


def let_chance_in(turn: int, tried: list[tuple[int, int]], evenings: int) -> str:
    """How many of the ``evenings`` with chance end calm, by the turns that a hand taken at ``turn`` is held."""
    if not tried:
        return ""
    (turns, calm), *rest = tried
    parts = [say("{calm} end calm when it is held {time}", calm=calm, time=minutes(turns)),
             *(say("{calm} when {time}", calm=calm, time=minutes(turns)) for turns, calm in rest)]  # fmt: skip
    text = say("That is with chance left out. With it, of {evenings} such evenings with a hand taken at {time}, "
               "{parts}.", evenings=evenings, time=clock(turn), parts=", ".join(parts))  # fmt: skip
    return f"{text} {say('So hold longer than the least.')}" if tried[0][1] < 0.9 * evenings else text
