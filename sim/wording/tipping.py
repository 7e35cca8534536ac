"""The tipping map in words: what each map says, what tips the two and what brings them back (floor F7). Pure."""

from typing import TYPE_CHECKING

import numpy as np

from sim.model.schedule import clock
from sim.wording.numbers import decimal, whole_percent

if TYPE_CHECKING:
    from sim.analysis.stability.support import Gap
    from sim.analysis.stability.tipping import Hold, Push

CUES = {
    "hand": ("hand held", "with the hand held"),
    "stranger_a": ("a stranger's hand for {a}", "with a stranger's hand for {a}"),
    "stranger_b": ("a stranger's hand for {b}", "with a stranger's hand for {b}"),
    "picture_a": ("a picture before {a}", "with the partner's picture before {a}"),
    "picture_b": ("a picture before {b}", "with the partner's picture before {b}"),
    "containment": ("someone they trust in the room", "with someone they trust in the room"),
    "pause": ("time-out", "in a time-out"),
    "reach_a": ("{a} reaches", "while {a} reaches on purpose"),
    "reach_b": ("{b} reaches", "while {b} reaches on purpose"),
    "stress_a": ("stress on {a}", "with stress on {a}"),
    "stress_b": ("stress on {b}", "with stress on {b}"),
}
"""What is given, by cue: as a label, and as the beginning of a sentence. Cues that move no threat are not here."""

PLACES = {"calm": "come back to calm", "dance": "end in the dance", "uneasy": "end in an uneasy quiet",
          "none": "come to rest nowhere"}  # fmt: skip
"""What becomes of a start, in words."""


SAME = 0.02
"""Two values nearer than this are told as one."""


def minutes(turns: int) -> str:
    """Turns as minutes: ``1.4 min``."""
    return f"{turns / 10:.1f} min"


def label(given: dict[str, float], names: dict[str, str]) -> str:
    """What is given, in a few words."""
    said = [
        CUES[cue][0].format(**names) + ("" if size >= 0.995 else f" ({decimal(size)})") for cue, size in given.items()
    ]
    return ", ".join(said) or "nothing given"


