"""The tipping map in words: what each map says, what tips the two and what brings them back. Pure."""

import numpy as np

from sim.analysis.stability.support import Gap
from sim.analysis.stability.tipping import Hold, Push
from sim.model.cues import CUES as TABLE
from sim.model.cues import FIELDS
from sim.model.schedule import TURN_SECONDS, clock
from sim.wording.numbers import decimal, whole_percent
from sim.wording.text import listed

STRIKE = ("invite", "spark", "burden")
"""Cues that move no threat by being there: they open, or strike at once."""
SAID = {
    "stranger": ("a stranger's hand for {who}", "with a stranger's hand for {who}"),
    "picture": ("a picture before {who}", "with the partner's picture before {who}"),
    "containment": ("someone they trust in the room", "with someone they trust in the room"),
    "pause": ("time-out", "in a time-out"),
    "reach": ("{who} reaches", "while {who} reaches on purpose"),
}


def _said(field: str) -> tuple[str, str]:
    """What a cue is called: as a label, and as the beginning of a sentence; the table's own words where none are here,
    and ``{a}`` or ``{b}`` for whom it is of."""
    name = FIELDS[field]
    label = TABLE[name].label
    on = "" if TABLE[name].shared else " on {who}" if TABLE[name].trouble else " for {who}"
    short, start = SAID.get(name, (f"{label}{on}", f"with {'the ' * (name == 'hand')}{label}{on}"))
    who = f"{{{field[-1]}}}"
    return short.replace("{who}", who), start.replace("{who}", who)


CUES = {field: _said(field) for field, name in FIELDS.items() if name not in STRIKE}
"""What is given, by field of ``Cues``: as a label, and as the beginning of a sentence."""

PLACES = {
    "calm": "come back to calm",
    "dance": "end in the dance",
    "uneasy": "end in an uneasy quiet",
    "none": "come to rest nowhere",
}
"""What becomes of a start, in words."""
NO_CALM = "For these two there is no calm to come back to: what is slow has to change first."
NO_CALM_TODAY = "Today there is no calm to come back to, so a hand helps only while it is held."
SAME = 0.02
"""Two values nearer than this are told as one."""


def minutes(turns: int) -> str:
    """Turns as minutes: ``1.4 min``."""
    return f"{turns * TURN_SECONDS / 60:.1f} min"


def label(cues: dict[str, float], names: dict[str, str]) -> str:
    """What is given, in a few words."""
    parts = [
        CUES[cue][0].format(**names) + ("" if size >= 0.995 else f" ({decimal(size)})") for cue, size in cues.items()
    ]
    return ", ".join(parts) or "nothing given"


def sentence(
    cues: dict[str, float], names: dict[str, str], shares: dict[str, float], saddle: np.ndarray | None, when: str = ""
) -> str:
    """One map in a sentence: ``shares`` of all starts by what becomes of them, the tipping point's threats (2,), and
    ``when`` it is."""
    lead = when or " and ".join(CUES[cue][1].format(**names) for cue in cues) or "as they are now"
    lead = lead[0].upper() + lead[1:]
    if shares.get("calm", 0.0) >= 1.0:
        return f"{lead}, the dance has no place to rest: every start comes back to calm."
    some = {kind: share for kind, share in shares.items() if share > 0.0}
    if "calm" not in some:
        where = "ends in the dance" if len(some) == 1 and "dance" in some else "ends in alarm of some kind"
        where = "ends uneasy: alarmed, and in no dance" if [*some] == ["uneasy"] else where
        return f"{lead}, there is no calm to come back to: every start {where}."
    parts = [f"{whole_percent(share)} {PLACES[kind]}" for kind, share in some.items()]
    text = f"{lead}, of all starts {listed(parts)}."
    if saddle is None:
        return text
    return (
        f"{text} The tipping point between them lies at a threat of {decimal(saddle[0])} in {names['a']} and "
        f"{decimal(saddle[1])} in {names['b']}."
    )


def morning(day: int) -> str:
    """Of what morning a map is."""
    return f"on the morning of day {day}"


def over(days: list[int], calm: list[float]) -> str:
    """How the map changes over a season: the share of starts that come back to ``calm`` on each of the ``days``."""
    if len(days) < 2 or max(calm) - min(calm) < SAME:
        return "What is slow, bond and felt security above all, hardly moves the map over these days."
    ends = f"go from {whole_percent(calm[0])} on day {days[0]} to {whole_percent(calm[-1])} on day {days[-1]}"
    away = [min(abs(share - calm[0]), abs(share - calm[-1])) for share in calm]
    middle = [i for i in sorted({int(np.argmin(calm)), int(np.argmax(calm))}) if away[i] > 2.0 * SAME]
    by_way = " and ".join(f"{whole_percent(calm[i])} on day {days[i]}" for i in middle)
    return (
        f"The starts that come back to calm {ends}{f', by way of {by_way}' if middle else ''}: what is slow, bond and "
        "felt security above all, moves the tipping point. What life weighs on a single day is left out here."
    )


def spark(pushes: list[Push], names: dict[str, str], usual: float) -> str:
    """How strong a spark starts the dance; ``usual`` is the mean size of the sparks that chance strikes (two even draws
    added: none is above twice that)."""
    sizes = [(push.size, names[push.who]) for push in pushes if push.size is not None]
    if not sizes:
        return "No spark, however strong, starts a dance that lasts: after every one they come back to calm."
    either = " or ".join(f"{decimal(size)} in {name}" for size, name in sizes)
    least, most = min(size for size, _ in sizes), 2.0 * usual
    if least >= most:
        chance = f"Chance alone strikes no spark above {decimal(most)}; it takes a harder blow, or a run of bad moments"
    else:
        share = 0.5 * ((most - least) / usual) ** 2 if least > usual else 1.0 - 0.5 * (least / usual) ** 2
        chance = f"Of the sparks that chance strikes, {whole_percent(share)} are that strong"
    what = "a spark is trouble that one of them raises, in units of alarm"
    return f"A spark of {either} starts the dance ({what}). {chance}."