def sentence(
    given: dict[str, float], names: dict[str, str], shares: dict[str, float], saddle: np.ndarray | None, when: str = ""
) -> str:
    """One map in a sentence: ``shares`` of all starts by what becomes of them, the tipping point's threats (2,), and
    ``when`` it is."""
    lead = when or " and ".join(CUES[cue][1].format(**names) for cue in given) or "as they are now"
    lead = lead[0].upper() + lead[1:]
    if shares.get("calm", 0.0) >= 1.0:
        return f"{lead}, the dance has no place to rest: every start comes back to calm."
    some = {kind: share for kind, share in shares.items() if share > 0.0}
    if "calm" not in some:
        where = "ends in the dance" if len(some) == 1 and "dance" in some else "ends in alarm of some kind"
        where = "ends uneasy: alarmed, and in no dance" if [*some] == ["uneasy"] else where
        return f"{lead}, there is no calm to come back to: every start {where}."
    parts = [f"{whole_percent(share)} {PLACES[kind]}" for kind, share in some.items()]
    said = f"{lead}, of all starts {', '.join(parts[:-1])} and {parts[-1]}."
    if saddle is None:
        return said
    return (
        f"{said} The tipping point between them lies at a threat of {decimal(saddle[0])} in {names['a']} and "
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


def spark(pushes: list["Push"], names: dict[str, str], usual: float) -> str:
    """How strong a spark starts the dance; ``usual`` is the mean size of the sparks that chance strikes (two even draws
    added: none is above twice that)."""
    found = [(one.size, names[one.who]) for one in pushes if one.size is not None]
    if not found:
        return "No spark, however strong, starts a dance that lasts: after every one they come back to calm."
    said = " or ".join(f"{decimal(size)} in {name}" for size, name in found)
    least, most = min(size for size, _ in found), 2.0 * usual
    if least >= most:
        chance = f"Chance alone strikes no spark above {decimal(most)}; it takes a harder blow, or a run of bad moments"
    else:
        share = 0.5 * ((most - least) / usual) ** 2 if least > usual else 1.0 - 0.5 * (least / usual) ** 2
        chance = f"Of the sparks that chance strikes, {whole_percent(share)} are that strong"
    what = "a spark is trouble that one of them raises, in units of alarm"
    return f"A spark of {said} starts the dance ({what}). {chance}."


def hand(found: "Hold") -> str:
    """How long a hand ends the dance that is in full swing."""
    if found.turns == 0:
        return "There is no dance for a hand to end."
    if found.turns is None:
        return "A hand does not end this dance, not even when it is held for an hour."
    return (
        f"A hand held for {minutes(found.turns)} ends a dance in full swing, chance left out; "
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


def burden(sizes: tuple[float, float], names: dict[str, str]) -> str:
    """What life weighs on them this morning, in alarm; empty where it is little."""
    heavy = [f"{decimal(size)} on {names[who]}" for who, size in zip("ab", sizes, strict=True) if size > 0.1]
    return f"Life weighs on them today ({' and '.join(heavy)}, in alarm), and that shifts the map." if heavy else ""


def two_ways(found: "Gap", kind: str, now: float | None) -> str:
    """The gap between the way out of the dance and the way into it. ``kind``: where the way up begins, ``calm``,
    ``dance`` or ``uneasy``."""
    what, hand = ("the hand", True) if found.name == "hand" else ("felt security", False)
    here = "" if now is None else f" They are at {decimal(now)} now."
    if kind == "calm":
        less = "However firmly the hand is held" if hand else "However little felt security they have"
        return f"{less}, these two come to rest in calm: there is no dance to end.{here}"
    if kind != "dance":
        return f"These two rest uneasily today, and not in the dance; along {what} there are no two ways.{here}"
    if found.lets_go is None:
        most = "a hand held with full strength" if hand else "full felt security"
        return f"Once the dance is on, not even {most} brings them back to calm today.{here}"
    if found.takes_hold is not None and found.lets_go - found.takes_hold < SAME:
        return f"The way up and the way down are one: calm is there from {decimal(found.lets_go)} on.{here}"
    if hand:
        late = f"the hand must be held with {decimal(found.lets_go)} of its full strength before the dance lets go"
        early = "no hand is needed to stay there" if found.takes_hold is None else (
            f"{decimal(found.takes_hold)} is enough to stay there"
        )  # fmt: skip
        end = "It is easier to stay calm than to become calm."
    else:
        late = f"both partners' felt security must rise to {decimal(found.lets_go)} before the dance lets go"
        early = "they stay calm however far it falls" if found.takes_hold is None else (
            f"it may fall to {decimal(found.takes_hold)} before the dance takes hold"
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

    said = "" if first == 0 else (
        f"Up to {clock(int(turns[first - 1]))} no hand is needed: left to themselves they come back to calm. "
    )  # fmt: skip
    if not (need > 0).any():
        return f"{said}From {clock(int(turns[first]))} on, not even a hand held for {minutes(longest)} is enough."
    said += f"A hand taken at {clock(int(turns[first]))} must be held {long(int(need[first]))}"
    if most != first:
        said += f"; longest at {clock(int(turns[most]))}, {long(int(need[most]))}"
    said += f"; at the end {long(last)}."
    if (need < 0).any():
        said += " Where the line is broken no hand of that length is enough."
    if 0 < last <= need[first]:
        said += " Waiting does not make the hand dearer here: it makes the dance longer."
    return said


def let_chance_in(turn: int, tried: list[tuple[int, int]], evenings: int) -> str:
    """How many of the ``evenings`` with chance end calm, by the turns that a hand taken at ``turn`` is held."""
    if not tried:
        return ""
    first, *rest = [f"{calm} {{}}{minutes(turns)}" for turns, calm in tried]
    said = ", ".join([first.format("end calm when it is held "), *(one.format("when ") for one in rest)])
    more = " So hold longer than the least." if tried[0][1] < 0.9 * evenings else ""
    return (
        f"That is with chance left out. With it, of {evenings} such evenings with a hand taken at {clock(turn)}, "
        f"{said}.{more}"
    )