def hand(hold: Hold) -> str:
    """How long a hand ends the dance that is in full swing."""
    if hold.turns == 0:
        return "There is no dance for a hand to end."
    if hold.turns is None:
        return "A hand does not end this dance, not even when it is held for an hour."
    return (
        f"A hand held for {minutes(hold.turns)} ends a dance in full swing, chance left out; "
        "let go sooner, and the dance comes back."
    )


def distance(edge: np.ndarray | None, dance: np.ndarray | None, names: dict[str, str]) -> str:
    """How far calm is from the dance; empty where there are not both."""
    if edge is None or dance is None:
        return ""
    a, b = names["a"], names["b"]
    return (
        f"From the dance, calm is this far: {a}'s threat would need to fall from {decimal(dance[0])} to "
        f"{decimal(edge[0])} and {b}'s from {decimal(dance[1])} to {decimal(edge[1])}, both at once."
    )


def burden(sizes: dict[str, float], names: dict[str, str]) -> str:
    """What life weighs on them this morning, in alarm; empty where it is little."""
    heavy = [f"{decimal(size)} on {names[who]}" for who, size in sizes.items() if size > 0.1]
    return f"Life weighs on them today ({' and '.join(heavy)}, in alarm), and that shifts the map." if heavy else ""


def two_ways(gap: Gap, kind: str, now: float | None) -> str:
    """The gap between the way out of the dance and the way into it. ``kind``: where the way up begins, ``calm``,
    ``dance`` or ``uneasy``."""
    what, hand = ("the hand", True) if gap.name == "hand" else ("felt security", False)
    here = "" if now is None else f" They are at {decimal(now)} now."
    if kind == "calm":
        less = "However firmly the hand is held" if hand else "However little felt security they have"
        return f"{less}, these two come to rest in calm: there is no dance to end.{here}"
    if kind != "dance":
        return f"These two rest uneasily today, and not in the dance; along {what} there are no two ways.{here}"
    if gap.lets_go is None:
        most = "a hand held with full strength" if hand else "full felt security"
        return f"Once the dance is on, not even {most} brings them back to calm today.{here}"
    if gap.takes_hold is not None and gap.lets_go - gap.takes_hold < SAME:
        return f"The way up and the way down are one: calm is there from {decimal(gap.lets_go)} on.{here}"
    if hand:
        late = f"the hand must be held with {decimal(gap.lets_go)} of its full strength before the dance lets go"
        early = "no hand is needed to stay there" if gap.takes_hold is None else (
            f"{decimal(gap.takes_hold)} is enough to stay there"
        )  # fmt: skip
        end = "It is easier to stay calm than to become calm."
    else:
        late = f"both partners' felt security must rise to {decimal(gap.lets_go)} before the dance lets go"
        early = "they stay calm however far it falls" if gap.takes_hold is None else (
            f"it may fall to {decimal(gap.takes_hold)} before the dance takes hold"
        )  # fmt: skip
        end = "In between, where they rest depends on where they come from."
    return f"Late, once the dance is on, {late}. Early, coming from calm, {early}. {end}{here}"


def waiting(turns: np.ndarray, need: np.ndarray, longest: int) -> str:
    """The hand that is needed (turns, 0 none, -1 more than ``longest``), by the ``turns`` at which it is taken."""
    if not need.any():
        return "At every minute of this evening the two come back to calm by themselves; no hand is needed."
    first, last = int(np.flatnonzero(need)[0]), int(need[-1])
    most = int(np.argmax(np.where(need < 0, longest + 1, need)))

    def long(turns: int) -> str:
        return minutes(turns) if turns > 0 else "not at all" if turns == 0 else f"more than {minutes(longest)}"

    text = "" if first == 0 else (
        f"Up to {clock(int(turns[first - 1]))} no hand is needed: left to themselves they come back to calm. "
    )  # fmt: skip
    if not (need > 0).any():
        return f"{text}From {clock(int(turns[first]))} on, not even a hand held for {minutes(longest)} is enough."
    text += f"A hand taken at {clock(int(turns[first]))} must be held {long(int(need[first]))}"
    if most != first:
        text += f"; longest at {clock(int(turns[most]))}, {long(int(need[most]))}"
    text += f"; at the end {long(last)}."
    if (need < 0).any():
        text += " Where the line is broken no hand of that length is enough."
    if 0 < last <= need[first]:
        text += " Waiting does not make the hand dearer here: it makes the dance longer."
    return text


def let_chance_in(turn: int, tried: list[tuple[int, int]], evenings: int) -> str:
    """How many of the ``evenings`` with chance end calm, by the turns that a hand taken at ``turn`` is held."""
    if not tried:
        return ""
    first, *rest = [f"{calm} {{}}{minutes(turns)}" for turns, calm in tried]
    text = ", ".join([first.format("end calm when it is held "), *(part.format("when ") for part in rest)])
    more = " So hold longer than the least." if tried[0][1] < 0.9 * evenings else ""
    return (
        f"That is with chance left out. With it, of {evenings} such evenings with a hand taken at {clock(turn)}, "
        f"{text}.{more}"
    )
